/** What the command palette offers besides exports: screens and actions. */
import type { Component } from "svelte";
import BookOpen from "@lucide/svelte/icons/book-open";
import Cable from "@lucide/svelte/icons/cable";
import CalendarClock from "@lucide/svelte/icons/calendar-clock";
import FileInput from "@lucide/svelte/icons/file-input";
import FileOutput from "@lucide/svelte/icons/file-output";
import Info from "@lucide/svelte/icons/info";
import Keyboard from "@lucide/svelte/icons/keyboard";
import Languages from "@lucide/svelte/icons/languages";
import Monitor from "@lucide/svelte/icons/monitor";
import Moon from "@lucide/svelte/icons/moon";
import Pause from "@lucide/svelte/icons/pause";
import Play from "@lucide/svelte/icons/play";
import Plus from "@lucide/svelte/icons/plus";
import FileCog from "@lucide/svelte/icons/file-cog";
import Send from "@lucide/svelte/icons/send";
import Settings from "@lucide/svelte/icons/settings-2";
import Sun from "@lucide/svelte/icons/sun";
import { chapters } from "../../handbook";
import type { Settings as AppSettings } from "../../ipc/backend";
import { app } from "../../state/app.svelte";
import { usualConnection } from "../../state/connection";
import { overlays } from "../../state/overlays.svelte";
import { router } from "../../state/router.svelte";
import { schedules } from "../../state/schedules.svelte";
import { toasts } from "../../state/toasts.svelte";
import { appText } from "../../text/app";
import { paletteText as text } from "../../text/palette";
import { settingsText } from "../../text/settings";
import { importDefinition } from "../exports/import";

export interface Command {
  id: string;
  group: "actions" | "screens" | "handbook";
  label: string;
  icon: Component;
  /** Other words that it is found by. */
  words: string;
  /** Its own shortcut, in words. */
  keys?: string;
  run: () => void;
}

async function change(some: Partial<Pick<AppSettings, "theme" | "language">>): Promise<void> {
  if (!app.settings) return;
  try {
    await app.saveSettings({ ...app.settings, ...some });
  } catch (thrown) {
    toasts.thrown(thrown);
  }
}

/** As things are now: paused schedules can be resumed, and the other way round. */
export function commands(): Command[] {
  const paused = app.settings?.schedules_paused ?? false;
  return [
    { id: "new", group: "actions", label: text.newExport, icon: Plus, words: text.words.new, run: () => router.wizard({ exportId: null, spec: null, connection: usualConnection() }) },
    { id: "import", group: "actions", label: text.import, icon: FileInput, words: text.words.import, run: () => void importDefinition() },
    { id: "target", group: "actions", label: text.addTarget, icon: Send, words: text.words.new, run: () => router.go({ screen: "targets", add: true }) },
    { id: "connection", group: "actions", label: text.addConnection, icon: Cable, words: text.words.new, run: () => router.go({ screen: "connections", add: true }) },
    {
      id: "pause", group: "actions", label: paused ? text.resumeAll : text.pauseAll, icon: paused ? Play : Pause, words: text.words.pause,
      run: () => void schedules.setAllPaused(!paused),
    },
    { id: "light", group: "actions", label: text.themes.light, icon: Sun, words: text.words.theme, run: () => void change({ theme: "light" }) },
    { id: "dark", group: "actions", label: text.themes.dark, icon: Moon, words: text.words.theme, run: () => void change({ theme: "dark" }) },
    { id: "system", group: "actions", label: text.themes.system, icon: Monitor, words: text.words.theme, run: () => void change({ theme: "system" }) },
    ...settingsText.languages.map(({ value, label }): Command => ({
      id: `language-${value}`, group: "actions", label: text.language(label), icon: Languages, words: text.words.language, run: () => void change({ language: value }),
    })),
    { id: "shortcuts", group: "actions", label: text.shortcuts, icon: Keyboard, words: text.words.help, keys: "?", run: () => (overlays.shortcuts = true) },
    { id: "exports", group: "screens", label: appText.exports, icon: FileOutput, words: text.words.screen, run: () => router.exports() },
    { id: "schedules", group: "screens", label: appText.schedules, icon: CalendarClock, words: text.words.screen, run: () => router.go({ screen: "schedules" }) },
    { id: "profiles", group: "screens", label: appText.profiles, icon: FileCog, words: text.words.screen, run: () => router.go({ screen: "profiles" }) },
    { id: "targets", group: "screens", label: appText.targets, icon: Send, words: text.words.screen, run: () => router.go({ screen: "targets" }) },
    { id: "connections", group: "screens", label: appText.connections, icon: Cable, words: text.words.screen, run: () => router.go({ screen: "connections" }) },
    { id: "settings", group: "screens", label: appText.settings, icon: Settings, words: text.words.screen, run: () => router.go({ screen: "settings" }) },
    { id: "about", group: "screens", label: appText.about, icon: Info, words: text.words.screen, run: () => router.go({ screen: "about" }) },
    ...chapters().map((chapter, place): Command => ({
      id: `handbook-${chapter.id}`, group: "handbook", label: text.chapter(chapter.title), icon: BookOpen, words: text.words.help,
      ...(place === 0 ? { keys: "F1" } : {}),
      run: () => (overlays.handbook = chapter.id),
    })),
  ];
}
