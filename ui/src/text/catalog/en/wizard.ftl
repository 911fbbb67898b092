### Text of the wizard: its frame, its steps, and what can be wrong.

wizard-new-title = New export
wizard-edit-title = Edit export
wizard-exports = Exports
wizard-steps-model = Data model
wizard-steps-name = Name & time zone
wizard-steps-filters = Filters
wizard-steps-aggregation = Aggregation
wizard-steps-fields = Fields
wizard-steps-format = Format
wizard-steps-schedule = Schedule
wizard-steps-target = Target
wizard-steps-review = Review
wizard-steps-label = Steps of the export
wizard-step-state-problems =
    { $number ->
        [one] { $number } problem
       *[other] { $number } problems
    }
wizard-step-state-visited = done
wizard-close = Close
wizard-back = Back
wizard-next = Next: { $step }
wizard-next-keys = Ctrl + Enter
wizard-create = Create
wizard-create-and-run = Create and run now
wizard-save = Save
wizard-save-and-run = Save and run
wizard-choose-model-first = Choose a data model first.
wizard-reading-models = Reading the data models…
wizard-models-unknown = The data models can’t be read: see the step Data model.
wizard-draft-saved = draft saved { $time }
wizard-draft-saving = saving draft…
wizard-draft-unsaved = draft not saved
wizard-restore-title = Continue where you left off?
wizard-restore-text = A draft of { $name } was saved { INSIDE($at) }. Beginning another export replaces it.
wizard-held-title = Another draft is stored
wizard-held-text = A draft of { $name } was saved { INSIDE($at) }. Only one draft is kept: until that one is gone, changes here aren’t saved as a draft.
wizard-discard-draft = Discard that draft
wizard-close-title = Close and lose your changes?
wizard-close-text = Only one draft is kept, and it is that of { $name }. Replace it with this one, or close and lose what you changed here.
wizard-close-anyway = Close and lose changes
wizard-close-replace = Replace the draft and close
wizard-unnamed-export = an export without a name
wizard-quoted = “{ $name }”
wizard-continue-draft = Continue the draft
wizard-start-anew = Start anew
wizard-problems-left =
    { $number ->
        [one] { $number } problem to fix
       *[other] { $number } problems to fix
    }
wizard-warnings-left =
    { $number ->
        [one] { $number } thing worth a second look
       *[other] { $number } things worth a second look
    }
wizard-created = “{ $name }” is created.
wizard-saved = “{ $name }” is saved.
wizard-undo = Undo last change
wizard-redo = Redo
wizard-name-of = { $model }, { $condition }
wizard-again = Try again
wizard-copy-of =
    { $copy ->
        [1] { $name } (copy)
       *[other] { $name } (copy { $copy })
    }
wizard-sample-value = value
wizard-member-of = Member of { $parent }.
wizard-more = { $count } more
wizard-joined-and = and
wizard-joined-or = or
wizard-sentences-every-row = Every row
wizard-sentences-any-case = { $condition } (in any case)
wizard-sentences-number-of-rows = number of rows
wizard-sentences-as-header = { $label } as “{ $header }”
wizard-sentences-with-aggregate = { $label } ({ INSIDE($aggregate) })
wizard-sentences-aggregates-max = max of { $label }
wizard-sentences-aggregates-min = min of { $label }
wizard-sentences-aggregates-average = average of { $label }
wizard-sentences-aggregates-sum = sum of { $label }
wizard-sentences-no-aggregate = { $label } (not chosen)
wizard-sentences-no-aggregation = Off: one row of the file for each record
wizard-sentences-no-group = No field is grouped yet
wizard-sentences-grouped-by = Grouped by { $fields }
wizard-sentences-grouped-with = Grouped by { $fields }: { $others }
wizard-sentences-all-fields = All fields
wizard-sentences-all-of = All { $total } fields
wizard-sentences-constants =
    { $number ->
        [one] and { $number } constant column
       *[other] and { $number } constant columns
    }
wizard-sentences-no-field = No field is chosen yet
wizard-sentences-fields =
    { $number ->
        [one] { $number } field
       *[other] { $number } fields
    }
wizard-sentences-columns =
    { $number ->
        [one] { $number } column
       *[other] { $number } columns
    }
wizard-sentences-sorted-by = sorted by { $fields }
wizard-sentences-ascending = { $label } ascending
wizard-sentences-descending = { $label } descending
wizard-checks-no-model = No data model is chosen.
    .hint = Choose what the export is about.
wizard-checks-unknown-model = This connection has no data model “{ $id }”.
    .hint = Choose another model, or another connection.
wizard-checks-no-name = The export has no name.
    .hint = Give it a name; the file is called after it.
wizard-checks-long-name = The name is longer than 200 characters.
    .hint = Shorten it.
wizard-checks-no-timezone = No time zone is chosen.
    .hint = Choose the time zone of the dates in the file.
wizard-checks-no-file-name = The file has no name.
    .hint = Insert a part such as {"{name}"}.
wizard-checks-entry-rows = The row count isn’t known when the archive is begun.
    .hint = Remove {"{rows}"}, or use it in the file name.
wizard-checks-open-brace = A part of the file name has no closing brace.
    .hint = Write {"}"} behind the part, as in {"{date}"}.
wizard-checks-unknown-part = The file name’s part {"{"}{ $part }{"}"} isn’t known.
    .hint = Use {"{name}"}, {"{model}"}, {"{date}"}, {"{time}"}, {"{run}"}, {"{rows}"} or {"{seq}"}.
wizard-checks-no-pattern = The part {"{"}{ $part }{"}"} has no pattern.
    .hint = Write one, such as {"{"}{ $part }:YYYYMMDD{"}"}.
wizard-checks-part-names = All parts would have one name.
    .hint = Put {"{part}"} into the file name, such as {"{name}"}_{"{part:03}"}.
wizard-checks-part-names-in-archive = All parts would have one name in the archive.
    .hint = Put {"{part}"} into the name inside the archive, such as {"{name}"}_{"{part:03}"}.
wizard-checks-no-limit = The split doesn’t say how much a part holds.
    .hint = Type a number of 1 or more.
wizard-checks-no-split-field = The split has no field.
    .hint = Choose the field whose values make the files.
wizard-checks-no-companion-name = A companion file has no name.
    .hint = Type one, such as {"{file}"}.done.
wizard-checks-no-companion-lines = The companion file { $name } has no lines.
    .hint = Type them, or choose an empty file.
wizard-checks-no-sequence-name = The sequence has no name.
    .hint = Give it one, or remove it.
wizard-checks-empty-group = A filter group has no condition.
    .hint = Add a condition or remove the group.
wizard-checks-no-attribute = A condition has no field.
    .hint = Choose one, or remove the condition.
wizard-checks-unknown-field = { $model } has no field “{ $id }”.
    .hint = Choose another field, or remove it.
wizard-checks-wrong-operator = This comparison doesn’t fit { $label }.
    .hint = Choose another one.
wizard-checks-no-value = Choose a value for { $label }.
    .hint = Or compare with “is empty”.
wizard-checks-no-values = Choose a value for { $label }.
    .hint = Add at least one.
wizard-checks-no-from = Enter the first value of { $label }.
    .hint = The range needs both.
wizard-checks-no-to = Enter the last value of { $label }.
    .hint = The range needs both.
wizard-checks-reversed = The range of { $label } ends before it begins.
    .hint = Exchange the two values.
wizard-checks-no-count = The span of { $label } isn’t a whole number from 1 to 100,000.
    .hint = Enter a number such as 90.
wizard-checks-not-number = { $label } takes a number, and “{ $value }” can’t be read as one.
    .hint = Type digits only, for example 100 or 12.5.
wizard-checks-not-date = { $label } takes a date, and “{ $value }” can’t be read as one.
    .hint = Write it as 2026-03-31, 31.3.2026 or 31 Mar 2026.
wizard-checks-not-day = { $label } takes a day here, and “{ $value }” can’t be read as one.
    .hint = Write it as 2026-03-31, 31.3.2026 or 31 Mar 2026, without a time.
wizard-checks-not-moment = { $label } takes a date or time, and “{ $value }” can’t be read as one.
    .hint = Write it as 2026-03-31, 31.3.2026 or 2026-03-31 18:00.
wizard-checks-wrong-values = { $wrong } of { $of } values can’t be used. The first: { $first }
    .hint = Correct or remove them.
wizard-checks-space = A space
wizard-checks-blank-ends = The value “{ $value }” of { $label } begins or ends with a space.
    .hint = Rows without that space don’t match. Remove it unless the data has it.
wizard-checks-same-header = Columns { $first } and { $second } have the same header, “{ $header }”.
    .hint = Many programs read only one of them. Give one another header.
wizard-checks-blank-header = The header “{ $header }” begins or ends with a space.
    .hint = Programs that look for it without the space don’t find it.
wizard-checks-blank-empty = The text for empty values of { $header }, “{ $value }”, begins or ends with a space.
    .hint = Remove the space unless it is wanted.
wizard-checks-letter-delimiter = The delimiter is “{ $character }”, a letter or digit that values hold too.
    .hint = Most programs expect a comma, semicolon, pipe or tab.
wizard-checks-common-delimiter = { $name } as the delimiter stands in many values too.
    .hint = Most programs expect a comma, semicolon, pipe or tab.
wizard-checks-all-with-aggregation = All fields can’t be exported with aggregation, because each needs an aggregate of its own.
    .hint = Choose the fields, or switch aggregation off.
wizard-checks-all-fixed = A fixed-width file needs chosen fields, each with its width.
    .hint = Choose the fields.
wizard-checks-no-width =
    { $state ->
        [unnamed] The constant column has no width.
       *[named] { $label } has no width.
    }
    .hint = Type a whole number from 1 to 10000.
wizard-checks-constant-place =
    { $state ->
        [unnamed] There is no such place for the constant column.
       *[named] There is no such place for the constant column “{ $header }”.
    }
    .hint = Type a number from 1 to { $total }.
wizard-checks-no-header = Column { $place } has no header.
    .hint = Many programs need one. Give it a header.
wizard-checks-no-replaced = A replacement doesn’t say which text it replaces.
    .hint = Enter that text, or remove the replacement.
wizard-checks-no-field = No field is chosen.
    .hint = Add at least one, or tick All fields.
wizard-checks-no-group = No field is grouped.
    .hint = Set at least one field to Group.
wizard-checks-no-aggregate = Choose what to calculate for { $label }.
    .hint = Group, Count or another.
wizard-checks-wrong-aggregate = { $aggregate } doesn’t fit { $label } ({ INSIDE($type) }).
    .hint = Choose another aggregate.
wizard-checks-decimals = The decimals of { $label } aren’t a number from 0 to 18.
    .hint = Write such a number, or leave it empty.
wizard-checks-pattern-hint = Use parts such as %Y-%m-%d %H:%M.
wizard-checks-no-sort-field = The order has an entry without a field.
    .hint = Choose a field, or remove the entry.
wizard-checks-not-sortable = Rows can’t be sorted by { $label }.
    .hint = Choose another field.
wizard-checks-no-delimiter = The delimiter is empty.
    .hint = Write one character, or choose another delimiter.
wizard-checks-long-delimiter = The delimiter is longer than one character.
    .hint = Write exactly one.
wizard-checks-unusable-delimiter = A line break can’t be the delimiter.
    .hint = Choose another character.
wizard-checks-delimiter-is-enclosure = { $character } is both delimiter and enclosure, so that cells couldn’t be told apart.
    .hint = Choose another delimiter or another enclosure.
wizard-patterns-empty = the date pattern is empty.
wizard-patterns-unknown-letter = the date pattern holds a % that isn’t followed by a known letter.
wizard-patterns-no-part = the date pattern holds no part of a date.
wizard-patterns-no-time = the date pattern asks for a time of day, and the field is a date.
wizard-values-not-chosen = not chosen
wizard-values-every-row = every row
wizard-values-conditions =
    { $number ->
        [one] { $number } condition
       *[other] { $number } conditions
    }
wizard-values-groups =
    { $number ->
        [one] { $number } group
       *[other] { $number } groups
    }
wizard-values-columns =
    { $number ->
        [one] { $number } column
       *[other] { $number } columns
    }
wizard-values-on = on
wizard-values-off = off
wizard-values-all-of = all { $total }
wizard-values-some-of = { $chosen } of { $total }
wizard-values-beginnings-now = now
wizard-values-beginnings-by-hand = manually
wizard-values-this-computer = this computer
