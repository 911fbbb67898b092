### Wie Dateien geschrieben und gelesen werden, was Empfänger daraus machen und was der Befehl sagt.

## Der Befehl: Definitionen und Ordner

output-window-without-delta = die Definition hat kein `delta`, es ist aber ein Zeitraum angegeben
output-leave-out-to = Lassen Sie --to weg.
output-window-needs-date = nur ein Export, der nach einem Datum neue Zeilen nimmt, hat einen Zeitraum
output-run-in-window = Lassen Sie --to weg und führen Sie ihn im Zeitraum aus.
output-window-reversed = der Zeitraum endet, bevor er beginnt
output-exchange-from-to = Vertauschen Sie --from und --to.
output-year-out-of-range = das Jahr liegt nicht zwischen 1 und 9998
output-no-threads = Threads lassen sich nicht starten: { $error }
output-choose-writable-folder = Wählen Sie einen Ordner, in den geschrieben werden kann.
output-of-run = (Lauf { $run })
output-next-window-from = { $export }: ab { $until }{ $run }
output-next-window-everything = { $export }: alles
output-check-definition-path = Prüfen Sie den Pfad der Definition.
output-warning = Warnung: { $problem }
output-hint = Tipp: { $hint }
output-no-home-connections = es gibt keinen Home-Ordner mit gespeicherten Verbindungen
output-set-home-or-name = Setzen Sie EXPORT_DESK_HOME oder geben Sie den Ordner mit --home an.
output-save-mapping = Speichern Sie eine aus der Zuordnung der Verbindung.
output-no-home-demo = es gibt keinen Home-Ordner für die Demomarke
output-set-home-or-data = Setzen Sie EXPORT_DESK_HOME oder geben Sie einen Ordner mit --data an.
output-making-demo = die Demomarke wird erstellt in { $folder }
output-set-home-or-folder = Setzen Sie EXPORT_DESK_HOME oder geben Sie einen Ordner mit --home an.
output-set-home = Setzen Sie EXPORT_DESK_HOME.

## Der Befehl: Läufe, Vorschau und Vergleich

output-standard-output = Standardausgabe
output-preparing = wird vorbereitet
output-publishing = wird veröffentlicht
output-seconds-left = , noch { $seconds } s
output-cluster-tasks =
    { $done } von { $tasks ->
        [one] { $tasks } Aufgabe
       *[other] { $tasks } Aufgaben
    } im Cluster
output-rows-so-far =
    { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }{ $left }
output-data-lacks-field = Warnung: in den Daten gibt es dieses Feld nicht: { $fields }
output-member-rows =
    „{ $name }“: { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    } in `{ $file }`
output-no-row-no-file = keine Zeile passt, also gibt es keine Datei; { $seconds } s
output-run-totals =
    { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }, { $bytes ->
        [one] { $bytes } Byte
       *[other] { $bytes } Bytes
    }, { $seconds } s, sha256 { $hash }
output-window-until = Zeitraum ({ $kind }) bis { $until }
output-sequence-number = Nummer { $number } der Sequenz
output-cancelled-nothing-left = abgebrochen; nichts blieb zurück
output-rows-match =
    { $count ->
        [one] { $count } Zeile passt
       *[other] { $count } Zeilen passen
    }
output-valid = gültig
output-differences-more = … und { $count } weitere
output-differences = { $added } hinzugefügt, { $removed } entfernt, { $changed } geändert, { $unchanged } unverändert
output-hint-dont-use-file = Tipp: Verwenden Sie die Datei nicht, bevor Sie den Grund kennen. Führen Sie den Export noch einmal aus.

## Der Befehl: Profile, Schlüssel und Zeitpläne

output-no-home-profiles = es gibt keinen Home-Ordner für die gespeicherten Profile
output-no-profile-version = das Profil „{ $name }“ hat keine solche Version
output-leave-version-out = Lassen Sie die Version weg, um die letzte zu sehen.
output-one-export = 1 Export
output-profile-used = { $name } Version { $version }, { $used }
output-profile-tested = getestet mit { $version }
output-profile-documented = nach der Dokumentation: { $link }
output-profile-built-in = { $name } eingebaut: { $receiver }; { $evidence }
output-please-check = (bitte prüfen)
output-add-schedule = Fügen Sie einen Zeitplan hinzu oder führen Sie ihn mit `export-desk-cli run` aus.
output-no-schedule = die Definition hat keinen Zeitplan
output-no-run-after = kein Lauf nach { $moment }
output-check-key-path = Prüfen Sie den Pfad des Schlüssels.
output-key-no-expiry = läuft nicht ab
output-key-expires-soon = läuft bald ab, am { $date }
output-key-expires = läuft am { $date } ab
output-key-fingerprint = Schlüssel    { $fingerprint }
output-key-encrypts-by = verschlüsselt mit  { $subkey }, { $algorithm }, { $until }

## Der Befehl: Zeitpläne in Betrieb

output-no-home-history = es gibt keinen Home-Ordner für den Verlauf
output-nothing-logged = Warnung: es wird kein Protokoll geführt: { $error }
output-in-time = nicht rechtzeitig
output-not-yet = noch nicht
output-file-due = { $export } ist { $when } da; fällig bis { $due }
output-scheduled-next = { $count } geplant; als Nächstes: { $export }, { $at }
output-nothing-scheduled = noch ist nichts geplant
output-serving = Dienst läuft ({ $folder }): { $said }
output-catching-up = { $name }: wird nachgeholt, geplant für { $planned }
output-started-planned = { $name }: gestartet, geplant für { $planned }
output-started = { $name }: gestartet
output-file-gone = die Datei ist nicht mehr da
output-ended-rows =
    { $name }: { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }, { $file }
output-cancelled = abgebrochen
output-stopped = gestoppt

## Der Befehl: Ziele

output-no-home-targets = es gibt keinen Home-Ordner für die gespeicherten Ziele
output-check-file-path = Prüfen Sie den Pfad der Datei.
output-no-target-file = `{ $path }` ist kein Ziel: { $error }
output-write-target-as = Schreiben Sie `name`, `settings` und `options` so wie `target list --json`.
output-only-sftp-keys = nur SFTP-Hosts haben Schlüssel, denen man vertrauen kann
output-leave-trust-out = Lassen Sie --trust weg.
output-trust-host = Um diesem Host zu vertrauen: --trust { $fingerprint }
output-works-there = Das funktioniert dort: { $options }
output-lost-by-it = Was dabei verloren geht: { $loses }
output-tried-again = Warnung: { $name }: { $message }. Neuer Versuch in { $seconds } s
output-left-before = Warnung: { $name }: eine früher liegen gebliebene Datei lässt sich auf dem Server nicht entfernen: { $path }
output-part-may-stay = Warnung: { $name }: ein Teil der Datei bleibt dort vielleicht als { $part } liegen; die nächste Zustellung dorthin entfernt ihn
output-part-held = Warnung: { $name }: auf dem Server lässt sich { $part } nicht entfernen; die nächste Zustellung dorthin versucht es erneut
output-delivered =
    { $name }: { $path }, { $bytes ->
        [one] { $bytes } Byte
       *[other] { $bytes } Bytes
    }, geprüft durch { $verified }{ $server }
output-no-home-zones = es gibt keinen Home-Ordner für die Zeitzonendatenbank

## Verschlüsselte Nachrichten

output-pgp-text-damaged = der Text der PGP-Nachricht ist abgeschnitten oder beschädigt
output-pgp-ends-early = die PGP-Nachricht endet vor ihrem Inhalt
output-pgp-session-key = ein Sitzungsschlüssel der PGP-Nachricht lässt sich nicht lesen
output-pgp-empty = die PGP-Nachricht ist leer
output-pgp-followed = auf die PGP-Nachricht folgt noch etwas
output-pgp-not-encrypted = das ist keine verschlüsselte PGP-Nachricht
output-pgp-packet-length = ein Paket der PGP-Nachricht hat keine Länge
output-pgp-cut-off = die PGP-Nachricht ist abgeschnitten

## Archive

output-archive-unwritten = das Archiv konnte nicht geschrieben werden: { $error }
output-file-uncompressed = die Datei konnte nicht komprimiert werden: { $problem }
output-archive-unmade = das Archiv `{ $name }` lässt sich nicht erstellen: { $problem }
output-file-unencrypted = die Datei konnte nicht verschlüsselt werden: { $problem }
output-archive-damaged = das Archiv `{ $path }` lässt sich nicht zurücklesen: { $problem }
output-free-space = Geben Sie Speicherplatz frei und starten Sie den Lauf erneut.
output-shorter-name = Wählen Sie einen kürzeren Dateinamen.
output-check-disk = Prüfen Sie den Datenträger, und starten Sie den Lauf erneut.
output-compressor-stuck = der Kompressor nimmt nichts mehr an
output-run-cancelled = der Lauf wurde abgebrochen
output-entry-name-length = der Name ist leer oder länger als 65.535 Bytes
output-archive-empty = das Archiv hat keine Einträge
output-archive-directory = das Verzeichnis passt nicht zum Inhalt
output-archive-followed = auf den Inhalt folgt noch etwas
output-archive-password = das Passwort ist ein anderes

## Zellen, die sich nicht schreiben lassen

output-entries-no-text = Einträge vom Typ { $type } haben keine Textform
output-entry-no-text = ein Eintrag ist ein Datum oder eine Zahl ohne Textform
output-not-phone = ist keine Telefonnummer mit Landesvorwahl; der Wert wird nicht gezeigt, weil die Spalte maskiert ist
output-correct-phone = Berichtigen Sie sie in den Daten, geben Sie an, aus welchem Land Nummern ohne Landesvorwahl sind, oder lassen Sie solche Werte leer.
output-no-band = ist unendlich, keine Zahl oder hat zu viele Ziffern; dafür gibt es keinen Bereich
output-filter-rows-out = Lassen Sie solche Zeilen durch einen Filter weg.
output-header-of-field = der Kopf von Feld `{ $field }`
output-field-in-row = Feld `{ $field }` in Zeile { $row }
output-header-is = der Kopf von Feld `{ $field }` { $what }
output-field-is = Feld `{ $field }` in Zeile { $row } { $what }
output-cell-unwritten = { $place } lässt sich nicht schreiben; { $reason }
output-holds-delimiter = enthält das Trennzeichen oder ein Zeilenende, und die Datei hat kein Anführungszeichen
output-choose-enclosure-delimiter = Wählen Sie ein Anführungszeichen oder ein Trennzeichen, das in keinem Wert vorkommt.
output-like-missing = ist der Text, der für fehlende Werte steht, und die Datei hat kein Anführungszeichen
output-choose-enclosure-missing = Wählen Sie ein Anführungszeichen oder einen anderen Text für fehlende Werte.
output-lone-nothing = ist leer und ginge als einzige Zelle der Zeile verloren
output-choose-enclosure-empty = Wählen Sie ein Anführungszeichen oder einen Text für leere Werte.
output-date-out-of-range = enthält ein Datum, das sich mit dem Muster nicht schreiben lässt, etwa eines nach dem Jahr 9999
output-write-as-epoch = Schreiben Sie dieses Feld als epoch, oder lassen Sie solche Zeilen durch einen Filter weg.
output-too-wide = hat { $length } Zeichen, und die Spalte ist { $width } breit
output-holds-line-end = enthält ein Zeilenende, das die Zeile beenden würde
output-filter-or-enclose = Lassen Sie solche Zeilen durch einen Filter weg, oder wählen Sie einen Aufbau mit Trennzeichen und Anführungszeichen.
output-not-in-xml = enthält das Zeichen U+{ $code }, das es in XML nicht gibt
output-replace-or-filter = Schreiben Sie stattdessen einen anderen Text, oder lassen Sie solche Zeilen durch einen Filter weg.
output-not-a-number-in-file = ist unendlich oder keine Zahl, was die Datei nicht als Zahl aufnehmen kann
output-filter-or-delimited = Lassen Sie solche Zeilen durch einen Filter weg, oder wählen Sie Text mit Trennzeichen.
output-not-a-number-in-json = enthält eine Zahl, die unendlich oder keine Zahl ist, was es in JSON nicht gibt
output-filter-or-members = Lassen Sie solche Zeilen durch einen Filter weg, wählen Sie die Teilfelder einzeln, oder wählen Sie Parquet.
output-too-many-digits = hat mehr Ziffern, als Zahlen der Datei haben können
output-fewer-decimals = Wählen Sie weniger Nachkommastellen oder Text mit Trennzeichen.
output-cell-too-long = ist länger als 32.767 Zeichen; mehr fasst eine Zelle von XLSX nicht
output-leave-field-out = Lassen Sie das Feld weg, oder wählen Sie einen anderen Aufbau.
output-not-in-encoding = enthält `{ $character }`; dieses Zeichen gibt es in { $encoding } nicht
output-line-wrong = die Zeile `{ $text }` { $what }
output-type-no-text = enthält den Typ { $type }, der keine Textform hat
output-remove-field = Entfernen Sie das Feld aus dem Export.
output-value-unmapped = für `{ $value }` gibt es keine Ersetzung
output-date-other-type = ein Datum hat einen anderen Typ
output-missing-has-place = ein fehlender Wert hat einen Platz
output-datetime-other-type = ein Datum mit Uhrzeit hat einen anderen Typ
output-no-total = ist unendlich oder keine Zahl und hat keine Summe
output-total-too-large = die Summe von Feld `{ $field }` hat mehr als 38 Ziffern
output-leave-total-out = Lassen Sie die Summe weg.
output-holds-value = enthält `{ $value }`
output-map-lacks-value = enthält `{ $value }`, wofür es bei den Ersetzungen keinen Eintrag gibt
output-add-to-map = Nehmen Sie ihn in die Ersetzungen des Felds auf, oder `*` für alle anderen.

## Dateien, die zurückgelesen werden

output-fewer-lines = die Datei hat weniger Zeilen, als vor ihren Datenzeilen stehen
output-bytes-not-encoding = die Bytes vor Byte { $place } sind kein { $encoding }
output-last-line-no-end = die letzte Zeile hat kein Zeilenende
output-line-too-short = eine Zeile ist kürzer als ihre Spalten
output-line-too-long = eine Zeile ist zu lang
output-array-followed = auf das Array folgt noch etwas
output-not-ours = die Datei enthält etwas, das nicht von Export Desk stammt: { $what }
output-cell = eine Zelle
output-kind-of-cell = eine Art von Zelle
output-xml-element = ein Element `{ $name }`
output-xml-rows-followed = auf die Zeilen folgt noch etwas
output-xml-ends-early = die Datei endet, bevor ihre Zeilen enden
output-xml-no-beginning = die Datei beginnt nicht wie ein XML-Dokument
output-xml-no-element = die Datei hat kein Element `{ $name }`
output-xml-missing-with-text = ein fehlender Wert mit einem Text
output-xml-open-row = eine Zeile, die nicht endet
output-xml-column-twice = eine Spalte `{ $header }` zweimal in einer Zeile
output-xml-column = eine Spalte `{ $header }`
output-xml-not-only-text = ein Wert, der nicht nur aus Text besteht
output-xml-text-between = Text zwischen den Elementen
output-xml-document-type = ein Dokumenttyp
output-xml-comment = ein Kommentar oder eine Anweisung
output-xml-white-space = Leerraum in einem Attribut, der nicht als Referenz geschrieben ist
output-xml-entity = eine Entität `{ $name }`
output-xml-unnamed-field = ein Feld ohne Namen
output-xml-strange = die Datei enthält etwas, das der Export nicht schreibt: { $what }

## Was Empfänger nicht genau läsen

output-receiver-encoding = { $receiver } liest { $encoding } nicht
output-choose-encoding = Wählen Sie { $encodings }.
output-receiver-missing = { $receiver } erkennt nicht, welche Werte fehlen
output-write-for-missing = Schreiben Sie { $text } für fehlende Werte.
output-receiver-packed = { $receiver } liest keine mit { $packed } gepackten Dateien
output-other-compression = Wählen Sie eine andere Komprimierung, oder entpacken Sie die Datei vorher.
output-receiver-too-many = { $found } sind zu viele für { $receiver }; möglich sind höchstens { $most }
output-filter-or-split = Verwenden Sie Filter, oder teilen Sie die Datei.
output-filter-or-fewer-fields = Verwenden Sie Filter oder weniger Felder.
output-fewer-fields = Wählen Sie weniger Felder.
output-receiver-drops-offsets = { $receiver }: Die Zeitpunkte in `{ $header }` verlieren ihren Zeitversatz
output-write-in-utc = Schreiben Sie sie in UTC (`utc`).
output-other-header = Geben Sie der Spalte einen anderen Kopf.
output-column-name-long = der Name der Spalte `{ $header }` ist zu lang für { $receiver }
output-column-name-refused = { $receiver } kann keine Spalte namens `{ $header }` haben
output-column-name-twice = { $receiver } kann keine zwei Spalten namens `{ $header }` haben
output-xlsx-or-as-text = Wählen Sie den Aufbau XLSX, oder importieren Sie die Datei als Text.
output-filter-or-load-text = Lassen Sie solche Zeilen durch einen Filter weg, oder laden Sie die Spalte als Text.
output-becomes-number = wird zu einer Zahl
output-becomes-date = wird zu einem Datum
output-loses-digits = behält nur die ersten { $digits } Ziffern
output-loses-zeros = verliert die führenden Nullen
output-taken-for-formula = gilt als Formel
output-guard-formulas = Schalten Sie den „Formelschutz“ ein, oder wählen Sie den Aufbau XLSX.
output-longer-than = ist länger als { $length }
output-shorten-field = Lassen Sie das Feld weg, oder kürzen Sie es.
output-read-as-missing = ist gleich `{ $missing }` und wird als fehlend gelesen
output-other-missing-text = Wählen Sie einen anderen Text für fehlende Werte, einen, den kein Wert hat.
output-dot-line = hat eine Zeile, die nur aus `\.` besteht; Versionen vor 18 hören dort auf
output-replace-dot-line = Ersetzen Sie `\.` in Werten, oder laden Sie mit Version 18.
output-whole-digits = hat mehr als { $digits } Ziffern vor dem Dezimalzeichen
output-not-finite = ist unendlich oder keine Zahl
output-outside-years = liegt außerhalb der Jahre { $first } bis { $last }
output-finding-in-row = { $receiver }: `{ $column }` { $what }, in Zeile { $row }
output-finding-in-rows = { $receiver }: `{ $column }` { $what }, in den Zeilen { $rows }
output-finding-in-many = { $receiver }: `{ $column }` { $what }, in { $rows }, zuerst { $first }

## Empfänger, und was bei ihnen verloren geht

output-plain-csv = Einfaches CSV (RFC 4180)
output-csv-no-missing = Der Standard kennt keine fehlenden Werte; die meisten Programme lesen eine leere Zelle als leeren Text.
output-datetimes-stored-utc = Datumswerte mit Uhrzeit werden in UTC gespeichert, ohne Abweichung.
output-sqlite-all-texts = Alle Spalten sind Texte: SQLite kennt weder exakte Dezimalzahlen noch Datumswerte.
output-datetimes-instants = Datumswerte mit Uhrzeit sind Zeitpunkte, ohne Abweichung.
output-datetimes-instants-utc = Datumswerte mit Uhrzeit sind Zeitpunkte in UTC, ohne Abweichung.
output-one-column-missing = In einer Datei mit einer Spalte sind fehlende Werte leere Texte.
output-excel-double-click = Excel, mit Doppelklick
output-excel-guesses = Texte, die wie Zahlen oder Datumswerte aussehen, werden zu Zahlen oder Datumswerten, mit oder ohne Anführungszeichen.
output-excel-semicolons = Wo das Dezimalzeichen ein Komma ist, trennt Excel an Semikolons: Wählen Sie dieses Trennzeichen.
output-empty-cell-both = Ein leerer Text und ein fehlender Wert sind beide eine leere Zelle.
output-excel-text-csv = Excel, Daten aus Text/CSV
output-libreoffice-import = LibreOffice, mit Importoptionen
output-all-cells-texts = Alle Zellen sind Texte.
output-carriage-return-dropped = Von einem Zeilenende aus zwei Zeichen in einer Zelle fällt der Wagenrücklauf weg.
output-bigquery-load = BigQuery-Ladeauftrag
output-marketing-cloud-import = Salesforce-Marketing-Cloud-Import
output-both-empty = Ein leerer Text und ein fehlender Wert sind beide leer.

## Wie eine Datei beschrieben wird

output-header-names-columns = Die erste Zeile benennt die Spalten.
output-no-header = Es gibt keine Kopfzeile.
output-cells-enclosed = Zellen stehen in `{ $quote }`, innen verdoppelt als `{ $again }{ $third }`.
output-cells-not-enclosed = Keine Zelle steht in Anführungszeichen.
output-missing-written = Ein fehlender Wert ist `{ $missing }`, ohne Anführungszeichen.
output-missing-nothing = Ein fehlender Wert ist eine leere Zelle; ein leerer Text steht als leeres Paar von Anführungszeichen.

## Schritte, mit denen man eine Datei lädt

output-text-in = `{ $name }` ist Text in { $encoding }, mit einer Zeile pro Datensatz.
output-separated-by = Das Trennzeichen zwischen den Zellen: { $delimiter }.
output-delimiter-comma = Komma
output-delimiter-semicolon = Semikolon
output-delimiter-tab = Tabulator
output-delimiter-pipe = senkrechter Strich
output-open-by-double-click = Öffnen Sie `{ $name }` mit einem Doppelklick.
output-check-split = Prüfen Sie, ob sie in Spalten aufgeteilt ist; wenn nicht, wählen Sie im Profil das Listentrennzeichen Ihrer Windows-Regionseinstellungen.
output-ids-are-numbers = IDs und Codes, die wie Zahlen aussehen, sind jetzt Zahlen. Um sie zu erhalten, importieren Sie die Datei (Daten, Aus Text/CSV), oder wählen Sie den Aufbau XLSX.
output-excel-choose = Wählen Sie in Excel: Daten, Aus Text/CSV, dann `{ $name }`.
output-excel-detection = Dateiursprung: { $encoding }. Trennzeichen: { $delimiter }. Datentyperkennung: Datentypen nicht ermitteln.
output-excel-load = Wählen Sie „Laden“. Alle Spalten sind Texte. { $header }
output-sheets-choose = Wählen Sie in Google Tabellen: Datei, Importieren, Hochladen, dann `{ $name }`.
output-sheets-separator = Trennzeichentyp: { $delimiter }. Schalten Sie „Text in Zahlen, Datumsangaben und Formeln umwandeln“ aus.
output-sheets-import = Wählen Sie „Daten importieren“.
output-marketing-folder = Legen Sie `{ $name }` in den Ordner Import der Enhanced-FTP-Site.
output-marketing-activity = Legen Sie in Automation Studio eine Aktivität „Import File“ an.
output-marketing-settings = Dateityp: CSV. Trennzeichen: { $delimiter }. Kodierung: { $encoding }. Schalten Sie „Respect double quotes as a text qualifier“ ein.
output-marketing-headings = Schalten Sie „First row contains column headings“ ein.
output-marketing-no-headings = Schalten Sie „First row contains column headings“ aus.
output-marketing-map = Wählen Sie die Data Extension, und ordnen Sie nach den Spaltenköpfen zu.
output-adobe-choose = Wählen Sie in Experience Platform: Sources, Local file upload (oder Ihren Cloud-Speicher), dann `{ $name }`.
output-adobe-format = Datenformat: delimited. Trennzeichen: { $delimiter }.
output-adobe-map = Ordnen Sie die Spalten dem Schema zu.
output-adobe-map-texts = Ordnen Sie die Spalten dem Schema zu; diese sind Texte: { $columns }.
