### Words of the About screen.

about-title = About
about-product = Export Desk
about-purpose = Define, preview, run and deliver exports of a loyalty programme’s data, and trust the file that arrives.
about-version = Version { $version }
about-offline = Works on this computer alone: nothing is sent anywhere that you haven’t chosen.
about-zones =
    { $origin ->
        [built_in] Time zone database { $release }, built in
        [system] Time zone database { $release }, of the operating system
       *[imported] Time zone database { $release }, imported
    }
about-import-zones = Import newer time zones…
about-import-hint = Python’s tzdata package (a .whl file), or a .zip of a zoneinfo folder.
about-zones-imported = Time zone database { $release } is in use
about-licences = Open-source components
about-search = Search names and licences
about-packages =
    { $which ->
        [all] { $all ->
            [one] { $all } package
           *[other] { $all } packages
        }
       *[some] { $all ->
            [one] { $shown } of { $all } package
           *[other] { $shown } of { $all } packages
        }
    }
about-name = Name
about-package-version = Version
about-license = Licence
about-source = Part
about-sources-rust = engine
about-sources-npm = window
about-nothing-found = No package matches
about-log = Log
about-log-hint = What the app and scheduled runs did, newest first. It holds no rows and no secrets.
about-log-levels-all = All entries
about-log-levels-warning = Warnings and errors
about-log-levels-error = Errors
about-log-level = Show
about-log-names-error = Error
about-log-names-warning = Warning
about-log-names-info = Info
about-log-names-debug = Debug
about-no-entries = No entries
about-refresh = Refresh
about-save-report = Save report…
about-report-hint = Log, versions and settings in one file, for whoever helps you.
about-report-saved = Report saved to { $path }
