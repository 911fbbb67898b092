/** Words about newer versions of the app. */
import { formatBytes } from "../formats";

export const updatesText = {
  title: "Updates",
  daily: "Look for updates once a day",
  dailyHint: "Off unless you turn it on. It asks which version is the newest and says nothing about you; nothing is installed by itself.",
  look: "Look for updates",
  lookAgain: "Look again",
  unasked: "Nobody was asked yet whether there is a newer version.",
  looking: "Looking for a newer version…",
  current: "This is the newest version.",
  older: (version: string) => `This is the newest version. The server offers ${version}, which is older and isn’t taken.`,
  found: (version: string) => `Version ${version} is there`,
  published: (when: string) => `It came out on ${when}.`,
  notes: "What is new",
  install: "Download and install",
  fetching: (version: string) => `Version ${version} is being downloaded`,
  fetched: (bytes: number, total: number | null) => (total === null ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(total)}`),
  waiting: (version: string) => `Version ${version} is here, and its signature is good`,
  because: (because: string) => `It is installed as soon as nothing is disturbed: ${because}.`,
  installing: (version: string) => `Version ${version} is being installed`,
  confirm: "The system may ask for an administrator’s password.",
  installed: (version: string) => `Version ${version} is installed`,
  finish: "It is used from the next start on.",
  restart: "Restart to finish",
  stop: "Not now",
  show: "Show",
};
