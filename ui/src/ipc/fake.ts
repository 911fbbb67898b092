/**
 * A backend that answers by itself, in a browser and in screen tests. Made-up
 * data, real behaviour: filters filter, formats write bytes, runs progress.
 *
 * The address chooses: `?history=10000`, `?history=empty`, `?history=damaged`,
 * `?slow=1500` (milliseconds an answer takes), `?draft=1`, `?running=1`,
 * `?theme=dark`, `?language=hu`, `?mail=1` (a mail server is set up), `?keychain=none`,
 * `?tray=none`, `?maskkey=1` (a masking key is kept),
 * `?clicked=40` (a notification of that export), `?update=newer` (see `fake/updates.ts`).
 */
import type {
  About, Backend, Comparison, Connection, DataModel, Draft, ExportDetails, ExportPage, ExportQuery, ExportRow, ExportTags,
  ExportSpec, Fire, LogEntry, LogLine, MailServer, Preview, Problem, Recipe, Schedule, Settings, Start, Upcoming, Verification, ZoneData, ZoneNote, ZoneOffsets,
} from "./backend";
import { compareResults } from "./fake/compare";
import { answerText } from "./fake/deliveries";
import { windowOf, within } from "./fake/deltas";
import { cellText, replaced, encode, fileText, toBase64 } from "./fake/file";
import { History, logOf, targetWords, type StoredExport } from "./fake/history";
import { logEntries } from "./fake/log";
import { Mail } from "./fake/mail";
import { lookalike } from "./fake/masks";
import { packages } from "./fake/packages";
import { labelOf, modelOf } from "./fake/models";
import { problemsOf } from "./fake/problems";
import { query } from "./fake/query";
import { recipes } from "./fake/recipes";
import { refusal } from "./fake/refusal";
import { Runs } from "./fake/runs";
import { firesOf } from "./fake/calendar";
import { Schedules } from "./fake/schedules";
import { FakeConnections } from "./fake/connections";
import { FakeProfiles } from "./fake/profiles";
import { FakeSealing } from "./fake/sealing";
import { FakeTargets } from "./fake/targets";
import { FakeUpdates } from "./fake/updates";
import { allZones, offsetsOf, RELEASE } from "./fake/zones";
import type { ConnectionInput, Mapping, OfflineSettings, TextDialect } from "./connections";
import type { SavedMaskKey } from "./masks";
import type { Profile, ProfileInput } from "./profiles";
import type { AnswerText, HostKey, TargetInput, TargetTestStep } from "./targets";

const VERSION = "0.1.0";

export function createFake(parameters: URLSearchParams): Backend {
  return new Fake(parameters);
}

/** Fields that an export writes or filters by. */
function searchedFields({ fields, filters }: ExportSpec): string[] {
  const written = fields === "all" ? [] : fields.flatMap(({ field, header }) => [field, header ?? field]);
  return [...written, ...filters.flat().map((condition) => condition.field)];
}

/** As the engine sorts tags: in lower case, by their characters. */
function byKey(one: string, other: string): number {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : 0;
}

class Fake implements Backend {
  /** Milliseconds that a comparison takes. */
  readonly #comparing: number;
  readonly #slow: number;
  readonly #runs: Runs;
  readonly #schedules: Schedules;
  readonly #mail: Mail;
  readonly #tray: string | null;
  #clicked: number | null = null;
  #zoneNotes: ZoneNote[] = [];
  readonly #profiles: FakeProfiles;
  readonly #sealing = new FakeSealing(() => this.#wait());
  readonly #targets: FakeTargets;
  readonly #updates: FakeUpdates;
  #history: History;
  #damaged: boolean;
  /** The latest search, for its next pages. */
  #found: { question: string; total: number; rows: StoredExport["row"][] } | null = null;
  #draft: Draft | null = null;
  #recipes: Recipe[] = [];
  #settings: Settings;
  readonly #connections: FakeConnections;

  constructor(parameters: URLSearchParams) {
    const size = parameters.get("history") ?? "42";
    this.#comparing = Number(parameters.get("comparing") ?? 700);
    this.#slow = Number(parameters.get("slow") ?? 12);
    this.#damaged = size === "damaged";
    const isNew = this.#damaged || size === "empty";
    this.#profiles = new FakeProfiles({
      none: isNew || parameters.get("profiles") === "none",
      exports: () => this.#history.exports.filter((stored) => !stored.deleted).map(({ row, spec }) => ({ id: row.id, spec })),
      changed: () => this.#runs.tell({ kind: "profiles" }),
      wait: (longer, signal) => this.#wait(longer, signal),
    });
    this.#targets = new FakeTargets({
      none: isNew || parameters.get("targets") === "none",
      used: (name) => this.#history.exports.filter((stored) => !stored.deleted && stored.spec.targets?.includes(name)).length,
      rename: (before, after) => {
        for (const { spec } of this.#history.exports) if (spec.targets) spec.targets = spec.targets.map((name) => (name === before ? after : name));
      },
      changed: () => this.#runs.tell({ kind: "targets" }),
      wait: (longer, signal) => this.#wait(longer, signal),
    });
    this.#history = new History(isNew ? 0 : Number(size), (name) => this.#targets.named(name));
    this.#connections = new FakeConnections({
      isNew,
      used: (id) => this.#history.exports.filter((stored) => !stored.deleted && stored.connection === id).length,
      changed: () => this.#runs.tell({ kind: "connections" }),
      wait: (longer, signal) => this.#wait(longer, signal),
    });
    this.#schedules = new Schedules(this.#history);
    this.#updates = new FakeUpdates(parameters, (longer) => this.#wait(longer));
    this.#mail = new Mail(parameters);
    if (parameters.has("moved")) {
      const text = "Vancouver no longer changes its clocks. From 7 March 2027 this schedule runs at 16:00 UTC instead of 17:00.";
      this.#zoneNotes = [{ id: 1, export_id: 1, export_name: "Points of last week", at: new Date().toISOString(), text }];
    }
    if (parameters.has("clicked")) this.#clicked = Number(parameters.get("clicked"));
    this.#tray = parameters.get("tray") === "none" ? "This desktop shows no tray icons, so closing the window ends Export Desk." : null;
    const theme = parameters.get("theme");
    const language = parameters.get("language");
    this.#settings = {
      brand_name: "Aurora Rewards", brand_timezone: "Europe/Budapest", user_name: "k.nagy",
      user_timezone: parameters.get("zone") ?? "Europe/Budapest", theme: theme === "dark" || theme === "light" ? theme : "system",
      language: language === "en" || language === "hu" || language === "de" ? language : "system",
      exports_folder: "/home/k.nagy/Exports", retention_days: 90, parallel_runs: 2, memory_mb: 512, format_presets: [],
      mask_keys: parameters.has("maskkey") ? [{ name: "Partner", id: "83186bb6eae762d3" }] : [],
      notify: true, notify_on: { finished: true, failed: true, caught_up: true }, keep_in_tray: true, start_at_login: false, look_for_updates: false,
      mail: this.#mail.server, mail_attach_limit_mb: 10, schedules_paused: false, log_detail: "info",
    };
    this.#runs = new Runs(this.#history, () => this.#settings.parallel_runs, (name) => this.#targets.named(name), (id, model) => this.#connections.copiedAt(id, model));
    this.#runs.watch({ onProgress: () => undefined, onChange: () => (this.#found = null) });
    if (parameters.has("running")) this.#runLatest();
    if (parameters.has("draft")) {
      const first = recipes[1];
      if (first) this.#draft = { saved_at: new Date(Date.now() - 4_000_000).toISOString(), export_id: null, spec: structuredClone(first.spec), connection: 1, visited: ["model", "name", "filters"] };
    }
  }

  async start(): Promise<Start> {
    await this.#wait();
    const problem = refusal("history_damaged", "The history of exports at `/home/k.nagy/.local/share/export-desk/history.db` is damaged", "Set it aside to start with an empty one; nothing is deleted, and your exported files stay where they are.");
    return {
      version: VERSION, settings: structuredClone(this.#settings), connections: this.#connections.all(), timezones: allZones(),
      recipes: structuredClone([...this.#recipes, ...recipes]), draft: this.#draft, warnings: [], history_problem: this.#damaged ? problem : null, runs: this.#runs.progress(),
    };
  }

  async moveHistoryAside(): Promise<string> {
    await this.#wait();
    this.#damaged = false;
    return "/home/k.nagy/.local/share/export-desk/history-damaged-2026-11-22.db";
  }

  async models(connection: number): Promise<DataModel[]> {
    await this.#wait();
    return this.#connections.models(connection);
  }

  async listExports(asked: ExportQuery): Promise<ExportPage> {
    await this.#wait();
    const { offset, limit, ...rest } = asked;
    const question = JSON.stringify(rest);
    if (this.#found?.question !== question) this.#found = { question, ...this.#search(asked) };
    const { total, rows } = this.#found;
    return { matching: rows.length, total, rows: structuredClone(rows.slice(offset, offset + limit).map((row) => this.#schedules.withNextFire(row))) };
  }

  #search(asked: ExportQuery): { total: number; rows: StoredExport["row"][] } {
    const words = asked.search.toLowerCase().split(/\s+/).filter(Boolean);
    const meets = (row: StoredExport["row"]): boolean =>
      asked.status === null || row.status === asked.status ||
      (asked.status === "failed" && row.latest_status === "failed") ||
      (asked.status === "active" && row.status === "failed" && row.schedule !== null && row.schedule.when.kind !== "on_date");
    const there = this.#history.exports.filter((stored) => !stored.deleted);
    const all = there.map((stored) => this.#schedules.row(stored));
    const isOf = (row: StoredExport["row"]): boolean =>
      (!asked.favourites || row.favourite) && (asked.tag === null || row.tags.some((tag) => tag.toLowerCase() === asked.tag?.toLowerCase()));
    const searched = words.length === 0 ? null : new Map(there.map(({ row: { id, name, model_label: label, created_by: by, tags }, spec }) => [
      id, [name, label, by, ...searchedFields(spec), ...(spec.targets ?? []), ...tags].map((text) => text.toLowerCase()),
    ]));
    const matching = all.filter((row) => meets(row) && isOf(row) && words.every((word) => searched?.get(row.id)?.some((text) => text.includes(word))));
    const collator = new Intl.Collator("en", { numeric: true });
    const turn = asked.direction === "ascending" ? 1 : -1;
    matching.sort((one, other) => turn * (asked.sort === "name" ? collator.compare(one.name, other.name) : one.created_at < other.created_at ? -1 : one.created_at > other.created_at ? 1 : 0));
    return { total: all.length, rows: matching };
  }

  async exportDetails(id: number): Promise<ExportDetails> {
    await this.#wait();
    const stored = this.#find(id);
    return structuredClone({ row: this.#schedules.withNextFire(this.#schedules.row(stored)), spec: stored.spec, connection: stored.connection, runs: this.#history.runs(id), watermark: stored.spec.delta ? (stored.watermark ?? { until: null, run: null }) : null });
  }

  async createExport(spec: ExportSpec, connection: number, runNow: boolean): Promise<number> {
    await this.#wait();
    this.#check(spec);
    const id = this.#history.nextExport();
    this.#history.add({
      spec: structuredClone(spec), connection, deleted: false, paused: false,
      row: {
        id, name: spec.name, model: spec.model, model_label: labelOf(spec), created_at: new Date().toISOString(),
        created_by: this.#settings.user_name, target: targetWords(spec.targets, (name) => this.#targets.named(name)), tags: [], favourite: false, status: "pending", reason: null, rows: null, bytes: null,
        seconds: null, active_run: null, latest_run: null, latest_at: null, latest_status: null,
        schedule: spec.schedule ?? null, timezone: spec.timezone, next_fire: null, failures_in_a_row: 0, paused_because: null,
      },
    });
    this.#runs.tell({ kind: "exports" });
    if (runNow && !spec.schedule) this.#begin(this.#find(id), "manual");
    return id;
  }

  async updateExport(id: number, spec: ExportSpec, connection: number): Promise<void> {
    await this.#wait();
    this.#check(spec);
    const stored = this.#find(id);
    stored.spec = structuredClone(spec);
    stored.connection = connection;
    stored.row = { ...stored.row, name: spec.name, model: spec.model, model_label: labelOf(spec), target: targetWords(spec.targets, (name) => this.#targets.named(name)) };
    this.#runs.tell({ kind: "exports" });
  }

  async deleteExport(id: number): Promise<void> {
    await this.#wait();
    const stored = this.#find(id);
    if (stored.row.active_run !== null) this.#runs.cancel(stored.row.active_run);
    stored.deleted = true;
    this.#runs.tell({ kind: "exports" });
  }

  async restoreExport(id: number): Promise<void> {
    await this.#wait();
    const stored = this.#history.exports.find((candidate) => candidate.row.id === id);
    if (stored) stored.deleted = false;
    this.#runs.tell({ kind: "exports" });
  }

  async tags(): Promise<ExportTags> {
    await this.#wait();
    const rows = this.#history.exports.filter((stored) => !stored.deleted).map(({ row }) => row);
    const used = new Map<string, number>();
    for (const tag of rows.flatMap((row) => row.tags)) used.set(tag, (used.get(tag) ?? 0) + 1);
    const tags = [...used].sort(([one], [other]) => byKey(one, other)).map(([tag, exports]) => ({ tag, exports }));
    return { tags, favourites: rows.filter((row) => row.favourite).length };
  }

  async changeTags(ids: number[], add: string[], remove: string[]): Promise<void> {
    await this.#wait();
    const written = new Map(this.#history.exports.flatMap(({ row }) => row.tags).map((tag) => [tag.toLowerCase(), tag]));
    const gone = new Set(remove.map((tag) => tag.toLowerCase()));
    for (const id of ids) {
      const { row } = this.#find(id);
      const tags = new Map(row.tags.filter((tag) => !gone.has(tag.toLowerCase())).map((tag) => [tag.toLowerCase(), tag]));
      for (const tag of add) if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), written.get(tag.toLowerCase()) ?? tag);
      row.tags = [...tags.values()].sort(byKey);
    }
    this.#runs.tell({ kind: "exports" });
  }

  async setFavourite(ids: number[], favourite: boolean): Promise<void> {
    await this.#wait();
    for (const id of ids) this.#find(id).row.favourite = favourite;
    this.#runs.tell({ kind: "exports" });
  }

  async saveDefinition(id: number): Promise<string | null> {
    await this.#wait();
    return `/home/k.nagy/Documents/${this.#find(id).spec.name}.json`;
  }

  async openDefinition(): Promise<ExportSpec | null> {
    await this.#wait();
    return structuredClone(recipes[2]?.spec ?? null);
  }

  async readDefinition(path: string): Promise<ExportSpec> {
    await this.#wait();
    const spec = structuredClone(recipes[2]?.spec);
    if (!spec || path.includes("broken")) throw refusal("definition", "This isn't a definition, because it isn't valid JSON", "Choose another file.");
    return spec;
  }

  /** Screen tests drop by an event of their own: pages can't make the system's. */
  watchDrops(onDrop: (paths: string[]) => void): () => void {
    const hear = (event: Event) => onDrop((event as CustomEvent<string[]>).detail);
    window.addEventListener("fake-drop", hear);
    return () => window.removeEventListener("fake-drop", hear);
  }

  async saveRecipe(exportId: number): Promise<void> {
    await this.#wait();
    const { spec, connection } = structuredClone(this.#find(exportId));
    const own = Math.max(0, ...this.#recipes.map((recipe) => recipe.own ?? 0)) + 1;
    const others = this.#recipes.filter((recipe) => recipe.spec.name.toLowerCase() !== spec.name.toLowerCase());
    this.#recipes = [...others, { id: `own-${own}`, own, connection, description: `Your own: ${labelOf(spec)}.`, spec }];
    this.#runs.tell({ kind: "settings" });
  }

  async deleteRecipe(id: number): Promise<void> {
    await this.#wait();
    this.#recipes = this.#recipes.filter((recipe) => recipe.own !== id);
    this.#runs.tell({ kind: "settings" });
  }

  async startRun(exportId: number): Promise<number> {
    await this.#wait();
    return this.#begin(this.#find(exportId), "manual");
  }

  async cancelRun(runId: number): Promise<void> {
    await this.#wait();
    this.#runs.cancel(runId);
  }

  async retryRun(runId: number): Promise<number> {
    await this.#wait();
    const run = this.#history.run(runId);
    if (!run) throw refusal("run", "The run is gone", null);
    return this.#begin(this.#find(run.export_id), "retry");
  }

  async rewind(runId: number): Promise<void> {
    await this.#wait();
    const run = this.#history.run(runId);
    if (!run?.window) throw refusal("run", "The run delivered no window of rows", "Choose a finished run that has a window.");
    this.#find(run.export_id).watermark = { until: run.window.to, run: run.number };
    this.#runs.tell({ kind: "exports" });
  }

  async fullAgain(exportId: number): Promise<void> {
    await this.#wait();
    this.#find(exportId).watermark = { until: null, run: null };
    this.#runs.tell({ kind: "exports" });
  }

  async runLog(runId: number): Promise<LogLine[]> {
    await this.#wait();
    const run = this.#history.run(runId);
    return run ? logOf(run, this.#find(run.export_id).spec) : [];
  }

  async download(runId: number): Promise<string | null> {
    await this.#wait();
    return `/home/k.nagy/Downloads/${this.#history.run(runId)?.file?.split("/").pop() ?? "export.zip"}`;
  }

  async showInFolder(runId: number): Promise<void> {
    await this.#wait();
    if (this.#history.run(runId)?.file_gone) throw refusal("file_gone", "The file was removed", "Run the export again.");
  }

  async verifyRun(runId: number): Promise<Verification> {
    await this.#wait(400);
    const run = this.#history.run(runId);
    return { ok: run?.number !== 3, sha256: run?.sha256 ?? "", message: run?.number === 3 ? "The file was changed after the run" : "The file is the one that the run made, byte by byte" };
  }

  watch(onProgress: Parameters<Backend["watch"]>[0], onChange: Parameters<Backend["watch"]>[1]): () => void {
    const end = this.#runs.watch({ onProgress, onChange });
    // A click on a notification waits until a window watches.
    if (this.#clicked !== null) onChange({ kind: "open_export", export_id: this.#clicked });
    this.#clicked = null;
    return end;
  }

  async validate(spec: ExportSpec): Promise<{ problems: Problem[]; warnings: Problem[] }> {
    await this.#wait();
    return { problems: problemsOf(spec), warnings: [] };
  }

  async preview(exportId: number | null, asked: ExportSpec, _connection: number, rows: number, signal: AbortSignal): Promise<Preview> {
    await this.#wait(60, signal);
    const spec = this.#profiles.applied(asked);
    const window = windowOf(spec, exportId === null ? null : this.#find(exportId));
    const result = query(within(spec, window), modelOf(spec.model));
    const shown = result.rows.slice(0, rows);
    const types = result.columns.map((column) => column.type);
    const headers = result.columns.map((column) => column.header);
    const cells = shown.map((row) => row.map((value, index) => {
      const column = result.columns[index];
      return column ? replaced(cellText(value, column.type, column.field, spec.timezone), column.type, column.field, spec.format) : null;
    }));
    const bytes = encode(fileText({ headers, types, cells, fields: result.columns.map((column) => column.field) }, spec.format), spec.format.encoding);
    const packed = spec.format.compression === "none" ? 1 : 0.22;
    return {
      bytes: toBase64(bytes), columns: headers, cells: cells.map((row) => row.map((cell) => cell ?? "")), types, rows: shown.length,
      warnings: [], missing_fields: [], window, findings: this.#profiles.findings(spec, headers, cells), bytes_per_row: shown.length === 0 ? 0 : (bytes.length / shown.length) * packed,
    };
  }

  async count(exportId: number | null, spec: ExportSpec, _connection: number, signal: AbortSignal): Promise<number> {
    await this.#wait(180, signal);
    const window = windowOf(spec, exportId === null ? null : this.#find(exportId));
    return query(within(spec, window), modelOf(spec.model)).matching;
  }

  async compareRuns(earlier: number, later: number, key: string[], signal: AbortSignal): Promise<Comparison> {
    await this.#wait(this.#comparing, signal);
    const run = this.#history.run(later);
    if (!run || !this.#history.run(earlier)) throw refusal("run", "One of the runs is gone", "Choose another run.");
    const { spec } = this.#find(run.export_id);
    return compareResults(query(spec, modelOf(spec.model)), key, spec.timezone, run.rows ?? 0, earlier * 31 + later);
  }

  async saveComparison(): Promise<string | null> {
    await this.#wait(300);
    return "/home/k.nagy/Documents/differences.csv";
  }

  async comparableColumns(earlier: number, later: number): Promise<string[]> {
    await this.#wait();
    const columns = [earlier, later].map((id) => {
      const run = this.#history.run(id);
      const stored = run ? this.#find(run.export_id) : null;
      return stored ? query(stored.spec, modelOf(stored.spec.model)).columns.map((column) => column.header) : [];
    });
    return (columns[0] ?? []).filter((name) => columns[1]?.includes(name));
  }

  async saveDraft(draft: Draft): Promise<void> {
    await this.#wait();
    this.#draft = structuredClone(draft);
  }

  async deleteDraft(): Promise<void> {
    await this.#wait();
    this.#draft = null;
  }

  async saveSettings(settings: Settings): Promise<void> {
    await this.#wait();
    if (settings.exports_folder.includes("forbidden")) throw refusal("folder", `Writing to \`${settings.exports_folder}\` isn't allowed`, "Choose a folder that you may write to.");
    this.#settings = structuredClone(settings);
  }

  async nextFires(schedule: Schedule, timezone: string, count: number): Promise<Fire[]> {
    await this.#wait();
    return firesOf(schedule, timezone, new Date(), count);
  }

  async upcoming(days: number): Promise<Upcoming[]> {
    await this.#wait();
    return this.#schedules.upcoming(days);
  }

  async scheduled(): Promise<ExportRow[]> {
    await this.#wait();
    return structuredClone(this.#schedules.all());
  }

  async setSchedule(exportId: number, schedule: Schedule | null): Promise<void> {
    await this.#wait();
    const stored = this.#find(exportId);
    stored.spec = { ...stored.spec };
    if (schedule) stored.spec.schedule = structuredClone(schedule);
    else delete stored.spec.schedule;
    this.#runs.tell({ kind: "exports" });
  }

  pauseExport = (exportId: number): Promise<void> => this.#setPaused(exportId, true);
  resumeExport = (exportId: number): Promise<void> => this.#setPaused(exportId, false);
  pauseAll = (): Promise<void> => this.#setAllPaused(true);
  resumeAll = (): Promise<void> => this.#setAllPaused(false);

  async #setPaused(exportId: number, paused: boolean): Promise<void> {
    await this.#wait();
    this.#find(exportId).paused = paused;
    this.#runs.tell({ kind: "exports" });
  }

  async #setAllPaused(paused: boolean): Promise<void> {
    await this.#wait();
    this.#schedules.paused = paused;
    this.#settings = { ...this.#settings, schedules_paused: paused };
    this.#runs.tell({ kind: "settings" });
    this.#runs.tell({ kind: "exports" });
  }

  async saveMail(mail: MailServer | null, password: string | null): Promise<void> {
    await this.#wait(200);
    this.#mail.save(mail, password);
    this.#settings = { ...this.#settings, mail };
    this.#runs.tell({ kind: "settings" });
  }

  async sendTestMail(to: string): Promise<void> {
    await this.#wait(400);
    this.#mail.test(to);
  }

  async saveMaskKey(name: string, key: string | null): Promise<SavedMaskKey> {
    await this.#wait(200);
    if (this.#mail.keychainProblem !== null) throw refusal("keychain", "This computer has no keychain that Export Desk can use", "Start a secret service such as GNOME Keyring or KWallet, then start Export Desk again.");
    if (key !== null && key.trim().length < 16) throw refusal("other", "The key has fewer than 16 bytes", "Use a longer one, or let Export Desk make it.");
    const saved = { name: name.trim(), id: lookalike(key ?? name).slice(0, 16) };
    const others = this.#settings.mask_keys.filter((known) => known.name !== saved.name);
    this.#settings = { ...this.#settings, mask_keys: [...others, saved] };
    this.#runs.tell({ kind: "settings" });
    return saved;
  }

  async maskKey(name: string): Promise<string> {
    await this.#wait();
    return `hex:${lookalike(name)}`;
  }

  async deleteMaskKey(name: string): Promise<void> {
    await this.#wait();
    this.#settings = { ...this.#settings, mask_keys: this.#settings.mask_keys.filter((key) => key.name !== name) };
    this.#runs.tell({ kind: "settings" });
  }

  async mailPasswordSaved(): Promise<boolean> {
    await this.#wait();
    return this.#mail.passwordSaved;
  }

  async keychainProblem(): Promise<string | null> {
    await this.#wait();
    return this.#mail.keychainProblem;
  }

  async trayProblem(): Promise<string | null> {
    await this.#wait();
    return this.#tray;
  }

  async zoneOffsets(zones: string[]): Promise<ZoneOffsets[]> {
    return offsetsOf(zones);
  }

  async zoneData(): Promise<ZoneData> {
    return { release: RELEASE, origin: "built_in", built_in: RELEASE, system: null };
  }

  /** A browser has no dialog for it: nothing was chosen. */
  async importZones(): Promise<ZoneData | null> {
    return null;
  }

  async zoneNotes(): Promise<ZoneNote[]> {
    return structuredClone(this.#zoneNotes);
  }

  async dismissZoneNotes(ids: number[]): Promise<void> {
    this.#zoneNotes = this.#zoneNotes.filter((note) => !ids.includes(note.id));
    this.#runs.tell({ kind: "exports" });
  }

  async setZoom(level: number): Promise<void> {
    document.documentElement.style.setProperty("zoom", String(level));
    return Promise.resolve();
  }

  async chooseFolder(): Promise<string | null> {
    await this.#wait();
    return "/srv/exports/aurora";
  }

  pgpKeys = (text: string) => this.#sealing.pgpKeys(text);
  openPgpKeys = () => this.#sealing.openPgpKeys();
  hasZipPassword = (name: string) => this.#sealing.hasZipPassword(name);
  saveZipPassword = (name: string, password: string, short: boolean) => this.#sealing.saveZipPassword(name, password, short);
  signingKey = (name: string) => this.#sealing.signingKey(name);
  saveSigningKey = (name: string) => this.#sealing.saveSigningKey(name);
  forgetSigningKey = (name: string) => this.#sealing.forgetSigningKey(name);

  receivers = () => this.#profiles.receivers();
  profiles = () => this.#profiles.list();
  saveProfile = (input: ProfileInput) => this.#profiles.save(input);
  deleteProfile = (id: number) => this.#profiles.delete(id);
  profileVersions = (id: number) => this.#profiles.versions(id);
  profileExports = (name: string) => this.#profiles.exports(name);
  testProfile = (profile: Profile, spec: ExportSpec, connection: number, signal: AbortSignal) => this.#profiles.test(profile, spec, connection, signal);
  openProfile = () => this.#profiles.open();
  saveProfileAs = (profile: Profile) => this.#profiles.saveAs(profile);
  recogniseProfile = () => this.#profiles.recognise();
  targets = () => this.#targets.list();
  saveTarget = (target: TargetInput) => this.#targets.save(target);
  deleteTarget = (id: number) => this.#targets.delete(id);
  testTarget = (target: TargetInput, onStep: (step: TargetTestStep) => void, signal: AbortSignal) => this.#targets.test(target, onStep, signal);
  trustHost = (key: HostKey) => this.#targets.trust(key);

  async retryDelivery(runId: number): Promise<void> {
    await this.#wait();
    const run = this.#history.run(runId);
    if (!run || run.file === null) throw refusal("file_gone", "The file was removed", "Run the export again.");
    this.#runs.deliverAgain(this.#find(run.export_id), run);
  }

  async lookForAnswers(): Promise<void> {
    await this.#wait();
    this.#runs.tell({ kind: "exports" });
  }

  async answerText(): Promise<AnswerText> {
    await this.#wait();
    return answerText();
  }

  async saveAnswer(): Promise<string | null> {
    await this.#wait();
    return "/home/k.nagy/Downloads/rejects.csv";
  }

  async chooseFile(): Promise<string | null> {
    await this.#wait();
    return "/home/k.nagy/.ssh/id_ed25519";
  }

  async connections(): Promise<Connection[]> {
    await this.#wait();
    return this.#connections.all();
  }

  saveConnection = (connection: ConnectionInput) => this.#connections.save(connection);
  deleteConnection = (id: number) => this.#connections.delete(id);
  testConnection = (connection: ConnectionInput | { id: number }, signal: AbortSignal) => this.#connections.test(connection, signal);
  sourceTables = (id: number) => this.#connections.sourceTables(id);
  sourceColumns = (id: number, table: string, dialect: TextDialect | null) => this.#connections.sourceColumns(id, table, dialect);
  textSample = (id: number, table: string, dialect: TextDialect | null) => this.#connections.textSample(id, table, dialect);
  mapping = (id: number) => this.#connections.mapping(id);
  suggestMapping = (id: number, model: string, table: string, dialect: TextDialect | null) => this.#connections.suggestMapping(id, model, table, dialect);
  suggestModel = (id: number, table: string, dialect: TextDialect | null) => this.#connections.suggestModel(id, table, dialect);
  saveMapping = (id: number, mapping: Mapping) => this.#connections.saveMapping(id, mapping);
  deleteMapping = (id: number) => this.#connections.saveMapping(id, null);
  openMappingFile = () => this.#connections.openMappingFile();
  saveOffline = (id: number, settings: OfflineSettings | null) => this.#connections.saveOffline(id, settings);
  refreshOffline = (id: number, signal: AbortSignal) => this.#connections.refreshOffline(id, signal);
  estimateOffline = (id: number, settings: OfflineSettings, signal: AbortSignal) => this.#connections.estimateOffline(id, settings, signal);

  async saveMappingFile(): Promise<boolean> {
    await this.#wait();
    return true;
  }

  async logEntries(most: number): Promise<LogEntry[]> {
    await this.#wait();
    return logEntries(new Date()).slice(-most);
  }

  async saveReport(): Promise<string | null> {
    await this.#wait();
    return "/home/k.nagy/Documents/export-desk-report.zip";
  }

  watchUpdates(onState: Parameters<Backend["watchUpdates"]>[0]): () => void {
    return this.#updates.watchUpdates(onState);
  }

  lookForUpdates(): Promise<void> {
    return this.#updates.lookForUpdates();
  }

  installUpdate(): Promise<void> {
    return this.#updates.installUpdate();
  }

  stopUpdate(): Promise<void> {
    return this.#updates.stopUpdate();
  }

  restart(): Promise<void> {
    return this.#updates.restart();
  }

  async about(): Promise<About> {
    await this.#wait();
    return { version: VERSION, packages };
  }

  #runLatest() {
    const [first] = this.#history.exports;
    if (first) this.#runs.start(first, 6_412_880, 24, "manual");
  }

  #begin(stored: StoredExport, trigger: "manual" | "retry"): number {
    if (this.#runs.isActive(stored.row.id)) throw refusal("run_active", `“${stored.row.name}” is running already`, "Wait for it, or cancel it.");
    const parts = stored.spec.members ?? [stored.spec];
    const matching = parts.reduce((sum, part) => sum + query(part, modelOf(part.model)).matching, 0);
    return this.#runs.start(stored, matching, Math.min(8, 1.5 + matching / 700_000), trigger);
  }

  #find(id: number): StoredExport {
    const stored = this.#history.find(id);
    if (!stored) throw refusal("export", "The export is gone", "It may have been deleted.");
    return stored;
  }

  #check(spec: ExportSpec) {
    const problems = problemsOf(spec);
    if (problems[0]) throw refusal("spec", problems[0].message, problems[0].hint ?? null, problems);
  }

  #wait(longer = 0, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(refusal("cancelled", "Stopped", null));
      if (signal?.aborted) return stop();
      const timer = setTimeout(resolve, this.#slow + longer);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        stop();
      });
    });
  }
}
