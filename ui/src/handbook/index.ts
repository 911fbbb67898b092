/**
 * The handbook: part of the program, so that it is there without a network and fits the version.
 * It is in the language of the window; the tests hold the languages to the same chapters and blocks.
 */
import { matches } from "../screens/wizard/search";
import { languageOfTexts } from "../text/language.svelte";
import { textOf, type Chapter, type Section } from "./chapter";
import * as german from "./de";
import * as english from "./en";
import * as hungarian from "./hu";

export type { Block, Chapter, Section } from "./chapter";

/** The order of the chapters, one for all languages. */
function inOrder(book: typeof english): readonly Chapter[] {
  return [
    book.firstExport, book.filters, book.schedules, book.targets, book.sources, book.files, book.commandLine, book.privacy, book.accessibility,
  ];
}

export const handbooks = { en: inOrder(english), hu: inOrder(hungarian), de: inOrder(german) };

/** In the language that is shown: whoever reads them while the page is drawn follows its changes. */
export function chapters(): readonly Chapter[] {
  return handbooks[languageOfTexts()];
}

export interface Hit {
  chapter: Chapter;
  sections: Section[];
}

/** The sections that hold every word of a search, by chapter. */
export function find(search: string): Hit[] {
  return chapters()
    .map((chapter) => ({
      chapter,
      sections: chapter.sections.filter((section) => matches(search, [chapter.title, section.title, ...section.blocks.map(textOf)])),
    }))
    .filter(({ sections }) => sections.length > 0);
}
