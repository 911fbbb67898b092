### Words of the filters' operators, aggregates and types.

operator-words-is = ist
operator-words-is-not = ist nicht
operator-words-contains = enthält
operator-words-does-not-contain = enthält nicht
operator-words-starts-with = beginnt mit
operator-words-ends-with = endet mit
operator-words-is-any-of = ist eines von
operator-words-is-none-of = ist keines von
operator-words-is-empty = ist leer
operator-words-is-not-empty = ist nicht leer
operator-words-greater-than = ist größer als
operator-words-greater-or-equal = ist mindestens
operator-words-less-than = ist kleiner als
operator-words-less-or-equal = ist höchstens
operator-words-between = liegt zwischen
operator-words-is-true = ist wahr
operator-words-is-false = ist falsch
operator-words-on = ist am
operator-words-not-on = ist nicht am
operator-words-before = liegt vor dem
operator-words-on-or-before = liegt am oder vor dem
operator-words-after = liegt nach dem
operator-words-on-or-after = liegt am oder nach dem
operator-words-in-last = liegt in den letzten
operator-words-in-next = liegt in den nächsten
operator-words-today = ist heute
operator-words-yesterday = ist gestern
operator-words-this-week = liegt in dieser Woche
operator-words-previous-week = liegt in der vorigen Woche
operator-words-this-month = liegt in diesem Monat
operator-words-previous-month = liegt im vorigen Monat
operator-words-this-quarter = liegt in diesem Quartal
operator-words-previous-quarter = liegt im vorigen Quartal
operator-words-this-year = liegt in diesem Jahr
operator-words-previous-year = liegt im vorigen Jahr
operator-words-contains-any-of = enthält eines von
operator-words-contains-all-of = enthält alle von
operator-numeric-is = ist gleich
operator-numeric-is-not = ist nicht gleich
operator-sentences-is = { $field } ist { $value }
operator-sentences-is-not = { $field } ist nicht { $value }
operator-sentences-contains = { $field } enthält { $value }
operator-sentences-does-not-contain = { $field } enthält nicht { $value }
operator-sentences-starts-with = { $field } beginnt mit { $value }
operator-sentences-ends-with = { $field } endet mit { $value }
operator-sentences-is-any-of = { $field } ist eines von { $value }
operator-sentences-is-none-of = { $field } ist keines von { $value }
operator-sentences-is-empty = { $field } ist leer
operator-sentences-is-not-empty = { $field } ist nicht leer
operator-sentences-greater-than = { $field } ist größer als { $value }
operator-sentences-greater-or-equal = { $field } ist mindestens { $value }
operator-sentences-less-than = { $field } ist kleiner als { $value }
operator-sentences-less-or-equal = { $field } ist höchstens { $value }
operator-sentences-between = { $field } liegt zwischen { $value }
operator-sentences-is-true = { $field } ist wahr
operator-sentences-is-false = { $field } ist falsch
operator-sentences-on = { $field } ist am { $value }
operator-sentences-not-on = { $field } ist nicht am { $value }
operator-sentences-before = { $field } liegt vor dem { $value }
operator-sentences-on-or-before = { $field } liegt am oder vor dem { $value }
operator-sentences-after = { $field } liegt nach dem { $value }
operator-sentences-on-or-after = { $field } liegt am oder nach dem { $value }
operator-sentences-in-last = { $field } liegt höchstens { $value } zurück
operator-sentences-in-next = { $field } liegt höchstens { $value } in der Zukunft
operator-sentences-today = { $field } ist heute
operator-sentences-yesterday = { $field } ist gestern
operator-sentences-this-week = { $field } liegt in dieser Woche
operator-sentences-previous-week = { $field } liegt in der vorigen Woche
operator-sentences-this-month = { $field } liegt in diesem Monat
operator-sentences-previous-month = { $field } liegt im vorigen Monat
operator-sentences-this-quarter = { $field } liegt in diesem Quartal
operator-sentences-previous-quarter = { $field } liegt im vorigen Quartal
operator-sentences-this-year = { $field } liegt in diesem Jahr
operator-sentences-previous-year = { $field } liegt im vorigen Jahr
operator-sentences-contains-any-of = { $field } enthält eines von { $value }
operator-sentences-contains-all-of = { $field } enthält alle von { $value }
operator-numeric-sentences-is = { $field } ist gleich { $value }
operator-numeric-sentences-is-not = { $field } ist nicht gleich { $value }
operator-date-notes-in-last = Der letzte gezählte Tag ist heute.
operator-date-notes-in-next = Der erste gezählte Tag ist heute.
operator-datetime-notes-on = Der ganze Tag, in der Zeitzone des Exports.
operator-datetime-notes-on-or-before = Ein Tag ohne Uhrzeit zählt bis zu seinem Ende.
operator-datetime-notes-in-last = Vom Moment des Laufs zurückgezählt, bis zur selben Uhrzeit.
operator-datetime-notes-in-next = Vom Moment des Laufs bis zur selben Uhrzeit.
operator-datetime-notes-between = Beide Enden zählen; ein Tag ohne Uhrzeit zählt bis zu seinem Ende.
operator-notes-between = Beide Enden zählen.
operator-notes-this-week = Montag bis Sonntag, in der Zeitzone des Exports.
operator-notes-previous-week = Montag bis Sonntag, in der Zeitzone des Exports.
operator-notes-is-empty = Kein Wert, ein leerer Text oder eine leere Liste.
operator-notes-today = Der Tag des Laufs, in der Zeitzone des Exports.
operator-notes-yesterday = Der Tag vor dem Lauf, in der Zeitzone des Exports.
operator-keeps-empty = Behält auch Zeilen ohne Wert.
aggregate-group-name = Gruppe
aggregate-group-meaning = Eine Zeile je Wert
aggregate-count-name = Anzahl
aggregate-count-meaning = Anzahl der Zeilen in der Gruppe
aggregate-sum-name = Summe
aggregate-sum-meaning = Genaue Summe der Gruppe
aggregate-average-name = Durchschnitt
aggregate-average-meaning = Mittel der Werte in der Gruppe
aggregate-min-name = Min.
aggregate-min-meaning = Kleinster Wert in der Gruppe
aggregate-max-name = Max.
aggregate-max-meaning = Größter Wert in der Gruppe
type-string = Text
type-numeric = Zahl
type-boolean = Ja/Nein
type-select = Auswahl
type-date = Datum
type-datetime = Datum und Uhrzeit
type-list = Liste
type-object = Objekt
type-url = Link
type-image = Bild
unit-days-name = Tage
unit-days-span =
    { $number ->
        [one] { $number } Tag
       *[other] { $number } Tage
    }
unit-weeks-name = Wochen
unit-weeks-span =
    { $number ->
        [one] { $number } Woche
       *[other] { $number } Wochen
    }
unit-months-name = Monate
unit-months-span =
    { $number ->
        [one] { $number } Monat
       *[other] { $number } Monate
    }
