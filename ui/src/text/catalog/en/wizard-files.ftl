### Text of several files, companion files, lines around the rows, and sequences.

lines-title = Lines around the rows
lines-before = Before the header
lines-after = After the rows
lines-before-example = HDR{"{date:YYYYMMDD}"}{"{seq:06}"}
lines-after-example = TRL{"{rows:08}"}
lines-hint = One line of the file each. {"{rows}"} and {"{count}"} are the numbers of rows and of lines, {"{seq}"} is the sequence number, {"{sum:FIELD}"} a total. {"{rows:08}"} has zeros before it; {"{{"} and {"}}"} are braces.
split-title = The rows are in
split-by-none = one file
split-by-rows = files of so many rows
split-by-bytes = files of a size, before compression
split-by-packed-bytes = files of a size, compressed
split-by-field = a file for each value of a field
split-field = Field
split-choose-field = Choose…
split-rows = Rows in a file, at most
split-size = Size of a file, at most
split-unit = Unit
split-units-mb = MB (1,000,000 bytes)
split-units-kb = kB (1,000 bytes)
split-units-bytes = bytes
split-limit-wrong = Type a whole number of 1 or more.
split-header = Header row
split-headers-each = in each file
split-headers-first = in the first file
split-archive = The files are
split-archives-each = separate
split-archives-one = in one archive
split-only-zip = zip only
split-joined = Joined in their order, without the further headers, they are the undivided file.
companion-files = Several files
companion-title = Companion files
companion-lead = Published with the data, in this order: all files of a run, or none.
companion-add = Add a companion file
companion-ready-marker = Marker
companion-ready-sha256 = SHA-256 sums
companion-ready-md5 = MD5 sums
companion-ready-control = Control file
companion-name = Name
companion-content = Content
companion-contents-empty = empty (a marker)
companion-contents-sha256 = SHA-256, as sha256sum -c reads
companion-contents-md5 = MD5, as md5sum -c reads
companion-contents-text = lines of text
companion-place = Published
companion-places-after = after the data
companion-places-before = before the data
companion-of = One for
companion-ofs-each = each data file
companion-ofs-all = all data files
companion-remove =
    { $state ->
        [unnamed] Remove the companion file
       *[named] Remove { $name }
    }
companion-lines = Lines
companion-lines-hint = {"{file}"}, {"{stem}"}, {"{bytes}"}, {"{lines}"}, {"{rows}"}, {"{md5}"}, {"{sha256}"} and {"{files}"} are about the data; all parts of lines around the rows work too.
companion-lines-of-files = Lines for each data file
companion-between = Between them
companion-last-lines = Last lines
sequence-names = Numbers and names
sequence-own = A sequence with a name and a first number
sequence-own-hint = {"{seq}"} in names and lines counts accepted deliveries, without gaps. Exports that name the same sequence count on together.
sequence-usual = Sequence
sequence-name = Sequence
sequence-first = First number
sequence-first-wrong = Type a whole number.
sequence-new-names = Never use a file name twice
sequence-new-names-hint = A run stops if an earlier run of this export has made a file of that name.
files-summary-term = Files
files-summary-one = one file
files-summary-split-rows = a new file after { $limit } rows
files-summary-split-bytes = a new file before { $limit }
files-summary-split-packed-bytes = a new file before { $limit } compressed
files-summary-split-field = a file for each { $field }
files-summary-in-one = in one archive
files-summary-lines =
    { $count ->
        [one] { $count } line around the rows
       *[other] { $count } lines around the rows
    }
files-summary-companions = with { $names }
files-summary-new-names = never a name twice
