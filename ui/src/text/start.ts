/** Words of the screens that stand before the list. */
export const startText = {
  damagedTitle: "The history can’t be used",
  damagedText: "Export Desk keeps your exports and their runs in one file. It is never overwritten: moving it aside renames it, and a new, empty history begins.",
  moveAside: "Set it aside and start with an empty history",
  moved: "The old history was moved aside",
};
