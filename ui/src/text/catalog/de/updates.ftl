### Words about newer versions of the app.

updates-title = Updates
updates-daily = Einmal am Tag nach Updates suchen
updates-daily-hint = Aus, solange Sie es nicht einschalten. Es wird nur gefragt, welche Version die neueste ist, und nichts über Sie gesagt; nichts wird von selbst installiert.
updates-look = Nach Updates suchen
updates-look-again = Erneut suchen
updates-unasked = Es wurde noch nicht gefragt, ob es eine neuere Version gibt.
updates-looking = Neuere Version wird gesucht…
updates-current = Das ist die neueste Version.
updates-older = Das ist die neueste Version. Der Server bietet { $version } an; sie ist älter und wird nicht genommen.
updates-found = Version { $version } ist verfügbar
updates-published = Sie erschien am { $when }.
updates-notes = Was ist neu
updates-install = Herunterladen und installieren
updates-fetching = Version { $version } wird heruntergeladen
updates-fetched-of = { $fetched } von { $total }
updates-waiting = Version { $version } ist da, und ihre Signatur ist gültig
updates-because = Sie wird installiert, sobald nichts gestört wird: { $because }.
updates-installing = Version { $version } wird installiert
updates-confirm = Das System fragt möglicherweise nach einem Administratorpasswort.
updates-installed = Version { $version } ist installiert
updates-finish = Sie wird ab dem nächsten Start verwendet.
updates-restart = Zum Abschließen neu starten
updates-stop = Jetzt nicht
updates-show = Anzeigen
