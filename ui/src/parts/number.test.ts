import { describe, expect, it } from "vitest";
import { readNumber, writeNumber } from "./number";

const value = (text: string, locale: string) => readNumber(text, locale)?.value ?? null;

describe("typed numbers", () => {
  it.each([
    ["1234", 1234], ["-12", -12], ["−3", -3], ["+4", 4], ["007", 7], ["0", 0], ["-0", 0], ["12.5", 12.5], ["12,5", 12.5], ["1.50", 1.5],
    ["1,234.56", 1234.56], ["1.234,56", 1234.56], ["1,234,567", 1_234_567], ["1.234.567", 1_234_567], ["1 234", 1234], ["1\u00a0234\u202f567,5", 1_234_567.5],
    ["1'234.5", 1234.5], ["1234,567", 1234.567], ["0,125", 0.125], [".5", 0.5], ["12345678901234567890", "12345678901234567890"],
    ["0.1234567890123456789", "0.1234567890123456789"],
  ])("%j is read as %j everywhere", (text, number) => {
    for (const locale of ["en-GB", "de-DE", "hu-HU", "de-CH"]) {
      expect([locale, value(text, locale)]).toEqual([locale, number]);
      expect(readNumber(text, locale)?.other).toBeNull();
    }
  });

  it.each(["", "abc", "1e5", "1,23,4", "1,2.3,4", "12 34", "1 2", "--1", "€100", "1.234.56", "0x10", "Infinity", "1,234,56"])("%j is no number", (text) => {
    expect(readNumber(text, "en-GB")).toBeNull();
  });

  it("are asked about where a sign may stand between thousands or before decimals", () => {
    expect(readNumber("1,234", "en-GB")).toEqual({ value: 1234, other: 1.234 });
    expect(readNumber("1,234", "de-DE")).toEqual({ value: 1.234, other: 1234 });
    expect(readNumber("1,234", "hu-HU")).toEqual({ value: 1.234, other: 1234 });
    expect(readNumber("1.234", "de-DE")).toEqual({ value: 1234, other: 1.234 });
    expect(readNumber("1.234", "en-GB")).toEqual({ value: 1.234, other: 1234 });
    expect(readNumber("-12.500", "en-GB")).toEqual({ value: -12.5, other: -12_500 });
  });

  it("are written so that they are read as the same", () => {
    for (const locale of ["en-GB", "de-DE", "hu-HU", "fr-FR", "de-CH"]) {
      for (const number of [0, 1234, 1.234, -12.5, 1_234_567.125, "12345678901234567890", "0.1234567890123456789"]) {
        expect([locale, value(writeNumber(number, locale), locale)]).toEqual([locale, number]);
      }
    }
    expect(writeNumber("no number", "de-DE")).toBe("no number");
  });
});
