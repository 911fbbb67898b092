/** Words that targets and connections share. */
export const placesText = {
  choose: "Choose…",
  chooseFile: (label: string) => `Choose ${label.toLocaleLowerCase("en")}…`,
  optional: "(optional)",
  savedSecret: "Saved in the keychain",
  replaceSecret: "Replace",
  replaceNamed: (label: string) => `Replace the saved ${label.toLocaleLowerCase("en")}`,
  keepSecret: "Keep the saved one",
  secretHint: "Kept in this computer’s keychain and never shown again.",
  showSecret: (label: string) => `Show ${label.toLocaleLowerCase("en")} while typing`,
  hideSecret: (label: string) => `Hide ${label.toLocaleLowerCase("en")}`,
  keychainTitle: "The keychain can’t be used",
  otherKind: "Another kind",
  chooseKind: "Choose what it is",
  unencrypted: "Not encrypted",
  unreadable: "Its settings can’t be read. Edit it to save them again, or delete it.",
};
