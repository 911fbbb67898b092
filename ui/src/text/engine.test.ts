import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import examples from "../../../tests/data/engine-texts.json";
import english from "./catalog/engine-en";
import { engine as hungarian } from "./catalog/hu";
import { engine as german } from "./catalog/de";
import { EngineTexts, selectedBy } from "./engine";
import { bundleOf } from "./language.svelte";

const languages = { hu: hungarian, de: german };

/** Ids of a catalogue with what their messages are made of. */
function messagesOf(catalogue: string): Map<string, unknown> {
  return new Map(new FluentResource(catalogue).body.map(({ id, value }) => [id, value]));
}

function variablesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  if ("type" in node && node.type === "var" && "name" in node) return [String(node.name)];
  return Object.values(node).flatMap(variablesIn);
}

const inEnglish = messagesOf(english);
const englishBundle = bundleOf("en", english);

describe.each(Object.entries(languages))("what the engine says in %s", (language, catalogue) => {
  const messages = messagesOf(catalogue);
  const bundle = bundleOf(language as "hu" | "de", catalogue, language);
  const texts = new EngineTexts(english, catalogue, bundle);

  it("has each message once, with its values", () => {
    const ids = [...catalogue.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(1000);
    expect([...messages.keys()]).toEqual(ids);
    expect([...ids].sort()).toEqual([...inEnglish.keys()].sort());
    const different = [...inEnglish].filter(([id, value]) => {
      const values = (of: unknown) => [...new Set(variablesIn(of))].sort().join();
      return values(value) !== values(messages.get(id));
    });
    expect(different.map(([id]) => id)).toEqual([]);
  });

  it("is said for what English says", () => {
    const wrong = [...inEnglish].filter(([id, value]) => {
      const numbers = selectedBy(messages.get(id));
      const values = Object.fromEntries(variablesIn(value).map((name, place) => [name, numbers.has(name) ? place + 2 : `X${place}Y`]));
      const own = bundle.getMessage(id)?.value;
      const said = englishBundle.getMessage(id)?.value;
      if (!own || !said) return true;
      const errors: Error[] = [];
      const wanted = bundle.formatPattern(own, values, errors);
      const asked = englishBundle.formatPattern(said, values);
      // Marks alone are no message: a value of it has to be known.
      const hasWords = /\p{Alphabetic}/u.test(englishBundle.formatPattern(said, Object.fromEntries(Object.keys(values).map((name) => [name, ""]))));
      return errors.length > 0 || texts.translate(asked) !== (hasWords ? wanted : asked);
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it("is put together as by the engine", () => {
    for (const example of examples) expect(texts.translate(example.en)).toBe(example[language as "hu" | "de"]);
  });
});
