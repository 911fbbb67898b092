/** Words of the shared parts. */
import { text, texts } from "./say";
export const controls = texts("controls", {
  close: text,
  cancel: text,
  save: text,
  undo: text,
  retry: text,
  unsaved: text,
  goOnEditing: text,
  discard: text,
  loading: text,
  nothingFound: text,
  showOptions: (label: string) => ({ label }),
  chooseDate: (label: string) => ({ label }),
  previousMonth: text,
  nextMonth: text,
  /** Not an example, which would look like a value that is there. */
  dayPattern: text,
  momentPattern: text,
  timePattern: text,
  readAs: (words: string) => ({ words }),
  useInstead: (words: string) => ({ words }),
  notifications: text,
  dismiss: text,
});

export const clipboardText = texts("clipboard", {
  copied: (what: string) => ({ what }),
  notCopied: (what: string) => ({ what }),
  notCopiedHint: text,
});
