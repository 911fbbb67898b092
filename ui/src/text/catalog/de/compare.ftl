### Words of the Compare screen.

compare-title = Zwei Läufe vergleichen
compare-back = Zurück zum Export
compare-earlier = Früherer Lauf
compare-later = Späterer Lauf
compare-export = Export
compare-run = Lauf
compare-no-runs = kein abgeschlossener Lauf mit seiner Datei
compare-loading-runs = Läufe werden gesucht…
compare-run-label = Lauf { $number } · { $when }
compare-rows =
    { $number ->
        [one] { $number } Zeile
       *[other] { $number } Zeilen
    }
compare-key = Zeilen zuordnen nach
compare-key-hint = Zeilen mit gleichen Werten in diesen Spalten werden miteinander verglichen.
compare-key-missing = Wählen Sie mindestens eine Spalte.
compare-no-columns = Die beiden Dateien haben keine gemeinsame Spalte.
compare-pick-both = Wählen Sie zwei Läufe.
compare-same-run = Wählen Sie zwei verschiedene Läufe.
compare-compare = Vergleichen
compare-cancel = Abbrechen
compare-comparing = Beide Dateien werden Zeile für Zeile verglichen…
compare-swap = Die beiden Läufe tauschen
compare-added = Hinzugefügt
compare-removed = Entfernt
compare-changed = Geändert
compare-unchanged = Unverändert
compare-same = Beide Dateien enthalten dieselben Zeilen
compare-same-text =
    { $number ->
        [one] { $number } Zeile ist in jeder Spalte gleich.
       *[other] { $number } Zeilen sind in jeder Spalte gleich.
    }
compare-differences = Erste Unterschiede
compare-shown =
    { $which ->
        [all] { $all ->
            [one] { $all } Unterschied
           *[other] { $all } Unterschiede
        }
       *[some] { $all ->
            [one] die ersten { $shown } von { $all } Unterschied
           *[other] die ersten { $shown } von { $all } Unterschieden
        }
    }
compare-save = Alle als CSV speichern…
compare-saved = Alle Unterschiede gespeichert: { $path }
compare-kinds-added = Hinzugefügt
compare-kinds-removed = Entfernt
compare-kinds-changed = Geändert
compare-column = Spalte
compare-before = Früher
compare-after = Später
compare-empty = leer
compare-changed-columns =
    { $number ->
        [one] { $number } Spalte geändert
       *[other] { $number } Spalten geändert
    }
compare-more-columns =
    { $number ->
        [one] { $number } weitere Spalte anzeigen
       *[other] { $number } weitere Spalten anzeigen
    }
compare-filter = Anzeigen
compare-all = Alle
compare-search-exports = Tippen, um Exporte zu suchen
