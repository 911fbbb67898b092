/** Words of the shared parts. */
export const controls = {
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  undo: "Undo",
  retry: "Try again",
  unsaved: "Your changes aren’t saved yet.",
  goOnEditing: "Go on editing",
  discard: "Discard",
  loading: "Loading…",
  nothingFound: "Nothing found",
  showOptions: (label: string) => `Show choices of ${label}`,
  chooseDate: (label: string) => `Choose ${label} from a calendar`,
  previousMonth: "Previous month",
  nextMonth: "Next month",
  /** Not an example, which would look like a value that is there. */
  dayPattern: "YYYY-MM-DD",
  momentPattern: "YYYY-MM-DD HH:MM",
  timePattern: "HH:MM",
  readAs: (words: string) => `Read as ${words}.`,
  useInstead: (words: string) => `Use ${words} instead`,
  notifications: "Notifications",
  dismiss: "Dismiss",
};

export const clipboardText = {
  copied: (what: string) => `${what} copied`,
  notCopied: (what: string) => `${what} couldn’t be copied`,
  notCopiedHint: "Select the text and press Ctrl C.",
};
