import { describe, expect, it } from "vitest";
import { readTime } from "./clock";

describe("typed times", () => {
  it.each([
    ["6", "06:00"], ["06:30", "06:30"], [" 6.30 ", "06:30"], ["0630", "06:30"], ["630", "06:30"], ["23:59:58", "23:59:58"],
    ["6 pm", "18:00"], ["12 am", "00:00"], ["12:15pm", "12:15"], ["0", "00:00"], ["8h15", "08:15"], ["06:30:00", "06:30"],
  ])("%j is read as %j", (typed, time) => expect(readTime(typed)).toBe(time));

  it.each(["", "24:00", "12:60", "13 pm", "0 am", "soon", "6:3", "12345", "-1"])("%j is no time", (typed) => expect(readTime(typed)).toBeNull());
});
