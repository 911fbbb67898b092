/**
 * What the engine says, in another language. The engine says it in English, keeps it so in
 * its history and log, and the catalogue (`src-tauri/core/text/engine`) has each English
 * message with its translations. A text is recognised by the words of a message; what
 * stands between them is taken over, and is looked up itself where it isn't quoted.
 * `src-tauri/core/src/text/engine.rs` does the same for mail, notifications and the command.
 */
import { FluentNumber, FluentResource, type FluentBundle, type FluentVariable } from "@fluent/bundle";

interface Message {
  id: string;
  /** The words between the values: one more than there are values. */
  words: string[];
  values: string[];
  /** How many characters the words have: the message with most of them is meant. */
  weight: number;
  /** Whether it has more than marks between its values. */
  hasWords: boolean;
}

/** Where sentences, reasons and lists are put together. */
const JOINTS = [". ", "; ", ": ", ", "];
/** So many of each are looked at in a text. */
const MOST_JOINTS = 8;
/** And so many messages that it could be. */
const MOST_READINGS = 4;

/** Parts of a text that are looked up; a long list of what nobody knows stays as it is. */
const MOST_PARTS = 200;

/** What a text means, and how many of its characters are words of messages. */
interface Reading {
  said: string;
  weight: number;
}

export class EngineTexts {
  /** Those with most words first. */
  private readonly messages: Message[];
  /** Values of messages by which words are chosen: they are counts. */
  private readonly counts: Map<string, Set<string>>;
  private readonly known = new Map<string, Reading | null>();
  private left = MOST_PARTS;

  /** `own` and `bundle` have the translations of the English catalogue's messages. */
  constructor(english: string, own: string, private readonly bundle: FluentBundle) {
    this.counts = new Map(new FluentResource(own).body.map(({ id, value }) => [id, selectedBy(value)]));
    this.messages = new FluentResource(english).body.map(({ id, value }) => messageOf(id, value)).sort((one, other) => other.weight - one.weight);
  }

  /** The text in the language, or as it is where the catalogue doesn't have it. */
  translate(english: string): string {
    return english.split("\n").map((line) => {
      this.left = MOST_PARTS;
      const said = this.read(line, true)?.said ?? line;
      // What wasn't looked up may be known in another text.
      if (this.left <= 0 || this.known.size > 5000) this.known.clear();
      return said;
    }).join("\n");
  }

  /** The reading in which most is known. */
  private read(english: string, isWhole = false): Reading | null {
    const text = english.trim();
    if (!/\p{L}/u.test(text)) return null;
    const key = `${isWhole} ${text}`;
    let found = this.known.get(key);
    if (found === undefined) {
      if (this.left <= 0) return null;
      this.left -= 1;
      // A text that could be one message or several in a row is several.
      const messages = this.messagesOf(text, isWhole);
      const readings = [...this.joined(text), ...messages];
      found = readings.reduce<Reading | null>((best, reading) => (best && best.weight >= reading.weight ? best : reading), null) ?? this.continued(text);
      this.known.set(key, found);
    }
    return found && { said: english.replace(text, () => found.said), weight: found.weight };
  }

  private messagesOf(text: string, isWhole: boolean): Reading[] {
    const forms = formsOf(text, isWhole);
    const readings: Reading[] = [];
    for (const message of this.messages) {
      for (const form of forms) {
        const values = valuesIn(form.text, message);
        const reading = values && this.reading(message, values);
        if (reading) readings.push({ said: form.as(reading.said), weight: reading.weight });
      }
      if (readings.length >= MOST_READINGS) break;
    }
    return readings;
  }

  /** Null where a count is no number, or no word is known. */
  private reading(message: Message, values: string[]): Reading | null {
    const pattern = this.bundle.getMessage(message.id)?.value;
    const counts = this.counts.get(message.id);
    if (!pattern) return null;
    let { weight, hasWords: isKnown } = message;
    const variables: Record<string, FluentVariable> = {};
    for (const [place, name] of message.values.entries()) {
      const value = values[place] ?? "";
      const number = numberIn(value);
      if (!number && counts?.has(name)) return null;
      const isQuoted = quotesOf(message.words, place) !== undefined;
      const read = isQuoted || number ? null : this.read(value);
      weight += read?.weight ?? 0;
      isKnown ||= read !== null;
      variables[name] = isQuoted ? value : (number ?? read?.said ?? value);
    }
    return isKnown ? { said: this.bundle.formatPattern(pattern, variables, []), weight } : null;
  }

  /** Several messages in a row; those that aren't known stay as they are. */
  private joined(text: string): Reading[] {
    const readings: Reading[] = [];
    for (const joint of JOINTS) {
      let at = text.indexOf(joint);
      for (let seen = 0; at >= 0 && seen < MOST_JOINTS; seen += 1) {
        const [first, rest] = [text.slice(0, at), text.slice(at + joint.length)];
        at = text.indexOf(joint, at + 1);
        // Between backticks it belongs to a name.
        if (first.split("`").length % 2 === 0) continue;
        const [start, end] = [this.read(first), this.read(rest)];
        if (start || end) readings.push({ said: `${start?.said ?? first}${joint}${end?.said ?? rest}`, weight: (start?.weight ?? 0) + (end?.weight ?? 0) });
      }
    }
    return readings;
  }

  /** What was put behind something else: `, and 2 more`. */
  private continued(text: string): Reading | null {
    const joint = /^[,;:.] ?/.exec(text)?.[0];
    const rest = joint && this.read(text.slice(joint.length));
    return rest ? { said: joint + rest.said, weight: rest.weight } : null;
  }
}

const QUOTES = [["`", "`"], ["“", "”"], ['"', '"']] as const;

function messageOf(id: string, value: unknown): Message {
  const message: Message = { id, words: [""], values: [], weight: 0, hasWords: false };
  for (const part of Array.isArray(value) ? value : [value]) {
    if (typeof part === "object" && part !== null && "type" in part && part.type === "var") {
      message.values.push((part as { name: string }).name);
      message.words.push("");
    } else {
      const text = typeof part === "string" ? part : (part as { value: string }).value;
      message.words[message.words.length - 1] += text;
      message.weight += text.length;
      message.hasWords ||= /\p{Alphabetic}/u.test(text);
    }
  }
  return message;
}

/** What stands between the words of a message, if the text is that message. */
function valuesIn(text: string, { words }: Message): string[] | null {
  const [first = "", ...others] = words;
  if (others.length === 0) return text === first ? [] : null;
  if (!text.startsWith(first) || !text.endsWith(others.at(-1) ?? "")) return null;
  const values: string[] = [];
  let at = first.length;
  for (const [place, word] of others.entries()) {
    const next = place === others.length - 1 ? text.length - word.length : text.indexOf(word, at);
    if (next < at) return null;
    const value = text.slice(at, next);
    const quotes = quotesOf(words, place);
    if (quotes && value.includes(quotes[1])) return null;
    values.push(value);
    at = next + word.length;
  }
  return values;
}

/** The quotes that a value stands in: it is a name, or something of the data. */
function quotesOf(words: string[], place: number): readonly [string, string] | undefined {
  return QUOTES.find(([open, close]) => words[place]?.endsWith(open) && words[place + 1]?.startsWith(close));
}

interface Form {
  text: string;
  /** Writes the translation of this form as the text was written. */
  as: (said: string) => string;
}

/** A text as it is, and as a message may have it: errors begin small and have no full stop, and are shown as sentences. */
function formsOf(text: string, isWhole: boolean): Form[] {
  const forms: Form[] = [{ text, as: (said) => said }];
  const small = text.charAt(0).toLowerCase() + text.slice(1);
  // A single word may be a name.
  if (small !== text && (isWhole || text.includes(" "))) forms.push({ text: small, as: (said) => said.charAt(0).toUpperCase() + said.slice(1) });
  if (!text.endsWith(".")) return forms;
  return [...forms, ...forms.map((form) => ({ text: form.text.slice(0, -1), as: (said: string) => `${form.as(said)}.` }))];
}

/** The values by which a pattern chooses. */
export function selectedBy(node: unknown): Set<string> {
  if (typeof node !== "object" || node === null) return new Set();
  const selector = "type" in node && node.type === "select" && "selector" in node ? [(node.selector as { name: string }).name] : [];
  return new Set([...selector, ...Object.values(node).flatMap((member) => [...selectedBy(member)])]);
}

/** `1,234` as the number that it is. */
function numberIn(text: string): FluentNumber | null {
  if (!/^(0|[1-9]\d{0,14}|[1-9]\d{0,2}(,\d{3})+)$/.test(text)) return null;
  return new FluentNumber(Number(text.replaceAll(",", "")), { useGrouping: text.includes(",") });
}
