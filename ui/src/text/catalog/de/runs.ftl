### Words about runs, wherever they are shown.

runs-show = Anzeigen
runs-download = Herunterladen
runs-open-settings = Einstellungen öffnen
runs-open-connections = Verbindungen öffnen
runs-cancel = Abbrechen
runs-hide = Ausblenden
runs-finished = „{ $name }“ ist fertig
runs-failed = „{ $name }“ ist fehlgeschlagen
runs-undelivered = „{ $name }“ ist fertig, Zustellung fehlgeschlagen
runs-cancelled = „{ $name }“ wurde abgebrochen
runs-progress = Fortschritt von { $name }
runs-cancel-named = { $name } abbrechen
runs-hide-named = { $name } ausblenden; läuft weiter
runs-dismiss-named = Ausblenden: { $name }
runs-left = noch { $duration }
runs-on-cluster = auf dem Cluster: { $stagesDone } von { $stages } Stufen, { $tasksDone } von { $tasks } Aufgaben
