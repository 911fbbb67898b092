### Words of exports that take only what is new.

delta-title = Zeilen jedes Laufs
delta-kinds-all = alle passenden Zeilen
delta-kinds-date = nur neue Zeilen, nach einem Datum
delta-kinds-rows = nur Änderungen, durch Vergleich der Zeilen
delta-field = Datum einer Zeile
delta-choose-field = Datum wählen
delta-field-hint = Eine neue oder geänderte Zeile braucht hier ein neues Datum.
delta-lag = Die letzten auslassen
delta-minutes = Minuten
delta-lag-wrong = Geben Sie eine ganze Zahl von 0 bis 525.600 ein.
delta-lag-hint = Für Zeilen, die später gespeichert werden, als sie datiert sind. Der nächste Lauf nimmt sie mit.
delta-since = Keine Zeilen von vor
delta-since-optional = optional
delta-since-hint = Ohne Tag nimmt der erste Lauf alles.
delta-explained = Ein Lauf nimmt die Zeilen seit dem letzten Lauf, dessen Datei jedem Ziel zugestellt wurde. Ein fehlgeschlagener oder abgebrochener Lauf zählt nicht, und eine verpasste Zeit hinterlässt keine Lücke.
delta-key = Zeilen zuordnen nach
delta-key-hint = Zeilen mit gleichen Werten hier werden miteinander verglichen.
delta-model-key = dem Schlüssel des Datenmodells
delta-further-key = und nach
delta-no-further-key = nichts weiter
delta-groups = den Feldern, nach denen gruppiert wird
delta-removed = Eine entfernte Zeile hat
delta-removed-kinds-as-last = ihre letzten Werte
delta-removed-kinds-key-only = nur ihren Schlüssel
delta-percent = Stoppen, wenn mehr entfernt würden
delta-percent-unit = % der Zeilen
delta-percent-wrong = Geben Sie eine ganze Zahl von 0 bis 100 ein.
delta-percent-hint = Eine Quelle, die ihre Zeilen verloren hat, gilt nicht als Löschung.
delta-change-at = Die Spalte _change steht
delta-change-places-first = vorn
delta-change-places-last = hinten
delta-explained-rows = Ein Lauf vergleicht alle Zeilen mit den zugestellten und nimmt, was seitdem hinzugefügt, geändert oder entfernt wurde. Die Spalte _change sagt, was davon. Die Zeilen kommen in der Reihenfolge des Schlüssels.
delta-rows-sentence = Nur Zeilen, die seit dem letzten zugestellten Lauf hinzugefügt, geändert oder entfernt wurden, zugeordnet nach { $key }; stoppt, wenn mehr als { $percent } % entfernt würden
delta-changes = { $added } hinzugefügt, { $changed } geändert, { $removed } entfernt
delta-next-rows = Der nächste Lauf nimmt, was sich seit { INSIDE($when) } geändert hat
delta-short-rows = nur Änderungen
delta-sentence =
    { $limits ->
        [lag-since] Nur Zeilen, deren { $field } seit dem letzten zugestellten Lauf neu ist, bis { $lag } Minuten vor dem Lauf, keine von vor { $since }
        [lag-none] Nur Zeilen, deren { $field } seit dem letzten zugestellten Lauf neu ist, bis { $lag } Minuten vor dem Lauf
        [none-since] Nur Zeilen, deren { $field } seit dem letzten zugestellten Lauf neu ist, keine von vor { $since }
       *[none-none] Nur Zeilen, deren { $field } seit dem letzten zugestellten Lauf neu ist
    }
delta-short = nur neue Zeilen
delta-term = Neue Zeilen
delta-no-field = Kein Datum sagt, welche Zeilen neu sind.
    .hint = Wählen Sie ein Feld, oder nehmen Sie alle Zeilen.
delta-not-date = { $label } ist kein Datum.
    .hint = Wählen Sie ein Datumsfeld.
delta-not-moment = „{ $value }“ ist kein Datum.
    .hint = Schreiben Sie es als 2026-03-31.
delta-full = vollständig, vor { INSIDE($to) }
delta-full-since = vollständig, von { INSIDE($from) } bis { INSIDE($to) }
delta-delta = neu von { INSIDE($from) } bis { INSIDE($to) }
delta-next = Der nächste Lauf nimmt Zeilen ab { INSIDE($from) }
delta-next-full = Der nächste Lauf nimmt alle Zeilen
delta-delivered-by = Alles davor wurde mit Lauf { $run } zugestellt.
delta-full-again = Wieder vollständig
delta-full-again-done = Der nächste Lauf nimmt alle Zeilen
delta-rewind = Den nächsten Lauf hier beginnen
delta-rewound = Der nächste Lauf beginnt, wo Lauf { $run } endete
