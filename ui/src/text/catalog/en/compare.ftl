### Words of the Compare screen.

compare-title = Compare two runs
compare-back = Back to the export
compare-earlier = Earlier run
compare-later = Later run
compare-export = Export
compare-run = Run
compare-no-runs = no finished run with its file
compare-loading-runs = Looking for runs…
compare-run-label = Run { $number } · { $when }
compare-rows =
    { $number ->
        [one] { $number } row
       *[other] { $number } rows
    }
compare-key = Match rows by
compare-key-hint = Rows with equal values in these columns are compared with each other.
compare-key-missing = Choose at least one column.
compare-no-columns = The two files have no column in common.
compare-pick-both = Choose two runs.
compare-same-run = Choose two different runs.
compare-compare = Compare
compare-cancel = Cancel
compare-comparing = Comparing both files row by row…
compare-swap = Swap the two runs
compare-added = Added
compare-removed = Removed
compare-changed = Changed
compare-unchanged = Unchanged
compare-same = Both files hold the same rows
compare-same-text =
    { $number ->
        [one] { $number } row is equal in every column.
       *[other] { $number } rows are equal in every column.
    }
compare-differences = First differences
compare-shown =
    { $which ->
        [all] { $all ->
            [one] { $all } difference
           *[other] { $all } differences
        }
       *[some] { $all ->
            [one] the first { $shown } of { $all } difference
           *[other] the first { $shown } of { $all } differences
        }
    }
compare-save = Save all as CSV…
compare-saved = Every difference was saved as { $path }
compare-kinds-added = Added
compare-kinds-removed = Removed
compare-kinds-changed = Changed
compare-column = Column
compare-before = Earlier
compare-after = Later
compare-empty = empty
compare-changed-columns =
    { $number ->
        [one] { $number } column changed
       *[other] { $number } columns changed
    }
compare-more-columns =
    { $number ->
        [one] Show { $number } more column
       *[other] Show { $number } more columns
    }
compare-filter = Show
compare-all = All
compare-search-exports = Type to search exports
