import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { KeychainEntry } from "./keychain-entry.svelte";

describe("what the keychain has", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function entry(look: (name: string) => Promise<string> = (name) => Promise.resolve(`of ${name}`)) {
    const asked: string[] = [];
    const failed = vi.fn();
    const made = new KeychainEntry<string>((name) => {
      asked.push(name);
      return look(name);
    }, failed);
    return { made, asked, failed };
  }

  it("is asked once, when nobody types any more", async () => {
    const { made, asked } = entry();
    for (const name of ["P", "Pa", "Par", "Partner"]) {
      made.follow(name);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual(["Partner"]);
    expect(made.found).toBe("of Partner");
    made.follow(" ");
    expect(made.found).toBeNull();
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked).toEqual(["Partner"]);
  });

  it("isn’t shown for another name, and not after it was saved", async () => {
    const answers: ((found: string) => void)[] = [];
    const { made } = entry(() => new Promise((resolve) => answers.push(resolve)));
    made.follow("old");
    await vi.advanceTimersByTimeAsync(2000);
    made.follow("new");
    await vi.advanceTimersByTimeAsync(2000);
    answers[0]?.("of old");
    await vi.advanceTimersByTimeAsync(0);
    expect(made.found).toBeNull();
    await made.save(() => Promise.resolve("saved"));
    answers[1]?.("of new");
    await vi.advanceTimersByTimeAsync(0);
    expect(made.found).toBe("saved");
  });

  it("says why it can’t be asked, once it is wanted", async () => {
    const { made, failed } = entry(() => Promise.reject(new Error("locked")));
    made.follow("a");
    await vi.advanceTimersByTimeAsync(2000);
    expect(failed).toHaveBeenCalledOnce();
    made.follow("b");
    made.stop();
    await vi.advanceTimersByTimeAsync(2000);
    expect(failed).toHaveBeenCalledOnce();
  });

  it("has the typed secret alone after it was saved", async () => {
    const { made } = entry();
    made.typed = "correct horse battery";
    await expect(made.save(() => Promise.reject(new Error("locked")))).rejects.toThrow();
    expect(made.typed).toBe("correct horse battery");
    await made.save(() => Promise.resolve(null));
    expect(made.typed).toBe("correct horse battery");
    const saved: string[] = [];
    await made.save((typed) => {
      saved.push(typed);
      return Promise.resolve("there");
    });
    expect(saved).toEqual(["correct horse battery"]);
    expect(made.typed).toBeNull();
    expect(JSON.stringify(made)).not.toContain("horse");
  });
});
