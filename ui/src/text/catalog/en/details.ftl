### Words of the details drawer.

details-subtitle = { $model } · created { $when } by { $by }
details-run-now = Run now
details-cancel-run = Cancel run
details-download = Download
details-show-in-folder = Show in folder
details-clone = Clone
details-edit = Edit
details-more = More actions
details-save-definition = Save definition…
details-save-recipe = Save as template
details-recipe-saved = “{ $name }” is a template now
details-recipe-saved-text = Find it under New from…
details-delete = Delete
details-close = Close details
details-delete-title = Delete “{ $name }”?
details-delete-text = Its files stay in the exports folder. You can undo this for a moment.
details-delete-running = It is running now; the run is cancelled as well.
details-deleted = “{ $name }” was deleted
details-restored = “{ $name }” is back
details-definition-saved = The definition was saved as { $path }
details-saved = Saved as { $path }
details-connection = Connection
details-connection-gone = removed since; edit the export to choose another
details-filters = Filters
details-aggregation = Aggregation
details-fields = Fields
details-format = Format
details-zone = Time zone
details-file = File
details-target = Target
details-this-computer = This computer
details-runs = Runs
details-no-runs = This export hasn’t run yet.
details-compare = Compare two runs…
details-run = Run { $number }
details-took = took { $duration }
details-rows =
    { $number ->
        [one] { $number } row
       *[other] { $number } rows
    }
details-show-log = Show log
details-hide-log = Hide log
details-log = Log of run { $number }
details-actions-of = Actions of run { $number }
details-download-run = Download the file of run { $number }
details-retry = Retry
details-verify = Verify file
details-verified = Run { $number }: the file is intact
details-not-verified = Run { $number }: the file isn’t what the run made
details-file-gone = file removed
details-no-file = no row matched, so no file
details-cancel = Cancel
details-cancel-of = Cancel run { $number }
details-retry-of = Retry run { $number }
details-older-runs =
    { $number ->
        [one] Show { $number } older run
       *[other] Show { $number } older runs
    }
details-sha256 = SHA-256
details-unzipped = { $size } unpacked
details-warning = Warning
details-error = Error
