import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { formatBytes, formatDuration, formatExactBytes, formatInstant, formatNumber, formatPercent } from "../formats";
import { offsetsOf } from "../ipc/fake/zones";
import { readNumber, writeNumber } from "../parts/number";
import { conditionSentence } from "../screens/wizard/sentences";
import { cloneName } from "../screens/wizard/spec";
import { listed, momentWords } from "../screens/wizard/wording";
import { policySentence, scheduleSentence, scheduleWords } from "../screens/schedules/words";
import { keepZones } from "../zones";
import { pseudo } from "./pseudo";
import { chooseLanguage, languageOf } from "./language.svelte";
import { placesText } from "./places";
import { scheduleText } from "./schedules";

const root = { lang: "en", dir: "ltr" };

beforeAll(() => {
  vi.stubGlobal("location", { search: "" });
  vi.stubGlobal("document", { documentElement: root });
  keepZones(offsetsOf(["Europe/Budapest"]));
});

afterAll(async () => {
  await chooseLanguage("en");
  vi.unstubAllGlobals();
});

const now = new Date("2026-11-22T21:00:00Z");
const instant = (iso: string) => formatInstant(iso, { zone: "Europe/Budapest", viewer: "Europe/Budapest", now });
const weekly = { when: { kind: "weekly" as const, weekdays: ["monday" as const, "thursday" as const], times: ["08:00"], from: "2026-12-01" } };
const monthly = { when: { kind: "monthly" as const, days: [1, 2, 3, 22, "last" as const], times: ["23:00"] } };

it("is the system's where there is one, otherwise English", () => {
  expect(["hu-HU", "hu", "de-CH", "en-US", "fr-FR", undefined].map(languageOf)).toEqual(["hu", "hu", "de", "en", "en", "en"]);
});

describe("English", () => {
  it("has ordinals in its sentences", () => {
    expect(scheduleSentence(monthly)).toBe("On the 1st, 2nd, 3rd, 22nd and last day of every month at 23:00");
    expect(placesText.chooseFile("Private key file")).toBe("Choose private key file…");
  });
});

describe("German", () => {
  beforeAll(() => chooseLanguage("de"));

  it("is said to the page", () => expect(root).toEqual({ lang: "de", dir: "ltr" }));

  it("has its own numbers, sizes and times", () => {
    expect([formatNumber(6_412_880), formatPercent(64), formatBytes(2_400_000_000), formatExactBytes(1), formatDuration(1.84)])
      .toEqual(["6.412.880", "64\u00a0%", "2,4 GB", "1 Byte", "1,8 s"]);
    expect([instant("2026-11-22T20:30:00Z"), instant("2026-10-31T22:00:00Z"), momentWords("2026-03-31")]).toEqual(["Heute 21:30", "31. Okt. 23:00", "31.03.2026"]);
  });

  it("leaves today out where the time is enough", () => {
    const time = (iso: string) => formatInstant(iso, { zone: "Europe/Budapest", viewer: "Europe/Budapest", now, timeOfToday: true });
    expect([time("2026-11-22T20:30:00Z"), time("2026-11-21T20:30:00Z")]).toEqual(["21:30", "Gestern 21:30"]);
  });

  it("reads numbers as it shows them, once it was chosen", () => {
    expect([readNumber("1.234")?.value, readNumber("1,5")?.value, writeNumber(1.5)]).toEqual([1_234, 1.5, "1,5"]);
  });

  it("has whole sentences", () => {
    expect(scheduleSentence(weekly)).toBe("Jeden Montag und Donnerstag um 08:00, ab 1. Dezember 2026");
    expect(scheduleSentence(monthly)).toBe("Am 1., 2., 3., 22. und letzten Tag jedes Monats um 23:00");
    expect(policySentence({ ...weekly, pause_after_failures: 5 })).toBe("Wenn verpasst, wird einmal nachgeholt, höchstens 7 Tage verspätet. Pausiert nach 5 Fehlern in Folge.");
    expect(conditionSentence({ field: "Erstellt", operator: "in_last", value: { count: 90, unit: "days" } }, null)).toBe("Erstellt liegt höchstens 90 Tage zurück");
    expect(scheduleText.nextRun(instant("2026-11-22T20:30:00Z"))).toBe("Nächster Lauf heute 21:30");
    expect(placesText.hideSecret("Passwort")).toBe("Passwort verbergen");
  });

  it("names copies, and copies of copies", () => {
    expect([cloneName("Gold"), cloneName("Gold (Kopie)"), cloneName("Gold (Kopie 2)")]).toEqual(["Gold (Kopie)", "Gold (Kopie 2)", "Gold (Kopie 3)"]);
  });
});

describe("Hungarian", () => {
  beforeAll(() => chooseLanguage("hu"));

  it("has its own numbers, sizes and times", () => {
    expect([formatNumber(6_412_880), formatPercent(64), formatExactBytes(2), formatDuration(7_800)]).toEqual(["6\u00a0412\u00a0880", "64%", "2 bájt", "2 óra 10 perc"]);
    expect([instant("2026-11-22T20:30:00Z"), instant("2025-09-02T06:00:00Z")]).toEqual(["Ma 21:30", "2025. szept. 2. 08:00"]);
  });

  it("has whole sentences", () => {
    expect(scheduleWords(weekly)).toBe("Hetente H, Cs 08:00");
    expect(scheduleSentence(monthly)).toBe("Minden hónap 1., 2., 3., 22. és utolsó napján: 23:00");
    expect(listed(["alma", "körte", "szilva"], "or")).toBe("alma, körte vagy szilva");
    expect(conditionSentence({ field: "Pontok", operator: "between", value: [1, 5] }, null)).toBe("Pontok „1” és „5” között van");
  });
});

it("a pseudo-language is longer, and leaves variables as they are", () => {
  expect(pseudo("Save")).toBe("Şȧȧṽḗḗ");
});
