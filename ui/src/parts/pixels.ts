/** A size of the tokens, which are in rem, in pixels. */
export function pixelsOf(element: Element, token: string): number {
  const size = Number.parseFloat(getComputedStyle(element).getPropertyValue(token));
  return size * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
