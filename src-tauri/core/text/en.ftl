### What people are told outside the window's page.

## Numbers and times

count-rows =
    { $count ->
        [one] { $shown } row
       *[other] { $shown } rows
    }
count-bytes =
    { $count ->
        [one] { $shown } byte
       *[other] { $shown } bytes
    }
count-attempts =
    { $count ->
        [one] { $shown } attempt
       *[other] { $shown } attempts
    }
month =
    { $number ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
under = under { $time }
weekday =
    { $number ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
day = { $day } { $month } { $year }
moment = { $day } { $month } { $year }, { $time } ({ $zone })
moment-short = { $day } { $month }, { $time }
moment-of-week = { $weekday } { $day } { $month }, { $time }

## What became of an export

became-finished = { $name } is finished
became-delivered-late = { $name } is delivered after all
became-undelivered = { $name } is made, but not delivered
became-failed = { $name } failed
became-caught-up = { $name } is caught up
became-moved = { $name } runs at another time
became-late = { $name } isn't there in time
became-not-yet = { $name } isn't there yet
became-refused = { $name } has rows that the partner refused
became-unanswered = { $name } got no answer from the partner
several-finished = { $shown } exports finished
several-failed = { $shown } exports failed
several-moved = { $shown } schedules run at other times
several-more = and { $shown } more
planned-for = planned for { $at }
due-on = due on { $at }
open = Open

## Mail

with-rows = { $title }: { $rows }
run-waits = Its run waits to begin.
run-works = Its run is still at work.
run-cancelled = Its run was cancelled.
had-failed = It had failed on { $at }.
fact-programme = Programme
fact-data = Data
fact-data-of = { $data } of { $connection }
fact-run = Run
fact-run-how = { $number }, { $how }
fact-planned = Planned for
fact-due = Due by
fact-started = Started
fact-took = Took
fact-dates = Dates
fact-rows = Rows
fact-size = Size
fact-file = File
fact-delivered = Delivered to
fact-delivered-on = , on { $at }
fact-delivered-checked = , checked by { $how }
fact-undelivered = Not delivered
fact-untried = not tried
fact-tries = { $target }: { $reason } { $attempts }
fact-answer = Answer
fact-awaited = awaited until { $at }
fact-attached = Attached
fact-not-attached = no: { $reason }
started-manually = started manually
started-by-schedule = by its schedule
started-late = caught up after the computer was off
started-again = retried manually
dates-all = all; no filter is on a date
dates-outside = { $field } not { $bounds }
dates-inside = { $field } { $bounds }
dates-from = from { $at }
dates-after = after { $at }
dates-to = to { $at }
dates-before = before { $at }
show-it = Show it in Export Desk
show-it-where = , on the computer that it runs on: { $link }
test-subject = Export Desk: a test
test-of = This is a test of Export Desk for { $brand }.
test-tells = Mail from this address tells what became of exports. Nothing is to be done.

## The tray

tray-open = Open Export Desk
tray-quit = Quit
tray-pause = Pause all schedules
tray-resume = Resume all schedules
tray-paused = All schedules are paused
tray-nothing-runs = Nothing is running
tray-nothing-next = Nothing is scheduled
tray-nothing-fails = No scheduled export is failing
tray-running = Running: { $name } ({ $percent } %)
tray-running-several = Running: { $shown } exports
tray-waiting = { $shown } waiting
tray-and-waiting = { $running }, { $shown } waiting
tray-next = Next: { $name } on { $at }
tray-failing = Failing: { $name }
tray-failing-several = Failing: { $shown } exports

## The system's dialogs

dialog-folder = Choose a folder
dialog-file = Choose a file
dialog-save-file = Save the file
dialog-save-definition = Save the definition
dialog-save-differences = Save the differences
dialog-save-report = Save the report
dialog-save-answer = Save the answer
dialog-save-profile = Save the profile
dialog-save-mapping = Save the mapping
dialog-open-profile = Open a profile
dialog-open-mapping = Open a mapping
dialog-open-definition = Open a definition
dialog-public-key = Choose the partner's public key
dialog-private-key = Choose your private key
dialog-sample = Choose the sample file
dialog-test-folder = Folder for the test file
dialog-zones = Import time zones
kind-profiles = Profiles
kind-mapping = Mapping
kind-definitions = Definitions

## Quitting

quit-running = “{ $name }” is running
quit-running-several = { $shown } exports are running
quit-delivered = “{ $name }” is being delivered
quit-delivered-several = { $shown } exports are being delivered
quit-stops = Quitting stops what runs, and nothing unfinished is kept.
quit-goes-on = The delivery goes on when Export Desk is started again.
quit-schedules = Schedules don't run while Export Desk is closed.
quit-yes = Quit
quit-no = Cancel
goes-on-title = Export Desk goes on in the tray
goes-on = Schedules keep running. Open it from the tray, or start it again.
