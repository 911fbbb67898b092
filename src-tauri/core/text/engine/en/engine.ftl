### What the engine itself says: of runs, deliveries, schedules, the copy and what can't be done now.

## Partners' answers

engine-ask-partner = Ask the partner whether the file was taken.
engine-target-deleted = target “{ $target }” was deleted
engine-answer-not-known = it can't be read any more which answer was awaited
engine-answer-not-kept = The partner's answer can't be kept yet. { $reason }
engine-answer-not-fetched = The partner's answer can't be fetched now. { $reason }
engine-answer-still-written = `{ $file }` is still being written.
engine-answer-refused-rows = refused rows of
engine-answer-answered = answered
engine-answer-came = “{ $target }” { $did } `{ $file }`: `{ $answer }`, { $much }
engine-answer-refused-none = “{ $target }” refused no rows of `{ $file }` by { $until }
engine-answer-none-because = No answer from “{ $target }” to `{ $file }` by { $until }. { $reason }
engine-answer-none-of-name = No answer from “{ $target }” to `{ $file }` by { $until }: no `{ $wanted }`
engine-answer-none = No answer from “{ $target }” to `{ $file }` by { $until }

## Deliveries

engine-delivery-cancelled = Cancelled while delivering; the file stays
engine-delivery-interrupted = The delivery was interrupted
engine-of-target = “{ $target }”: { $reason }
engine-made-not-delivered = Made, not delivered to { $targets }
engine-written-over = `{ $path }` stays at “{ $target }”, because it was written over an older file
engine-path-may-stay = `{ $path }` may stay at “{ $target }”; the next delivery there removes it
engine-delivery-begins-anew = “{ $target }” is another place than at the last attempt, so the delivery begins anew there
engine-not-delivered = Not delivered to “{ $target }”: { $reason }
engine-not-delivered-yet = Not delivered to “{ $target }” yet: { $reason }. Tried again in { $wait }
engine-part-may-stay = Part of the file may stay at “{ $target }” as `{ $path }`; the next delivery there removes it
engine-choose-target-and-run = Choose another target for the export, then run it again.
engine-attempt-number = , attempt { $number }
engine-delivering = Delivering to “{ $target }” ({ $kind }: { $place }){ $again }
engine-server-fingerprint = , server { $fingerprint }
engine-delivered = Delivered to “{ $target }”: `{ $path }`, { $size }, checked by { $verified }{ $server }, in { $seconds } s
engine-renamed-first = “{ $target }” doesn't rename over a file, so the one of that name was renamed first and removed afterwards
engine-part-not-removed = “{ $target }” doesn't let go of `{ $part }`; the next delivery there tries to remove it
engine-delivered-again = Delivered again, manually
engine-earlier-attempt = an earlier attempt

## Exports that take only what is new

engine-window-changed = the window of the export was changed while the run began
engine-takes-everything = the field of the window, the columns, the masks, the key, the data model, the connection or the time zone was changed, so that this run takes everything
engine-later-take-new = The runs after it take what is new again.
engine-choose-full-again = Choose Full again to export all of them.
engine-source-changed-since = the settings of the connection, its mapping or the data model were changed: rows from before { $until } that weren't there then aren't in this file
engine-filters-changed-since = the filters or the beginning were changed: rows from before { $until } that only the new ones let through aren't in this file
engine-copy-has-latest-only = the copy on this computer has only the latest rows, and the others would count as removed
engine-copy-all-or-live = Copy all rows of the data model, or read the connection itself.
engine-copy-before-window = the copy on this computer has only the latest rows, and rows of this window may lie before them
engine-window-after-copy = the window ends after { $at } UTC, when the copy on this computer was made
engine-refresh-or-end-then = Refresh the copy first, or let the window end then.
engine-copy-of-last-days = the copy has only rows of the last { $days } days, by `{ $field }`
engine-state-other-order = its rows aren't in the order of those now: { $error }
engine-delta-since-run = Delta: rows that have changed since run { $run }
engine-full-all-rows = Full: all rows
engine-several-exports-called = several exports are called “{ $name }”
engine-do-it-in-window = Do it in the window, or give them different names.

## Files of runs

engine-different-mask-keys = The two runs masked { $columns } with different keys, so the same values are written differently.
engine-different-releases = The earlier run used release { $before } of the time zone database and the later one { $after }, so the same instants may be written differently.
engine-file-changed = The file was changed after the run
engine-files-unchanged = The files are those that the run made, byte by byte
engine-file-unchanged = The file is the one that the run made, byte by byte
engine-file-rows-differ = The file has { $rows } rows, and the run wrote { $written }
engine-file-not-read-back = The file’s rows can’t be read back: { $problem }
engine-file-removed-after = The file was removed: finished files are kept for { $kept }
engine-file-gone = The file is gone
engine-file-changed-stays = The file was changed after the run, so it stays and isn't looked after any more

## Heartbeats, e-mail and notifications

engine-heartbeat-of-failed = : the run failed
engine-heartbeat-sent = Heartbeat sent to { $place }{ $of }
engine-tried-for-day = It was tried for a day.
engine-heartbeat-not-sent = The heartbeat wasn't sent.{ $tried } { $reason } { $hint }
engine-heartbeat-not-yet = The heartbeat isn't sent yet. { $reason } It is tried again in { $minutes } min, for a day or until the next run ends
engine-heartbeat-overtaken = The heartbeat wasn't sent. { $reason } A later run's takes its place
engine-mail-sent = E-mail sent to { $people }{ $attached }
engine-mail-not-yet = The e-mail to { $people } isn't sent yet. { $reason } It is tried again in { $minutes } min, and for a day
engine-mail-not-sent = The e-mail to { $people } wasn't sent.{ $tried } { $reason } { $hint }
engine-mail-with-file = with the file
engine-mail-without-file = without the file: { $reason }
engine-several-files = there are several files
engine-attach-removed = it was removed
engine-attach-no-rows = no row matched, so there is none
engine-attach-too-large = it is larger than { $megabytes } MB
engine-attach-unreadable = it can't be read
engine-attach-changed = it was changed after the run
engine-no-notification-service = No notification could be shown, because no notification service answers ({ $reason }). The run isn't affected; this is said once

## Mappings

engine-no-mapping = `{ $file }` is no mapping: { $problem }
engine-choose-mapping-file = Choose a file that was saved from a connection's mapping.
engine-how-table-read = how `{ $table }` is read: { $problem }
engine-choose-character = Choose another character.
engine-model-mapped-twice = data model `{ $id }` is mapped twice
engine-leave-one = Leave one of the two.
engine-model-no-table = data model `{ $id }` has no table
engine-choose-or-remove = Choose one, or remove it.
engine-model-already = there is a data model `{ $id }` already
engine-other-model-id = Give the table's model another id.
engine-model-id-differs = data model `{ $id }` is called `{ $own }` within
engine-same-model-id = Give both the same id.
engine-remove-or-add-model = Remove it from the mapping, or add the model's file.
engine-model-no-fields = data model `{ $id }` has no fields
engine-field-twice = field `{ $field }` of `{ $id }` is there twice
engine-other-field-id = Give one of the two another id.
engine-key-no-field = the key of `{ $id }` names `{ $key }`, which is no field
engine-choose-key-again = Choose the key's fields again.
engine-field-no-column = field `{ $field }` of `{ $id }` has no column
engine-choose-column = Choose a column, or leave the field out.

## Settings and tags

engine-default-used = { $problem }; its default is used
engine-run-interrupted = The run was interrupted: Export Desk or the computer stopped in the middle
engine-run-it-again = Run it again; nothing unfinished was kept.
engine-choose-zone = Choose a time zone such as Europe/Budapest.
engine-user-no-name = the user has no name
engine-type-user-name = Type the name of who makes exports.
engine-choose-finished-folder = Choose the folder for finished files.
engine-kept-zero-days = files can't be kept for 0 days
engine-keep-a-day = Keep them for a day or more.
engine-runs-at-once = { $runs } runs at once aren't possible
engine-choose-1-to-16 = Choose 1 to 16.
engine-mail-too-large = { $megabytes } MB are too much for an e-mail
engine-attach-less = Attach 100 MB at most; most servers take 10 to 25.
engine-memory-too-small = { $megabytes } MB of memory aren't enough to sort rows
engine-allow-64 = Allow 64 MB or more.
engine-demo-brand = Demo brand
engine-tag-empty = the tag is empty
engine-tag-type-word = Type a word.
engine-tag-too-long = the tag is too long
engine-tag-use-40 = Use 40 characters at most.
engine-tag-divides = the tag has characters that divide tags
engine-tag-use-letters = Use letters, digits and spaces.
engine-no-armored-key = `{ $file }` isn't a key in ASCII armor

## The copy on this computer

engine-nothing-to-copy = no data model is copied
engine-zero-days-between = there can't be 0 days between full copies
engine-day-or-no-full = Choose a day or more, or no full copies.
engine-copied-twice = { $model } is copied twice
engine-no-datetime-field-of = `{ $field }` isn't a datetime field of { $model }
engine-choose-changed-field = Choose the field that says when a row was changed.
engine-zero-days-no-rows = 0 days of { $model } are no rows
engine-day-or-all-rows = Choose a day or more, or all rows.
engine-no-datetime-field = { $model } has no datetime field
engine-copy-all-rows = Copy all rows of it.
engine-copy-not-refreshed = the copy of “{ $name }” isn't refreshed: { $reason }
engine-nothing-copied = nothing of “{ $name }” is copied
engine-choose-what-copied = Choose what is copied.
engine-copy-being-refreshed = the copy of “{ $name }” is being refreshed
engine-wait-or-stop = Wait for it, or stop it.
engine-other-program-refreshes = another program refreshes the copy of “{ $name }”
engine-wait-until-done = Wait until it is done.
engine-copy-taken-over = the copy of “{ $name }” was taken over
engine-refresh-again = Refresh it again.
engine-from-copy = From the copy on this computer, made { $at } UTC

## What can't be done now

engine-export-gone = the export is gone
engine-run-gone = the run is gone
engine-connection-gone = the connection is gone
engine-staging-gone = the connection of the staging bucket is gone
engine-staging-choose = Edit the connection and choose another bucket, or a folder.
engine-staging-used = large results of “{ $other }” go through “{ $name }”
engine-staging-choose-first = Choose another staging bucket for it first.
engine-no-connection = there is no connection “{ $name }”
engine-running-already = “{ $name }” is running already
engine-not-in-copy = `{ $model }` isn't in the copy on this computer that other members are read from
engine-no-schedule = “{ $name }” has no schedule
engine-run-no-file = the run made no file
engine-path-gone = `{ $file }` is gone
engine-path-changed = `{ $file }` was changed after the run
engine-connection-built-in = connection “{ $name }” is built in
engine-connection-used = connection “{ $name }” is used by { $exports }
engine-connection-already = there is a connection “{ $name }” already
engine-connection-no-name = the connection has no name
engine-target-gone = the target is gone
engine-target-already = there is a target “{ $name }” already
engine-target-used = target “{ $name }” is used by { $exports }
engine-profile-gone = the profile is gone
engine-profile-already = there is a profile “{ $name }” already
engine-profile-used = profile “{ $name }” is used by { $exports }
engine-nothing-to-deliver = run { $number } has nothing to deliver
engine-needs-history = the names or numbers depend on earlier runs, and there is no history of them
engine-delta-needs-history = this export takes what is new since its last run, and there is no history of it
engine-window-behind = the last delivered run took rows until { $from }, and this one would end at { $to }
engine-window-passed = rows of run { $number }'s window were delivered by a later run, or its window was changed
engine-no-window = run { $number } delivered no window of rows
engine-no-row-states = the rows that run { $number } delivered aren't kept any more
engine-name-used = an earlier run of this export has used the name `{ $name }`
engine-sequence-busy = number { $number } of the sequence “{ $sequence }” belongs to a run that isn't over
engine-sequence-unknown = nobody knows whether number { $number } of the sequence “{ $sequence }” was delivered
engine-sequence-passed = number { $number } of the sequence “{ $sequence }” was given to another run since
engine-sequence-used-up = the sequence “{ $sequence }” has no number left
engine-no-mask-key = there is no masking key “{ $name }”
engine-mask-key-already = there is another masking key “{ $name }” already
engine-mask-key-used = masking key “{ $name }” is used by { $exports }
engine-choose-export = Choose another export; it may have been deleted.
engine-choose-run = Choose another run.
engine-edit-choose-connection = Edit the export and choose another connection.
engine-use-known-connection = Use one of { $known }; or demo, file://, sqlite://, postgres://, mysql://, s3:// or sc://.
engine-copy-as-well = Copy its data as well, or don't use the copy.
engine-wait-or-cancel = Wait for it, or cancel it.
engine-give-one-first = Give it one first.
engine-choose-finished-run = Choose a finished run.
engine-add-own-connection = Add a connection of your own instead.
engine-delete-users-first = Delete what uses it first, or change its connection there.
engine-choose-profile = Choose another profile.
engine-make-mask-key = Make or enter it in the settings of the masked column, or hand it to the command in EXPORT_DESK_MASK_KEY_NAME.
engine-name-or-delete-key = Choose another name, or delete that key first.
engine-choose-key-first = Choose another key for them first.
engine-choose-profile-first = Choose another profile for them first.
engine-choose-target = Choose another target.
engine-choose-target-first = Choose another target for them first.
engine-choose-undelivered-run = Choose a run whose file was made and not delivered.
engine-run-with-history = Run it with a history: in the window, or by the command.
engine-run-in-window = Run it in the window; one by a date runs here with --to and --from as well.
engine-check-clock = Check this computer's clock; then rewind the export to an earlier run, or run it in full again.
engine-choose-later-run = Choose a later run, or run the export in full again.
engine-choose-run-with-window = Choose a finished run that has a window.
engine-put-into-name = Put { $seq }, { $run } or the date and time into the name.
engine-run-after-deliveries = Run it again when that run's deliveries have ended, or cancel them.
engine-set-next-number = Look at the target whether it is there: if so, set the next number with `export-desk-cli sequence set "{ $sequence }" { $next }`, else with `export-desk-cli sequence set "{ $again }" { $number }`.
engine-set-lower-number = Set a lower next number, such as `export-desk-cli sequence set "{ $sequence }" 1`.

## Profiles and targets

engine-the-connection = the connection “{ $name }”
engine-the-profile = the profile “{ $name }”
engine-the-target = target “{ $name }”
engine-did-you-mean = Did you mean “{ $near }”?
engine-target-twice = target “{ $name }” is named twice
engine-other-host-key = `{ $host }` shows another key than before
engine-test-says-line = Test the target: it says which line of which file knows the old key.
engine-target-elsewhere = “{ $target }” is another place than it was
engine-left-at-old-place = What is left at the old one goes once the target has its address again.
engine-target-no-name = the target has no name
engine-add-target-first = Add it to the targets first, or remove it here.
engine-use-target-of = Use one of: { $names }; or add it to the targets.
engine-no-target = there is no target “{ $name }”

## Templates

engine-recipe-customers-text = Active customers with points to spend, highest balance first.
engine-recipe-customers = Active customers with points
engine-recipe-stores-text = Checkouts, turnover and points of each store in the previous month.
engine-recipe-stores = Points by store, previous month
engine-recipe-webhooks-text = Messages to other systems that failed in the last 30 days.
engine-recipe-webhooks = Failed webhooks, 30 days
engine-recipe-own-set = Your own: { $exports } together.
engine-recipe-own = Your own: { $model }, { $fields }.
engine-all-fields = all fields

## Runs and their log

engine-how-manually = manually
engine-how-by-schedule = by its schedule
engine-how-caught-up = caught up
engine-how-retry = again
engine-queued = Queued, { $how }
engine-cancelled-before = Cancelled before it began
engine-cancelled = Cancelled
engine-closed-starts-again = Stopped, because Export Desk was closed; it starts again when Export Desk is open
engine-closed-cancelled = Cancelled, because Export Desk was closed
engine-is-delivered = is being delivered
engine-is-running = is running
engine-export-does = “{ $name }” { $doing }
engine-export-runs-at = “{ $name }” runs at { $time }
engine-run-of = Run { $number }: { $what }
engine-set-of = { $exports } of { $connection } together: { $names }
engine-every-row = every row
engine-grouped = , grouped
engine-demo-made-first = The demo brand is made first, once
engine-zone-by-release = Time zone { $zone }, by release { $release } of the time zone database{ $origin }
engine-profile-version = Profile “{ $profile }”, version { $version }
engine-member-profile-version = “{ $name }”: profile “{ $profile }”, version { $version }
engine-on-cluster = On the cluster: { $stagesDone } of { $stages } done, { $tasksDone } of { $tasks }
engine-fields-left-out = Left out, because the data has no such fields: { $fields }
engine-no-row-no-file = No row matches, so there is no file
engine-read-and-written = { $read } read, { $written } written: { $text } of text, { $packed } packed
engine-changes = { $added } added, { $changed } changed, { $removed } removed, { $unchanged } unchanged
engine-member-file = “{ $name }”: { $rows }, `{ $file }`, { $bytes }, SHA-256 { $sha256 }
engine-number-of-sequence = Number { $number } of its sequence
engine-saved-as = Saved as `{ $file }` in { $seconds } s

## Schedules

engine-schedule-does-not-run = { $problem }. Its schedule doesn't run
engine-never-ran = It never ran, planned for { $planned }
engine-queued-by-schedule = Queued by its schedule, planned for { $planned }
engine-caught-up = Caught up, planned for { $planned }, { $ago } ago
engine-deadline-passed = Its deadline, { $at }, has passed without a file
engine-deadline-close = Its deadline is close, { $at }, and there is no file yet
engine-passed-over = Passed over { $slots }, as the schedule says: { $from }{ $to }
engine-or-more = or more
engine-passed-over-old = Passed over { $slots }{ $more } missed too long ago
engine-it-failed = It failed
engine-it-failed-times = It failed { $failures } times in a row
engine-schedule-paused = { $because }, so its schedule is paused. Fix the problem, then resume the schedule
engine-answer-target-elsewhere = target “{ $target }” is another place than the file was delivered to
engine-answer-gone = `{ $name }` was there, and was gone before it was read.
engine-mail-file-refused = the mail server refuses it: { $answer }
engine-mail-given-up = Ask the mail server's administrator why it doesn't take it.

## Making the demo brand

engine-demo-size = { $customers } customers with { $events } events make no brand
engine-demo-not-a-folder = `{ $path }` isn't a folder
engine-demo-parquet = `{ $path }` can't be written as Parquet: { $reason }
engine-demo-cancelled = writing the demo brand was cancelled
engine-demo-choose-size = Ask for 1 to 4 billion customers, and for at most 1000 events a customer.
engine-demo-free-space = Free some space or choose another disk, then write it again.
engine-demo-choose-folder = Choose a folder, or move the file that has its name.
engine-demo-check-disk = Check that the folder's disk is connected, then write it again.
engine-demo-report = Report this with the sizes and the seed.
engine-demo-again = Write it again; what is there is replaced.
