/** Words of what partners answer to delivered files. */
import { counted } from "../formats";
import type { Answer, AnswerMeans } from "../ipc/targets";

export const answersText = {
  await: "Wait for the partner’s answer",
  awaitHint: "For partners who put a file with results or rejected rows on the server.",
  path: "Path of the answer",
  pathHint: "Relative to the delivered file’s folder. Begin with / for a path from the server’s root. {file} is the delivered file’s name, {stem} the name without extension, * any text.",
  pathMissing: "Type the path, such as {stem}_result*.csv.",
  pathAlone: "That is the delivered file. Add what the answer’s name has.",
  pathUnnamed: "Use {file} or {stem}, so that each answer is matched to its file.",
  pathParts: "Only {file} and {stem} can stand in braces.",
  pathLeaves: "Leave out . and .. and empty parts. Begin with / for another folder.",
  pathSlash: "Separate folders with /.",
  pathStars: "Use * once, in the file’s name.",
  means: "What it contains",
  meansChoices: {
    rejects: "Rejected rows; no file means none were rejected",
    result: "A result; the file must arrive",
  } satisfies Record<AnswerMeans, string>,
  within: "Wait at most",
  duration: (minutes: number): string => {
    if (minutes % 1440 === 0) return counted(minutes / 1440, "day", "days");
    return minutes % 60 === 0 ? counted(minutes / 60, "hour", "hours") : counted(minutes, "minute", "minutes");
  },

  title: (target: string) => `Answers from ${target}`,
  status: (answer: Answer, until: string, size: string): string => {
    const came = answer.name === null ? "" : `${answer.name} (${answer.lines === null ? size : counted(answer.lines, "line", "lines")})`;
    return {
      awaited: `Waiting for the partner’s answer until ${until}`,
      came: `Answer received: ${came}`,
      refused: `Rows were rejected: ${came}`,
      accepted: `No rows were rejected by ${until}`,
      missing: `No answer by ${until}`,
    }[answer.status];
  },
  look: "Check now",
  looked: "Checking for answers",
  show: "Show answer",
  hide: "Hide answer",
  showOf: (name: string) => `Show answer ${name}`,
  hideOf: (name: string) => `Hide answer ${name}`,
  save: "Save answer…",
  saveOf: (name: string) => `Save answer ${name}`,
  saved: (path: string) => `Saved as ${path}`,
  more: "The answer has more lines. Save it to read all of them.",
  empty: "The answer is empty.",
  notText: "The answer isn’t text. Save it to open it with another program.",
  refusedToast: (name: string) => `The partner rejected rows of “${name}”`,
  missingToast: (name: string) => `The partner didn’t answer to “${name}”`,
};
