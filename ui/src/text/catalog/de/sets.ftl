### Words of sets: exports that are delivered together.

sets-together = Gemeinsam exportieren…
sets-title = Gemeinsam exportieren
sets-edit-title = „{ $name }“ bearbeiten
sets-text = Alle werden im selben Moment gelesen, soweit die Verbindung es zulässt, und ihre Dateien werden gemeinsam zugestellt oder gar nicht.
sets-name = Name
sets-name-placeholder = Zum Beispiel: Kunden und Karten für Acme
sets-file-name = Dateiname
sets-file-name-hint = Teile wie {"{name}"}, {"{date:YYYYMMDD}"} und {"{seq:06}"} werden ausgefüllt.
sets-timezone = Zeitzone
sets-packaging = Verpackung
sets-packagings-archive-label = Ein Zip-Archiv
sets-packagings-files-label = Dateien nebeneinander
sets-members =
    { $number ->
        [one] { $number } Export
       *[other] { $number } Exporte
    }
sets-members-label = Exporte im Paket, in ihrer Reihenfolge
sets-member-hint = Jeder ist eine Kopie: Spätere Änderungen des Exports ändern das Paket nicht.
sets-up = { $name } nach oben
sets-down = { $name } nach unten
sets-remove = { $name } aus dem Paket entfernen
sets-left-out = Ohne: { $what }
sets-left-schedule = Zeitplan
sets-left-targets = Ziele
sets-left-email = E-Mail
sets-left-companions = Begleitdateien
sets-left-sequence = Sequenz
sets-left-new-names-only = Prüfung auf schon verwendete Namen
sets-left-delta = Beschränkung auf Neues: alle Zeilen werden genommen
sets-left-split = Aufteilung in Teile
sets-left-pgp = PGP-Verschlüsselung
sets-left-zip-password = Passwort
sets-targets = Zustellen an
sets-targets-none = Es bleibt auf diesem Computer. Fügen Sie Ziele im Bereich Ziele hinzu.
sets-create = Paket erstellen
sets-save = Speichern
sets-created = „{ $name }“ wurde erstellt
sets-created-text = Führen Sie es jetzt aus, oder geben Sie ihm in den Details einen Zeitplan.
sets-saved = „{ $name }“ wurde gespeichert
sets-nameless = Geben Sie einen Namen ein.
sets-two = Ein Paket braucht mindestens zwei Exporte.
sets-connections = Exporte mehrerer Verbindungen können nicht im selben Moment gelesen werden
sets-connections-hint = Wählen Sie Exporte einer Verbindung.
sets-sets = Ein Paket kann nicht in einem anderen sein
sets-sets-hint = Wählen Sie einzelne Exporte.
sets-no-rows = Filter und Felder sind die der Exporte im Paket.
sets-member = Exporte
sets-packaging-term = Verpackung
sets-files = Dateien der Exporte
