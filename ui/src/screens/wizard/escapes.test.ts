import { expect, it } from "vitest";
import { escaped, unescaped } from "./escapes";

it("shows line breaks and tabs, and takes them back", () => {
  for (const text of ["\r\n", "\t", "C:\\new", "a\\\\n", "plain", "\\"]) expect(unescaped(escaped(text))).toBe(text);
  expect(escaped("\n")).toBe("\\n");
  // What is typed halfway stays.
  expect(unescaped("\\")).toBe("\\");
  expect(unescaped("\\x")).toBe("\\x");
});
