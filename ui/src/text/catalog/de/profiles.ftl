### Text of profiles, receivers and what they wouldn’t read exactly.

profiles-title = Profile
profiles-intro = Ein Profil enthält, wie ein Empfänger seine Dateien möchte. Exporte, die es verwenden, folgen seinen Änderungen; jeder Lauf behält die verwendete Version.
profiles-add = Profil hinzufügen
profiles-from-sample = Aus einer Beispieldatei…
profiles-import = Importieren…
profiles-empty-title = Noch kein Profil
profiles-empty-text = Legen Sie für jeden Partner eines an, nach seiner Spezifikation oder aus einer Beispieldatei von ihm.
profiles-saved = Ihre Profile
profiles-built-in = Bekannte Empfänger
profiles-built-in-hint = Bereit für Programme, die Dateien laden. Kopieren Sie eines, um es zu ändern.
profiles-copy = Kopieren
profiles-copy-named = { $name } kopieren
profiles-copy-of = { $name } (Kopie)
profiles-edit = { $name } bearbeiten
profiles-more = Weitere Aktionen für { $name }
profiles-history = Versionen
profiles-used-by = Wo es verwendet wird
profiles-export = Als Datei speichern…
profiles-delete = Löschen
profiles-no-name = Geben Sie dem Profil einen Namen.
profiles-name-taken = Ein Profil „{ $name }“ gibt es schon. Wählen Sie einen anderen Namen.
profiles-delete-title = Profil „{ $name }“ löschen?
profiles-delete-text = Auch seine Versionen werden gelöscht. Läufe behalten die verwendeten Einstellungen.
profiles-deleted = Das Profil „{ $name }“ ist gelöscht.
profiles-in-use-title = „{ $name }“ wird verwendet
profiles-version = Version { $number }
profiles-exports =
    { $count ->
        [0] noch nicht verwendet
        [one] von { $count } Export verwendet
       *[other] von { $count } Exporten verwendet
    }
profiles-tested = getestet mit { $by }
profiles-documented = nach seiner Dokumentation, hier nicht getestet
profiles-unreadable = Dieses Profil lässt sich nicht lesen
profiles-saved-as = Gespeichert: { $path }
profiles-export-saved = Das Profil ist als Datei gespeichert.
profiles-receiver = Profil des Empfängers
profiles-own = Kein Profil
profiles-own-detail = Einstellungen dieses Exports
profiles-follows = Dieser Export folgt den Änderungen des Profils. Es ist jetzt Version { $version }.
profiles-detach = Für diesen Export anpassen
profiles-detach-hint = Kopiert die Einstellungen; der Export folgt dem Profil nicht mehr
profiles-gone = Das Profil „{ $name }“ gibt es nicht mehr. Wählen Sie ein anderes.
profiles-sets-name = Das Profil „{ $name }“ benennt die Datei: { $template }
profiles-sets-zone = Das Profil „{ $name }“ setzt die Zeitzone: { $zone }
profiles-new-title = Neues Profil
profiles-edit-title = Profil { $name }
profiles-name = Name
profiles-name-placeholder = Zum Beispiel: Northwind-Kartenpartner
profiles-note = Notiz
profiles-contact = Kontakt
profiles-timezone = Zeitzone
profiles-timezone-own = Die des Exports
profiles-file-name = Dateiname
profiles-entry-name = Name im Archiv
profiles-own-name = der des Exports
profiles-when-empty = Wenn keine Zeile passt
profiles-when-empties-own = Wie im Export
profiles-when-empties-file = Datei ohne Zeilen erstellen
profiles-when-empties-no-file = Keine Datei erstellen
profiles-when-empties-fail = Fehlschlagen
profiles-about = Profil
profiles-preview = Vorschau
profiles-sample = Vorschau mit
profiles-save = Profil speichern
profiles-save-version = Als neue Version speichern
profiles-test = Testlauf…
profiles-stop = Test stoppen
profiles-testing = Testdatei wird geschrieben…
profiles-tested2 =
    { $rows ->
        [one] { $rows } Zeile in { $file }
       *[other] { $rows } Zeilen in { $file }
    }
profiles-back = Profile
profiles-done = Das Profil „{ $name }“ ist gespeichert.
profiles-affects =
    { $count ->
        [one] { $count } Export verwendet es und wird dieser Änderung folgen.
       *[other] { $count } Exporte verwenden es und werden dieser Änderung folgen.
    }
profiles-unsaved = Die Änderungen dieses Profils sind nicht gespeichert.
profiles-leave = Änderungen verwerfen
profiles-stay = Weiter bearbeiten
profiles-leave-title = Änderungen verwerfen?
profiles-sample-title = Was die Beispieldatei zeigt
profiles-sample-text = Vergleichen Sie jede Einstellung mit der Spezifikation des Partners, bevor Sie das Profil speichern.
profiles-certain = sicher
profiles-likely = wahrscheinlich
profiles-setting = Einstellung
profiles-value = Wert
profiles-why = Warum
profiles-confidence = Sicherheit
profiles-use = Diese Einstellungen verwenden
profiles-cancel = Abbrechen
profiles-rows = Erste Zeilen
profiles-settings-layout = Aufbau
profiles-settings-delimiter = Trennzeichen
profiles-settings-enclosure = Anführungszeichen
profiles-settings-quoting = Zellen in Anführungszeichen
profiles-settings-newline = Zeilenende
profiles-settings-header = Kopfzeile
profiles-settings-encoding = Kodierung
profiles-settings-compression = Komprimierung
profiles-settings-extension = Erweiterung
profiles-settings-date = Datumswerte
profiles-settings-datetime = Datumswerte mit Uhrzeit
profiles-settings-decimal-sign = Dezimalzeichen
profiles-settings-boolean = Wahr und falsch
profiles-settings-missing = Fehlende Werte
profiles-settings-width = Breite
profiles-settings-file-name = Dateiname
profiles-settings-empty-text = Leere Texte
profiles-settings-style = Wo Werte stehen
profiles-versions-title = Versionen von { $name }
profiles-current = in Kraft
profiles-runs =
    { $count ->
        [one] { $count } Lauf
       *[other] { $count } Läufe
    }
profiles-restore = Wieder verwenden
profiles-restore-named = Version { $version } wieder verwenden
profiles-not-readable = nicht lesbar
profiles-uses-title = Exporte mit { $name }
profiles-uses-none = Kein Export verwendet es.
profiles-close = Schließen
receivers-title = Lädt es?
receivers-lead = Jede Zeile wird beim Schreiben der Datei gegen die Grenzen der gewählten Empfänger geprüft.
receivers-check = Prüfen für
receivers-hold = Wenn es nicht lädt
receivers-holds-warn-name = Zustellen und warnen
receivers-holds-warn-note = die Seite des Laufs listet auf, was gefunden wurde
receivers-holds-stop-name = Lauf zurückhalten
receivers-holds-stop-note = er schlägt fehl, bevor etwas veröffentlicht wird
receivers-tab = Lädt es?
receivers-none-chosen = Kein Empfänger gewählt
receivers-none-hint = Wählen Sie Empfänger unter Format, Anpassen, oder ein Profil.
receivers-fine = { $receivers } liest diese Zeilen genau
receivers-fine-hint = Der Lauf prüft jede Zeile, nicht nur diese.
receivers-findings =
    { $count ->
        [one] { $count } Befund: lädt nicht genau
       *[other] { $count } Befunde: laden nicht genau
    }
receivers-column = Spalte
receivers-receiver = Empfänger
receivers-what = Was gefunden wurde
receivers-rows = Zeilen
receivers-first = zuerst in Zeile { $rows }
receivers-whole-file = ganze Datei
values-title = Werte von Feldern ohne Format
values-date = Datumswerte
values-datetime = Datumswerte mit Uhrzeit
values-decimal-sign = Dezimalzeichen
values-signs-point = Punkt  1.5
values-signs-comma = Komma  1,5
values-yes = Für wahr
values-no = Für falsch
values-example = Beispiel: { $written }
run-files-files =
    { $count ->
        [one] { $count } Datei
       *[other] { $count } Dateien
    }
run-files-title = Dateien dieses Laufs
run-files-name = Name
run-files-rows = Zeilen
run-files-size = Größe
run-files-sequence = Sequenz { $number }
run-files-profile =
    { $version ->
        [none] Profil { $name }
       *[other] Profil { $name }, Version { $version }
    }
run-files-companion = Begleitdatei
