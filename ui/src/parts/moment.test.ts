import { describe, expect, it } from "vitest";
import { readMoment, readMomentOf, writeMoment } from "./moment";

describe("typed days", () => {
  it.each([
    ["2026-11-22", "2026-11-22"],
    [" 2026.11.2. ", "2026-11-02"],
    ["2026/1/5", "2026-01-05"],
    ["", ""],
  ])("%j is read as %j", (typed, value) => expect(readMoment(typed, false)).toBe(value));

  it.each([
    ["31.12.2027", "2027-12-31"], ["31. 12. 2027.", "2027-12-31"], ["2027. 12. 31.", "2027-12-31"], ["31 Dec 2027", "2027-12-31"],
    ["31 December 2027", "2027-12-31"], ["31. Dezember 2027", "2027-12-31"], ["31 dez. 2027", "2027-12-31"], ["2027. december 31.", "2027-12-31"],
    ["2027. márc. 1.", "2027-03-01"], ["Dec 31, 2027", "2027-12-31"], ["December 31st 2027", "2027-12-31"], ["31-Dec-2027", "2027-12-31"],
    ["1. März 2027", "2027-03-01"], ["1.3.2027", "2027-03-01"],
  ])("%j is read as %j in any locale", (typed, value) => {
    for (const locale of ["en-GB", "en-US", "de-DE", "hu-HU"]) expect([locale, readMomentOf(typed, false, locale)]).toEqual([locale, { value, other: null }]);
  });

  it("follow the locale where the month may be either, and say the other", () => {
    expect(readMomentOf("1/3/2027", false, "en-GB")).toEqual({ value: "2027-03-01", other: "2027-01-03" });
    expect(readMomentOf("1/3/2027", false, "en-US")).toEqual({ value: "2027-01-03", other: "2027-03-01" });
    expect(readMomentOf("3/3/2027", false, "en-US")).toEqual({ value: "2027-03-03", other: null });
    expect(readMomentOf("31/12/2027", false, "en-US")).toEqual({ value: "2027-12-31", other: null });
    expect(readMomentOf("12/31/2027", false, "en-GB")).toEqual({ value: "2027-12-31", other: null });
    expect(readMomentOf("1/3/2027 7:30 pm", true, "en-GB")).toEqual({ value: "2027-03-01T19:30", other: "2027-01-03T19:30" });
  });

  it.each(["31.12.27", "12.31.2027", "31.11.2027", "1 Ma 2027", "1 Ju 2027", "Foo 3, 2027", "31.12.20277", "tomorrow"])("%j is no day", (typed) => {
    expect(readMoment(typed, false)).toBeNull();
  });

  it.each(["22 Nov", "2026-13-01", "2026-02-30", "2026-11-22 14:30"])("%j is no day", (typed) => {
    expect(readMoment(typed, false)).toBeNull();
  });

  it("know leap years", () => {
    expect(readMoment("2028-02-29", false)).toBe("2028-02-29");
    expect(readMoment("2026-02-29", false)).toBeNull();
  });
});

describe("typed moments", () => {
  it.each([
    ["2026-11-22 14:30", "2026-11-22T14:30"],
    ["2026-11-22T9:05", "2026-11-22T09:05"],
    ["2026-11-22", "2026-11-22"],
    ["2026-11-22 7", "2026-11-22T07:00"],
    ["31.12.2027 14:30", "2027-12-31T14:30"],
    ["31 Dec 2027, 6 pm", "2027-12-31T18:00"],
    ["2026-03-31T18:00:15.5+02:00", "2026-03-31T18:00:15.5+02:00"],
    ["2026-03-31T18:00:00Z", "2026-03-31T18:00:00Z"],
  ])("%j is read as %j", (typed, value) => expect(readMoment(typed, true)).toBe(value));

  it.each(["2026-11-22 24:00", "2026-11-22 10:61"])("%j is no moment", (typed) => {
    expect(readMoment(typed, true)).toBeNull();
  });

  it("are shown as they are typed", () => expect(writeMoment("2026-11-22T14:30")).toBe("2026-11-22 14:30"));

  it("that are none are shown as they were typed", () => expect(writeMoment("Tuesday Tea")).toBe("Tuesday Tea"));
});
