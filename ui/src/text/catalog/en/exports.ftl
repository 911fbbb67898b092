### Words of the Exports screen.

several-toolbar = Selected exports
several-select = Select { $name }
several-select-all = Select all exports in the list
several-selected = { $number } selected
several-run = Run
several-tag = Tags…
several-tag-title =
    { $number ->
        [one] Tags of { $number } export
       *[other] Tags of { $number } exports
    }
several-tag-text = Tags group exports in the list. They don’t go into files or definitions.
several-tag-new = New tag
several-tag-hint = Several are divided by commas.
several-tag-add = Add
several-tag-long = “{ $tag }” has more than 40 characters.
several-tag-of = { $has } of { $of }
several-tags-chosen = Tags
several-save-tags = Save tags
several-tagged =
    { $number ->
        [one] The tags of { $number } export were changed
       *[other] The tags of { $number } exports were changed
    }
several-pause = Pause
several-resume = Resume
several-delete = Delete…
several-clear = Clear selection
several-delete-title =
    { $number ->
        [one] Delete { $number } export?
       *[other] Delete { $number } exports?
    }
several-delete-text = Their files stay in the exports folder. You can undo this for a moment.
several-delete-running = Some are running now; those runs are cancelled as well.
several-more = and { $number } more
several-reason = “{ $name }”: { $message }.
several-started =
    { $number ->
        [one] { $number } export started
       *[other] { $number } exports started
    }
several-paused =
    { $number ->
        [one] { $number } schedule paused
       *[other] { $number } schedules paused
    }
several-resumed =
    { $number ->
        [one] { $number } schedule resumed
       *[other] { $number } schedules resumed
    }
several-deleted =
    { $number ->
        [one] { $number } export deleted
       *[other] { $number } exports deleted
    }
several-restored =
    { $number ->
        [one] { $number } export restored
       *[other] { $number } exports restored
    }
several-not-started =
    { $of ->
        [one] { $failed } of { $of } export couldn’t be started
       *[other] { $failed } of { $of } exports couldn’t be started
    }
several-not-paused =
    { $of ->
        [one] { $failed } of { $of } schedule couldn’t be paused
       *[other] { $failed } of { $of } schedules couldn’t be paused
    }
several-not-resumed =
    { $of ->
        [one] { $failed } of { $of } schedule couldn’t be resumed
       *[other] { $failed } of { $of } schedules couldn’t be resumed
    }
several-not-deleted =
    { $of ->
        [one] { $failed } of { $of } export couldn’t be deleted
       *[other] { $failed } of { $of } exports couldn’t be deleted
    }
several-not-restored =
    { $of ->
        [one] { $failed } of { $of } export couldn’t be restored
       *[other] { $failed } of { $of } exports couldn’t be restored
    }
exports-title = Exports
exports-total =
    { $number ->
        [one] { $number } export
       *[other] { $number } exports
    }
exports-matching =
    { $total ->
        [one] { $matching } of { $total } export
       *[other] { $matching } of { $total } exports
    }
exports-search = Search exports
exports-status = Status
exports-status-prefix = Status:
exports-any-status = all
exports-show = Show
exports-show-prefix = Show:
exports-show-any = all
exports-favourites = Favourites
exports-favourite = Favourite
exports-mark = Add to favourites
exports-unmark = Remove from favourites
exports-tags = Tags…
exports-new-export = New export
exports-more = New from…
exports-import-definition = Import a definition…
exports-from-template = From a template…
exports-templates-title = Begin with a template
exports-templates-description = The wizard opens filled in. Save an export as a template in its details, under More actions.
exports-templates-delete = Delete the template { $name }
exports-templates-deleted = The template “{ $name }” was deleted
exports-importing = “{ $name }” was read
exports-columns-name = Name
exports-columns-model = Model
exports-columns-last = Last run
exports-columns-next = Next run
exports-columns-created = Created at
exports-columns-by = By
exports-columns-target = Target
exports-columns-status = Status
exports-columns-rows = Rows
exports-columns-size = Size
exports-choose-columns = Columns
exports-attention =
    { $number ->
        [one] { $number } needs attention
       *[other] { $number } need attention
    }
exports-open = Open details
exports-change-filters = Change filters…
exports-no-file = “{ $name }” has no file
exports-no-file-hint = Run it, then download what it makes.
exports-menu = Actions for { $name }
exports-sorted-ascending = sorted, first to last
exports-sorted-descending = sorted, last to first
exports-nothing-found = No export matches
exports-nothing-found-hint = Try fewer letters, or show every status.
exports-show-all = Show all exports
exports-problem = The list of exports can't be shown
exports-draft = Draft of “{ $name }”, saved { $when }
exports-unnamed-draft = Unfinished draft, saved { $when }
exports-continue-draft = Continue
exports-discard-draft = Discard
exports-draft-discarded = The draft was discarded
exports-list-label = Exports; arrow keys move, letters go to a name, Enter opens the details, Shift and arrow keys select several, Alt R runs, Alt D downloads, Alt P pauses or resumes a schedule
exports-first-title = Welcome to Export Desk
exports-first-text = A demo brand is connected, so you can try everything with made-up data. Each of these makes a finished file in a moment.
exports-first-make = Make this file
exports-first-making = The demo data are being prepared; the file comes next.
exports-first-make-named = Make this file: { $name }
exports-first-adjust = Adjust first
exports-first-adjust-named = Adjust first: { $name }
exports-first-own-title = With your own data
exports-first-connect = Connect your data
exports-first-connect-text = Folders of Parquet, CSV or JSON files, databases, S3.
exports-first-create = Define an export
exports-first-create-text = Choose a data model, filters, fields and a format, with a live preview.
exports-first-import = Import a definition
exports-first-import-text = A JSON file that was saved from Export Desk or its command line.
