/** A delimited file of the stand-in folder, read as the engine reads one: strictly, and by a dialect. */
import type { FieldType } from "../backend";
import type { SourceColumn, TextDialect, TextSample } from "../connections";
import { refusal } from "./refusal";

/** Its table. */
export const DELIMITED = "vouchers";

// As bytes it is Windows-1252: each character is one of the first 256.
const CONTENT = [
  "number;holder;balance;issued;blocked;note",
  "V-0001;Ágnes Szabó;25.50;2026-10-02;false;\"\"",
  "V-0002;\"Müller; Jörg\";13;2026-10-04;true;",
  "V-0003;Anaïs Lefèvre;120.00;2026-10-09;false;two cards",
].join("\r\n");
const BYTES = Uint8Array.from(CONTENT, (character) => character.charCodeAt(0));
const NAMED = `\`${DELIMITED}.csv\``;

type Row = (string | null)[];

/** Without quotes nothing stands there; with them it is an empty text. */
function parse(text: string, { delimiter, enclosure, escape }: TextDialect): Row[] {
  const rows: Row[] = [];
  let row: Row = [];
  let cell = "";
  let quoted = false;
  let inside = false;
  const endCell = () => {
    row.push(cell === "" && !quoted ? null : cell);
    [cell, quoted] = ["", false];
  };
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place);
    if (character === escape) cell += text.charAt((place += 1));
    else if (inside && character === enclosure && text.charAt(place + 1) === enclosure) cell += text.charAt((place += 1));
    else if (character === enclosure && (inside || cell === "")) [inside, quoted] = [!inside, true];
    else if (!inside && character === delimiter) endCell();
    else if (!inside && character === "\n") {
      endCell();
      rows.push(row);
      row = [];
    } else if (inside || character !== "\r") cell += character;
  }
  endCell();
  return [...rows, row];
}

function suggested(): TextDialect {
  const usual: TextDialect = { delimiter: ",", enclosure: "\"", escape: null, header: true, encoding: "utf-8" };
  const width = (delimiter: string) => {
    const widths = new Set(parse(CONTENT, { ...usual, delimiter }).map((row) => row.length));
    return widths.size === 1 ? Math.max(...widths) : 0;
  };
  const best = [",", ";", "\t", "|"].sort((one, other) => width(other) - width(one))[0] ?? ",";
  return { ...usual, delimiter: best };
}

export function sample(chosen: TextDialect | null): TextSample {
  const dialect = chosen ?? suggested();
  const none: TextSample = { dialect, suggested: suggested(), columns: [], rows: [], problem: null };
  const twice = [dialect.delimiter, dialect.enclosure, dialect.escape].filter((one) => one !== null).find((one, place, all) => all.indexOf(one) !== place);
  if (twice) return { ...none, problem: `'${twice}' can't have two meanings` };
  let text: string;
  try {
    text = new TextDecoder(dialect.encoding, { fatal: true }).decode(BYTES);
  } catch {
    return { ...none, problem: `${NAMED} has another encoding: it isn't ${dialect.encoding.toUpperCase()}` };
  }
  const all = parse(text, dialect);
  const columns = dialect.header ? (all[0] ?? []).map((name) => name ?? "") : (all[0] ?? []).map((_, index) => `column${index + 1}`);
  const rows = dialect.header ? all.slice(1) : all;
  const wrong = rows.findIndex((row) => row.length !== columns.length);
  const problem = wrong < 0 ? null : `line ${wrong + 1 + Number(dialect.header)} has ${rows[wrong]?.length ?? 0} cells, not ${columns.length}`;
  return { ...none, columns, rows, problem };
}

/** Its columns, of the types that all their values have. */
export function columnsOf(chosen: TextDialect | null): SourceColumn[] {
  const { columns, rows, problem } = sample(chosen);
  if (problem) throw refusal("source", problem, "Correct how the file is read.");
  return columns.map((name, index) => {
    const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
    const is = (pattern: RegExp) => values.length > 0 && values.every((value) => pattern.test(value));
    const type: FieldType = is(/^-?\d+(\.\d+)?$/) ? "numeric" : is(/^\d{4}-\d\d-\d\d$/) ? "date" : is(/^(true|false)$/) ? "boolean" : "string";
    return { name, type, field_type: type, nullable: values.length < rows.length, samples: [...new Set(values)].slice(0, 5) };
  });
}
