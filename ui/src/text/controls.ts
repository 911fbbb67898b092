/** Words of the shared parts. */
export const controls = {
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  undo: "Undo",
  retry: "Try again",
  loading: "Loading…",
  nothingFound: "Nothing found",
  showOptions: (label: string) => `Show choices of ${label}`,
  chooseDate: (label: string) => `Choose ${label} from a calendar`,
  previousMonth: "Previous month",
  nextMonth: "Next month",
  dateMistyped: "Type a day such as 2026-11-22",
  momentMistyped: "Type a day and time such as 2026-11-22 14:30",
  notifications: "Notifications",
  dismiss: "Dismiss",
};
