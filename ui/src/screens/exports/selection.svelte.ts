/** The rows of the list that are selected, to do something with all of them. */
import type { ExportRow } from "../../ipc/backend";
import type { ExportPages } from "./pages.svelte";

export class Selection {
  /** As they were when they were selected. */
  rows = $state.raw<ReadonlyMap<number, ExportRow>>(new Map());
  /** Where a range begins. */
  #anchor = 0;
  /** What was selected before the range that grows now. */
  #before: ReadonlyMap<number, ExportRow> = new Map();

  constructor(private readonly pages: ExportPages) {}

  has(id: number): boolean {
    return this.rows.has(id);
  }

  clear(): void {
    this.rows = new Map();
    this.#before = this.rows;
  }

  /** The next range begins here. */
  anchor(index: number): void {
    this.#anchor = index;
    this.#before = this.rows;
  }

  toggle(index: number): void {
    const row = this.pages.row(index);
    if (!row) return;
    const rows = new Map(this.rows);
    if (!rows.delete(row.id)) rows.set(row.id, row);
    this.rows = rows;
    this.anchor(index);
  }

  /** From where the range begins to here, beside what was selected before. */
  async extend(index: number): Promise<void> {
    const from = Math.min(this.#anchor, index);
    const rows = await this.pages.range(from, Math.max(this.#anchor, index) + 1);
    if (rows) this.rows = new Map([...this.#before, ...rows.map((row) => [row.id, row] as const)]);
  }

  /** Rows that are selected have changed. */
  update(changed: readonly ExportRow[]): void {
    const rows = new Map(this.rows);
    for (const row of changed) if (rows.has(row.id)) rows.set(row.id, row);
    this.rows = rows;
  }

  /** Every row that matches, or none. */
  async all(on: boolean): Promise<void> {
    this.clear();
    if (!on) return;
    const rows = await this.pages.range(0, this.pages.matching);
    if (rows) this.rows = new Map(rows.map((row) => [row.id, row]));
  }
}
