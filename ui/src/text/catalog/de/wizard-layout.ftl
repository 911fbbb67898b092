### Text of what a partner's file may need: constant columns, other words for values, replacements, widths.

constant-add = Konstante Spalte hinzufügen
constant-added = Konstante Spalte hinzugefügt.
constant-unnamed = die konstante Spalte
constant-header = Kopf
constant-value = Text in jeder Zeile
constant-place = Platz
constant-place-wrong = Geben Sie die Nummer der Spalte ein.
constant-title = Konstante Spalten
value-map-title = Andere Wörter für Werte
value-map-begin = Werte ersetzen
value-map-add = Wert hinzufügen
value-map-from = Wert { $row }
value-map-to = Geschrieben für { $value }
value-map-empty = (leerer Wert)
value-map-remove = { $value } entfernen
value-map-twice = { $value } ist zweimal aufgeführt; das erste zählt.
value-map-others = Alle anderen Werte
value-map-stop = Lauf stoppen
value-map-write = Werden geschrieben als
value-map-others-text = Text für alle anderen
replace-title = In Texten ersetzen
replace-lead = Für Zeichen, die der Empfänger nicht annimmt. \n ist ein Zeilenumbruch, \t ein Tabulator, \\ ein Backslash.
replace-add = Ersetzung hinzufügen
replace-line-breaks = Zeilenumbrüche durch Leerzeichen
replace-tabs = Tabulatoren durch Leerzeichen
replace-find = Ersetzen { $row }
replace-find-label = Ersetzen
replace-with = Durch { $row }
replace-with-label = durch
replace-nothing = (nichts)
replace-remove = Ersetzung von { $find } entfernen
replace-missing = Geben Sie den Text ein, der ersetzt wird.
widths-sum =
    { $which ->
        [all] { $characters ->
            [one] { $characters } Zeichen je Zeile
           *[other] { $characters } Zeichen je Zeile
        }
       *[some] { $total ->
            [one] { $set } von { $total } Breite gesetzt
           *[other] { $set } von { $total } Breiten gesetzt
        }
    }
widths-propose = Breiten aus den ersten Zeilen setzen
widths-proposing = Zeilen werden gelesen…
widths-proposed =
    { $count ->
        [one] { $count } Breite
       *[other] { $count } Breiten
    } aus { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    } gesetzt. Vergleichen Sie sie mit der Spezifikation des Empfängers.
widths-failed = Die Zeilen lassen sich nicht lesen
widths-choose-all = Alle Felder wählen
empty-result-title = Wenn keine Zeile passt
empty-result-choices-file-name = Datei ohne Zeilen erstellen
empty-result-choices-file-note = mit ihrer Kopfzeile, wenn sie eine hat
empty-result-choices-no-file-name = Keine Datei erstellen
empty-result-choices-no-file-note = nichts wird zugestellt, und der Lauf ist fertig
empty-result-choices-fail-name = Fehlschlagen
empty-result-choices-fail-note = keine Datei, und der Lauf wird als fehlgeschlagen gemeldet
empty-result-words-file = eine Datei ohne Zeilen
empty-result-words-no-file = keine Datei, und nichts wird zugestellt
empty-result-words-fail = der Lauf schlägt fehl, keine Datei
entry-title = Name im Archiv
entry-placeholder = der Name des Exports
entry-holds = enthält
