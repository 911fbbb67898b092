import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import de from "../text/catalog/de";
import en from "../text/catalog/en";
import hu from "../text/catalog/hu";
import { bundleOf, chooseLanguage } from "../text/language.svelte";
import { chapters, find, handbooks } from ".";
import { textOf, type Block, type Chapter } from "./chapter";

type Language = keyof typeof handbooks;
const languages: Language[] = ["en", "hu", "de"];
const translations: Language[] = ["hu", "de"];

function textsOf(block: Block): string[] {
  if (typeof block === "string") return [block];
  if ("steps" in block) return block.steps;
  if ("list" in block) return block.list;
  if ("terms" in block) return block.terms.flat();
  return [block.code];
}

/** Everything that a handbook says, text by text: what is at one place means the same in each language. */
function texts(language: Language): string[] {
  return handbooks[language].flatMap(({ title, lead, sections }) => [
    title, lead, ...sections.flatMap((section) => [section.title, ...section.blocks.flatMap(textsOf)]),
  ]);
}

/** What a handbook is made of, without its words. */
function shape({ id, sections }: Chapter): unknown {
  return { id, sections: sections.map(({ blocks }) => blocks.map((block) => `${typeof block === "string" ? "text" : Object.keys(block).join()} ${textsOf(block).length}`)) };
}

/** Each English text with the one that says the same, where they can be compared. */
function pairs(language: Language): [english: string, translated: string][] {
  const translated = texts(language);
  return texts("en").map((english, place) => [english, translated[place] ?? ""]);
}

const withoutCode = (text: string): string => text.replace(/`[^`]*`/g, "");
const inBackticks = (text: string): string[] => [...text.matchAll(/`([^`]*)`/g)].map(([, code]) => code ?? "");
const numbers = (text: string): string[] => [...new Set(text.match(/\d+/g))].sort();

describe.each(languages)("the handbook, %s", (language) => {
  const book = handbooks[language];

  it("has chapters with ids of their own, none of them empty", () => {
    expect(new Set(book.map(({ id }) => id)).size).toBe(book.length);
    for (const { sections } of book) {
      expect(sections.length).toBeGreaterThan(0);
      for (const { blocks } of sections) expect(blocks.length).toBeGreaterThan(0);
    }
    for (const text of texts(language)) expect(text.trim()).not.toBe("");
  });

  it("has no two sections, terms or entries of one name side by side, for the page knows them by it", () => {
    for (const { sections } of book) {
      expect(new Set(sections.map(({ title }) => title)).size).toBe(sections.length);
      for (const block of sections.flatMap(({ blocks }) => blocks)) {
        const names = typeof block === "object" && "terms" in block ? block.terms.map(([term]) => term) : textsOf(block);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  it("closes every backtick", () => {
    for (const { sections } of book) {
      for (const text of sections.flatMap(({ blocks }) => blocks.map(textOf))) expect(text.split("`").length % 2).toBe(1);
    }
  });
});

/** What the handbook calls by the name that it has in the window. */
const NAMES = [
  "app-keyboard-modifier", "app-schedules", "app-profiles", "app-targets", "app-settings", "app-about",
  "wizard-new-title", "wizard-create-and-run", "wizard-steps-model", "wizard-steps-name", "wizard-steps-format", "wizard-steps-target", "wizard-steps-review",
  "wizard-format-customise", "wizard-format-files", "receivers-title", "encryption-title",
  "details-run-now", "details-download", "details-edit", "details-clone", "details-save-recipe", "details-save-definition", "details-more",
  "details-retry", "details-verify", "compare-title", "delta-full-again", "delta-rewind",
  "several-run", "several-pause", "several-resume", "several-tag", "several-delete", "sets-together", "exports-show",
  "delta-title", "delta-kinds-rows", "delta-lag",
  "schedule-last", "schedule-missed", "schedule-missed-choices-run-once-name", "schedule-missed-choices-run-each-name", "schedule-missed-choices-skip-name",
  "schedule-heartbeat-url",
  "targets-test", "target-options-publish", "answers-await", "connections-add", "connections-mapping", "connections-offline",
  "mask-methods-hash-label", "mask-methods-keyed-hash-label", "mask-methods-keep-label", "mask-methods-truncate-label", "mask-methods-band-label", "mask-methods-remove-label",
  "encryption-choices-pgp-name", "encryption-sign", "encryption-choices-password-name", "updates-daily",
];

/** Comparisons of filters: their names are words of any sentence, so they stand in quotation marks. */
const QUOTED = [
  "operator-words-is-not", "operator-words-is-none-of", "operator-words-does-not-contain", "operator-words-is-empty", "operator-words-is-any-of",
  "operator-words-previous-month", "receivers-tab", "wizard-format-customise", "wizard-format-files",
];

const bundles = { en: bundleOf("en", en), hu: bundleOf("hu", hu), de: bundleOf("de", de) };

function nameOf(language: Language, id: string): string {
  const pattern = bundles[language].getMessage(id)?.value;
  expect(pattern, id).toBeTruthy();
  return bundles[language].formatPattern(pattern ?? "", {}, []).replace(/…$/, "");
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
const small = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

describe.each(translations)("the handbook in another language, %s", (language) => {
  it("has the chapters, sections, blocks, steps and rows of the English one", () => {
    expect(handbooks[language].map(shape)).toEqual(handbooks.en.map(shape));
  });

  it("has the same code, and the same numbers", () => {
    const translated = pairs(language);
    expect(translated.map(([, text]) => inBackticks(text).sort())).toEqual(translated.map(([english]) => inBackticks(english).sort()));
    expect(translated.map(([, text]) => numbers(text))).toEqual(translated.map(([english]) => numbers(english)));
    const codes = (of: Language) => handbooks[of].flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks.filter((block) => typeof block === "object" && "code" in block)));
    expect(codes(language)).toEqual(codes("en"));
  });

  it("calls what is in the window by the window's own names", () => {
    const wrong: string[] = [];
    const used = new Set<string>();
    // Longer names first: `Run now` isn't `Run`.
    const names = NAMES.map((id) => ({ id, english: nameOf("en", id), name: nameOf(language, id) })).sort((one, other) => other.english.length - one.english.length);
    for (const [english, translated] of pairs(language)) {
      let rest = withoutCode(english);
      for (const { id, english: known, name } of names) {
        // One word is a name only with a capital; several are one inside a sentence too.
        const said = [capital(known), ...(known.includes(" ") ? [small(known)] : [])].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
        const shorter = rest.replace(new RegExp(`(?<![\\p{L}\\d-])(${said.join("|")})(?![\\p{L}\\d]|-\\p{L})`, "gu"), "");
        if (shorter === rest) continue;
        rest = shorter;
        used.add(id);
        if (![name, capital(name), small(name)].some((word) => withoutCode(translated).includes(word))) wrong.push(`${name} isn’t in: ${translated}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(NAMES.filter((id) => !used.has(id))).toEqual([]);
  });

  it("quotes comparisons and buttons as the window has them", () => {
    const marks = { en: "“”", hu: "„”", de: "„“" };
    const quoted = (of: Language, id: string): string => (marks[of][0] ?? "") + nameOf(of, id) + (marks[of][1] ?? "");
    const wrong = QUOTED.filter((id) => {
      const places = pairs(language).filter(([english]) => english.includes(quoted("en", id)));
      return places.length === 0 || places.some(([, translated]) => !translated.includes(quoted(language, id)));
    });
    expect(wrong).toEqual([]);
  });

  it("leaves nothing in English", () => {
    // Names of methods, commands as they are typed, and words that are the same.
    const same = /^(SHA-256|PGP|\d+|[a-z-]+( [A-Z]+)*( --[a-z]+ [A-Z]+)?|[a-z]+ [a-z]+(, [a-z]+)+|export-desk-cli .*)$/;
    const alike = { en: [], hu: [], de: ["Manifest", "Robust", "Updates"] }[language] as string[];
    const equal = pairs(language).filter(([english, translated]) => english === translated && !same.test(english) && !alike.includes(english));
    expect(equal).toEqual([]);
    const word = /(?<![\p{L}-])(the|of|and|with|which|that|are|isn’t|doesn’t|not|its|when|from|for|by|to|you|your|it|has|have|or|on|at)(?![\p{L}-])/iu;
    // Models and fields have English names, in quotation marks.
    const left = texts(language).filter((text) => !same.test(text) && word.test(withoutCode(text).replace(/„[^“”]*[“”]/g, "")));
    expect(left).toEqual([]);
  });

  it("has quotation marks of its own language", () => {
    const pair = language === "de" ? /„[^„“”"]*“/g : /„[^„“”"]*”/g;
    expect(texts(language).filter((text) => /[„“”"]/.test(withoutCode(text).replace(pair, "")))).toEqual([]);
  });
});

describe("the handbook in the window", () => {
  beforeAll(() => {
    vi.stubGlobal("location", { search: "" });
    vi.stubGlobal("document", { documentElement: { lang: "en", dir: "ltr" } });
  });

  afterAll(async () => {
    await chooseLanguage("en");
    vi.unstubAllGlobals();
  });

  it("is searched by words in any order, in any case", () => {
    expect(find("GAP skipped").map(({ chapter }) => chapter.id)).toEqual(["schedules"]);
    expect(find("telemetry").map(({ chapter }) => chapter.id)).toContain("privacy");
    expect(find("nothing like this")).toEqual([]);
  });

  it("shows all of it while nothing is searched", () => {
    expect(find("  ").map(({ sections }) => sections.length)).toEqual(chapters().map(({ sections }) => sections.length));
  });

  it("is in the language that was chosen, at once, and so is its search", async () => {
    await chooseLanguage("de");
    expect(chapters()).toBe(handbooks.de);
    expect(find("übersprungen LÜCKE").map(({ chapter }) => chapter.id)).toEqual(["schedules"]);
    expect(find("skipped")).toEqual([]);
    await chooseLanguage("hu");
    expect(chapters()).toBe(handbooks.hu);
    expect(find("kulcstar jelszavak").map(({ chapter }) => chapter.id)).toContain("privacy");
    await chooseLanguage("en");
    expect(chapters()).toBe(handbooks.en);
  });
});

it("names only tests that there are as evidence", () => {
  const read = (folder: string): string =>
    readdirSync(folder).filter((name) => /\.(?:py|ts)$/.test(name)).map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("\n");
  const tests = read("../tests/desktop") + read("tests/screens");
  const named = handbooks.en
    .filter(({ id }) => id === "accessibility")
    .flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks))
    .flatMap((block) => (typeof block === "object" && "terms" in block ? block.terms : []))
    .flatMap(([, words]) => inBackticks(words));
  expect(named.length).toBeGreaterThan(30);
  for (const name of named) {
    const known = name.startsWith("test_") ? tests.includes(`def ${name}(`) : tests.includes(`test("${name}"`) || tests.includes(`test(\`${name}, `);
    expect(known, name).toBe(true);
  }
});
