/**
 * Names for the messages of the catalogue. An area lists them once; its members are
 * read and called as plain texts, and give the words of the current language.
 */
import type { FluentVariable } from "@fluent/bundle";
import { say } from "./language.svelte";

type Variables = Record<string, FluentVariable>;

/** Stands where the catalogue has a message. */
export interface Text {
  readonly isText: true;
}

/** What is wrong and what to do about it, by one message and its `.hint`. */
export interface Words {
  message: string;
  hint: string;
}

class Problem {
  readonly isProblem = true;
}

class ProblemOf<Given extends unknown[]> {
  constructor(readonly variables: (...given: Given) => Variables) {}
}

/** What an area's list becomes: texts, and functions that fill them in. */
export type Texts<Shape> = Shape extends Text ? string
  : Shape extends Problem ? Words
  : Shape extends ProblemOf<infer Given> ? (...given: Given) => Words
  : Shape extends (...given: infer Given) => Variables ? (...given: Given) => string
  : Shape extends object ? { [Name in keyof Shape]: Texts<Shape[Name]> }
  : Shape;

/** A message without variables. */
export const text: Text = { isText: true };

/** A message with a hint; `variables` fill in both. */
export function problem(): Problem;
export function problem<Given extends unknown[]>(variables: (...given: Given) => Variables): ProblemOf<Given>;
export function problem(variables?: (...given: unknown[]) => Variables): Problem | ProblemOf<unknown[]> {
  return variables ? new ProblemOf(variables) : new Problem();
}

/** A message as the window asks for it, for the tests of the catalogue. */
export interface Asked {
  attribute?: string;
  /** Null where the message has none. */
  variables: ((...given: unknown[]) => Variables) | null;
}

/** All messages that the window asks for. */
export const asked = new Map<string, Asked>();

/** The texts of an area. The message of `checks.noName` in the area `wizard` is `wizard-checks-no-name`. */
export function texts<Shape extends object>(area: string, shape: Shape): Texts<Shape> {
  return fill(area, shape) as Texts<Shape>;
}

function fill(path: string, shape: object): object {
  const made = Array.isArray(shape) ? [] : {};
  for (const [key, member] of Object.entries(shape) as [string, unknown][]) {
    define(made, key, member, `${path}-${idOf(Array.isArray(shape) ? nameIn(key, member) : key)}`);
  }
  return made;
}

/** A list's members are named by their values, or by their places. */
function nameIn(place: string, member: unknown): string {
  return typeof member === "object" && member !== null && "value" in member ? String(member.value) : String(Number(place) + 1);
}

function define(made: object, key: string, member: unknown, id: string): void {
  const getter = (get: () => unknown) => Object.defineProperty(made, key, { get, enumerable: true, configurable: true });
  const value = (fixed: unknown) => Object.defineProperty(made, key, { value: fixed, enumerable: true, configurable: true });
  if (member === text) {
    asked.set(id, { variables: null });
    getter(() => say(id));
  } else if (member instanceof Problem) {
    asked.set(id, { attribute: "hint", variables: null });
    getter(() => wordsOf(id, {}));
  } else if (member instanceof ProblemOf) {
    const variables = member.variables as NonNullable<Asked["variables"]>;
    asked.set(id, { attribute: "hint", variables });
    value((...given: unknown[]) => wordsOf(id, variables(...given)));
  } else if (typeof member === "function") {
    const variables = member as NonNullable<Asked["variables"]>;
    asked.set(id, { variables });
    value((...given: unknown[]) => say(id, variables(...given)));
  } else if (typeof member === "object" && member !== null && !(member instanceof RegExp)) {
    value(fill(id, member));
  } else {
    value(member);
  }
}

function wordsOf(id: string, variables: Variables): Words {
  return { message: say(id, variables), hint: say(id, variables, "hint") };
}

const SIGNS = new Map([
  [",", "comma"], [";", "semicolon"], ["|", "pipe"], ["\t", "tab"], [".", "point"], ["\"", "double-quote"], ["'", "single-quote"], ["\\", "backslash"],
]);

/** `noName` and `no_name` are `no-name`. */
function idOf(key: string): string {
  return SIGNS.get(key) ?? key.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replaceAll("_", "-").toLowerCase();
}
