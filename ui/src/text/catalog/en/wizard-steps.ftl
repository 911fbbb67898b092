### Text of the wizard's steps and of its preview.

model-title = Data model
model-lead = What each row of the file is about.
model-connection = Connection
model-fields-of =
    { $count ->
        [one] { $count } field
       *[other] { $count } fields
    }
model-show-fields =
    { $count ->
        [one] { $model }: { $count } field. Show the list
       *[other] { $model }: { $count } fields. Show the list
    }
model-loading = Reading the data models…
model-no-data = no data here
model-dropped = { $model } doesn’t have { $fields }, so what used it was removed.
model-undo = Go back to the model before
model-none = This connection has no data model
model-none-hint = Put the files of at least one model into its folder, then test the connection.
field-list-title = Fields of { $model }
field-list-search = Search fields
field-list-name = Field
field-list-type = Type
field-list-values = Possible values
field-list-mandatory = Always filled
field-list-description = Description
field-list-yes = Yes
field-list-no = No
field-list-custom = own field
field-list-matches =
    { $count ->
        [one] { $count } field
       *[other] { $count } fields
    }
field-list-nothing = No field has that in its name, values or description.
field-list-open = Field list
field-list-more-values = and { $count } more
name-title = Name & time zone
name-lead = Name the export and its file, and choose its time zone.
name-name = Name
name-name-example = Gold customers, last 90 days
name-name-placeholder = For example: Gold customers, last 90 days
name-file-name = File name
name-insert = Insert
name-insert-part = Insert { $part }
name-parts-name = name
name-parts-model = model
name-parts-date = date
name-parts-time = time
name-parts-run = run number
name-parts-rows = row count
name-parts-seq = sequence number
name-parts-part = part number
name-parts-parts = number of parts
name-parts-value = value of the field
name-parts-sha256 = SHA-256
name-parts-kind = Full or delta
name-parts-from = first date
name-parts-to = last date
name-result = The next file
name-timezone = Time zone
name-timezone-hint = Used for dates in the file, for day limits in filters and for the schedule.
name-brand-and-yours = The brand’s and yours
name-brand = The brand’s
name-yours = Yours
name-suggested = Suggested
name-all = All time zones
name-now-there = It is { $clock } in { $zone } now.
filters-title = Filters
filters-lead = A row is exported if it meets every condition of at least one group.
filters-none = Every row is exported
filters-none-hint = Add a condition to export only some of them.
filters-add-first = Add a condition
filters-where = where
filters-and = and
filters-or = or
filters-add-and = and
filters-add-and-to = and: another condition in group { $group }
filters-add-or = or, a new group
filters-group = Group { $group }
filters-condition = Condition { $index } of group { $group }
filters-attribute = Field
filters-choose-attribute = Choose a field
filters-operator = Comparison
filters-values = Values
filters-value-of = Value for { $label }
filters-values-of = Values for { $label }
filters-from-of = { $label } from
filters-to-of = { $label } to
filters-count-of = Count for { $label }
filters-unit-of = Unit for { $label }
filters-add-value = Type a value, then Enter
filters-choose-values = Choose or type values
filters-write-value = Value
filters-use-typed = Use “{ $text }”
filters-remove-value = Remove { $value }
filters-more-values = and { $count } more
filters-remove-all = Remove all values
filters-added =
    { $added ->
        [one] { $added } value added
       *[other] { $added } values added
    }{ $repeated ->
        [0] .
       *[other] , { $repeated } already there.
    }
filters-use-instead = Use { $value } instead
filters-read-otherwise =
    { $count ->
        [one] Keep “{ $value }” as one value
       *[other] Read as { $count } values, the first “{ $value }”
    }
filters-remove-wrong =
    { $count ->
        [one] Remove the { $count } value that isn’t a number
       *[other] Remove the { $count } values that aren’t numbers
    }
filters-show-values = Show possible values
filters-match-case = Match case
filters-duplicate = Duplicate this condition
filters-remove = Remove this condition
filters-duplicate-group = Duplicate group { $group }
filters-remove-group = Remove group { $group }
filters-removed = Condition removed.
filters-group-removed = Group removed.
filters-undo = Undo
filters-in-words = In words
filters-zone = Dates and times are in { $zone }.
aggregation-title = Aggregation
aggregation-lead = Whether the file has one row for each record, or one for each group of records.
aggregation-off-title = One row for each record
aggregation-off-text = The file lists the records as they are.
aggregation-on-title = One row for each group
aggregation-on-text = You choose the fields that make the groups, and what is counted, added up or compared for the others.
aggregation-rule = Each field then needs an aggregate, at least one of them Group. Rows are sorted by the group fields.
aggregation-sample-off-1-1 = store
aggregation-sample-off-1-2 = points
aggregation-sample-off-2-1 = Pécs
aggregation-sample-off-3-1 = Pécs
aggregation-sample-off-4-1 = Győr
aggregation-sample-on-1-1 = store
aggregation-sample-on-1-2 = points_sum
aggregation-sample-on-2-1 = Győr
aggregation-sample-on-3-1 = Pécs
aggregation-sample-off-caption = Without aggregation
aggregation-sample-on-caption = Grouped by store, sum of points
aggregation-meanings = What can be calculated
aggregation-to-fields = Choose fields and aggregates
fields-title = Fields
fields-lead = The file’s columns, from left to right.
fields-lead-aggregated = The file’s columns, from left to right; each has an aggregate, at least one is Group.
fields-all = All fields
fields-all-hint =
    { $which ->
        [all] { $count ->
            [one] All { $count } field, in the model’s order. New fields are included automatically.
           *[other] All { $count } fields, in the model’s order. New fields are included automatically.
        }
       *[some] { $count ->
            [one] All { $count } field that have a source here, in the model’s order. New fields are included automatically.
           *[other] All { $count } fields that have a source here, in the model’s order. New fields are included automatically.
        }
    }
fields-available = Available
fields-no-source = no source
fields-chosen = In the file
fields-search = Search fields
fields-add-all = Add all
fields-add-found = Add { $count } found
fields-clear = Clear
fields-add = Add
fields-in-file = already in the file
fields-remove = Remove { $label }
fields-settings = Settings of { $label }
fields-move = Move { $label }
fields-move-up = Move up
fields-move-down = Move down
fields-move-hint = Arrow keys move the column, Home and End to either end.
fields-moved = { $label } is column { $place } of { $of }.
fields-added = { $label } added.
fields-removed = { $label } removed.
fields-cleared =
    { $count ->
        [one] { $count } column removed.
       *[other] { $count } columns removed.
    }
fields-undo = Undo
fields-empty-title = No column yet
fields-empty-hint = Add fields from the left, or all of them.
fields-empty-hint-aggregated = Add the fields that make the groups, and those to be calculated.
fields-none-found = No field has that in its name.
fields-aggregate-of = Aggregate of { $label }
fields-choose-aggregate = Choose…
fields-undecided = Choose an aggregate for { $fields }.
fields-header = Header
fields-empty = Write this for empty values
fields-empty-placeholder = (leave blank)
fields-decimals = Decimals
fields-decimals-placeholder = as they are
fields-decimals-wrong = Type a whole number from 0 to 18.
fields-decimal-sign = Decimal sign
fields-signs-point = Point  1.5
fields-signs-comma = Comma  1,5
fields-signs-implied = Implied  15
fields-width = Width
fields-width-of = Width of { $label }
fields-width-wrong = Type a whole number from 1 to 10000.
fields-align = Value stands
fields-sides-left = At the left
fields-sides-right = At the right
fields-fill = Filled with
fields-fill-placeholder = spaces
fields-pattern = Date format
fields-pattern-names-iso = ISO 8601, with offset
fields-pattern-names-iso-day = ISO 8601
fields-pattern-names-utc = ISO 8601, in UTC
fields-pattern-names-epoch = Unix seconds
fields-pattern-names-epoch-ms = Unix milliseconds
fields-pattern-names-own = Own pattern
fields-own-pattern = Pattern
fields-own-pattern-hint = %Y year, %m month, %d day, %H hour, %M minute, %S second, %z offset
fields-example = Example
fields-reset = Reset settings
fields-changed = settings changed
fields-duplicate = Add { $label } once more
fields-order = Order of rows
fields-order-hint = Otherwise rows are ordered by the model’s key.
fields-order-aggregated = Rows are sorted by the group fields, in the order of the columns.
fields-add-sort = Sort by a field
fields-sort-field = Sort by
fields-sort-direction = Direction
fields-ascending = Ascending
fields-descending = Descending
fields-remove-sort = Don’t sort by { $label }
target-title = Target
target-lead = Where the finished file goes. A copy always stays on this computer.
target-this-computer = This computer
target-always = always
target-folder = Folder
target-keeps =
    { $days ->
        [one] Files are removed after { $days } day.
       *[other] Files are removed after { $days } days.
    }
target-keeps-all = Files are kept until you remove them.
target-change = Change it in Settings
target-deliver = Also deliver to
target-none = No server or cloud storage is saved yet.
target-add = Add a target
target-edit = Edit { $name }
target-arrives = arrives as
target-gone = The target “{ $name }” doesn’t exist any more.
target-gone-hint = Take it out, or add it again under the same name.
target-remove = Take it out
target-remove-named = Take { $name } out
target-same-name = Every run arrives under the same name
target-same-replaces = At { $targets }, each file replaces the one before. Put {"{date}"} or {"{run}"} into the file name or the folder to keep them all.
target-same-fails = At { $targets }, the second run stops because the name is taken. Put {"{date}"} or {"{run}"} into the file name or the folder.
target-sum =
    { $rest ->
        [0] { $first }
        [one] { $first } and { $rest } other
       *[other] { $first } and { $rest } others
    }
review-title = Review
review-lead = Everything in words, before it is created.
review-lead-edit = Everything in words, before it is saved.
review-edit = Edit
review-edit-step = Edit { $step }
review-problems =
    { $count ->
        [one] { $count } problem to fix
       *[other] { $count } problems to fix
    }
review-no-row = No row matches now
review-no-row-hint = The file would have no row. Look at the filters again, or go on if rows will match later.
review-fine = Ready to create
review-fine-edit = Ready to save
review-fine-hint =
    { $rows ->
        [one] { $rows } row matches now.
       *[other] { $rows } rows match now.
    }
review-warnings = Worth a second look
review-connection = from { $name }
preview-title = Preview
preview-region = Live preview
preview-counting = counting rows…
preview-rows-match =
    { $count ->
        [one] { $count } row matches
       *[other] { $count } rows match
    }
preview-groups-match =
    { $count ->
        [one] { $count } row after grouping
       *[other] { $count } rows after grouping
    }
preview-about = about { $size } { $archive }
preview-archives-zip = zipped
preview-archives-gzip = gzipped
preview-tabs-file = File
preview-tabs-table = Table
preview-tabs-load = Will it load?
preview-tabs-excel = In Excel
preview-tabs-label = Kinds of preview
preview-marks = Show invisible
preview-marks-hint = Makes delimiters, quotes, line ends and the byte order mark visible
preview-collapse = Hide the preview
preview-expand = Show the preview
preview-resize = Height of the preview
preview-resize-hint = Drag to resize. Click for a large or a small preview.
preview-waiting = The first rows appear here.
preview-no-model = Choose a data model to see its rows.
preview-no-rows = No row matches.
preview-no-rows-hint = The file would only have its header.
preview-old = out of date
preview-unfinished = { $message } Fix this to refresh the preview.
preview-missing =
    { $number ->
        [one] { $number } field of the model has no source here and is left out.
       *[other] { $number } fields of the model have no source here and are left out.
    }
preview-contents-file = The file’s first bytes
preview-contents-table = The first rows
preview-contents-load = What receivers wouldn’t read exactly
preview-contents-excel = What Excel makes of it
preview-table-label = Columns and first rows
preview-row = Row
excel-fine = Excel shows these rows as they are
excel-fine-hint = None of the first rows has a value that Excel changes by itself.
excel-title = When the file is opened by a double click
excel-advice = To keep every value, use Data → From Text/CSV in Excel and choose “Do not detect data types”.
excel-column = Column
excel-what = What happens
excel-example = Example
excel-cells = Cells
excel-becomes = becomes
excel-changes-leading-zeros = Leading zeros are lost
excel-changes-long-number = Digits after the 15th become zeros
excel-changes-wide-number = Shown with an exponent, the value stays
excel-changes-exponent = Taken for a number with an exponent
excel-changes-date = Taken for a date and shown in another form
excel-changes-formula = Taken for a formula
excel-changes-decimals = The decimal sign isn’t this computer’s
excel-changes-too-long = Cut after 32,767 characters
excel-use-preset = Use the Excel preset
excel-preset-used = The format is now the Excel preset.
excel-undo = Undo
excel-file-no-bom = Accented letters look wrong: the file is UTF-8 without a byte order mark. UTF-8 with BOM helps.
excel-file-delimiter = Everything lands in one column: Excel on this computer splits at another character.
excel-file-utf16 = Everything lands in one column: Excel splits UTF-16 files at tabs only.
excel-file-enclosure = Single quotes stay visible: Excel knows double quotes only.
excel-file-psv = Excel doesn’t open .psv by a double click, and doesn’t split at pipes by itself.
excel-file-rows = Excel shows the first 1,048,576 rows and leaves out the rest.
excel-file-code-page = Accented letters are right only where Excel’s system uses the same code page.
excel-file-newline = Line ends of CR alone may come as one long row.
excel-file-compressed = Excel doesn’t open .gz; the file has to be unpacked first.
copy-copy-sentence = Copy the sentence
copy-sentence = Sentence
copy-copy-cell = Copy cell
copy-copy-row = Copy row
copy-copy-headers = Copy headers
copy-cell = Cell
copy-row = Row
copy-headers = Headers
copy-menu = Copy from the preview
