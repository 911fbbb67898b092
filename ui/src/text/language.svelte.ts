/**
 * The language of the window. Whoever reads a text or a format while the page is
 * drawn depends on it, so a change shows at once and nothing is opened anew.
 */
import { FluentBundle, FluentNumber, FluentResource, type FluentVariable } from "@fluent/bundle";
import type { Settings } from "../ipc/backend";
import english from "./catalog/en";
import { EngineTexts } from "./engine";
import { pseudo } from "./pseudo";

/** `pseudo` is English with other letters, from right to left: it shows what isn't in the catalogue. */
export type Language = "en" | "hu" | "de" | "pseudo";

interface Loaded {
  language: Language;
  /** By which numbers and dates are written. */
  locale: string;
  bundle: FluentBundle;
  /** What the engine says, which is English by itself. */
  engine: EngineTexts | null;
}

/**
 * The system's own language, by which other programs go; absent where it names
 * none, as on a Linux whose language is "C".
 */
export function systemLocale(named = typeof navigator === "undefined" ? "" : navigator.language): string | undefined {
  try {
    return Intl.getCanonicalLocales(named)[0];
  } catch {
    return undefined;
  }
}

/** The language for a system's: ours if there is one, otherwise English. */
export function languageOf(locale: string | undefined): "en" | "hu" | "de" {
  const language = locale?.split("-")[0];
  return language === "hu" || language === "de" ? language : "en";
}

/** The region, which says how numbers and dates are set, is the system's if its language is this one. */
function localeOf(language: Language): string {
  const system = systemLocale();
  if (language === "hu" || language === "de") return system?.split("-")[0] === language ? system : language;
  return system && /^en-[A-Z]{2}$/.test(system) && system !== "en-US" ? system : "en-GB";
}

const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The messages of a catalogue. */
export function bundleOf(language: Language, catalogue: string, locale = localeOf(language)): FluentBundle {
  const ordinals = new Intl.PluralRules(locale, { type: "ordinal" });
  const bundle = new FluentBundle(locale, {
    useIsolating: false,
    ...(language === "pseudo" ? { transform: pseudo } : {}),
    functions: {
      PLATFORM: () => (isMac ? "mac" : "other"),
      /** `one` of 21 in English: 21st. */
      ORDINAL: ([number]) => ordinals.select(Number(number instanceof FluentNumber ? number.value : number)),
      /** `Password`, or `Today 21:30`, as it stands inside a sentence. */
      INSIDE: ([words]) => insideSentence(words, locale),
    },
  });
  bundle.addResource(new FluentResource(catalogue));
  return bundle;
}

function insideSentence(words: unknown, locale: string): string {
  const text = String(words);
  // `Nov 22 21:30` keeps its capital; `Today 21:30` doesn't.
  if (/^\p{L}+\.? \d{1,2}[ ,]/u.test(text)) return text;
  return text.slice(0, 1).toLocaleLowerCase(locale) + text.slice(1);
}

/** Those that are loaded when they are chosen. */
const catalogues = { hu: () => import("./catalog/hu"), de: () => import("./catalog/de") };

async function load(language: Language): Promise<Loaded> {
  const locale = localeOf(language);
  if (language === "en" || language === "pseudo") return { language, locale, bundle: bundleOf(language, english), engine: null };
  const [own, engineEnglish] = await Promise.all([catalogues[language](), import("./catalog/engine-en")]);
  const engine = new EngineTexts(engineEnglish.default, own.engine, bundleOf(language, own.engine, locale));
  return { language, locale, bundle: bundleOf(language, own.default, locale), engine };
}

let shown = $state.raw<Loaded>({ language: "en", locale: localeOf("en"), bundle: bundleOf("en", english), engine: null });
let wanted: Language = "en";
let isChosen = $state(false);

/** What the user chose in Settings; the window follows when its catalogue is there. */
export async function chooseLanguage(choice: Settings["language"]): Promise<void> {
  const asked = new URLSearchParams(location.search).get("language") === "pseudo" ? "pseudo" : choice;
  isChosen = asked !== "system";
  const language = asked === "system" ? languageOf(systemLocale()) : asked;
  if (language === wanted) return;
  wanted = language;
  const loaded = await load(language).catch((thrown: unknown) => {
    if (wanted === language) wanted = shown.language;
    throw thrown;
  });
  // Another one may have been chosen meanwhile.
  if (wanted !== language) return;
  shown = loaded;
  const root = document.documentElement;
  root.lang = language === "pseudo" ? "en" : language;
  root.dir = language === "pseudo" ? "rtl" : "ltr";
}

/** The language that is shown, for texts outside of the catalogues; those of the pseudo-language are English. */
export function languageOfTexts(): "en" | "hu" | "de" {
  return shown.language === "pseudo" ? "en" : shown.language;
}

/** The locale of the language that is shown, for `Intl`. */
export function currentLocale(): string {
  return shown.locale;
}

/**
 * By which numbers and dates are typed: the system's, as everywhere on the computer, unless
 * another language was chosen for the window. Then what it shows can be typed again as it is shown.
 */
export function typingLocale(): string {
  return isChosen ? shown.locale : (systemLocale() ?? shown.locale);
}

/** A message of the catalogue, or what stands under its attribute. */
export function say(id: string, variables: Record<string, FluentVariable> = {}, attribute?: string): string {
  const message = shown.bundle.getMessage(id);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  // A variable that is missing is shown by its name; the tests of the catalogue find it.
  return pattern ? shown.bundle.formatPattern(pattern, variables, []) : id;
}

/** What the engine said, which may be a text of the window too, in the language that is shown. */
export function engineSaid(text: string): string {
  return shown.engine?.translate(text) ?? text;
}

/** Makes something that depends on the language, such as a format or a list of choices, once for each. */
export function byLanguage<Made>(make: (locale: string) => Made): () => Made {
  let made: { of: Loaded; value: Made } | undefined;
  return () => {
    if (made?.of !== shown) made = { of: shown, value: make(shown.locale) };
    return made.value;
  };
}
