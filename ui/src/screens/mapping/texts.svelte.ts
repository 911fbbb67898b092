/** How the delimited files of a table are read: the choice, and how their beginning looks by it. */
import { backend } from "../../ipc";
import type { TextDialect, TextSample } from "../../ipc/connections";

export class TextReading {
  readonly connection: number;
  readonly table: string;
  /** As it was chosen last, also while its sample is still to come. */
  dialect = $state.raw<TextDialect | null>(null);
  /** Null until it has come, and for tables that aren't delimited files. */
  sample = $state.raw<TextSample | null>(null);
  working = $state(false);
  #turn = 0;

  constructor(connection: number, table: string) {
    this.connection = connection;
    this.table = table;
  }

  /** Another one after each choice; an answer to an earlier choice doesn't count. */
  get turn(): number {
    return this.#turn;
  }

  /** Asks for the sample; null is read as saved or else as suggested. False when something else was chosen meanwhile. */
  async ask(dialect: TextDialect | null, delay = 0): Promise<boolean> {
    const turn = ++this.#turn;
    const isLatest = () => turn === this.#turn;
    if (dialect) this.dialect = dialect;
    this.working = true;
    try {
      if (delay > 0) await new Promise((waited) => setTimeout(waited, delay));
      if (!isLatest()) return false;
      const sample = await backend.textSample(this.connection, this.table, dialect);
      if (!isLatest()) return false;
      this.sample = sample;
      this.dialect = sample?.dialect ?? null;
      return true;
    } catch (thrown) {
      if (!isLatest()) return false;
      // The rows from before aren't read so.
      if (this.sample) this.sample = { ...this.sample, columns: [], rows: [] };
      throw thrown;
    } finally {
      if (isLatest()) this.working = false;
    }
  }
}

export function isSameDialect(one: TextDialect, other: TextDialect): boolean {
  return one.delimiter === other.delimiter && one.enclosure === other.enclosure && one.escape === other.escape && one.header === other.header && one.encoding === other.encoding;
}

/** The choices for a connection's tables with another one for `table`; what is suggested needs none unless another one is saved. */
export function withDialect(texts: Record<string, TextDialect>, table: string, dialect: TextDialect, suggested: TextDialect, isSaved: boolean): Record<string, TextDialect> {
  const { [table]: _before, ...others } = texts;
  return isSameDialect(dialect, suggested) && !isSaved ? others : { ...texts, [table]: dialect };
}
