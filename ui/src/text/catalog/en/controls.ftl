### Words of the shared parts.

controls-close = Close
controls-cancel = Cancel
controls-save = Save
controls-undo = Undo
controls-retry = Try again
controls-unsaved = Your changes aren’t saved yet.
controls-go-on-editing = Go on editing
controls-discard = Discard
controls-loading = Loading…
controls-nothing-found = Nothing found
controls-show-options = Show choices of { $label }
controls-choose-date = Choose { $label } from a calendar
controls-previous-month = Previous month
controls-next-month = Next month
controls-day-pattern = YYYY-MM-DD
controls-moment-pattern = YYYY-MM-DD HH:MM
controls-time-pattern = HH:MM
controls-read-as = Read as { $words }.
controls-use-instead = Use { $words } instead
controls-notifications = Notifications
controls-dismiss = Dismiss
clipboard-copied = { $what } copied
clipboard-not-copied = { $what } couldn’t be copied
clipboard-not-copied-hint = Select the text and press Ctrl C.
