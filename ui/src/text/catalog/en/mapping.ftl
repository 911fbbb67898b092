### Words of the mapping editor.

mapping-title = Mapping
mapping-back = Connections
mapping-lead = Match data models to tables of { $name }, and fields to columns.
mapping-loading = Reading the tables…
mapping-loading-columns = Reading the columns…
mapping-save = Save mapping
mapping-saved = The mapping was saved
mapping-unsaved = not saved yet
mapping-import = Open from file…
mapping-export = Save as file…
mapping-exported = The mapping was saved as a file
mapping-imported = The mapping was read; save it to use it
mapping-reset = Suggest again
mapping-reset-done = Names decide again
mapping-reset-title = Delete this mapping and suggest it again?
mapping-reset-text = The saved mapping of this connection is deleted. The names of tables and columns decide again.
mapping-reset-models =
    { $number ->
        [one] This data model of your own is deleted: { $models }.
       *[other] These data models of your own are deleted: { $models }.
    }
mapping-reset-unsaved = Changes that aren’t saved yet are lost.
mapping-reset-now = Delete and suggest again
mapping-more = More for this mapping
mapping-models = Data models
mapping-mapped =
    { $which ->
        [all] { $all ->
            [one] all { $all } field
           *[other] all { $all } fields
        }
       *[some] { $all ->
            [one] { $done } of { $all } field
           *[other] { $done } of { $all } fields
        }
    }
mapping-not-mapped = no table yet
mapping-drifted =
    { $number ->
        [one] { $number } problem
       *[other] { $number } problems
    }
mapping-unreadable = the file can’t be read
mapping-own = your own
mapping-make-model = Create a model from a table…
mapping-table = Table or file
mapping-table-placeholder = Choose a table
mapping-table-hint = Nothing is exported of this model until it has one.
mapping-kinds-table = table
mapping-kinds-view = view
mapping-kinds-file = file
mapping-about-rows =
    { $rows ->
        [one] about { $rows } row
       *[other] about { $rows } rows
    }
mapping-table-gone = { $table } doesn’t exist any more
mapping-table-gone-hint = Choose the table that took its place.
mapping-no-tables = There is no table, view or file to be seen
mapping-no-tables-hint = Look at the connection’s settings, or at what its user may read.
mapping-field = Field
mapping-column = Column
mapping-path = JSON path
mapping-path-of = JSON path of { $field }
mapping-column-of = Column of { $field }
mapping-samples = Sample values
mapping-no-samples = no values
mapping-missing = Missing
mapping-missing-hint = can’t be exported
mapping-suggested = suggested
mapping-by-hand = manually
mapping-use-suggestion = Use the suggestion for { $field }: { $column }
mapping-clear = Leave { $field } without a source
mapping-no-column = — none —
mapping-column-gone = { $field }: the column { $column } is gone.
mapping-type-changed = { $field }: { $column } is { $type }, which doesn’t fit { INSIDE($wanted) }.
mapping-path-wrong = Begin it with $. such as $.address.city
mapping-search = Search fields and columns
mapping-show = Show
mapping-filters-all = All
mapping-filters-missing = Missing
mapping-filters-problems = Problems
mapping-nothing = No field matches.
mapping-remove-model = Remove this model
mapping-remove-model-named = Remove the model { $label }
mapping-removed = { $label } is removed; save to keep that
mapping-leave = Leave without saving?
mapping-leave-text = What was changed in the mapping is lost.
mapping-stay = Go on editing
mapping-leave-anyway = Leave
file-reading-title = How this file is read
file-reading-delimiter = Delimiter
file-reading-delimiters-comma = Comma  ,
file-reading-delimiters-semicolon = Semicolon  ;
file-reading-delimiters-tab = Tab
file-reading-delimiters-pipe = Pipe  |
file-reading-delimiters-other = Other
file-reading-character = Character
file-reading-character-hint = Type one character.
file-reading-quote = Quote
file-reading-quotes-double-quote = Double quote  "
file-reading-quotes-single-quote = Single quote  '
file-reading-escape = Escape character
file-reading-escapes-backslash = Backslash  \
file-reading-none = None
file-reading-header = First row has the column names
file-reading-yes = yes
file-reading-no = no
file-reading-encoding = Encoding
file-reading-encodings-utf-8-name = UTF-8
file-reading-encodings-utf-16le-name = UTF-16
file-reading-encodings-windows-1250-name = Windows-1250
file-reading-encodings-windows-1250-note = Central European
file-reading-encodings-windows-1252-name = Windows-1252
file-reading-encodings-windows-1252-note = Western European
file-reading-encodings-iso-8859-2-name = ISO-8859-2
file-reading-encodings-iso-8859-2-note = Central European
file-reading-encodings-iso-8859-15-name = ISO-8859-15
file-reading-encodings-iso-8859-15-note = Western European with €
file-reading-suggested = suggested
file-reading-suggested-is = suggested: { $choice }
file-reading-use-suggestion = Use suggestion
file-reading-summary-delimiters-comma = comma
file-reading-summary-delimiters-semicolon = semicolon
file-reading-summary-delimiters-tab = tab
file-reading-summary-delimiters-pipe = pipe
file-reading-summary-between = { $character } between cells
file-reading-summary-quote = quote { $character }
file-reading-summary-no-quote = no quote
file-reading-summary-escape = escape { $character }
file-reading-summary-header = names in the first row
file-reading-summary-no-header = no names in the first row
file-reading-rows = First rows of { $table }
file-reading-empty = empty
file-reading-no-name = no name
file-reading-no-rows = No rows.
file-reading-working = Reading the first rows…
own-model-title = Create a model from a table
own-model-lead = Any table, view or file can be exported: choose it, and what tells its rows apart.
own-model-table = Table, view or file
own-model-name = Name of the model
own-model-name-missing = Type a name.
own-model-name-taken = A model named “{ $name }” exists already.
own-model-key = Key
own-model-key-hint = The key tells rows apart; two runs are compared by it.
own-model-fields = Fields
own-model-include = Include { $field }
own-model-label = Name of { $field }
own-model-type = Type of { $field }
own-model-is-key = { $field } is part of the key
own-model-chosen =
    { $all ->
        [one] { $number } of { $all } field taken.
       *[other] { $number } of { $all } fields taken.
    }
own-model-no-field = Include at least one field.
own-model-no-label = Every field needs a name.
own-model-make = Add model
own-model-head-take = Include
own-model-head-name = Name
own-model-head-type = Type
own-model-head-key = Key
own-model-head-samples = Sample values
