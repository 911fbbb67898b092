import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DataModel } from "../../ipc/backend";
import type { Mapping, ModelMapping, SourceColumn, TextDialect, TextSample } from "../../ipc/connections";

const asked = vi.hoisted(() => ({
  sourceTables: vi.fn(), models: vi.fn(), mapping: vi.fn(), textSample: vi.fn(), sourceColumns: vi.fn(), suggestMapping: vi.fn(), saveMapping: vi.fn(),
}));
vi.mock("../../ipc", () => ({ backend: asked }));

import { MappingEditor, READ_DELAY } from "./editor.svelte";
import { TextReading, withDialect } from "./texts.svelte";

const comma: TextDialect = { delimiter: ",", enclosure: "\"", escape: null, header: true, encoding: "utf-8" };
const western: TextDialect = { ...comma, encoding: "windows-1252" };
const model: DataModel = { id: "stores", label: "Stores", description: "", key: ["id"], fields: [] };
const sampleBy = (dialect: TextDialect, problem: string | null = null): TextSample => ({ dialect, suggested: comma, columns: problem ? [] : ["id"], rows: [], problem });
const column = (name: string): SourceColumn => ({ name, type: "text", field_type: "string", nullable: true, samples: [] });
const mapped = (fields: string[], table = "stores"): ModelMapping => ({ model: "stores", table, own: null, fields: Object.fromEntries(fields.map((id) => [id, { column: id, json_path: null }])) });
let saved: Mapping;
const isWestern = (dialect: TextDialect | null) => dialect?.encoding === "windows-1252";

beforeEach(() => {
  vi.useFakeTimers();
  for (const ask of Object.values(asked)) ask.mockReset();
  asked.sourceTables.mockResolvedValue([{ name: "stores", kind: "file", rows: null, columns: [] }, { name: "shops", kind: "file", rows: null, columns: [] }]);
  asked.models.mockResolvedValue([model]);
  saved = { models: [mapped([])], texts: {} };
  asked.mapping.mockImplementation(async () => saved);
  // Only as Windows-1252 the file can be read.
  asked.textSample.mockImplementation(async (_id: number, table: string, chosen: TextDialect | null) => {
    const dialect = chosen ?? saved.texts[table] ?? comma;
    return sampleBy(dialect, isWestern(dialect) ? null : "another encoding");
  });
  asked.sourceColumns.mockImplementation(async (_id: number, _table: string, dialect: TextDialect | null) => (isWestern(dialect) ? [column("id")] : [column("other")]));
  asked.suggestMapping.mockImplementation(async (_id: number, _model: string, table: string) => mapped(["id"], table));
});
afterEach(() => void vi.useRealTimers());

const passed = () => vi.advanceTimersByTimeAsync(READ_DELAY);

async function opened(mapping = saved): Promise<MappingEditor> {
  saved = mapping;
  const editor = new MappingEditor(7);
  await editor.load();
  await vi.advanceTimersByTimeAsync(0);
  return editor;
}

describe("a file's sample", () => {
  it("is asked for once for quick changes, and an answer to an older choice is dropped", async () => {
    const answers: ((sample: TextSample) => void)[] = [];
    asked.textSample.mockImplementation(() => new Promise((answer) => answers.push(answer)));
    const reading = new TextReading(7, "stores");
    const first = reading.ask(null);
    const second = reading.ask({ ...comma, delimiter: ";" }, READ_DELAY);
    const third = reading.ask(western, READ_DELAY);
    expect([reading.dialect, reading.working]).toEqual([western, true]);
    await passed();
    expect(asked.textSample.mock.calls.map(([, , dialect]) => dialect as unknown)).toEqual([null, western]);
    answers[1]?.(sampleBy(western));
    answers[0]?.(sampleBy(comma));
    expect(await Promise.all([first, second, third])).toEqual([false, false, true]);
    expect([reading.sample?.dialect, reading.working]).toEqual([western, false]);
  });

  it("shows no rows that aren't read by the choice, when the choice can't be asked", async () => {
    asked.textSample.mockResolvedValueOnce({ ...sampleBy(comma), rows: [["1"]] }).mockRejectedValueOnce(new Error("gone"));
    const reading = new TextReading(7, "stores");
    await reading.ask(null);
    expect(reading.sample?.rows).toHaveLength(1);
    const asking = expect(reading.ask(western)).rejects.toThrow("gone");
    await asking;
    expect([reading.sample?.rows, reading.working]).toEqual([[], false]);
  });
});

describe("the choice", () => {
  it("isn't kept when it is what is suggested, unless another one is saved", () => {
    expect(withDialect({ a: western }, "b", western, comma, false)).toEqual({ a: western, b: western });
    expect(withDialect({ a: western, b: western }, "b", { ...comma }, comma, false)).toEqual({ a: western });
    expect(withDialect({ b: western }, "b", comma, comma, true)).toEqual({ b: comma });
  });

  it("makes a file readable whose fields are suggested then, and is saved with the mapping", async () => {
    const editor = await opened();
    expect(editor.entry?.unreadable).toBe("another encoding");
    expect([editor.columns.size, asked.sourceColumns.mock.calls.length, editor.changed]).toEqual([0, 0, false]);
    void editor.readBy("stores", western);
    await passed();
    expect(editor.mapping).toEqual({ models: [mapped(["id"])], texts: { stores: western } });
    expect(editor.columns.get("stores")?.map(({ name }) => name)).toEqual(["id"]);
    expect(asked.suggestMapping.mock.calls).toEqual([[7, "stores", "stores", western]]);
    expect(editor.entry?.unreadable).toBeNull();
    await editor.save();
    expect(asked.saveMapping.mock.calls[0]?.[1]).toEqual({ models: [mapped(["id"])], texts: { stores: western } });
    expect(editor.changed).toBe(false);
    // What is saved would count for the engine if nothing was said.
    void editor.readBy("stores", comma);
    await passed();
    expect(editor.mapping.texts).toEqual({ stores: comma });
  });

  it("takes back what was changed when the suggestion is chosen again", async () => {
    const editor = await opened();
    void editor.readBy("stores", western);
    void editor.readBy("stores", comma);
    await passed();
    expect([editor.mapping.texts, editor.changed]).toEqual([{}, false]);
    expect(asked.textSample.mock.calls.map(([, , dialect]) => dialect as unknown)).toEqual([null, comma]);
  });

  it("leaves fields alone that somebody has chosen", async () => {
    const editor = await opened({ models: [mapped(["city"])], texts: {} });
    void editor.readBy("stores", western);
    await passed();
    expect(editor.mapping.models).toEqual([mapped(["city"])]);
    expect(editor.suggestionOf(mapped(["city"]))).toEqual(mapped(["id"]));
    expect(editor.entry?.problems).toEqual([]);
  });

  it("stays when models come and go, and goes with another mapping as a whole", async () => {
    const editor = await opened({ models: [mapped(["id"])], texts: { stores: western } });
    expect(editor.columns.has("stores")).toBe(true);
    editor.put(mapped(["id", "city"]));
    editor.drop("stores");
    expect(editor.mapping).toEqual({ models: [], texts: { stores: western } });
    editor.take({ models: [mapped(["id"])], texts: {} });
    expect([editor.mapping.texts, editor.columns.has("stores")]).toEqual([{}, false]);
    await vi.advanceTimersByTimeAsync(0);
    // The saved choice isn't the mapping's any more.
    expect(asked.textSample.mock.calls.map(([, , dialect]) => dialect as unknown)).toEqual([western, null, comma]);
    expect(editor.dialectOf("stores")).toEqual(comma);
    expect(editor.entry?.unreadable).toBe("another encoding");
  });

  it("can be made for a table that can't be read by what is suggested", async () => {
    const editor = await opened({ models: [], texts: {} });
    await editor.useTable(model, "shops");
    expect(editor.mapping.models).toEqual([mapped([], "shops")]);
    expect(editor.problem).toBeNull();
    void editor.readBy("shops", western);
    await passed();
    expect(editor.mapping).toEqual({ models: [mapped(["id"], "shops")], texts: { shops: western } });
  });

  it("seen in the dialog counts for the models of the table as well", async () => {
    const editor = await opened();
    editor.keepDialect("stores", western, comma);
    editor.select("stores");
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.mapping.texts).toEqual({ stores: western });
    expect(editor.columns.get("stores")?.map(({ name }) => name)).toEqual(["id"]);
  });
});
