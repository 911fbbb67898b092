import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fire, Schedule } from "../../ipc/backend";
import { NextRuns } from "./next-runs.svelte";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T12:00Z") }));
afterEach(() => void vi.useRealTimers());

const daily: Schedule = { when: { kind: "daily", times: ["06:00"] } };
const fire = (at: string): Fire => ({ at, local: at, note: null });

describe("the next runs", () => {
  it("are asked once for quick changes, and answers to older ones are dropped", async () => {
    const answers: ((fires: Fire[]) => void)[] = [];
    const ask = vi.fn(() => new Promise<Fire[]>((answer) => answers.push(answer)));
    const next = new NextRuns(ask);
    next.follow(daily, "UTC");
    await vi.advanceTimersByTimeAsync(0);
    next.follow(daily, "Europe/Budapest");
    next.follow(daily, "Asia/Tokyo");
    await vi.advanceTimersByTimeAsync(200);
    expect(ask.mock.calls).toEqual([[daily, "UTC", 10], [daily, "Asia/Tokyo", 10]]);
    answers[1]?.([fire("2026-11-26T00:00Z")]);
    answers[0]?.([fire("2026-11-25T00:00Z")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(next.fires?.[0]?.at).toBe("2026-11-26T00:00Z");
    next.stop();
  });

  it("are asked anew when the first has come, and not after the end", async () => {
    const ask = vi.fn(async () => [fire(new Date(Date.now() + 60_000).toISOString())]);
    const next = new NextRuns(ask);
    next.follow(daily, "UTC");
    await vi.advanceTimersByTimeAsync(61_000);
    expect(ask).toHaveBeenCalledTimes(2);
    next.stop();
    await vi.advanceTimersByTimeAsync(300_000);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("stay while something is wrong, and nothing is asked", async () => {
    const ask = vi.fn(async () => [fire("2026-11-30T00:00Z")]);
    const next = new NextRuns(ask);
    next.follow(daily, "UTC");
    await vi.advanceTimersByTimeAsync(0);
    next.follow(null, "UTC");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ask).toHaveBeenCalledTimes(1);
    expect([next.settled, next.fires?.length]).toEqual([false, 1]);
  });
});
