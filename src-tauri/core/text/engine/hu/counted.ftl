### Darabszámok, ahogy a kód `counted` függvénye írja őket.

counted-byte-one =
    { $count ->
       *[other] { $count } bájt
    }
counted-byte-many =
    { $count ->
       *[other] { $count } bájt
    }
counted-cell-one =
    { $count ->
       *[other] { $count } cella
    }
counted-cell-many =
    { $count ->
       *[other] { $count } cella
    }
counted-character-one =
    { $count ->
       *[other] { $count } karakter
    }
counted-character-many =
    { $count ->
       *[other] { $count } karakter
    }
counted-column-one =
    { $count ->
       *[other] { $count } oszlop
    }
counted-column-many =
    { $count ->
       *[other] { $count } oszlop
    }
counted-day-one =
    { $count ->
       *[other] { $count } nap
    }
counted-day-many =
    { $count ->
       *[other] { $count } nap
    }
counted-export-one =
    { $count ->
       *[other] { $count } export
    }
counted-export-many =
    { $count ->
       *[other] { $count } export
    }
counted-field-one =
    { $count ->
       *[other] { $count } mező
    }
counted-field-many =
    { $count ->
       *[other] { $count } mező
    }
counted-filter-group-one =
    { $count ->
       *[other] { $count } szűrőcsoport
    }
counted-filter-group-many =
    { $count ->
       *[other] { $count } szűrőcsoport
    }
counted-line-one =
    { $count ->
       *[other] { $count } sor
    }
counted-line-many =
    { $count ->
       *[other] { $count } sor
    }
counted-missed-slot-one =
    { $count ->
       *[other] { $count } kimaradt időpont
    }
counted-missed-slot-many =
    { $count ->
       *[other] { $count } kimaradt időpont
    }
counted-row-one =
    { $count ->
       *[other] { $count } sor
    }
counted-row-many =
    { $count ->
       *[other] { $count } sor
    }
counted-slot-one =
    { $count ->
       *[other] { $count } időpont
    }
counted-slot-many =
    { $count ->
       *[other] { $count } időpont
    }
counted-stage-one =
    { $count ->
       *[other] { $count } szakasz
    }
counted-stage-many =
    { $count ->
       *[other] { $count } szakasz
    }
counted-task-one =
    { $count ->
       *[other] { $count } feladat
    }
counted-task-many =
    { $count ->
       *[other] { $count } feladat
    }
counted-value-one =
    { $count ->
       *[other] { $count } érték
    }
counted-value-many =
    { $count ->
       *[other] { $count } érték
    }
