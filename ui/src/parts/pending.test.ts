import { describe, expect, it } from "vitest";
import { keepPending, settle, settled } from "./pending";

describe("what is typed", () => {
  it("is taken before its box goes, and not after", () => {
    const taken: string[] = [];
    const end = keepPending(() => taken.push("name"));
    settle();
    end();
    settle();
    expect(taken).toEqual(["name"]);
  });

  it("is waited for where the engine is asked", async () => {
    let answer: (whole: boolean) => void = () => undefined;
    const ends = [keepPending(() => undefined), keepPending(() => new Promise<boolean>((resolve) => (answer = resolve)))];
    const first = settled();
    answer(true);
    expect(await first).toBe(true);
    const second = settled();
    answer(false);
    expect(await second).toBe(false);
    for (const end of ends) end();
    expect(await settled()).toBe(true);
  });
});
