### Words about newer versions of the app.

updates-title = Updates
updates-daily = Look for updates once a day
updates-daily-hint = Off unless you turn it on. It asks which version is the newest and says nothing about you; nothing is installed by itself.
updates-look = Look for updates
updates-look-again = Look again
updates-unasked = Nobody was asked yet whether there is a newer version.
updates-looking = Looking for a newer version…
updates-current = This is the newest version.
updates-older = This is the newest version. The server offers { $version }, which is older and isn’t taken.
updates-found = Version { $version } is there
updates-published = It came out on { $when }.
updates-notes = What is new
updates-install = Download and install
updates-fetching = Version { $version } is being downloaded
updates-fetched-of = { $fetched } of { $total }
updates-waiting = Version { $version } is here, and its signature is good
updates-because = It is installed as soon as nothing is disturbed: { $because }.
updates-installing = Version { $version } is being installed
updates-confirm = The system may ask for an administrator’s password.
updates-installed = Version { $version } is installed
updates-finish = It is used from the next start on.
updates-restart = Restart to finish
updates-stop = Not now
updates-show = Show
