import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { asked } from "./say";
import { bundleOf } from "./language.svelte";
import en from "./catalog/en";
import hu from "./catalog/hu";
import de from "./catalog/de";

// Every list of texts says what it asks for.
const areas = import.meta.glob(["./*.ts", "!./*.test.ts"], { eager: true });

const languages = { en, hu, de };
const parsed = Object.fromEntries(Object.entries(languages).map(([language, catalogue]) => [language, messagesOf(catalogue)]));

interface Message {
  parts: string[];
  variables: Record<string, string[]>;
}

/** Messages by id, with the variables of the message and of its hint. */
function messagesOf(catalogue: string): Map<string, Message> {
  return new Map(new FluentResource(catalogue).body.map(({ id, value, attributes }) => {
    const patterns = { message: value, ...attributes };
    return [id, {
      parts: Object.keys(patterns).sort(),
      variables: Object.fromEntries(Object.entries(patterns).map(([name, pattern]) => [name, [...new Set(variablesIn(pattern))].sort()])),
    }];
  }));
}

function variablesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  if ("type" in node && node.type === "var" && "name" in node) return [String(node.name)];
  return Object.values(node).flatMap(variablesIn);
}

/** The variables that the window fills in; it doesn't matter with what. */
function given(variables: (...given: unknown[]) => object): string[] {
  for (const value of [1, "a", [1], {}]) {
    try {
      return Object.keys(variables(value, value, value)).sort();
    } catch {
      // Another kind of value is wanted.
    }
  }
  throw new Error("no value fits");
}

describe.each(Object.entries(languages))("the catalogue in %s", (language, catalogue) => {
  it("has no line that Fluent can't read, and no message twice", () => {
    const ids = [...catalogue.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...(parsed[language]?.keys() ?? [])]).toEqual(ids);
  });

  it("has every message that the window asks for, and no other", () => {
    expect(Object.keys(areas).length).toBeGreaterThan(30);
    expect([...asked.keys()].filter((id) => !parsed[language]?.has(id))).toEqual([]);
    expect([...(parsed[language]?.keys() ?? [])].filter((id) => !asked.has(id))).toEqual([]);
  });

  it("has hints where the window asks for them, and only there", () => {
    const wrong = [...asked].filter(([id, { attribute }]) => parsed[language]?.get(id)?.parts.join() !== (attribute === undefined ? "message" : `${attribute},message`));
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it("uses no variable that the window doesn't fill in", () => {
    const unknown = [...asked].flatMap(([id, { variables }]) => {
      const filled = variables === null ? [] : given(variables);
      return Object.values(parsed[language]?.get(id)?.variables ?? {}).flat().filter((name) => !filled.includes(name)).map((name) => `${id}: ${name}`);
    });
    expect(unknown).toEqual([]);
  });

  it("says every variable that English says", () => {
    const silent = [...(parsed["en"] ?? [])].flatMap(([id, english]) =>
      Object.entries(english.variables).flatMap(([part, names]) =>
        names.filter((name) => !parsed[language]?.get(id)?.variables[part]?.includes(name)).map((name) => `${id}: ${name}`)));
    expect(silent).toEqual([]);
  });

  it("can be shown", () => {
    const bundle = bundleOf(language as "en", catalogue);
    const errors: Error[] = [];
    for (const [id, { variables }] of asked) {
      const message = bundle.getMessage(id);
      const filled = variables === null ? {} : Object.fromEntries(given(variables).map((name) => [name, 1]));
      for (const pattern of [message?.value, ...Object.values(message?.attributes ?? {})]) if (pattern) bundle.formatPattern(pattern, filled, errors);
    }
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});
