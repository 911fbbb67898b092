/** Times of day as they are typed: `6`, `6:30`, `0630`, `6.30 pm`. */

const TYPED = /^(\d{1,2})(?:(?:[:.h ](\d{2})(?:[:.](\d{2}))?|(\d{2}))?)\s*(am|pm)?$/i;

/** `06:30`, or `06:30:15` where seconds were typed; null when it makes no time. */
export function readTime(text: string): string | null {
  const parts = TYPED.exec(text.trim());
  if (!parts) return null;
  const half = parts[5]?.toLowerCase();
  let hour = Number(parts[1]);
  const minute = Number(parts[2] ?? parts[4] ?? 0);
  const second = Number(parts[3] ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === "pm" ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  const clock = `${pad(hour)}:${pad(minute)}`;
  return second > 0 ? `${clock}:${pad(second)}` : clock;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
