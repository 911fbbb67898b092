### Text of profiles, receivers and what they wouldn’t read exactly.

profiles-title = Profiles
profiles-intro = A profile holds how one receiver wants its files. Exports that use it follow its changes; each run keeps the version that it used.
profiles-add = Add a profile
profiles-from-sample = From a sample file…
profiles-import = Import…
profiles-empty-title = No profile yet
profiles-empty-text = Make one for each partner, from its specification or from a sample file that it sent.
profiles-saved = Your profiles
profiles-built-in = Known receivers
profiles-built-in-hint = Ready for the programs that load files. Copy one to change it.
profiles-copy = Copy
profiles-copy-named = Copy { $name }
profiles-copy-of = { $name } (copy)
profiles-edit = Edit { $name }
profiles-more = More actions for { $name }
profiles-history = Versions
profiles-used-by = Where it is used
profiles-export = Save as a file…
profiles-delete = Delete
profiles-no-name = Give the profile a name.
profiles-name-taken = There is a profile “{ $name }” already. Choose another name.
profiles-delete-title = Delete the profile “{ $name }”?
profiles-delete-text = Its versions are deleted too. Runs keep the settings that they used.
profiles-deleted = Profile “{ $name }” is deleted.
profiles-in-use-title = “{ $name }” is in use
profiles-version = version { $number }
profiles-exports =
    { $count ->
        [0] not used yet
        [one] used by { $count } export
       *[other] used by { $count } exports
    }
profiles-tested = tested with { $by }
profiles-documented = by its documentation, not tested here
profiles-unreadable = This profile can’t be read
profiles-saved-as = Saved as { $path }
profiles-export-saved = The profile is saved as a file.
profiles-receiver = Receiver’s profile
profiles-own = No profile
profiles-own-detail = settings of this export
profiles-follows = This export follows the profile’s changes. It is version { $version } now.
profiles-detach = Customise for this export
profiles-detach-hint = Copies the settings; the export doesn’t follow the profile any more
profiles-gone = There is no profile “{ $name }” any more. Choose another one.
profiles-sets-name = The profile “{ $name }” names the file: { $template }
profiles-sets-zone = The profile “{ $name }” sets the time zone: { $zone }
profiles-new-title = New profile
profiles-edit-title = Profile { $name }
profiles-name = Name
profiles-name-placeholder = For example: Northwind card partner
profiles-note = Note
profiles-contact = Contact
profiles-timezone = Time zone
profiles-timezone-own = The export’s own
profiles-file-name = File name
profiles-entry-name = Name inside the archive
profiles-own-name = the export’s own
profiles-when-empty = If no row matches
profiles-when-empties-own = As the export has it
profiles-when-empties-file = Make a file without rows
profiles-when-empties-no-file = Make no file
profiles-when-empties-fail = Fail
profiles-about = Profile
profiles-preview = Preview
profiles-sample = Preview with
profiles-save = Save profile
profiles-save-version = Save as a new version
profiles-test = Test run…
profiles-stop = Stop the test
profiles-testing = Writing the test file…
profiles-tested2 =
    { $rows ->
        [one] { $rows } row in { $file }
       *[other] { $rows } rows in { $file }
    }
profiles-back = Profiles
profiles-done = Profile “{ $name }” is saved.
profiles-affects =
    { $count ->
        [one] { $count } export uses it and will follow this change.
       *[other] { $count } exports use it and will follow this change.
    }
profiles-unsaved = The changes of this profile aren’t saved.
profiles-leave = Discard changes
profiles-stay = Keep editing
profiles-leave-title = Discard the changes?
profiles-sample-title = What the sample shows
profiles-sample-text = Check each setting against the partner’s specification before you save the profile.
profiles-certain = certain
profiles-likely = likely
profiles-setting = Setting
profiles-value = Value
profiles-why = Why
profiles-confidence = Confidence
profiles-use = Use these settings
profiles-cancel = Cancel
profiles-rows = First rows
profiles-settings-layout = Layout
profiles-settings-delimiter = Delimiter
profiles-settings-enclosure = Quote
profiles-settings-quoting = Quoted cells
profiles-settings-newline = Line ending
profiles-settings-header = Header row
profiles-settings-encoding = Encoding
profiles-settings-compression = Compression
profiles-settings-extension = Extension
profiles-settings-date = Dates
profiles-settings-datetime = Dates with time
profiles-settings-decimal-sign = Decimal sign
profiles-settings-boolean = True and false
profiles-settings-missing = Missing values
profiles-settings-width = Width
profiles-settings-file-name = File name
profiles-settings-empty-text = Empty texts
profiles-settings-style = Where values stand
profiles-versions-title = Versions of { $name }
profiles-current = in force
profiles-runs =
    { $count ->
        [one] { $count } run
       *[other] { $count } runs
    }
profiles-restore = Use again
profiles-restore-named = Use version { $version } again
profiles-not-readable = can’t be read
profiles-uses-title = Exports that use { $name }
profiles-uses-none = No export uses it.
profiles-close = Close
receivers-title = Will it load?
receivers-lead = Every row is checked against the limits of the chosen receivers while the file is written.
receivers-check = Check for
receivers-hold = If it won’t load
receivers-holds-warn-name = Deliver and warn
receivers-holds-warn-note = the run’s page lists what was found
receivers-holds-stop-name = Hold the run
receivers-holds-stop-note = it fails before anything is published
receivers-tab = Will it load?
receivers-none-chosen = No receiver is chosen
receivers-none-hint = Choose receivers in Format, under Customise, or a profile.
receivers-fine = { $receivers } will read these rows exactly
receivers-fine-hint = The run checks every row, not only these.
receivers-findings =
    { $count ->
        [one] { $count } finding: won’t load exactly
       *[other] { $count } findings: won’t load exactly
    }
receivers-column = Column
receivers-receiver = Receiver
receivers-what = What was found
receivers-rows = Rows
receivers-first = first in row { $rows }
receivers-whole-file = whole file
values-title = Values of fields without a format
values-date = Dates
values-datetime = Dates with time
values-decimal-sign = Decimal sign
values-signs-point = Point  1.5
values-signs-comma = Comma  1,5
values-yes = For true
values-no = For false
values-example = Example: { $written }
run-files-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
run-files-title = Files of this run
run-files-name = Name
run-files-rows = Rows
run-files-size = Size
run-files-sequence = sequence { $number }
run-files-profile =
    { $version ->
        [none] profile { $name }
       *[other] profile { $name }, version { $version }
    }
run-files-companion = companion
