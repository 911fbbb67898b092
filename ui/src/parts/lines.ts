/** Lines of a box, and its text; a line end behind the last line is no line of its own. */
export function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

export function textOf(lines: string[]): string {
  return lines.join("\n") + (lines.at(-1) === "" ? "\n" : "");
}
