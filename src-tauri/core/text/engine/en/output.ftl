### What files are written and read as, what receivers make of them, and what the command says.

## The command: definitions and folders

output-window-without-delta = the definition has no `delta`, and a window is named
output-leave-out-to = Leave out --to.
output-window-needs-date = only an export of what is new by a date has a window
output-run-in-window = Leave out --to, and run it in the window.
output-window-reversed = the window ends before it begins
output-exchange-from-to = Exchange --from and --to.
output-year-out-of-range = its year isn't between 1 and 9998
output-no-threads = threads can't be started: { $error }
output-choose-writable-folder = Choose a folder that can be written.
output-of-run = (run { $run })
output-next-window-from = { $export }: from { $until }{ $run }
output-next-window-everything = { $export }: everything
output-check-definition-path = Check the definition's path.
output-warning = warning: { $problem }
output-hint = hint: { $hint }
output-no-home-connections = there is no home folder with saved connections
output-set-home-or-name = Set EXPORT_DESK_HOME, or name the folder with --home.
output-save-mapping = Save one from the connection's mapping.
output-no-home-demo = there is no home folder for the demo brand
output-set-home-or-data = Set EXPORT_DESK_HOME, or name a folder with --data.
output-making-demo = making the demo brand in { $folder }
output-set-home-or-folder = Set EXPORT_DESK_HOME, or name a folder with --home.
output-set-home = Set EXPORT_DESK_HOME.

## The command: runs, previews and comparisons

output-standard-output = standard output
output-preparing = preparing
output-publishing = publishing
output-seconds-left = , { $seconds } s left
output-cluster-tasks = { $done } of { $tasks } tasks on the cluster
output-rows-so-far = { $rows } rows{ $left }
output-data-lacks-field = warning: the data has no field { $fields }
output-member-rows = “{ $name }”: { $rows } rows in `{ $file }`
output-no-row-no-file = no row matches, so there is no file; { $seconds } s
output-run-totals = { $rows } rows, { $bytes } bytes, { $seconds } s, sha256 { $hash }
output-window-until = { $kind } window until { $until }
output-sequence-number = number { $number } of its sequence
output-cancelled-nothing-left = cancelled; nothing was left
output-rows-match = { $count } rows match
output-valid = valid
output-differences-more = … and { $count } more
output-differences = { $added } added, { $removed } removed, { $changed } changed, { $unchanged } unchanged
output-hint-dont-use-file = hint: Don’t use the file before you know why. Run the export again.

## The command: profiles, keys and schedules

output-no-home-profiles = there is no home folder for the saved profiles
output-no-profile-version = profile “{ $name }” has no such version
output-leave-version-out = Leave the version out to see the last one.
output-one-export = 1 export
output-profile-used = { $name } version { $version }, { $used }
output-profile-tested = tested with { $version }
output-profile-documented = as documented: { $link }
output-profile-built-in = { $name } built in: { $receiver }; { $evidence }
output-please-check = (please check)
output-add-schedule = Add a schedule, or run it with `export-desk-cli run`.
output-no-schedule = the definition has no schedule
output-no-run-after = no run after { $moment }
output-check-key-path = Check the path of the key.
output-key-no-expiry = no expiry
output-key-expires-soon = expires on { $date }, soon
output-key-expires = expires on { $date }
output-key-fingerprint = key          { $fingerprint }
output-key-encrypts-by = encrypts by  { $subkey }, { $algorithm }, { $until }

## The command: schedules at work

output-no-home-history = there is no home folder for the history
output-nothing-logged = warning: nothing is logged: { $error }
output-in-time = in time
output-not-yet = yet
output-file-due = { $export } isn't there { $when }; due by { $due }
output-scheduled-next = { $count } scheduled; next: { $export } at { $at }
output-nothing-scheduled = nothing is scheduled yet
output-serving = serving { $folder }: { $said }
output-catching-up = { $name }: catching up, planned for { $planned }
output-started-planned = { $name }: started, planned for { $planned }
output-started = { $name }: started
output-file-gone = the file is gone
output-ended-rows = { $name }: { $rows } rows, { $file }
output-cancelled = cancelled
output-stopped = stopped

## The command: targets

output-no-home-targets = there is no home folder for the saved targets
output-check-file-path = Check the file's path.
output-no-target-file = `{ $path }` isn't a target: { $error }
output-write-target-as = Write `name`, `settings` and `options` as `target list --json` does.
output-only-sftp-keys = only SFTP hosts have keys to trust
output-leave-trust-out = Leave --trust out.
output-trust-host = To trust this host: --trust { $fingerprint }
output-works-there = This works there: { $options }
output-lost-by-it = What is lost by it: { $loses }
output-tried-again = warning: { $name }: { $message }. Tried again in { $seconds } s
output-left-before = warning: { $name }: the server doesn't let go of { $path }, left before
output-part-may-stay = warning: { $name }: part of the file may stay there as { $part }; the next delivery there removes it
output-part-held = warning: { $name }: the server doesn't let go of { $part }; the next delivery there tries to remove it
output-delivered = { $name }: { $path }, { $bytes } bytes, checked by { $verified }{ $server }
output-no-home-zones = there is no home folder for the time zone database

## Encrypted messages

output-pgp-text-damaged = the text of the PGP message is cut off or damaged
output-pgp-ends-early = the PGP message ends before its content
output-pgp-session-key = a session key of the PGP message can't be read
output-pgp-empty = the PGP message is empty
output-pgp-followed = something follows the PGP message
output-pgp-not-encrypted = it isn't an encrypted PGP message
output-pgp-packet-length = a packet of the PGP message has no length
output-pgp-cut-off = the PGP message is cut off

## Archives

output-archive-unwritten = the archive couldn't be written: { $error }
output-file-uncompressed = the file couldn't be compressed: { $problem }
output-archive-unmade = the archive `{ $name }` can't be made: { $problem }
output-file-unencrypted = the file couldn't be encrypted: { $problem }
output-archive-damaged = the archive `{ $path }` doesn't read back: { $problem }
output-free-space = Free some space, then run again.
output-shorter-name = Choose a shorter file name.
output-check-disk = Check the disk, then run again.
output-compressor-stuck = the compressor takes no more
output-run-cancelled = the run was cancelled
output-entry-name-length = its name has no characters or more than 65,535 bytes
output-archive-empty = it has no entries
output-archive-directory = its directory doesn't fit its content
output-archive-followed = something follows its content
output-archive-password = the password isn't this one

## Cells that can’t be written

output-entries-no-text = entries of { $type } have no text
output-entry-no-text = an entry is a date or a number that has no text
output-not-phone = isn't a phone number with a country code; it isn't shown, because the column is masked
output-correct-phone = Correct it in the data, say of which country numbers without one are, or leave such values empty.
output-no-band = is infinite, not a number or has too many digits; it has no band
output-filter-rows-out = Leave such rows out by a filter.
output-header-of-field = the header of field `{ $field }`
output-field-in-row = field `{ $field }` in row { $row }
output-header-is = the header of field `{ $field }` { $what }
output-field-is = field `{ $field }` in row { $row } { $what }
output-cell-unwritten = { $place } can't be written; { $reason }
output-holds-delimiter = holds the delimiter or a line end, and the file has no enclosure
output-choose-enclosure-delimiter = Choose an enclosure, or a delimiter that no value holds.
output-like-missing = is the text that stands for missing values, and the file has no enclosure
output-choose-enclosure-missing = Choose an enclosure, or another text for missing values.
output-lone-nothing = is nothing, and as the only cell of its line it would be lost
output-choose-enclosure-empty = Choose an enclosure, or a text for empty values.
output-date-out-of-range = holds a date that its pattern can't write, such as one after the year 9999
output-write-as-epoch = Write this field as epoch, or leave such rows out by a filter.
output-too-wide = has { $length } characters, and its column is { $width } wide
output-holds-line-end = holds a line end, which would end its row
output-filter-or-enclose = Leave such rows out by a filter, or choose a delimited layout with an enclosure.
output-not-in-xml = holds the character U+{ $code }, which XML doesn't have
output-replace-or-filter = Write another text in its place, or leave such rows out by a filter.
output-not-a-number-in-file = is infinite or not a number, which the file can't hold as a number
output-filter-or-delimited = Leave such rows out by a filter, or choose delimited text.
output-not-a-number-in-json = holds a number that is infinite or not a number, which JSON doesn't have
output-filter-or-members = Leave such rows out by a filter, choose the members one by one, or Parquet.
output-too-many-digits = has more digits than the file's numbers can have
output-fewer-decimals = Choose fewer decimals, or delimited text.
output-cell-too-long = is longer than 32,767 characters, the most that a cell of XLSX holds
output-leave-field-out = Leave the field out, or choose another layout.
output-not-in-encoding = holds `{ $character }`, which doesn't exist in { $encoding }
output-line-wrong = the line `{ $text }` { $what }
output-type-no-text = holds { $type }, which has no text
output-remove-field = Remove the field from the export.
output-value-unmapped = `{ $value }` isn't mapped
output-date-other-type = a date has another type
output-missing-has-place = a missing value has a place
output-datetime-other-type = a datetime has another type
output-no-total = is infinite or not a number, which has no total
output-total-too-large = the total of field `{ $field }` has more than 38 digits
output-leave-total-out = Leave the total out.
output-holds-value = holds `{ $value }`
output-map-lacks-value = holds `{ $value }`, for which its map has no entry
output-add-to-map = Add it to the field's map, or `*` for all others.

## Files that are read back

output-fewer-lines = it has fewer lines than stand before its rows
output-bytes-not-encoding = the bytes before byte { $place } aren't { $encoding }
output-last-line-no-end = its last line has no end
output-line-too-short = a line is shorter than its columns
output-line-too-long = a line is too long
output-array-followed = something follows the array
output-not-ours = it has { $what } that isn't one of ours
output-cell = a cell
output-kind-of-cell = a kind of cell
output-xml-element = an element `{ $name }`
output-xml-rows-followed = something follows its rows
output-xml-ends-early = it ends before its rows do
output-xml-no-beginning = it doesn't begin as an XML document
output-xml-no-element = it has no element `{ $name }`
output-xml-missing-with-text = a missing value with a text
output-xml-open-row = a row that doesn't end
output-xml-column-twice = a column `{ $header }` twice in a row
output-xml-column = a column `{ $header }`
output-xml-not-only-text = a value that isn't only text
output-xml-text-between = text between its elements
output-xml-document-type = a document type
output-xml-comment = a comment or an instruction
output-xml-white-space = white space in an attribute that isn't a reference
output-xml-entity = an entity `{ $name }`
output-xml-unnamed-field = a field without a name
output-xml-strange = it has { $what }, which the export doesn't write

## What receivers wouldn’t read exactly

output-receiver-encoding = { $receiver } doesn't read { $encoding }
output-choose-encoding = Choose { $encodings }.
output-receiver-missing = { $receiver } doesn't see which values are missing
output-write-for-missing = Write { $text } for missing values.
output-receiver-packed = { $receiver } doesn't read { $packed } files
output-other-compression = Choose another compression, or unpack the file first.
output-receiver-too-many = { $found } are more than the { $most } that { $receiver } has
output-filter-or-split = Use filters, or split the file.
output-filter-or-fewer-fields = Use filters, or fewer fields.
output-fewer-fields = Choose fewer fields.
output-receiver-drops-offsets = { $receiver } drops the offsets of datetimes in `{ $header }`
output-write-in-utc = Write them in UTC (`utc`).
output-other-header = Give the column another header.
output-column-name-long = the name of column `{ $header }` is too long for { $receiver }
output-column-name-refused = { $receiver } can't have a column named `{ $header }`
output-column-name-twice = { $receiver } can't have two columns named `{ $header }`
output-xlsx-or-as-text = Choose the layout XLSX, or import the file as text.
output-filter-or-load-text = Leave such rows out by a filter, or load the column as text.
output-becomes-number = becomes a number
output-becomes-date = becomes a date
output-loses-digits = loses its digits after the { $digits }th
output-loses-zeros = loses its leading zeros
output-taken-for-formula = is taken for a formula
output-guard-formulas = Switch “formulas made harmless” on, or choose the layout XLSX.
output-longer-than = is longer than { $length }
output-shorten-field = Leave the field out, or shorten it.
output-read-as-missing = equals `{ $missing }` and is read as missing
output-other-missing-text = Choose another text for missing values, one that no value has.
output-dot-line = has a line of only `\.`, at which it stops before version 18
output-replace-dot-line = Replace `\.` in values, or load with version 18.
output-whole-digits = has more than { $digits } digits before the decimal point
output-not-finite = is infinite or not a number
output-outside-years = lies outside the years { $first } to { $last }
output-finding-in-row = { $receiver }: `{ $column }` { $what } in row { $row }
output-finding-in-rows = { $receiver }: `{ $column }` { $what } in rows { $rows }
output-finding-in-many = { $receiver }: `{ $column }` { $what } in { $rows }, first { $first }

## Receivers, and what they lose

output-plain-csv = Plain CSV (RFC 4180)
output-csv-no-missing = The standard has no missing values; most readers take an empty cell for an empty text.
output-datetimes-stored-utc = Datetimes are stored in UTC, without an offset.
output-sqlite-all-texts = All columns are texts: SQLite has neither exact decimals nor dates.
output-datetimes-instants = Datetimes are instants, without an offset.
output-datetimes-instants-utc = Datetimes are instants in UTC, without an offset.
output-one-column-missing = In a file of one column, missing values are empty texts.
output-excel-double-click = Excel, by a double click
output-excel-guesses = Texts that look like numbers or dates become numbers or dates, enclosed or not.
output-excel-semicolons = Where the decimal sign is a comma, Excel splits at semicolons: choose that delimiter.
output-empty-cell-both = An empty text and a missing value are both an empty cell.
output-excel-text-csv = Excel, Data from Text/CSV
output-libreoffice-import = LibreOffice, with import options
output-all-cells-texts = All cells are texts.
output-carriage-return-dropped = Of a line end of two characters in a cell, the carriage return is dropped.
output-bigquery-load = BigQuery load job
output-marketing-cloud-import = Salesforce Marketing Cloud import
output-both-empty = An empty text and a missing value are both empty.

## How a file is described

output-header-names-columns = The first line names the columns.
output-no-header = There is no header.
output-cells-enclosed = Cells are enclosed by `{ $quote }`, doubled inside as `{ $again }{ $third }`.
output-cells-not-enclosed = No cell is enclosed.
output-missing-written = A missing value is `{ $missing }`, not enclosed.
output-missing-nothing = A missing value is nothing; an empty text is an empty enclosure.

## Steps by which people load a file

output-text-in = `{ $name }` is text in { $encoding }, with a line for each row.
output-separated-by = The cells are separated by this delimiter: { $delimiter }.
output-delimiter-comma = comma
output-delimiter-semicolon = semicolon
output-delimiter-tab = tab
output-delimiter-pipe = pipe
output-open-by-double-click = Open `{ $name }` by a double click.
output-check-split = Check that it is split into columns; if not, choose the delimiter of your Windows regional settings in the profile.
output-ids-are-numbers = Ids and codes that look like numbers are numbers now. To keep them, import the file (Data, From Text/CSV) or choose the layout XLSX.
output-excel-choose = In Excel choose Data, From Text/CSV, and `{ $name }`.
output-excel-detection = File origin: { $encoding }. Delimiter: { $delimiter }. Data type detection: Do not detect data types.
output-excel-load = Choose Load. All columns are texts. { $header }
output-sheets-choose = In Google Sheets choose File, Import, Upload, and `{ $name }`.
output-sheets-separator = Separator type: { $delimiter }. Clear “Convert text to numbers, dates and formulas”.
output-sheets-import = Choose Import data.
output-marketing-folder = Put `{ $name }` into the Import folder of the Enhanced FTP site.
output-marketing-activity = In Automation Studio make an Import File activity.
output-marketing-settings = File type: CSV. Delimiter: { $delimiter }. Encoding: { $encoding }. Check “Respect double quotes as a text qualifier”.
output-marketing-headings = Check “First row contains column headings”.
output-marketing-no-headings = Clear “First row contains column headings”.
output-marketing-map = Choose the data extension, and map by the column headings.
output-adobe-choose = In Experience Platform choose Sources, Local file upload (or your cloud storage), and `{ $name }`.
output-adobe-format = Data format: delimited. Delimiter: { $delimiter }.
output-adobe-map = Map the columns to the schema.
output-adobe-map-texts = Map the columns to the schema; these are texts: { $columns }.
