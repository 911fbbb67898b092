import { describe, expect, it } from "vitest";
import { actionFor, isCancelled, sentence, toCommandError } from "./errors";

const error = { code: "disk", message: "The disk is full", hint: "Free 1.2 GB, then run again.", retryable: true, problems: [] };

describe("what was thrown", () => {
  it("stays as the engine says it", () => {
    expect(toCommandError(error)).toBe(error);
  });

  it("is said in the same form when it is the window's own fault", () => {
    expect(toCommandError(new TypeError("x is undefined"))).toMatchObject({ code: "window", hint: "x is undefined" });
    expect(toCommandError("odd")).toMatchObject({ code: "window", hint: "odd" });
  });

  it("is one sentence after the other", () => {
    expect(sentence(error)).toBe("The disk is full. Free 1.2 GB, then run again.");
    expect(sentence({ message: "this is a private key", hint: null })).toBe("This is a private key.");
    expect(sentence({ message: "It is there twice.", hint: "Remove one." })).toBe("It is there twice. Remove one.");
    expect(sentence({ message: "“a” isn’t a day" })).toBe("“a” isn’t a day.");
    expect(sentence({ message: "Which one?", hint: "" })).toBe("Which one?");
  });

  it("is no news when it was stopped on purpose", () => {
    expect(isCancelled({ ...error, code: "cancelled" })).toBe(true);
    expect(isCancelled(new DOMException("stopped", "AbortError"))).toBe(true);
    expect(isCancelled(error)).toBe(false);
  });
});

it("knows where some things are put right", () => {
  expect(actionFor(error)).toBe("open_settings");
  expect(actionFor({ ...error, code: "source" })).toBe("open_connections");
  expect(actionFor({ ...error, code: "unknown" })).toBeNull();
});
