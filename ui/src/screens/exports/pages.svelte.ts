/**
 * The list's rows, loaded in pages as they come into sight. What is shown stays
 * until something newer has arrived, so that the list never blinks.
 */
import { toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, ExportPage, ExportQuery, ExportRow } from "../../ipc/backend";

export const PAGE = 100;
/** Rows that a search for a name, or a long selection, asks for at once. */
const LOOKED_THROUGH = 500;

export type Asked = Omit<ExportQuery, "offset" | "limit">;
type List = (query: ExportQuery) => Promise<ExportPage>;

export class ExportPages {
  matching = $state(0);
  total = $state<number | null>(null);
  problem = $state.raw<CommandError | null>(null);
  #pages = $state.raw<ReadonlyMap<number, ExportRow[]>>(new Map());
  #asked: Asked | null = null;
  #waiting = new Set<number>();
  /** Answers to older questions are dropped. */
  #turn = 0;
  #shown = { first: 0, end: 1 };
  readonly #list: List;

  constructor(list: List = (query) => backend.listExports(query)) {
    this.#list = list;
  }

  row(index: number): ExportRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Another search, filter or order: begins at the top. */
  async ask(asked: Asked): Promise<void> {
    this.#asked = asked;
    this.#shown = { first: 0, end: 1 };
    await this.refresh();
  }

  /** The rows in sight, anew; the others when they come into sight. */
  async refresh(): Promise<void> {
    const turn = (this.#turn += 1);
    this.#waiting.clear();
    const numbers = this.#numbers();
    const answers = await Promise.all(numbers.map((number) => this.#load(number, turn)));
    if (turn !== this.#turn) return;
    const pages = new Map<number, ExportRow[]>();
    for (const [place, answer] of answers.entries()) {
      const number = numbers[place];
      if (answer && number !== undefined) pages.set(number, answer.rows);
    }
    if (pages.size > 0) this.#pages = pages;
    // Rows may have come into sight in the meantime; what failed waits to be asked again.
    if (this.problem === null) this.show(this.#shown.first, this.#shown.end);
  }

  show(first: number, end: number) {
    this.#shown = { first, end };
    for (const number of this.#numbers()) {
      if (this.#pages.has(number) || this.#waiting.has(number)) continue;
      void this.#add(number);
    }
  }

  /**
   * The first row from an index on, and on from the top, whose name begins with
   * a text; none, or another question was asked meanwhile. Pages that aren't
   * loaded are looked through.
   */
  async find(text: string, from: number): Promise<number | null> {
    const [turn, asked, count] = [this.#turn, this.#asked, this.matching];
    const wanted = fold(text);
    const seen = new Map<number, ExportRow[]>();
    for (let step = 0; step < count; step += 1) {
      const index = (from + step) % count;
      const block = Math.floor(index / LOOKED_THROUGH);
      let row = this.row(index) ?? seen.get(block)?.[index % LOOKED_THROUGH];
      if (!row && asked && !seen.has(block)) {
        const answer = await this.#list({ ...asked, offset: block * LOOKED_THROUGH, limit: LOOKED_THROUGH });
        if (turn !== this.#turn) return null;
        seen.set(block, answer.rows);
        row = answer.rows[index % LOOKED_THROUGH];
      }
      if (row && fold(row.name).startsWith(wanted)) return index;
    }
    return null;
  }

  /** Rows from an index to another, those that aren't loaded too; null if another question was asked meanwhile. */
  async range(first: number, end: number): Promise<ExportRow[] | null> {
    const [turn, asked] = [this.#turn, this.#asked];
    const rows: ExportRow[] = [];
    for (let index = first; index < end; ) {
      const row = this.row(index);
      if (row) {
        rows.push(row);
        index += 1;
        continue;
      }
      if (!asked) return null;
      const answer = await this.#list({ ...asked, offset: index, limit: Math.min(LOOKED_THROUGH, end - index) });
      if (turn !== this.#turn) return null;
      rows.push(...answer.rows);
      if (answer.rows.length === 0) break;
      index += answer.rows.length;
    }
    return rows;
  }

  async #add(number: number): Promise<void> {
    const turn = this.#turn;
    this.#waiting.add(number);
    const answer = await this.#load(number, turn);
    if (turn !== this.#turn) return;
    this.#waiting.delete(number);
    if (answer) this.#pages = new Map([...this.#pages, [number, answer.rows]]);
  }

  async #load(number: number, turn: number): Promise<ExportPage | null> {
    if (!this.#asked) return null;
    try {
      const answer = await this.#list({ ...this.#asked, offset: number * PAGE, limit: PAGE });
      if (turn === this.#turn) {
        this.matching = answer.matching;
        this.total = answer.total;
        this.problem = null;
      }
      return answer;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = toCommandError(thrown);
      return null;
    }
  }

  #numbers(): number[] {
    const first = Math.floor(this.#shown.first / PAGE);
    const last = Math.floor(Math.max(this.#shown.end - 1, this.#shown.first) / PAGE);
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  }
}

/** Case and accents make no difference. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
