/** Words about newer versions of the app. */
import { text, texts } from "./say";

export const updatesText = texts("updates", {
  title: text,
  daily: text,
  dailyHint: text,
  look: text,
  lookAgain: text,
  unasked: text,
  looking: text,
  current: text,
  older: (version: string) => ({ version }),
  found: (version: string) => ({ version }),
  published: (when: string) => ({ when }),
  notes: text,
  install: text,
  fetching: (version: string) => ({ version }),
  fetchedOf: (fetched: string, total: string) => ({ fetched, total }),
  waiting: (version: string) => ({ version }),
  because: (because: string) => ({ because }),
  installing: (version: string) => ({ version }),
  confirm: text,
  installed: (version: string) => ({ version }),
  finish: text,
  restart: text,
  stop: text,
  show: text,
});
