### Words of the About screen.

about-title = Über
about-product = Export Desk
about-purpose = Exporte der Daten eines Treueprogramms festlegen, ansehen, ausführen und zustellen, damit auf die Datei Verlass ist, die ankommt.
about-version = Version { $version }
about-offline = Arbeitet nur auf diesem Computer: Es wird nichts gesendet, was Sie nicht selbst gewählt haben.
about-zones =
    { $origin ->
        [built_in] Zeitzonendatenbank { $release }, eingebaut
        [system] Zeitzonendatenbank { $release }, vom Betriebssystem
       *[imported] Zeitzonendatenbank { $release }, importiert
    }
about-import-zones = Neuere Zeitzonen importieren…
about-import-hint = Das tzdata-Paket von Python (eine .whl-Datei) oder ein zoneinfo-Ordner als .zip.
about-zones-imported = Die Zeitzonendatenbank { $release } wird verwendet
about-licences = Open-Source-Komponenten
about-search = Namen und Lizenzen durchsuchen
about-packages =
    { $which ->
        [all] { $all ->
            [one] { $all } Paket
           *[other] { $all } Pakete
        }
       *[some] { $all ->
            [one] { $shown } von { $all } Paket
           *[other] { $shown } von { $all } Paketen
        }
    }
about-name = Name
about-package-version = Version
about-license = Lizenz
about-source = Teil
about-sources-rust = Engine
about-sources-npm = Fenster
about-nothing-found = Kein Paket gefunden
about-log = Protokoll
about-log-hint = Was die App und geplante Läufe getan haben, das Neueste zuerst. Es enthält keine Zeilen und keine Geheimnisse.
about-log-levels-all = Alle Einträge
about-log-levels-warning = Warnungen und Fehler
about-log-levels-error = Fehler
about-log-level = Anzeigen
about-log-names-error = Fehler
about-log-names-warning = Warnung
about-log-names-info = Info
about-log-names-debug = Debug
about-no-entries = Keine Einträge
about-refresh = Aktualisieren
about-save-report = Bericht speichern…
about-report-hint = Protokoll, Versionen und Einstellungen in einer Datei, für alle, die Ihnen helfen.
about-report-saved = Bericht gespeichert: { $path }
