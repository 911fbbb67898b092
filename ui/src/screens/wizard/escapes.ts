/** Texts with characters that a box of one line can't hold: `\n`, `\r`, `\t`, and `\\` for a backslash. */

const names: Record<string, string> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };
const letters: Record<string, string> = { "\n": "n", "\r": "r", "\t": "t", "\\": "\\" };

export function escaped(text: string): string {
  return text.replace(/[\n\r\t\\]/g, (character) => `\\${letters[character] ?? character}`);
}

/** What isn't one of them stays as it is typed. */
export function unescaped(text: string): string {
  return text.replace(/\\([nrt\\])/g, (whole, letter: string) => names[letter] ?? whole);
}
