/** Words of what partners answer to delivered files. */
import type { Answer, AnswerMeans } from "../ipc/targets";
import { text, texts, type Text } from "./say";

export const answersText = texts("answers", {
  await: text,
  awaitHint: text,
  path: text,
  pathHint: text,
  pathMissing: text,
  pathAlone: text,
  pathUnnamed: text,
  pathParts: text,
  pathLeaves: text,
  pathSlash: text,
  pathStars: text,
  means: text,
  meansChoices: {
    rejects: text,
    result: text,
  } satisfies Record<AnswerMeans, Text>,
  within: text,
  days: (number: number) => ({ number }),
  hours: (number: number) => ({ number }),
  minutes: (number: number) => ({ number }),

  title: (target: string) => ({ target }),
  status: {
    awaited: (until: string) => ({ until }),
    came: (answer: string) => ({ answer }),
    refused: (answer: string) => ({ answer }),
    accepted: (until: string) => ({ until }),
    missing: (until: string) => ({ until }),
  },
  lines: (number: number) => ({ number }),
  look: text,
  looked: text,
  show: text,
  hide: text,
  showOf: (name: string) => ({ name }),
  hideOf: (name: string) => ({ name }),
  save: text,
  saveOf: (name: string) => ({ name }),
  saved: (path: string) => ({ path }),
  more: text,
  empty: text,
  notText: text,
  refusedToast: (name: string) => ({ name }),
  missingToast: (name: string) => ({ name }),
});

/** `4 hours`, for how long an answer is awaited. */
export function waitText(minutes: number): string {
  if (minutes % 1440 === 0) return answersText.days(minutes / 1440);
  return minutes % 60 === 0 ? answersText.hours(minutes / 60) : answersText.minutes(minutes);
}

/** `Answer received: result.csv (23 lines)`; the size stands where the answer isn't text. */
export function answerStatus({ status, name, lines }: Answer, until: string, size: string): string {
  const came = name === null ? "" : `${name} (${lines === null ? size : answersText.lines(lines)})`;
  return answersText.status[status](status === "came" || status === "refused" ? came : until);
}
