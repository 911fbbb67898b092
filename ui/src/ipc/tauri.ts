/**
 * Asks the desktop shell. The generated bindings are the truth about what it
 * understands; here its answers become the window's own shapes, and whatever
 * goes wrong becomes a `CommandError`.
 */
import { Channel } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Backend, CommandError, DataModel, Draft, ExportSpec, FileFormat, RunProgress, Settings, Start } from "./backend";
import * as bindings from "./bindings";
import { standardFormat } from "./standard-format";
import { errorsText } from "../text/errors";
import { connectionBackend, connectionOf } from "./tauri-connections";
import { profileBackend } from "./tauri-profiles";
import { sealingBackend } from "./tauri-sealing";
import { row, scheduling, telling, usualTelling, zones } from "./tauri-time";
import { targetBackend } from "./tauri-targets";
import { updates } from "./tauri-updates";

const { commands } = bindings;

function isCommandError(error: unknown): error is CommandError {
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}

/** A command's answer; what the shell itself refuses is told in the same way. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isCommandError(error)) throw error;
    const told: CommandError = {
      code: "other",
      ...errorsText.misunderstood(String(error)),
      retryable: true,
      problems: [],
    };
    throw told;
  }
}

/** Members whose value is null are as good as absent. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null && member !== undefined)) as T;
}

function format(value: bindings.FileFormat | undefined): FileFormat {
  return { ...standardFormat, ...present((value ?? {}) as Partial<FileFormat>) };
}

/** The engine leaves out what is as usual; the window wants it all. Whatever else there is stays as it is. */
export function spec(value: bindings.ExportSpec): ExportSpec {
  const { name, model, timezone, fields } = value;
  const given = present(value) as Partial<ExportSpec>;
  return {
    ...given,
    version: 2,
    name,
    model,
    timezone,
    filters: (given.filters ?? []).map((group) => group.map(present)),
    aggregation: given.aggregation ?? false,
    fields: Array.isArray(fields) ? (fields.map(present) as ExportSpec["fields"]) : "all",
    sort: given.sort ?? [],
    format: format(value.format),
    file_name: given.file_name ?? "{name}",
    ...(value.members && value.members.length > 0 ? { members: value.members.map(spec) } : {}),
  };
}

function model(value: bindings.DataModel): DataModel {
  const field = (one: bindings.Field) => ({
    id: one.id,
    label: one.label,
    type: one.type,
    values: one.values ?? [],
    mandatory: one.mandatory ?? false,
    description: one.description ?? "",
    custom: one.custom ?? false,
    missing: one.missing ?? false,
  });
  const { id, label, description, key, fields } = value;
  return { id, label, description: description ?? "", key: key ?? [], fields: fields.map(field) };
}

function settings(value: bindings.Settings): Settings {
  const presets = (value.format_presets ?? []).map((one) => ({ name: one.name, format: format(one.format) }));
  return { ...(value as unknown as Settings), format_presets: presets };
}

const progressOf = (run: bindings.RunProgress): RunProgress => run;

function start(value: bindings.Start): Start {
  const draft = value.draft ? ({ ...value.draft, spec: spec(value.draft.spec) } as Draft) : null;
  return {
    version: value.version,
    settings: settings(value.settings),
    connections: value.connections.map(connectionOf),
    timezones: value.timezones,
    recipes: value.recipes.map((recipe) => ({ ...recipe, spec: spec(recipe.spec) })),
    draft,
    warnings: value.warnings,
    history_problem: null,
    runs: value.runs.map(progressOf),
  };
}

/** A window without a history: it can only offer to move that aside. */
function withoutHistory(problem: CommandError): Start {
  return {
    version: "",
    settings: {
      brand_name: "",
      brand_timezone: "UTC",
      user_name: "",
      user_timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      theme: "system",
      language: "system",
      exports_folder: "",
      retention_days: null,
      parallel_runs: 2,
      memory_mb: 512,
      ...usualTelling,
      format_presets: [],
      mask_keys: [],
    },
    connections: [],
    timezones: [],
    recipes: [],
    draft: null,
    warnings: [],
    history_problem: problem,
    runs: [],
  };
}

// Not from 0: a page that was loaded anew shares them with the one before.
let requests = Math.floor(Math.random() * 2 ** 31);

/** Work that ends early when the signal says so. */
async function stoppable<T>(signal: AbortSignal, work: (request: number) => Promise<T>): Promise<T> {
  const request = ++requests;
  const stop = () => void commands.stop(request);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await asked(work(request));
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

const sent = (value: ExportSpec) => value as unknown as bindings.ExportSpec;

export const backend: Backend = {
  ...scheduling(asked),
  ...telling(asked),
  saveMaskKey: (name, key) => asked(commands.saveMaskKey(name, key)),
  maskKey: (name) => asked(commands.maskKey(name)),
  deleteMaskKey: async (name) => void (await asked(commands.deleteMaskKey(name))),
  ...zones(asked),
  async start() {
    const beginning = await asked(commands.start());
    if (beginning.start) return start(beginning.start);
    return withoutHistory(beginning.history_problem as CommandError);
  },
  moveHistoryAside: () => asked(commands.moveHistoryAside()),
  models: async (connection) => (await asked(commands.models(connection))).map(model),

  async listExports(query) {
    const page = await asked(commands.listExports(query));
    return { ...page, rows: page.rows.map(row) };
  },
  async exportDetails(id) {
    const details = await asked(commands.exportDetails(id));
    return { ...details, row: row(details.row), spec: spec(details.spec), runs: details.runs };
  },
  createExport: (value, connection, runNow) => asked(commands.createExport(sent(value), connection, runNow)),
  async updateExport(id, value, connection) {
    await asked(commands.updateExport(id, sent(value), connection));
  },
  async deleteExport(id) {
    await asked(commands.deleteExport(id));
  },
  async restoreExport(id) {
    await asked(commands.restoreExport(id));
  },
  tags: () => asked(commands.tags()),
  async changeTags(ids, add, remove) {
    await asked(commands.changeTags(ids, add, remove));
  },
  async setFavourite(ids, favourite) {
    await asked(commands.setFavourite(ids, favourite));
  },
  saveDefinition: (id) => asked(commands.saveDefinition(id)),
  async openDefinition() {
    const opened = await asked(commands.openDefinition());
    return opened ? spec(opened) : null;
  },
  readDefinition: async (path) => spec(await asked(commands.readDefinition(path))),
  watchDrops(onDrop) {
    let ended = false;
    let end: (() => void) | null = null;
    const listening = getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop" && payload.paths.length > 0) onDrop(payload.paths);
    });
    // Without the event nothing can be dropped, and everything else works.
    void listening.then((stop) => (ended ? stop() : (end = stop)), () => undefined);
    return () => {
      ended = true;
      end?.();
    };
  },
  async saveRecipe(id) {
    await asked(commands.saveRecipe(id));
  },
  async deleteRecipe(id) {
    await asked(commands.deleteRecipe(id));
  },

  startRun: (id) => asked(commands.startRun(id)),
  async cancelRun(id) {
    await asked(commands.cancelRun(id));
  },
  retryRun: (id) => asked(commands.retryRun(id)),
  async rewind(id) {
    await asked(commands.rewind(id));
  },
  async fullAgain(id) {
    await asked(commands.fullAgain(id));
  },
  runLog: (id) => asked(commands.runLog(id)),
  download: (id) => asked(commands.download(id)),
  async showInFolder(id) {
    await asked(commands.showInFolder(id));
  },
  verifyRun: (id) => asked(commands.verifyRun(id)),
  watch(onProgress, onChange) {
    let ended = false;
    const progress = new Channel<bindings.RunProgress[]>();
    const changes = new Channel<bindings.Change>();
    progress.onmessage = (runs) => {
      if (!ended) onProgress(runs.map(progressOf));
    };
    changes.onmessage = (change) => {
      if (!ended) onChange(change);
    };
    // Without an engine there is nothing to watch, and `start` has said why.
    void commands.watch(progress, changes).catch(() => undefined);
    return () => {
      ended = true;
    };
  },

  validate: (value, connection) => asked(commands.validate(sent(value), connection)),
  async preview(exportId, value, connection, rows, signal) {
    const { bytes, preview } = await stoppable(signal, (request) => commands.preview(request, exportId, sent(value), connection, rows));
    return { ...preview, bytes, bytes_per_row: preview.bytes_per_row };
  },
  count: (exportId, value, connection, signal) => stoppable(signal, (request) => commands.count(request, exportId, sent(value), connection)),

  compareRuns: (earlier, later, key, signal) => stoppable(signal, (request) => commands.compareRuns(request, earlier, later, key)),
  saveComparison: (earlier, later, key) => asked(commands.saveComparison(earlier, later, key)),
  comparableColumns: (earlier, later) => asked(commands.comparableColumns(earlier, later)),

  async saveDraft(draft) {
    await asked(commands.saveDraft(draft as unknown as bindings.Draft));
  },
  async deleteDraft() {
    await asked(commands.deleteDraft());
  },

  async saveSettings(value) {
    await asked(commands.saveSettings(value as unknown as bindings.Settings));
  },
  setZoom: (level) => getCurrentWebview().setZoom(level),
  chooseFolder: () => asked(commands.chooseFolder()),
  ...targetBackend({ asked, stoppable }),
  ...updates(asked),
  ...profileBackend({ asked, stoppable }),
  ...sealingBackend({ asked }),
  ...connectionBackend({ asked, stoppable }),
  logEntries: (most) => asked(commands.logEntries(most)),
  saveReport: () => asked(commands.saveReport()),
  about: async () => (await asked(commands.about())) as Awaited<ReturnType<Backend["about"]>>,
};
