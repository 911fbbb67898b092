/** Which lines of a long text or table are in sight; the others needn't exist. */

/** Where a scrolled box stands. */
export interface View {
  top: number;
  height: number;
}

export interface Lines {
  from: number;
  to: number;
  /** Pixels that stand for the lines before and after. */
  before: number;
  after: number;
}

/** More pieces than this take too long to make at once. */
const most = 3_000;
const spare = 4;

/** All lines where there are few pieces, else those in sight and a few more. */
export function linesInSight(total: number, pieces: number, lineHeight: number, view: View): Lines {
  if (pieces <= most || lineHeight <= 0) return { from: 0, to: total, before: 0, after: 0 };
  const from = Math.max(0, Math.min(total, Math.floor(view.top / lineHeight) - spare));
  const to = Math.min(total, Math.ceil((view.top + view.height) / lineHeight) + spare);
  return { from, to, before: from * lineHeight, after: (total - to) * lineHeight };
}
