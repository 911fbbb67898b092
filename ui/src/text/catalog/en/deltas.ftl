### Words of exports that take only what is new.

delta-title = Rows of each run
delta-kinds-all = every matching row
delta-kinds-date = only new rows, by a date
delta-kinds-rows = only changes, by comparing rows
delta-field = Date of a row
delta-choose-field = Choose a date
delta-field-hint = A new or changed row needs a new date here.
delta-lag = Leave out the last
delta-minutes = minutes
delta-lag-wrong = Type a whole number from 0 to 525,600.
delta-lag-hint = For rows that are saved later than they are dated. The next run takes them.
delta-since = No rows from before
delta-since-optional = optional
delta-since-hint = Without a day the first run takes everything.
delta-explained = A run takes the rows since the last run whose file was delivered to every target. A failed or cancelled run doesn’t count, and a missed time leaves no gap.
delta-key = Match rows by
delta-key-hint = Rows with equal values here are compared with each other.
delta-model-key = the key of the data model
delta-further-key = and by
delta-no-further-key = nothing else
delta-groups = what they are grouped by
delta-removed = A removed row has
delta-removed-kinds-as-last = its last values
delta-removed-kinds-key-only = its key only
delta-percent = Stop if more would be removed
delta-percent-unit = % of the rows
delta-percent-wrong = Type a whole number from 0 to 100.
delta-percent-hint = A source that lost its rows isn’t taken for removals.
delta-change-at = The column _change is
delta-change-places-first = first
delta-change-places-last = last
delta-explained-rows = A run compares all rows with those that were delivered, and takes what was added, changed or removed since. The column _change says which. The rows come in the order of the key.
delta-rows-sentence = Only rows that were added, changed or removed since the last delivered run, matched by { $key }; it stops if more than { $percent } % would be removed
delta-changes = { $added } added, { $changed } changed, { $removed } removed
delta-next-rows = The next run takes what has changed since { INSIDE($when) }
delta-short-rows = changes only
delta-sentence =
    { $limits ->
        [lag-since] Only rows whose { $field } is new since the last delivered run, up to { $lag } minutes before the run, none from before { $since }
        [lag-none] Only rows whose { $field } is new since the last delivered run, up to { $lag } minutes before the run
        [none-since] Only rows whose { $field } is new since the last delivered run, none from before { $since }
       *[none-none] Only rows whose { $field } is new since the last delivered run
    }
delta-short = new rows only
delta-term = New rows
delta-no-field = No date says which rows are new.
    .hint = Choose a field, or take every row.
delta-not-date = { $label } isn’t a date.
    .hint = Choose a field of dates.
delta-not-moment = “{ $value }” isn’t a date.
    .hint = Write it as 2026-03-31.
delta-full = full, before { INSIDE($to) }
delta-full-since = full, from { INSIDE($from) } until { INSIDE($to) }
delta-delta = new from { INSIDE($from) } until { INSIDE($to) }
delta-next = The next run takes rows from { $from }
delta-next-full = The next run takes all rows
delta-delivered-by = Everything before was delivered by run { $run }.
delta-full-again = Full again
delta-full-again-done = The next run takes all rows
delta-rewind = Begin the next run here
delta-rewound = The next run begins where run { $run } ended
