import { expect, it } from "vitest";
import { linesInSight } from "./windowing";

it("shows everything while there is little", () => {
  expect(linesInSight(50, 500, 20, { top: 400, height: 200 })).toEqual({ from: 0, to: 50, before: 0, after: 0 });
});

it("shows what is in sight, and keeps the height", () => {
  const lines = linesInSight(50, 10_000, 20, { top: 400, height: 200 });
  expect(lines).toEqual({ from: 16, to: 34, before: 320, after: 320 });
  expect(lines.before + (lines.to - lines.from) * 20 + lines.after).toBe(1000);
});

it("stays within the lines", () => {
  expect(linesInSight(50, 10_000, 20, { top: 0, height: 0 })).toMatchObject({ from: 0, to: 4 });
  expect(linesInSight(50, 10_000, 20, { top: 5_000, height: 200 })).toMatchObject({ to: 50, after: 0 });
});
