/** Words around the handbook's chapters. */
import { counted } from "../formats";

export const handbookText = {
  title: "Handbook",
  chapters: "Chapters",
  search: "Search the handbook",
  found: (sections: number) => counted(sections, "section", "sections"),
  nothing: (search: string) => `Nothing found for “${search}”`,
  open: "Handbook (F1)",
};
