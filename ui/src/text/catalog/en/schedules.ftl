### Words about schedules, wherever they are shown.

schedule-title = Schedule
schedule-lead = When the export runs.
schedule-kinds-now-name = Now
schedule-kinds-now-text = Once, as soon as it is created.
schedule-kinds-now-edited-name = Now
schedule-kinds-now-edited-text = Once, as soon as the change is saved.
schedule-kinds-by-hand-name = Manually
schedule-kinds-by-hand-text = It waits until you press Run now.
schedule-kinds-on-date-name = On a date
schedule-kinds-on-date-text = Once, on a day and time.
schedule-kinds-daily-name = Daily
schedule-kinds-daily-text = Every day.
schedule-kinds-weekly-name = Weekly
schedule-kinds-weekly-text = On days of the week.
schedule-kinds-monthly-name = Monthly
schedule-kinds-monthly-text = On days of the month.
schedule-afterwards = You can also run it manually at any time.
schedule-zone = Dates and times are those of { $zone }, the export’s time zone.
schedule-brand-zone = Dates and times are those of { $zone }, the brand’s time zone.
schedule-passed = It was planned for { $when }, which has passed, so it has no date now.
schedule-day = Day
schedule-time = Time
schedule-weekdays = Days of the week
schedule-workdays = Mon–Fri
schedule-every-day = Every day
schedule-month-days = Days of the month
schedule-last = Last
schedule-last-spoken = Last day of the month
schedule-day-of-month = Day { $day }
schedule-short-months = A month that has no { $days } is passed over. Last is the last day of any month.
schedule-times = Times of day
schedule-time-of = Time { $place }
schedule-add-time = Add a time
schedule-remove-time = Remove { $time }
schedule-choose-time = Choose { $label } from a clock
schedule-hours = Hour
schedule-minutes = Minute
schedule-span = Begin and end
schedule-from = First day
schedule-until = Last day
schedule-optional = (optional)
schedule-missed = If the computer was off or asleep
schedule-missed-choices-run-once-name = Catch up once
schedule-missed-choices-run-once-text = One run for the latest missed time.
schedule-missed-choices-run-each-name = Catch up all
schedule-missed-choices-run-each-text = One run per missed time, with the dates it would have used.
schedule-missed-choices-skip-name = Skip
schedule-missed-choices-skip-text = Wait for the next time.
schedule-max-age = Don’t catch up runs older than
schedule-age-unit = Unit
schedule-age-units-hours = hours
schedule-age-units-days = days
schedule-age-wrong = Type a whole number, at most 8760 hours or 365 days.
schedule-pause-after = Pause after repeated failures
schedule-pause-after-hint = No more runs until you resume it.
schedule-failures = After failures in a row
schedule-failures-wrong = Type a whole number from 1 to 100.
schedule-deadline = Warn me if the file isn’t there in time
schedule-deadline-hint = Half an hour before and when it’s late: in the list, by a notification, and by e-mail where that is set up.
schedule-due-by = Due by
schedule-heartbeat = Call a URL after each run
schedule-heartbeat-hint = A monitoring service that misses the call tells you, also when this computer is off.
schedule-heartbeat-url = Heartbeat URL
schedule-heartbeat-form = After a failed run, /fail is added to it. If your service has another form, write both: …/push?status={"{up|down}"}.
schedule-next = Next runs
schedule-next-one = Runs
schedule-yours = { $time } for you
schedule-your-time = Your time
schedule-no-next = No future run
schedule-no-next-hint = Choose a later date.
schedule-then-ends = Then it ends.
schedule-settle = The next runs appear here when everything is filled in.
schedule-reckoning = Working out the next runs…
schedule-short-once = On { $when }
schedule-short-daily = Daily { $times }
schedule-short-weekly = Weekly { $days } { $times }
schedule-short-monthly-last = Monthly, last day { $times }
schedule-short-monthly-day = Monthly, day { $day } { $times }
schedule-short-monthly = Monthly, days { $days } { $times }
schedule-short-last = last
schedule-short-more-times = { $first } and { $more } more
schedule-long-once = Once, on { $day } at { $time }
schedule-long-daily = Every day at { $times }
schedule-long-weekly = Every { $days } at { $times }
schedule-long-week-range = Every day from { $first } to { $last } at { $times }
schedule-long-monthly = On the { $days } of every month at { $times }
schedule-long-monthly-with-last = On the { $days } day of every month at { $times }
schedule-long-ordinal =
    { ORDINAL($day) ->
        [one] { $day }st
        [two] { $day }nd
        [few] { $day }rd
       *[other] { $day }th
    }
schedule-long-last = last
schedule-long-from = from { $day }
schedule-long-until = until { $day }
schedule-long-span = from { $from } until { $until }
schedule-long-in-zone = Times of { $zone }.
schedule-long-missed-run-once = If missed, catches up once, up to { $age } late.
schedule-long-missed-run-each = If missed, catches up all, up to { $age } late.
schedule-long-missed-skip = If missed, waits for the next time.
schedule-long-pauses =
    { $failures ->
        [one] Pauses after a failure.
       *[other] Pauses after { $failures } failures in a row.
    }
schedule-long-due = Due by { $time }.
schedule-long-heartbeat = Calls { $host } after each run.
schedule-late = { $name } isn’t there in time
schedule-soon-due = { $name } isn’t there yet
schedule-due-on = Its file is due by { $moment }.
schedule-weekday-names-monday = Monday
schedule-weekday-names-tuesday = Tuesday
schedule-weekday-names-wednesday = Wednesday
schedule-weekday-names-thursday = Thursday
schedule-weekday-names-friday = Friday
schedule-weekday-names-saturday = Saturday
schedule-weekday-names-sunday = Sunday
schedule-weekday-short-monday = Mon
schedule-weekday-short-tuesday = Tue
schedule-weekday-short-wednesday = Wed
schedule-weekday-short-thursday = Thu
schedule-weekday-short-friday = Fri
schedule-weekday-short-saturday = Sat
schedule-weekday-short-sunday = Sun
schedule-hours-of =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
schedule-days-of =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
schedule-checks-no-day = No day is chosen.
    .hint = Type or pick one.
schedule-checks-wrong-day = “{ $day }” isn’t a day.
    .hint = Write it as 2026-11-30.
schedule-checks-no-time = No time of day is chosen.
    .hint = Add one.
schedule-checks-wrong-time =
    { $state ->
        [empty] The time is empty.
       *[wrong] “{ $time }” isn’t a time of day.
    }
    .hint = Write it as 06:00 or 18:30.
schedule-checks-same-time = { $time } is there twice.
    .hint = Change or remove one of them.
schedule-checks-past = { $when } has passed in { $zone }.
    .hint = Choose a later day or time.
schedule-checks-no-weekday = No day of the week is chosen.
    .hint = Choose at least one.
schedule-checks-no-month-day = No day of the month is chosen.
    .hint = Choose at least one.
schedule-checks-reversed = The last day is before the first.
    .hint = Choose a later one, or leave it empty.
schedule-checks-over = The last day has passed.
    .hint = Choose a later one, or leave it empty.
schedule-checks-age = The age of missed runs isn’t from 1 to 8760 hours.
    .hint = Type another number.
schedule-checks-no-heartbeat = The heartbeat URL is empty.
    .hint = Paste the one that your monitoring service shows.
schedule-checks-wrong-heartbeat = The heartbeat URL can’t be used.
    .hint = Paste one that begins with https:// or http://.
schedule-checks-failures = The number of failures isn’t from 1 to 100.
    .hint = Type another number.
schedule-moved = “{ $name }” runs at another time
schedule-moved-title =
    { $schedules ->
        [one] A schedule runs at another time
       *[other] { $schedules } schedules run at other times
    }
schedule-understood = Dismiss
schedule-in-time = in { $duration }
schedule-next-in = next in { $duration }
schedule-now = now
schedule-none-left = nothing left to run
schedule-all-paused = all schedules are paused
schedule-times-in-arow = { $number } times in a row
schedule-failing =
    { $number ->
        [one] The latest run failed
       *[other] The latest { $number } runs failed
    }
schedule-failing-pauses =
    { $left ->
        [one] It pauses itself if it fails once more.
       *[other] It pauses itself after { $left } more failures.
    }
schedule-failing-paused = It has paused itself. Fix the problem, then resume the schedule.
schedule-pause = Pause schedule
schedule-resume = Resume schedule
schedule-pause-named = Pause { $name }
schedule-resume-named = Resume { $name }
schedule-paused = “{ $name }” is paused
schedule-resumed = “{ $name }” is active again
schedule-change = Change schedule…
schedule-add = Add a schedule…
schedule-change-title = Schedule of “{ $name }”
schedule-change-text = Nothing else of the export changes.
schedule-save-change = Save schedule
schedule-changed = The schedule of “{ $name }” was changed
schedule-taken = “{ $name }” runs manually now
schedule-next-run = Next run { INSIDE($when) }
schedule-paused-title = The schedule is paused
schedule-planned-for = planned for { INSIDE($when) }
schedule-screen-title = Schedules
schedule-aside =
    { $paused ->
        [0] { $active } active
       *[other] { $active } active, { $paused } paused
    }
schedule-pause-all = Pause all
schedule-resume-all = Resume all
schedule-all-paused-title = All schedules are paused
schedule-all-paused-hint = Nothing runs by itself until you resume. What is missed meanwhile isn’t made up for.
schedule-nothing-until = Nothing, until you resume.
schedule-coming = The next 30 days
schedule-exports = Exports on a schedule
schedule-none = Nothing is scheduled
schedule-none-hint = Give an export a schedule in the wizard’s Schedule step, or with Change schedule in its details.
schedule-create = New export
schedule-show-exports = Show exports
schedule-quiet = Nothing runs in the next 30 days
schedule-quiet-hint = The schedules beside this begin later, or are paused.
schedule-more =
    { $number ->
        [one] Show { $number } more run
       *[other] Show { $number } more runs
    }
schedule-runs-on =
    { $number ->
        [one] { $number } run
       *[other] { $number } runs
    }
schedule-problem = The schedules can’t be shown
schedule-today = Today
schedule-tomorrow = Tomorrow
schedule-switch-named = { $name } runs on schedule
schedule-inactive = Paused
schedule-sidebar-next = Next run { INSIDE($when) }
schedule-sidebar-paused = Schedules are paused
