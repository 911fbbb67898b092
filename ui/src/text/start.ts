/** Words of the screens that stand before the list. */
import { text, texts } from "./say";
export const startText = texts("start", {
  damagedTitle: text,
  damagedText: text,
  moveAside: text,
  moved: text,
});
