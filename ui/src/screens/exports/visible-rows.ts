/** Which rows of a long list are drawn: those in sight and a few around them. */

export interface VisibleRows {
  /** Index of the first drawn row. */
  first: number;
  /** Index behind the last drawn row. */
  end: number;
}

export function visibleRows(scrolled: number, height: number, rowHeight: number, count: number, around: number): VisibleRows {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - around);
  const end = Math.min(count, Math.ceil((scrolled + height) / rowHeight) + around);
  return { first: Math.min(first, Math.max(end, 0)), end };
}

/** Where to scroll so that a row is wholly in sight below a header; the same place when it is already. */
export function scrollTo(index: number, scrolled: number, height: number, rowHeight: number, header: number): number {
  const top = index * rowHeight;
  const room = height - header;
  if (top < scrolled) return top;
  if (top + rowHeight > scrolled + room) return top + rowHeight - room;
  return scrolled;
}

/** Where a key leads from a row; null for other keys. */
export function moveBy(key: string, from: number, count: number, page: number): number | null {
  const last = count - 1;
  const bounded = (index: number) => Math.min(last, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
      return bounded(from + 1);
    case "ArrowUp":
      return bounded(from - 1);
    case "PageDown":
      return bounded(from + page);
    case "PageUp":
      return bounded(from - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
