### Text of several files, companion files, lines around the rows, and sequences.

lines-title = Zeilen um die Daten
lines-before = Vor der Kopfzeile
lines-after = Nach den Datenzeilen
lines-before-example = HDR{"{date:YYYYMMDD}"}{"{seq:06}"}
lines-after-example = TRL{"{rows:08}"}
lines-hint = Jede eine Zeile der Datei. {"{rows}"} und {"{count}"} sind die Anzahl der Datenzeilen und aller Zeilen, {"{seq}"} ist die Sequenznummer, {"{sum:FIELD}"} eine Summe. {"{rows:08}"} hat Nullen davor; {"{{"} und {"}}"} sind Klammern.
split-title = Die Zeilen sind in
split-by-none = einer Datei
split-by-rows = Dateien mit so vielen Zeilen
split-by-bytes = Dateien einer Größe, vor der Komprimierung
split-by-packed-bytes = Dateien einer Größe, komprimiert
split-by-field = einer Datei je Wert eines Felds
split-field = Feld
split-choose-field = Wählen…
split-rows = Zeilen je Datei, höchstens
split-size = Größe einer Datei, höchstens
split-unit = Einheit
split-units-mb = MB (1.000.000 Bytes)
split-units-kb = kB (1.000 Bytes)
split-units-bytes = Bytes
split-limit-wrong = Geben Sie eine ganze Zahl ab 1 ein.
split-header = Kopfzeile
split-headers-each = in jeder Datei
split-headers-first = in der ersten Datei
split-archive = Die Dateien sind
split-archives-each = einzeln
split-archives-one = in einem Archiv
split-only-zip = nur Zip
split-joined = In ihrer Reihenfolge zusammengefügt, ohne die weiteren Kopfzeilen, ergeben sie die ungeteilte Datei.
companion-files = Mehrere Dateien
companion-title = Begleitdateien
companion-lead = Zusammen mit den Daten veröffentlicht, in dieser Reihenfolge: alle Dateien eines Laufs oder keine.
companion-add = Begleitdatei hinzufügen
companion-ready-marker = Marker
companion-ready-sha256 = SHA-256-Summen
companion-ready-md5 = MD5-Summen
companion-ready-control = Kontrolldatei
companion-name = Name
companion-content = Inhalt
companion-contents-empty = leer (ein Marker)
companion-contents-sha256 = SHA-256, wie sha256sum -c es liest
companion-contents-md5 = MD5, wie md5sum -c es liest
companion-contents-text = Textzeilen
companion-place = Veröffentlicht
companion-places-after = nach den Daten
companion-places-before = vor den Daten
companion-of = Eine für
companion-ofs-each = jede Datendatei
companion-ofs-all = alle Datendateien
companion-remove =
    { $state ->
        [unnamed] Die Begleitdatei entfernen
       *[named] { $name } entfernen
    }
companion-lines = Zeilen
companion-lines-hint = {"{file}"}, {"{stem}"}, {"{bytes}"}, {"{lines}"}, {"{rows}"}, {"{md5}"}, {"{sha256}"} und {"{files}"} betreffen die Daten; alle Teile der Zeilen um die Daten gehen auch.
companion-lines-of-files = Zeilen für jede Datendatei
companion-between = Dazwischen
companion-last-lines = Letzte Zeilen
sequence-names = Nummern und Namen
sequence-own = Eine Sequenz mit Namen und erster Nummer
sequence-own-hint = {"{seq}"} in Namen und Zeilen zählt angenommene Zustellungen, ohne Lücken. Exporte, die dieselbe Sequenz nennen, zählen gemeinsam weiter.
sequence-usual = Sequenz
sequence-name = Sequenz
sequence-first = Erste Nummer
sequence-first-wrong = Geben Sie eine ganze Zahl ein.
sequence-new-names = Einen Dateinamen nie zweimal verwenden
sequence-new-names-hint = Ein Lauf stoppt, wenn ein früherer Lauf dieses Exports eine Datei dieses Namens erstellt hat.
files-summary-term = Dateien
files-summary-one = eine Datei
files-summary-split-rows = neue Datei nach { $limit } Zeilen
files-summary-split-bytes = neue Datei vor { $limit }
files-summary-split-packed-bytes = neue Datei vor { $limit } komprimiert
files-summary-split-field = eine Datei je { $field }
files-summary-in-one = in einem Archiv
files-summary-lines =
    { $count ->
        [one] { $count } Zeile um die Daten
       *[other] { $count } Zeilen um die Daten
    }
files-summary-companions = mit { $names }
files-summary-new-names = kein Name zweimal
