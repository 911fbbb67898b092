/** Words of the frame around the screens. */
import { counted, formatNumber } from "../formats";

/** Of files that are dropped on the window. */
export const dropText = {
  unknown: (name: string) => `“${name}” can’t be opened`,
  unknownHint: "Drop a definition (.json), a table (.csv, .psv, .parquet, .jsonl), a folder of such files or an SQLite database.",
  busy: "Close the dialog first, then drop the file again",
};

export const appText = {
  name: "Export Desk",
  navigation: "Screens",
  sidebar: "Brand and runs",
  exports: "Exports",
  schedules: "Schedules",
  profiles: "Profiles",
  targets: "Targets",
  connections: "Connections",
  settings: "Settings",
  about: "About",
  failing: (number: number) => `${formatNumber(number)} failing`,
  opening: "Opening Export Desk…",
  running: (number: number) => `${formatNumber(number)} running`,
  nothingRuns: "Nothing is running",
  openRun: (name: string, percent: string) => `${name}, ${percent}; open its details`,
  moreRuns: (number: number) => `and ${formatNumber(number)} more`,
  cantOpen: "Export Desk can't open",
  spokenProgress: (name: string, percent: string) => `${name}: ${percent}`,
  spokenStart: (name: string) => `${name} is running`,
  countedExports: (number: number) => counted(number, "export", "exports"),
  modelWarnings: (number: number) => `${counted(number, "problem", "problems")} with your own data models`,
  keyboardModifier: /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl",
};
