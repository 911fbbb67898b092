/** Words of the command palette and of the list of shortcuts. */
import { appText } from "./app";

const modifier = appText.keyboardModifier;

export const paletteText = {
  title: "Command palette",
  search: "Search exports, screens and actions",
  groups: { recent: "Recent", exports: "Exports", actions: "Actions", screens: "Screens", handbook: "Handbook" },
  nothing: (search: string) => `Nothing found for “${search}”`,
  problem: (message: string) => `Exports can’t be searched: ${message}`,
  hintOpen: "Enter opens",
  hintRun: `${modifier} Enter runs an export`,
  newExport: "New export",
  import: "Import a definition…",
  addTarget: "Add a target",
  addConnection: "Add a connection",
  pauseAll: "Pause all schedules",
  resumeAll: "Resume all schedules",
  themes: { light: "Light appearance", dark: "Dark appearance", system: "Appearance of the system" },
  shortcuts: "Keyboard shortcuts",
  chapter: (title: string) => `Handbook: ${title}`,
  /** Words that something is also found by. */
  words: {
    new: "create add make define",
    import: "open file json",
    pause: "stop schedules all resume",
    theme: "theme mode colours",
    help: "help keys documentation manual",
    screen: "go to open show",
  },
};

export const shortcutsText = {
  title: "Keyboard shortcuts",
  byQuestionMark: "? alone shows these shortcuts",
  byQuestionMarkHint: `Switch it off if a single key is pressed by mistake or by speech input; ${modifier} / always works.`,
  groups: [
    {
      title: "Everywhere",
      keys: [
        [`${modifier} K`, "Command palette: exports, screens, actions"],
        [`${modifier} F`, "Search exports"],
        ["F1", "Handbook"],
        [`?   ${modifier} /`, "These shortcuts"],
        [`${modifier} +  ${modifier} −  ${modifier} 0`, "Larger, smaller, usual size"],
        ["Esc", "Close what is open; it asks first if something isn’t saved"],
      ],
    },
    {
      title: "Exports",
      keys: [
        ["↑ ↓ Page Up Page Down Home End", "Move in the list"],
        ["Letters", "Go to a name"],
        ["Enter", "Open the details"],
        [`${modifier} Space`, "Select or deselect the export"],
        [`Shift ↑ ↓   ${modifier} A`, "Select several, all"],
        ["Menu key, Shift F10", "Actions for the export"],
        ["Alt R", "Run it"],
        ["Alt D", "Download its latest file"],
        ["Alt P", "Pause or resume its schedule"],
      ],
    },
    {
      title: "Wizard",
      keys: [
        [`${modifier} Enter`, "Next step; in Review, create"],
        [`${modifier} Z   ${modifier} Shift Z`, "Undo, redo (outside of text boxes)"],
        ["Esc", "Close; a draft is kept"],
      ],
    },
  ] as { title: string; keys: [string, string][] }[],
};
