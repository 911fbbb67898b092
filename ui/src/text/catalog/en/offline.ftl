### Words of the offline copy.

offline-title = Offline copy of { $name }
offline-lead = Keeps the chosen data on this computer, so that exports work with the network gone and don’t burden the server.
offline-from = offline copy from { INSIDE($when) }
offline-uses-from = Uses the offline copy from { INSIDE($when) }
offline-never = offline copy not made yet
offline-refreshing = offline copy is being refreshed
offline-failed = offline copy wasn’t refreshed
offline-of-run = from the offline copy of { INSIDE($when) }
offline-models = Data models
offline-choose-all = All
offline-no-model = Choose at least one data model.
offline-copy = Copy { $model }
offline-rows = Rows of { $model }
offline-all-rows = all rows
offline-last-days = last days
offline-days = Days of { $model }
offline-days-unit = days
offline-days-wrong = Type a whole number of days from 1 to 36500.
offline-updated = What is new in { $model }
offline-updated-none = full copy each time
offline-updated-by = only new rows, by { $field }
offline-schedule = Refresh
offline-schedule-off = Manually
offline-schedule-off-text = It stays as it is until then.
offline-late = New rows only
offline-overlap = Look back
offline-overlap-unit = minutes
offline-overlap-hint = Before the newest copied row, for rows that were saved late.
offline-overlap-wrong = Type a whole number of minutes from 0 to 100000.
offline-full = Copy everything anew
offline-full-choices-never = never
offline-full-choices-days = every
offline-full-days = Days between full copies
offline-full-wrong = Type a whole number of days from 1 to 3650.
offline-deleted = Rows that are deleted at the source stay in the copy until everything is copied anew.
offline-full-at = everything was copied { INSIDE($when) }
offline-use = Use the copy for previews and runs
offline-use-hint = Off keeps the copy, but reads live data. What isn’t copied is always read live.
offline-estimate = Estimating…
offline-estimated =
    { $rows ->
        [one] About { $rows } row, { $size }, in { $time }
       *[other] About { $rows } rows, { $size }, in { $time }
    }
offline-not-estimated = Choose what to copy to see its size and time.
offline-state =
    { $rows ->
        [one] { $rows } row, { $size }
       *[other] { $rows } rows, { $size }
    }
offline-refresh = Refresh now
offline-stop = Stop
offline-save-and-refresh = Save and copy now
offline-save = Save
offline-saved = The offline copy’s settings were saved
offline-refreshed =
    { $rows ->
        [one] The offline copy is fresh: { $rows } row
       *[other] The offline copy is fresh: { $rows } rows
    }
offline-remove = Remove the copy
offline-removed = The offline copy was removed
offline-busy = Copying…
offline-stops-refresh = Copying isn’t finished. Discard stops it.
