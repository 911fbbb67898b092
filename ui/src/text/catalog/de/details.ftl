### Words of the details drawer.

details-subtitle = { $model } · erstellt { INSIDE($when) } von { $by }
details-run-now = Jetzt ausführen
details-cancel-run = Lauf abbrechen
details-download = Herunterladen
details-show-in-folder = Im Ordner anzeigen
details-clone = Duplizieren
details-edit = Bearbeiten
details-more = Weitere Aktionen
details-save-definition = Definition speichern…
details-save-recipe = Als Vorlage speichern
details-recipe-saved = „{ $name }“ ist jetzt eine Vorlage
details-recipe-saved-text = Sie finden sie unter Neu aus….
details-delete = Löschen
details-close = Details schließen
details-delete-title = „{ $name }“ löschen?
details-delete-text = Die Dateien bleiben im Exportordner. Sie können das kurze Zeit rückgängig machen.
details-delete-running = Er läuft gerade; auch der Lauf wird abgebrochen.
details-deleted = „{ $name }“ wurde gelöscht
details-restored = „{ $name }“ ist wieder da
details-definition-saved = Definition gespeichert: { $path }
details-saved = Gespeichert: { $path }
details-connection = Verbindung
details-connection-gone = inzwischen entfernt; bearbeiten Sie den Export, um eine andere zu wählen
details-filters = Filter
details-aggregation = Aggregation
details-fields = Felder
details-format = Format
details-zone = Zeitzone
details-file = Datei
details-target = Ziel
details-this-computer = Dieser Computer
details-runs = Läufe
details-no-runs = Dieser Export ist noch nicht gelaufen.
details-compare = Zwei Läufe vergleichen…
details-run = Lauf { $number }
details-took = dauerte { $duration }
details-rows =
    { $number ->
        [one] { $number } Zeile
       *[other] { $number } Zeilen
    }
details-show-log = Protokoll anzeigen
details-hide-log = Protokoll ausblenden
details-log = Protokoll von Lauf { $number }
details-actions-of = Aktionen von Lauf { $number }
details-download-run = Datei von Lauf { $number } herunterladen
details-retry = Wiederholen
details-verify = Datei prüfen
details-verified = Lauf { $number }: Die Datei ist unversehrt
details-not-verified = Lauf { $number }: Die Datei ist nicht die, die der Lauf erstellt hat
details-file-gone = Datei entfernt
details-no-file = keine Zeile passte, also keine Datei
details-cancel = Abbrechen
details-cancel-of = Lauf { $number } abbrechen
details-retry-of = Lauf { $number } wiederholen
details-older-runs =
    { $number ->
        [one] { $number } älteren Lauf anzeigen
       *[other] { $number } ältere Läufe anzeigen
    }
details-sha256 = SHA-256
details-unzipped = { $size } entpackt
details-warning = Warnung
details-error = Fehler
