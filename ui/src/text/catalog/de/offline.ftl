### Words of the offline copy.

offline-title = Offline-Kopie von { $name }
offline-lead = Hält die gewählten Daten auf diesem Computer, damit Exporte auch ohne Netz funktionieren und den Server nicht belasten.
offline-from = Offline-Kopie von { INSIDE($when) }
offline-uses-from = Verwendet die Offline-Kopie von { INSIDE($when) }
offline-never = Offline-Kopie noch nicht erstellt
offline-refreshing = Offline-Kopie wird aktualisiert
offline-failed = Offline-Kopie wurde nicht aktualisiert
offline-of-run = aus der Offline-Kopie von { INSIDE($when) }
offline-models = Datenmodelle
offline-choose-all = Alle
offline-no-model = Wählen Sie mindestens ein Datenmodell.
offline-copy = { $model } kopieren
offline-rows = Zeilen von { $model }
offline-all-rows = alle Zeilen
offline-last-days = letzte Tage
offline-days = Tage von { $model }
offline-days-unit = Tage
offline-days-wrong = Geben Sie eine ganze Zahl von 1 bis 36500 Tagen ein.
offline-updated = Was neu ist in { $model }
offline-updated-none = jedes Mal vollständige Kopie
offline-updated-by = nur neue Zeilen, nach { $field }
offline-schedule = Aktualisieren
offline-schedule-off = Manuell
offline-schedule-off-text = Bis dahin bleibt sie, wie sie ist.
offline-late = Nur neue Zeilen
offline-overlap = Zurückblicken
offline-overlap-unit = Minuten
offline-overlap-hint = Vor der neuesten kopierten Zeile, für Zeilen, die spät gespeichert wurden.
offline-overlap-wrong = Geben Sie eine ganze Zahl von 0 bis 100000 Minuten ein.
offline-full = Alles neu kopieren
offline-full-choices-never = nie
offline-full-choices-days = alle
offline-full-days = Tage zwischen vollständigen Kopien
offline-full-wrong = Geben Sie eine ganze Zahl von 1 bis 3650 Tagen ein.
offline-deleted = Zeilen, die in der Quelle gelöscht werden, bleiben in der Kopie, bis alles neu kopiert wird.
offline-full-at = alles wurde { INSIDE($when) } kopiert
offline-use = Die Kopie für Vorschau und Läufe verwenden
offline-use-hint = Aus behält die Kopie, liest aber die Live-Daten. Was nicht kopiert ist, wird immer live gelesen.
offline-estimate = Wird geschätzt…
offline-estimated =
    { $rows ->
        [one] Etwa { $rows } Zeile, { $size }, in { $time }
       *[other] Etwa { $rows } Zeilen, { $size }, in { $time }
    }
offline-not-estimated = Wählen Sie, was kopiert wird, um Größe und Zeit zu sehen.
offline-state =
    { $rows ->
        [one] { $rows } Zeile, { $size }
       *[other] { $rows } Zeilen, { $size }
    }
offline-refresh = Jetzt aktualisieren
offline-stop = Stoppen
offline-save-and-refresh = Speichern und jetzt kopieren
offline-save = Speichern
offline-saved = Die Einstellungen der Offline-Kopie wurden gespeichert
offline-refreshed =
    { $rows ->
        [one] Die Offline-Kopie ist aktuell: { $rows } Zeile
       *[other] Die Offline-Kopie ist aktuell: { $rows } Zeilen
    }
offline-remove = Kopie entfernen
offline-removed = Die Offline-Kopie wurde entfernt
offline-busy = Wird kopiert…
offline-stops-refresh = Das Kopieren ist noch nicht fertig. Verwerfen stoppt es.
