### Words of the shared parts.

controls-close = Schließen
controls-cancel = Abbrechen
controls-save = Speichern
controls-undo = Rückgängig
controls-retry = Noch einmal versuchen
controls-unsaved = Ihre Änderungen sind noch nicht gespeichert.
controls-go-on-editing = Weiter bearbeiten
controls-discard = Verwerfen
controls-loading = Wird geladen…
controls-nothing-found = Nichts gefunden
controls-show-options = Auswahl für { $label } anzeigen
controls-choose-date = { $label } aus einem Kalender wählen
controls-previous-month = Voriger Monat
controls-next-month = Nächster Monat
controls-day-pattern = JJJJ-MM-TT
controls-moment-pattern = JJJJ-MM-TT HH:MM
controls-time-pattern = HH:MM
controls-read-as = Gelesen als { $words }.
controls-use-instead = Stattdessen { $words }
controls-notifications = Meldungen
controls-dismiss = Ausblenden
clipboard-copied = { $what } kopiert
clipboard-not-copied = { $what } konnte nicht kopiert werden
clipboard-not-copied-hint = Markieren Sie den Text und drücken Sie Strg C.
