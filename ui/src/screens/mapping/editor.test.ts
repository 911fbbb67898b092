import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DataModel } from "../../ipc/backend";
import type { Mapping, ModelMapping } from "../../ipc/connections";

const asked = vi.hoisted(() => ({ sourceTables: vi.fn(), models: vi.fn(), mapping: vi.fn(), sourceColumns: vi.fn(), suggestMapping: vi.fn(), saveMapping: vi.fn() }));
vi.mock("../../ipc", () => ({ backend: asked }));

import { MappingEditor } from "./editor.svelte";

const model: DataModel = { id: "stores", label: "Stores", description: "", key: ["id"], fields: [] };
const mapped = (table: string, fields: string[] = []): ModelMapping => ({
  model: "stores", table, own: null, fields: Object.fromEntries(fields.map((id) => [id, { column: id, json_path: null }])),
});

/** Answers about a table's suggestions, by table. */
let suggest: Record<string, (fields: string[]) => void>;
let fail: Record<string, () => void>;

beforeEach(() => {
  suggest = {};
  fail = {};
  for (const ask of Object.values(asked)) ask.mockReset();
  asked.sourceTables.mockResolvedValue(["a", "b", "c"].map((name) => ({ name, kind: "table", rows: null, columns: [] })));
  asked.models.mockResolvedValue([model]);
  asked.mapping.mockResolvedValue({ models: [], texts: {} });
  asked.sourceColumns.mockResolvedValue([]);
  asked.suggestMapping.mockImplementation((_id: number, _model: string, table: string) => new Promise((resolve, reject) => {
    suggest[table] = (fields) => resolve(mapped(table, fields));
    fail[table] = () => reject(new Error("gone"));
  }));
});

const answered = () => new Promise((resolve) => setTimeout(resolve));

async function opened(): Promise<MappingEditor> {
  const editor = new MappingEditor(7);
  await editor.load();
  return editor;
}

describe("a model's table", () => {
  it("is the one that was chosen last, whichever is answered last", async () => {
    const editor = await opened();
    void editor.useTable(model, "a");
    void editor.useTable(model, "b");
    await answered();
    suggest["b"]?.(["new"]);
    await answered();
    suggest["a"]?.(["old"]);
    await answered();
    expect(editor.mapping.models).toEqual([mapped("b", ["new"])]);
  });

  it("doesn’t fail for what an older choice couldn’t read", async () => {
    const editor = await opened();
    void editor.useTable(model, "a");
    void editor.useTable(model, "b");
    await answered();
    suggest["b"]?.(["new"]);
    fail["a"]?.();
    await answered();
    expect(editor.problem).toBeNull();
  });

  it("stays away when the model was taken out meanwhile", async () => {
    const editor = await opened();
    void editor.useTable(model, "a");
    await answered();
    editor.drop("stores");
    suggest["a"]?.(["old"]);
    await answered();
    expect(editor.mapping.models).toEqual([]);
  });
});

describe("a mapping", () => {
  it("that is changed while it is saved has unsaved changes", async () => {
    const editor = await opened();
    editor.put(mapped("a", ["id"]));
    let done: () => void = () => undefined;
    asked.saveMapping.mockImplementation(() => new Promise<void>((resolve) => (done = resolve)));
    const saving = editor.save();
    editor.put(mapped("a", ["id", "city"]));
    done();
    await saving;
    expect((JSON.parse(editor.saved) as Mapping).models).toEqual([mapped("a", ["id"])]);
    expect(editor.changed).toBe(true);
  });
});
