import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Settings } from "../../ipc/backend";

const app = vi.hoisted(() => ({ settings: {} as Partial<Settings>, saveSettings: vi.fn() }));
vi.mock("../../state/app.svelte", () => ({ app }));

import { SettingsKeeper } from "./keep.svelte";

/** Answers the oldest save that waits. */
let answers: (() => void)[];
const saved = () => app.saveSettings.mock.calls.map(([settings]) => settings as Settings);

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  app.settings = { user_name: "Eva", retention_days: 90, parallel_runs: 2 };
  app.saveSettings.mockReset().mockImplementation((settings: Settings) => new Promise<void>((resolve) => answers.push(() => {
    app.settings = settings;
    resolve();
  })));
});
afterEach(() => void vi.useRealTimers());

async function answer() {
  answers.shift()?.();
  await vi.advanceTimersByTimeAsync(0);
}

describe("settings that are typed", () => {
  it("are saved a moment after the last key", async () => {
    const keeper = new SettingsKeeper();
    keeper.later("user_name", "An");
    await vi.advanceTimersByTimeAsync(400);
    keeper.later("user_name", "Anna");
    await vi.advanceTimersByTimeAsync(499);
    expect(saved()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved().map((settings) => settings.user_name)).toEqual(["Anna"]);
  });

  it("that remove files are saved only when their box is left", async () => {
    const keeper = new SettingsKeeper();
    keeper.onLeave("retention_days", 3);
    keeper.later("parallel_runs", 4);
    await vi.advanceTimersByTimeAsync(60_000);
    await answer();
    keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(app.settings).toMatchObject({ retention_days: 90, parallel_runs: 4 });
    expect(keeper.shown("retention_days")).toBe(3);
    keeper.onLeave("retention_days", 30);
    keeper.leave();
    await vi.advanceTimersByTimeAsync(0);
    await answer();
    expect(saved().map((settings) => settings.retention_days)).toEqual([90, 30]);
  });

  it("stay as they are typed while the value before is saved", async () => {
    const keeper = new SettingsKeeper();
    keeper.later("user_name", "Anna");
    await vi.advanceTimersByTimeAsync(500);
    keeper.later("user_name", "Anna K");
    await answer();
    expect(app.settings.user_name).toBe("Anna");
    expect(keeper.shown("user_name")).toBe("Anna K");
    await vi.advanceTimersByTimeAsync(500);
    await answer();
    expect(app.settings.user_name).toBe("Anna K");
    // From here on the box follows what is saved elsewhere.
    app.settings = { ...app.settings, user_name: "Bea" };
    expect(keeper.shown("user_name")).toBe("Bea");
  });

  it("that are refused stay in their box, and give way to another choice", async () => {
    const keeper = new SettingsKeeper();
    keeper.onLeave("retention_days", Number.NaN, "no number");
    keeper.leave();
    expect(keeper.errors.retention_days).toBe("no number");
    expect(keeper.shown("retention_days")).toBeNaN();
    keeper.set("retention_days", null);
    await vi.advanceTimersByTimeAsync(0);
    await answer();
    expect(keeper.shown("retention_days")).toBeNull();
  });
});
