/**
 * What every screen knows: how the app started, the settings, the connections
 * and the runs that work now. Everything else is asked where it is shown.
 */
import { sentence, toCommandError } from "../errors";
import { formatDuration, formatInstant } from "../formats";
import { backend } from "../ipc";
import type { Change, CommandError, Connection, Draft, Recipe, RunProgress, Settings, Start } from "../ipc/backend";
import { answersText } from "../text/answers";
import { detailsText } from "../text/details";
import { chooseLanguage } from "../text/language.svelte";
import { runsText } from "../text/runs";
import { scheduleText } from "../text/schedules";
import { loadZones, reloadZones } from "../zones";
import { forgetModels } from "./models";
import { router } from "./router.svelte";
import { schedules } from "./schedules.svelte";
import { profiles } from "./profiles.svelte";
import { targets } from "./targets.svelte";
import { setTheme } from "./theme";
import { downloadRun } from "../screens/details/actions";
import { toasts } from "./toasts.svelte";
import { updates } from "./updates.svelte";

type Ended = Extract<Change, { kind: "run_ended" }>;

class App {
  start = $state.raw<Start | null>(null);
  /** Why the app can't be used at all. */
  problem = $state.raw<CommandError | null>(null);
  settings = $state.raw<Settings | null>(null);
  connections = $state.raw<Connection[]>([]);
  /** Definitions to begin with, the user's own before ours. */
  recipes = $state.raw<Recipe[]>([]);
  runs = $state.raw<RunProgress[]>([]);
  draft = $state.raw<Draft | null>(null);
  /** Counts up with every change of the exports; who shows them depends on it. */
  exportsChanged = $state(0);
  /** All exports, for the sidebar; null until it is known. */
  total = $state<number | null>(null);
  /** The search box is to have the focus, as soon as it is there. */
  searchWanted = $state(false);
  /** Runs whose toast was hidden; the list still shows them. */
  hidden = $state.raw<ReadonlySet<number>>(new Set());

  readonly runsByExport = $derived(new Map(this.runs.map((run) => [run.export_id, run])));
  /** The viewer's zone: every time is shown in it unless it says another. */
  readonly zone = $derived(this.settings?.user_timezone ?? "UTC");
  readonly brandZone = $derived(this.settings?.brand_timezone ?? "UTC");

  #ending: (() => void) | null = null;
  /** Toasts of failed runs, by export. */
  readonly #failures = new Map<number, number>();

  async open(): Promise<void> {
    this.problem = null;
    try {
      const start = await backend.start();
      // Whatever is shown first shows times.
      await Promise.all([
        loadZones([start.settings.user_timezone, start.settings.brand_timezone]),
        chooseLanguage(start.settings.language),
      ]);
      this.start = start;
      this.settings = start.settings;
      this.connections = start.connections;
      this.recipes = start.recipes;
      this.draft = start.draft;
      this.runs = start.runs;
      setTheme(start.settings.theme);
      if (start.history_problem === null) void schedules.refresh();
      if (!start.history_problem) void targets.load();
      if (!start.history_problem) void profiles.load();
      this.#ending?.();
      this.#ending = backend.watch(
        (runs) => (this.runs = runs),
        (change) => void this.#changed(change),
      );
      updates.watch();
    } catch (thrown) {
      this.problem = toCommandError(thrown);
    }
  }

  /** An instant in the viewer's zone, or in another one, which is then named. */
  instant(iso: string, zone: string = this.zone): string {
    return formatInstant(iso, { zone, viewer: this.zone });
  }

  /** The list takes the focus when it comes. */
  listWanted = false;

  hideRun(runId: number) {
    this.hidden = new Set([...this.hidden, runId]);
  }

  /** The wizard keeps drafts by itself; what is left of one is asked when it closes. */
  async refreshDraft(): Promise<void> {
    try {
      this.draft = (await backend.start()).draft;
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }

  async discardDraft(): Promise<void> {
    try {
      await backend.deleteDraft();
      this.draft = null;
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }

  async saveSettings(settings: Settings): Promise<void> {
    await backend.saveSettings(settings);
    this.#use(settings);
  }

  #use(settings: Settings) {
    this.settings = settings;
    setTheme(settings.theme);
    void chooseLanguage(settings.language);
  }

  /** Starts a run and says what went wrong, if anything did. */
  async run(exportId: number): Promise<void> {
    try {
      await backend.startRun(exportId);
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }

  async cancel(runId: number): Promise<void> {
    try {
      await backend.cancelRun(runId);
    } catch (thrown) {
      toasts.thrown(thrown);
    }
  }

  async #changed(change: Change): Promise<void> {
    switch (change.kind) {
      case "exports":
        this.exportsChanged += 1;
        void schedules.refresh();
        break;
      case "run_ended":
        this.exportsChanged += 1;
        void schedules.refresh();
        this.#ended(change);
        break;
      case "connections":
        forgetModels();
        this.exportsChanged += 1;
        this.connections = await backend.connections();
        break;
      case "targets":
        this.exportsChanged += 1;
        await targets.load();
        break;
      case "profiles":
        await profiles.load();
        break;
      case "trouble":
        this.exportsChanged += 1;
        toasts.error(change.message, { text: change.hint });
        break;
      case "open_export":
        router.exports(change.export_id);
        break;
      case "zones":
        await reloadZones();
        this.start = await backend.start();
        this.exportsChanged += 1;
        void schedules.refresh();
        break;
      case "schedule_moved":
        this.exportsChanged += 1;
        toasts.note(scheduleText.moved(change.export_name), {
          text: change.text,
          actions: [{ label: runsText.show, run: () => router.exports(change.export_id) }],
        });
        break;
      case "due":
        this.exportsChanged += 1;
        toasts.note((change.has_passed ? scheduleText.late : scheduleText.soonDue)(change.export_name), {
          text: scheduleText.dueOn(this.instant(change.due_at)),
          actions: [{ label: runsText.show, run: () => router.exports(change.export_id) }],
        });
        break;
      case "answer":
        this.exportsChanged += 1;
        if (change.status === "refused" || change.status === "missing") {
          const title = change.status === "refused" ? answersText.refusedToast : answersText.missingToast;
          toasts.error(title(change.export_name), {
            text: change.message,
            actions: [{ label: runsText.show, run: () => router.exports(change.export_id) }],
          });
        }
        break;
      case "settings": {
        const start = await backend.start();
        this.#use(start.settings);
        this.recipes = start.recipes;
        break;
      }
    }
  }

  #ended(run: Ended) {
    const show = { label: runsText.show, run: () => router.exports(run.export_id) };
    // What went wrong before is past.
    const failure = this.#failures.get(run.export_id);
    if (failure !== undefined) toasts.dismiss(failure);
    this.#failures.delete(run.export_id);
    if (run.status === "finished") {
      const facts = [
        run.rows === null ? null : detailsText.rows(run.rows),
        run.seconds === null ? null : formatDuration(run.seconds),
      ].filter((fact) => fact !== null);
      toasts.success(runsText.finished(run.export_name), { text: facts.join(" · "), actions: [{ label: runsText.download, run: () => void downloadRun(run.run_id) }, show] });
    } else if (run.status === "failed") {
      // A failed run that has a file was made; it just didn't arrive.
      const title = run.bytes === null ? runsText.failed(run.export_name) : runsText.undelivered(run.export_name);
      this.#failures.set(run.export_id, toasts.error(title, { text: run.message === null ? run.hint : sentence({ message: run.message, hint: run.hint }), actions: [show] }));
    } else if (run.status === "cancelled") {
      toasts.success(runsText.cancelled(run.export_name));
    }
  }
}

export const app = new App();
