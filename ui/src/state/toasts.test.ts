import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toasts } from "./toasts.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const toast of [...toasts.list]) toasts.dismiss(toast.id);
  vi.useRealTimers();
});

const titles = () => toasts.list.map((toast) => toast.title);

describe("messages", () => {
  it("leave by themselves when they are good news", () => {
    toasts.success("Ready");
    vi.advanceTimersByTime(5_900);
    expect(titles()).toEqual(["Ready"]);
    vi.advanceTimersByTime(200);
    expect(titles()).toEqual([]);
  });

  it("stay when something went wrong", () => {
    toasts.error("Stopped");
    vi.advanceTimersByTime(3_600_000);
    expect(titles()).toEqual(["Stopped"]);
  });

  it("stay while they are pointed at", () => {
    toasts.success("Ready");
    vi.advanceTimersByTime(5_000);
    toasts.pause();
    vi.advanceTimersByTime(60_000);
    expect(titles()).toEqual(["Ready"]);
    toasts.resume();
    vi.advanceTimersByTime(1_100);
    expect(titles()).toEqual([]);
  });

  it("say the same error once", () => {
    toasts.error("Stopped");
    toasts.error("Stopped");
    expect(titles()).toEqual(["Stopped"]);
  });

  it("say nothing of what was stopped on purpose", () => {
    toasts.thrown({ code: "cancelled", message: "Stopped", hint: null, retryable: false, problems: [] });
    expect(titles()).toEqual([]);
  });
});
