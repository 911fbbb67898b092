### Words of the Settings screen.

settings-title = Settings
settings-saved = Saved
settings-saving = Saving…
settings-brand = Brand
settings-brand-hint = Shown at top left; its time zone is the default for new exports.
settings-brand-name = Brand name
settings-brand-name-missing = Type the brand’s name.
settings-brand-zone = Brand’s time zone
settings-you = You
settings-you-hint = Times are shown in your zone; any other zone is named beside the time.
settings-user-name = Your name
settings-user-name-hint = Shown as Created by.
settings-user-name-missing = Type a name, so that others know who made an export.
settings-user-zone = Your time zone
settings-this-computers-zone = this computer’s
settings-suggested = Suggested
settings-all-zones = All time zones
settings-look = Look
settings-language = Language
settings-language-hint = The log file stays in English.
settings-languages-system-label = Language of the system
settings-theme = Theme
settings-themes-system-label = Like the system
settings-themes-light-label = Light
settings-themes-dark-label = Dark
settings-files = Files
settings-folder = Exports folder
settings-folder-hint = Every finished file is kept here, also after it was downloaded.
settings-folder-missing = Choose a folder.
settings-choose = Choose…
settings-retention = Remove finished files after some time
settings-retention-hint = The list and the log keep their entries; only the files go.
settings-days = Days
settings-days-unit = days
settings-days-wrong = Type a whole number of days, from 1 to 3650.
settings-running = Running
settings-parallel = Exports at once
settings-parallel-hint = More run side by side, each a little slower.
settings-parallel-wrong = Type a whole number from 1 to 16.
settings-memory = Memory for sorting and grouping
settings-memory-hint = For each run; beyond it, the disk is used.
settings-memory-unit = MB
settings-memory-wrong = Type a whole number of megabytes, from 64 to 65536.
settings-log = Log file
settings-logs-warnings-label = Problems only
settings-logs-info-label = Usual
settings-logs-debug-label = Detailed
settings-presets = Format presets
settings-presets-hint = Your own formats; the wizard’s Format step saves and offers them.
settings-no-presets = None yet.
settings-remove-preset = Remove the preset { $name }
settings-preset-removed = The preset “{ $name }” was removed
settings-counted-presets =
    { $number ->
        [one] { $number } preset
       *[other] { $number } presets
    }
