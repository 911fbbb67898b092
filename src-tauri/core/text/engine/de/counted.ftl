### Anzahlen mit ihren Wörtern, wie `counted` im Code sie bildet.

counted-byte-one =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
counted-byte-many =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
counted-cell-one =
    { $count ->
        [one] { $count } Zelle
       *[other] { $count } Zellen
    }
counted-cell-many =
    { $count ->
        [one] { $count } Zelle
       *[other] { $count } Zellen
    }
counted-character-one =
    { $count ->
        [one] { $count } Zeichen
       *[other] { $count } Zeichen
    }
counted-character-many =
    { $count ->
        [one] { $count } Zeichen
       *[other] { $count } Zeichen
    }
counted-column-one =
    { $count ->
        [one] { $count } Spalte
       *[other] { $count } Spalten
    }
counted-column-many =
    { $count ->
        [one] { $count } Spalte
       *[other] { $count } Spalten
    }
counted-day-one =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
counted-day-many =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
counted-export-one =
    { $count ->
        [one] { $count } Export
       *[other] { $count } Exporte
    }
counted-export-many =
    { $count ->
        [one] { $count } Export
       *[other] { $count } Exporte
    }
counted-field-one =
    { $count ->
        [one] { $count } Feld
       *[other] { $count } Felder
    }
counted-field-many =
    { $count ->
        [one] { $count } Feld
       *[other] { $count } Felder
    }
counted-filter-group-one =
    { $count ->
        [one] { $count } Filtergruppe
       *[other] { $count } Filtergruppen
    }
counted-filter-group-many =
    { $count ->
        [one] { $count } Filtergruppe
       *[other] { $count } Filtergruppen
    }
counted-line-one =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
counted-line-many =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
counted-missed-slot-one =
    { $count ->
        [one] { $count } verpasste Zeit
       *[other] { $count } verpasste Zeiten
    }
counted-missed-slot-many =
    { $count ->
        [one] { $count } verpasste Zeit
       *[other] { $count } verpasste Zeiten
    }
counted-row-one =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
counted-row-many =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
counted-slot-one =
    { $count ->
        [one] { $count } Zeit
       *[other] { $count } Zeiten
    }
counted-slot-many =
    { $count ->
        [one] { $count } Zeit
       *[other] { $count } Zeiten
    }
counted-stage-one =
    { $count ->
        [one] { $count } Phase
       *[other] { $count } Phasen
    }
counted-stage-many =
    { $count ->
        [one] { $count } Phase
       *[other] { $count } Phasen
    }
counted-task-one =
    { $count ->
        [one] { $count } Aufgabe
       *[other] { $count } Aufgaben
    }
counted-task-many =
    { $count ->
        [one] { $count } Aufgabe
       *[other] { $count } Aufgaben
    }
counted-value-one =
    { $count ->
        [one] { $count } Wert
       *[other] { $count } Werte
    }
counted-value-many =
    { $count ->
        [one] { $count } Wert
       *[other] { $count } Werte
    }
