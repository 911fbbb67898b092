/** Tags as they are typed: divided by commas or semicolons, with single spaces, each once. */
export function tagsOf(typed: string): string[] {
  const each = new Map<string, string>();
  for (const part of typed.split(/[,;]/)) {
    const tag = part.trim().replace(/\s+/g, " ");
    if (tag !== "" && !each.has(tag.toLowerCase())) each.set(tag.toLowerCase(), tag);
  }
  return [...each.values()];
}
