/** The rule for a partner's answer: what is usual, and what is wrong with its path. */
import type { AnswerRule } from "../../ipc/targets";
import { answersText as text } from "../../text/answers";

export const newAnswer: AnswerRule = { path: "", within_minutes: 240, means: "result" };

/** Minutes to choose from. */
const WAITS = [15, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 10_080];

/** Those, and what is chosen already. */
export const waits = (chosen: number): number[] => [...new Set([...WAITS, chosen])].sort((one, other) => one - other);

/** What is wrong with the path, in words. */
export function pathProblem(typed: string): string | null {
  const path = typed.trim();
  if (path === "") return text.pathMissing;
  if (path.includes("\\")) return text.pathSlash;
  const parts = path.replace(/^\//, "").split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return text.pathLeaves;
  const rest = path.replaceAll("{file}", "").replaceAll("{stem}", "");
  if (/[{}]/.test(rest)) return text.pathParts;
  if (rest === path) return text.pathUnnamed;
  const name = parts.pop() ?? "";
  if (parts.some((part) => part.includes("*")) || name.split("*").length > 2) return text.pathStars;
  return path === "{file}" ? text.pathAlone : null;
}
