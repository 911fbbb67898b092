/** Searching in lists: case, accents and the order of words make no difference. */

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("_", " ").toLowerCase();
}

/** Whether every word of the search occurs in one of the texts. */
export function matches(search: string, texts: readonly string[]): boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = fold(texts.join(" \n "));
  return words.every((word) => all.includes(word));
}
