/** Words of the frame around the screens. */
import { text, texts } from "./say";

/** Of files that are dropped on the window. */
export const dropText = texts("drop", {
  unknown: (name: string) => ({ name }),
  unknownHint: text,
  busy: text,
});

export const appText = texts("app", {
  name: text,
  navigation: text,
  sidebar: text,
  exports: text,
  schedules: text,
  profiles: text,
  targets: text,
  connections: text,
  settings: text,
  about: text,
  failing: (number: number) => ({ number }),
  opening: text,
  running: (number: number) => ({ number }),
  nothingRuns: text,
  openRun: (name: string, percent: string) => ({ name, percent }),
  moreRuns: (number: number) => ({ number }),
  cantOpen: text,
  spokenProgress: (name: string, percent: string) => ({ name, percent }),
  spokenStart: (name: string) => ({ name }),
  countedExports: (number: number) => ({ number }),
  modelWarnings: (number: number) => ({ number }),
  keyboardModifier: text,
});
