/** Words around the handbook's chapters. */
import { text, texts } from "./say";

export const handbookText = texts("handbook", {
  title: text,
  chapters: text,
  search: text,
  found: (sections: number) => ({ sections }),
  nothing: (search: string) => ({ search }),
  open: text,
});
