### Text of what a partner's file may need: constant columns, other words for values, replacements, widths.

constant-add = Add a constant column
constant-added = Constant column added.
constant-unnamed = the constant column
constant-header = Header
constant-value = Text in every row
constant-place = Place
constant-place-wrong = Type the number of the column.
constant-title = Constant columns
value-map-title = Other words for values
value-map-begin = Replace values
value-map-add = Add a value
value-map-from = Value { $row }
value-map-to = Written for { $value }
value-map-empty = (empty value)
value-map-remove = Remove { $value }
value-map-twice = { $value } is listed twice; the first counts.
value-map-others = All other values
value-map-stop = Stop the run
value-map-write = Are written as
value-map-others-text = Text for all others
replace-title = Replace inside texts
replace-lead = For characters that the receiver doesn’t take. \n is a line break, \t a tab, \\ a backslash.
replace-add = Add a replacement
replace-line-breaks = Line breaks with spaces
replace-tabs = Tabs with spaces
replace-find = Replace { $row }
replace-find-label = Replace
replace-with = With { $row }
replace-with-label = with
replace-nothing = (nothing)
replace-remove = Remove the replacement of { $find }
replace-missing = Enter the text that is replaced.
widths-sum =
    { $which ->
        [all] { $characters ->
            [one] { $characters } character a line
           *[other] { $characters } characters a line
        }
       *[some] { $total ->
            [one] { $set } of { $total } width set
           *[other] { $set } of { $total } widths set
        }
    }
widths-propose = Set widths from the first rows
widths-proposing = Reading rows…
widths-proposed =
    { $count ->
        [one] { $count } width
       *[other] { $count } widths
    } set from { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }. Compare them with the receiver’s specification.
widths-failed = The rows can’t be read
widths-choose-all = Choose all fields
empty-result-title = If no row matches
empty-result-choices-file-name = Make a file without rows
empty-result-choices-file-note = with its header, if it has one
empty-result-choices-no-file-name = Make no file
empty-result-choices-no-file-note = nothing is delivered, and the run is finished
empty-result-choices-fail-name = Fail
empty-result-choices-fail-note = no file, and the run is reported as failed
empty-result-words-file = a file without rows
empty-result-words-no-file = no file, and nothing is delivered
empty-result-words-fail = the run fails, no file
entry-title = Name inside the archive
entry-placeholder = the export’s name
entry-holds = holds
