### Words of the frame around the screens.

drop-unknown = “{ $name }” can’t be opened
drop-unknown-hint = Drop a definition (.json), a table (.csv, .psv, .parquet, .jsonl), a folder of such files or an SQLite database.
drop-busy = Close the dialog first, then drop the file again
app-name = Export Desk
app-navigation = Screens
app-sidebar = Brand and runs
app-exports = Exports
app-schedules = Schedules
app-profiles = Profiles
app-targets = Targets
app-connections = Connections
app-settings = Settings
app-about = About
app-failing = { $number } failing
app-opening = Opening Export Desk…
app-running = { $number } running
app-nothing-runs = Nothing is running
app-open-run = { $name }, { $percent }; open its details
app-more-runs = and { $number } more
app-cant-open = Export Desk can't open
app-spoken-progress = { $name }: { $percent }
app-spoken-start = { $name } is running
app-counted-exports =
    { $number ->
        [one] { $number } export
       *[other] { $number } exports
    }
app-model-warnings =
    { $number ->
        [one] { $number } problem with your own data models
       *[other] { $number } problems with your own data models
    }
app-keyboard-modifier =
    { PLATFORM() ->
        [mac] ⌘
       *[other] Ctrl
    }
