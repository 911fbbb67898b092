/** Words of the command palette and of the list of shortcuts. */
import { text, texts } from "./say";

export const paletteText = texts("palette", {
  title: text,
  search: text,
  groups: { recent: text, exports: text, actions: text, screens: text, handbook: text },
  nothing: (search: string) => ({ search }),
  problem: (message: string) => ({ message }),
  hintOpen: text,
  hintRun: text,
  newExport: text,
  import: text,
  addTarget: text,
  addConnection: text,
  pauseAll: text,
  resumeAll: text,
  themes: { light: text, dark: text, system: text },
  language: (name: string) => ({ name }),
  shortcuts: text,
  chapter: (title: string) => ({ title }),
  /** Words that something is also found by. */
  words: {
    new: text,
    import: text,
    pause: text,
    theme: text,
    language: text,
    help: text,
    screen: text,
  },
});

export const shortcutsText = texts("shortcuts", {
  title: text,
  byQuestionMark: text,
  byQuestionMarkHint: text,
  groups: [
    {
      value: "everywhere",
      title: text,
      shortcuts: [
        { value: "palette", keys: text, does: text },
        { value: "search", keys: text, does: text },
        { value: "handbook", keys: text, does: text },
        { value: "shortcuts", keys: text, does: text },
        { value: "zoom", keys: text, does: text },
        { value: "close", keys: text, does: text },
      ],
    },
    {
      value: "exports",
      title: text,
      shortcuts: [
        { value: "move", keys: text, does: text },
        { value: "find", keys: text, does: text },
        { value: "open", keys: text, does: text },
        { value: "select", keys: text, does: text },
        { value: "several", keys: text, does: text },
        { value: "menu", keys: text, does: text },
        { value: "run", keys: text, does: text },
        { value: "download", keys: text, does: text },
        { value: "pause", keys: text, does: text },
      ],
    },
    {
      value: "wizard",
      title: text,
      shortcuts: [
        { value: "next", keys: text, does: text },
        { value: "undo", keys: text, does: text },
        { value: "close", keys: text, does: text },
      ],
    },
  ],
});
