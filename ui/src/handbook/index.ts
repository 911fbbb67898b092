/** The handbook: part of the program, so that it is there without a network and fits the version. */
import { accessibility } from "./accessibility";
import { matches } from "../screens/wizard/search";
import { textOf, type Chapter, type Section } from "./chapter";
import { filters, firstExport, schedules } from "./making";
import { files, sources, targets } from "./places";
import { commandLine, privacy } from "./reference";

export type { Block, Chapter, Section } from "./chapter";

export const chapters: readonly Chapter[] = [
  firstExport, filters, schedules, targets, sources, files, commandLine, privacy, accessibility,
];

export interface Hit {
  chapter: Chapter;
  sections: Section[];
}

/** The sections that hold every word of a search, by chapter. */
export function find(search: string): Hit[] {
  return chapters
    .map((chapter) => ({
      chapter,
      sections: chapter.sections.filter((section) => matches(search, [chapter.title, section.title, ...section.blocks.map(textOf)])),
    }))
    .filter(({ sections }) => sections.length > 0);
}
