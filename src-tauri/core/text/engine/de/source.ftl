### Was beim Lesen der Daten gesagt wird.

## Dateien und Ordner

source-no-folder = es gibt keinen Ordner `{ $folder }`
source-no-data-for-model = `{ $folder }` enthält keine Daten für { $model }
source-two-could-be-data = sowohl `{ $first }` als auch `{ $second }` könnten die Daten von { $model } sein
source-data-lack-field = in den Daten von { $model } fehlt das Feld `{ $field }`
source-none-of-the-fields = `{ $path }` enthält keines der Felder von { $model }
source-wrong-type = Spalte `{ $field }` von { $table }hat den Typ { $found } und lässt sich nicht als { $wanted } lesen
source-damaged = `{ $path }` ist beschädigt: { $reason }
source-changed-while-read = `{ $path }` hat sich während des Lesens geändert
source-cannot-read = `{ $path }` lässt sich nicht lesen: { $reason }
source-packing-not-read = `{ $path }` lässt sich nicht lesen: Dateien, die als { $ending } gepackt sind, werden nicht gelesen
source-delta-lake-table = `{ $path }` ist eine Delta-Lake-Tabelle: Die Dateien enthalten auch Zeilen, die gelöscht oder ersetzt wurden
source-unpacks-too-large = `{ $path }` passt entpackt nicht auf den Datenträger
source-at-line = `{ $path }`, Zeile { $line }: { $reason }
source-at-line-and-column = `{ $path }`, Zeile { $line }, Spalte `{ $column }`: { $reason }
source-another-encoding = `{ $path }` hat eine andere Kodierung: { $reason }
source-columns-renamed = `{ $path }` hat keine Spalte für die Felder { $fields }, und die Spalten { $columns } gehören zu keinem davon
source-and-more = und weitere
source-value-cannot-be-read = ein Wert in `{ $path }` lässt sich nicht lesen: { $reason }
source-total-cannot-be-computed = { $total } in `{ $path }` lässt sich nicht berechnen: { $reason }
source-ends-too-early = sie endet zu früh
source-gone-or-protected = sie ist nicht mehr da oder geschützt
source-no-file = es ist keine Datei
source-not-there = sie ist nicht da
source-path-not-absolute = der Pfad ist nicht absolut
source-entries-with-one-name = mehrere der Dateien darin haben denselben Namen
source-holds-several-files = sie enthält { $number } Dateien statt einer
source-folder-within-table = Ordner `{ $folder }` wird nicht gelesen: Er liegt im Ordner einer Tabelle
source-ending-of-no-table = `{ $first }` wird nicht gelesen: Eine Tabelle hat nicht diese Endung
source-endings-of-no-table =
    { $rest ->
        [one] `{ $first }` und eine weitere Datei werden nicht gelesen: Tabellen haben nicht diese Endungen
       *[other] `{ $first }` und { $rest } weitere Dateien werden nicht gelesen: Tabellen haben nicht diese Endungen
    }

## Spalten der Dateien einer Tabelle

source-two-columns-of-name = sie hat zwei Spalten `{ $column }`
source-whole-numbers-too-wide = Spalte `{ $column }` enthält ganze Zahlen mit 128 Bit, die hier nicht bekannt sind
source-rows-do-not-ascend = sie gibt an, dass ihre Zeilen nach `{ $column }` aufsteigen, aber das stimmt nicht
source-column-read-as-other = Spalte `{ $name }` von `{ $path }` wird als `{ $first }` gelesen
source-column-read-as-field = Spalte `{ $column }` wird als Feld `{ $field }` gelesen
source-no-column-of-other-file = sie hat keine Spalte mit einer anderen Datei der Tabelle gemeinsam: `{ $path }`
source-and-so-many-more = und { $more } weiteren
source-column-empty-in-files = Spalte `{ $name }` ist leer in den Zeilen von { $files }{ $more }
source-lacks-column-of-others = ihr fehlt die Spalte `{ $name }`, die andere Dateien der Tabelle haben
source-column-called-otherwise = ihre Spalte `{ $found }` heißt in anderen Dateien der Tabelle `{ $name }`
source-no-type-holds-both = ihre Spalte `{ $column }` hat den Typ { $found } und in anderen Dateien { $others }, und kein Typ fasst beide genau
source-header-column-twice = in ihrer Kopfzeile steht die Spalte `{ $name }` zweimal
source-column-gone-from-table = `{ $table }` hat keine Spalte `{ $column }` mehr
source-column-without-objects = Spalte `{ $column }` von `{ $table }` enthält weder Objekte noch JSON-Texte
source-variant = VARIANT
source-map = Map
source-dictionary-of = Wörterbuch mit Werten vom Typ { $type }

## Text- und JSON-Dateien

source-too-many-digits-before-point = `{ $text }` hat mehr als { $digits } Stellen vor dem Dezimalzeichen
source-neither-true-nor-false = `{ $text }` ist weder wahr noch falsch
source-not-a-date = `{ $text }` ist kein Datum wie 2026-07-01
source-not-a-date-and-time = `{ $text }` ist kein Datum mit Uhrzeit wie 2026-07-01T10:00:00Z
source-finer-than-microsecond = `{ $text }` ist feiner als eine Mikrosekunde
source-beyond-nanosecond-years = `{ $text }` liegt außerhalb von 1677 bis 2262, und andere Zeiten der Tabelle sind feiner als eine Mikrosekunde
source-character-not-usable = { $character } kann kein Trennzeichen, Anführungszeichen oder Escape-Zeichen sein
source-character-with-two-meanings = { $character } kann nicht zwei Bedeutungen haben
source-text-after-list = nach dem Ende der Liste folgt Text
source-comma-before-list-end = vor dem Ende der Liste steht ein Komma
source-comma-missing-between-rows = zwischen zwei Zeilen fehlt ein Komma
source-row-not-json-object = eine Zeile ist kein JSON-Objekt
source-json-row-too-long = eine Zeile ist länger als { $most } MB; eine Tabelle innerhalb eines Objekts wird nicht gelesen
source-object-has-name-twice = ein Objekt enthält `{ $name }` zweimal
source-row-has-name-twice = sie enthält `{ $name }` zweimal
source-name-in-another-case = diese Zeile schreibt den Namen mit anderer Groß- und Kleinschreibung als andere
source-row-of-other-width = die Zeile, die mit `{ $start }` beginnt, hat { $cells }, { $expected } { $width }
source-header-has = die Kopfzeile hat
source-first-row-has = die erste Zeile hat
source-one-cell = 1 Zelle
source-line-of-other-width =
    { $cells ->
        [one] Zeile { $line } hat { $cells } Zelle statt { $expected }
       *[other] Zeile { $line } hat { $cells } Zellen statt { $expected }
    }
source-cell-never-closed = hier beginnt eine Zelle mit { $enclosure }, und die Datei endet, bevor sie geschlossen wird
source-cell-too-long = hier beginnt eine Zelle mit { $enclosure } und ist nach { $most } MB noch nicht geschlossen
source-text-after-closed-cell = auf das schließende { $enclosure } einer Zelle folgt Text
source-lone-carriage-return = ein Wagenrücklauf (CR) steht allein, andere Zeilen enden mit einem Zeilenvorschub (LF)
source-escape-at-file-end = die Datei endet nach einem Escape-Zeichen
source-file-ends-within-row = die Datei endet vor dem Ende dieser Zeile
source-not-json = Spalte `{ $column }`: `{ $text }` ist kein JSON vom Typ { $wanted } (bei Zeichen { $character } des Werts)
source-part-of-json = Spalte `{ $column }`: `{ $text }`: { $reason }

## Werte, Summen und Durchschnitte

source-of-field = Feld `{ $field }`: { $reason }
source-of-field-of-model = Feld `{ $field }` von { $model }: { $reason }
source-of-row-and-column = Zeile { $row } von `{ $table }`, Spalte `{ $column }`: { $reason }
source-sum-of-field = die Summe des Felds `{ $field }`
source-average-of-field = der Durchschnitt des Felds `{ $field }`
source-total-of-field = die Gesamtsumme des Felds `{ $field }`
source-field-not-a-number = Feld `{ $field }`: `{ $text }` ist keine Zahl
source-field-too-many-digits = Feld `{ $field }`: `{ $text }` hat mehr als die 38 Ziffern, die Platz haben, davon { $decimals } Dezimalstellen
source-field-instant-beyond-days = Feld `{ $field }`: Ein Zeitpunkt liegt außerhalb aller darstellbaren Tage
source-field-no-binary-fraction = Feld `{ $field }`: { $type } ist kein Binärbruch
source-field-no-wide-decimal = Feld `{ $field }`: Eine Zahl ist keine breite Dezimalzahl
source-field-no-identifier = Feld `{ $field }`: Eine Kennung hat keine sechzehn Bytes
source-no-binary-fraction = { $type } ist kein Binärbruch
source-value-too-many-decimals = ein Wert hat mehr als { $decimals } Dezimalstellen
source-value-too-many-digits = ein Wert hat mehr als { $digits } Stellen vor dem Dezimalzeichen
source-average-too-many-digits =
    { $decimals ->
        [one] mit { $decimals } Dezimalstelle sind es mehr als 38 Ziffern
       *[other] mit { $decimals } Dezimalstellen sind es mehr als 38 Ziffern
    }
source-total-too-many-digits = eine Gesamtsumme hat mehr als 38 Ziffern
source-total-no-number = eine Gesamtsumme hat mehr als 38 Ziffern oder ist keine Zahl
source-no-average-of-type = aus { $type } lässt sich kein Durchschnitt berechnen
source-no-total-of-type = aus { $type } lässt sich keine Gesamtsumme berechnen
source-value-hidden = ein Wert lässt sich nicht lesen; { $why }
source-answer-hidden = zur Antwort – { $why }
source-answer-hidden-after = { $what } (zur Antwort – { $why })
source-masked-not-shown = der Inhalt wird nicht gezeigt, weil Spalten dieses Exports maskiert sind

## Arbeitsspeicher und Abfrage-Engine

source-needs-more-resources = der Export braucht mehr Arbeitsspeicher oder Speicherplatz, als er verwenden darf: { $reason }
source-needs-more-bytes = { $consumer } belegt { $held } von { $share } Bytes und braucht { $additional } weitere
source-disk-full-while-sorting = der Datenträger ist beim Sortieren oder Gruppieren der Zeilen voll geworden
source-engine-stopped = die Abfrage-Engine wurde gestoppt: { $reason }
source-nobody-waits = niemand wartet mehr darauf
source-bucket-closed = der Bucket wurde geschlossen
source-copy-not-of-files = eine Kopie besteht nicht aus Dateien
source-file-in-no-bucket = eine Datei liegt in keinem Bucket
source-no-random-numbers = das System liefert keine Zufallszahlen

## Server und Datenbanken

source-no-table-is-model = in `{ $place }` gibt es keine Tabelle für { $model }
source-no-such-table = `{ $place }` hat keine Tabelle `{ $table }`
source-tables-changed = die Tabellen von `{ $place }` haben sich geändert: { $reason }
source-not-read-by-version = `{ $place }` lässt sich mit dieser Version nicht lesen
source-user-not-let-in = `{ $place }` lässt den Benutzer `{ $user }` nicht ein: { $reason }
source-no-such-database = `{ $place }`: Es gibt keine Datenbank `{ $database }`
source-cannot-be-trusted = `{ $place }` ist nicht vertrauenswürdig: { $reason }
source-user-may-not-read = Benutzer `{ $user }` darf dies aus `{ $place }` nicht lesen: { $reason }
source-connection-broke = die Verbindung zu `{ $place }` ist abgebrochen: { $reason }
source-query-stopped = `{ $place }` hat die Abfrage gestoppt: { $reason }
source-stopped-answering = `{ $place }` antwortet nicht mehr: { $reason }
source-folder-of-wal = `{ $path }` lässt sich nicht lesen: Die Datei ist im WAL-Modus, und in ihren Ordner kann nicht geschrieben werden
source-locked-by-somebody = `{ $place }` war { $seconds } s lang von jemand anderem gesperrt
source-no-room-for-query = `{ $place }` hat keinen Platz für die Abfrage: { $reason }
source-cannot-answer = `{ $place }` kann nicht antworten: { $reason }
source-pausing-transactions-end = er beendet Transaktionen, die pausieren, wie es die eines Pakets tut, während einer seiner Exporte geschrieben wird
source-cancelled-at-server = jemand hat sie auf dem Server abgebrochen
source-no-certificate-in-it = sie enthält kein Zertifikat
source-nothing-listens = dort nimmt nichts Verbindungen an
source-no-answer-in-time = keine Antwort innerhalb der Zeit
source-name-not-known = der Name ist nicht bekannt
source-query-too-long = die Abfrage hat länger als die erlaubten { $seconds } s gedauert
source-query-too-long-for-server = die Abfrage hat länger gedauert, als der Server erlaubt
source-transaction-ended = die Transaktion, in der alle Exporte des Pakets gelesen werden, ist beendet
source-session-ended = die Sitzung ist beendet
source-text-not-utf-8 = der Text ist ab Byte { $byte } kein UTF-8
source-rows-of-total-came =
    { $total ->
        [one] { $rows } von { $total } Zeile ist angekommen
       *[other] { $rows } von { $total } Zeilen sind angekommen
    }
source-bytes-of-total-came =
    { $total ->
        [one] { $bytes } von { $total } Byte ist angekommen
       *[other] { $bytes } von { $total } Bytes sind angekommen
    }
source-column-has-other-type = Spalte `{ $column }` von `{ $table }` hat jetzt den Typ { $found }
source-tables-not-said = er hat { $seconds } s lang nicht gesagt, welche Tabellen er hat
source-no-login-in-time = er hat eine Verbindung angenommen, aber in { $time } kam keine Anmeldung zustande
source-no-answer = kam keine Antwort
source-no-row-came = kam keine Zeile
source-no-further-row-came = kam keine weitere Zeile
source-nothing-for-so-long = { $seconds } s lang { $what }
source-more-digits-than-fit = { $number } hat mehr Ziffern als die { $digits }, die Platz haben
source-numbers-rounded =
    { $decimals ->
        [one] Spalte `{ $column }` enthält Zahlen mit mehr Ziffern, als Platz haben: Sie wurden auf { $decimals } Dezimalstelle gerundet
       *[other] Spalte `{ $column }` enthält Zahlen mit mehr Ziffern, als Platz haben: Sie wurden auf { $decimals } Dezimalstellen gerundet
    }
source-map-view-fewer-digits-or-text = Ordnen Sie eine View zu, deren Spalte weniger Ziffern hat oder Text ist.
source-rows-of-table = Zeilen von { $table }.

## Werte von MySQL, PostgreSQL und SQLite

source-value-cut-off = ein Wert vom Typ { $type } ist abgeschnitten
source-longer-than-packet = er ist länger als die Hälfte von max_allowed_packet des Servers, daher kann der Server ihn nicht als Hexadezimalziffern schreiben
source-too-far-away = er liegt zeitlich zu weit entfernt
source-cut-off = er ist abgeschnitten
source-no-date = { $year }-{ $month }-{ $day } ist kein Datum
source-came-as-text = er kam als Text
source-infinity-no-day = er ist unendlich und damit kein Tag
source-infinity-no-instant = er ist unendlich und damit kein Zeitpunkt
source-nan-no-number = er ist NaN und damit keine Zahl
source-infinity-no-number = er ist unendlich und damit keine Zahl
source-more-digits-than-38 = er hat mehr als die 38 Ziffern, die Platz haben
source-folder-and-bucket = große Ergebnisse können nicht durch einen Ordner und einen Bucket gehen
source-folder-or-bucket = Wählen Sie den Ordner oder den Bucket.
source-staging-connection-unknown = seine Verbindung ist hier nicht bekannt
source-two-tables = `{ $table }` steht für zwei Tabellen: `{ $first }` im Schema `{ $its }` und `{ $second }` im Schema `{ $other }`
source-list-holds-nan = eine Liste in `{ $name }` enthält NaN oder unendlich
source-row-holds-nan = ein Datensatz in `{ $name }` enthält NaN oder unendlich
source-no-sqlite-database = es ist keine SQLite-Datenbank
source-disk-gave-nothing = der Datenträger hat { $seconds } s lang nichts geliefert
source-no-julian-day = { $day } ist kein julianischer Tag; { $advice }
source-no-unix-seconds = { $number } ist keine Anzahl von Unix-Sekunden; { $advice }
source-maybe-digits-of-day = kann die Ziffern eines Tages oder Unix-Sekunden bedeuten
source-maybe-number-of-days = kann eine Anzahl von Tagen oder Unix-Sekunden bedeuten
source-map-view-as-text = ordnen Sie eine View zu, die ihn als Text liefert, zum Beispiel 2026-07-01
source-blob-of-bytes =
    { $bytes ->
        [one] ein BLOB von { $bytes } Byte
       *[other] ein BLOB von { $bytes } Bytes
    }

## Buckets

source-no-such-object = es gibt kein solches Objekt
source-no-such-bucket = auf `{ $place }` gibt es keinen Bucket `{ $bucket }`
source-check-bucket-and-endpoint = Prüfen Sie den Namen des Buckets und den Endpunkt.
source-not-for-everybody = `{ $place }` lässt nicht alle `{ $what }` lesen
source-type-access-key = Geben Sie einen Zugriffsschlüssel ein.
source-not-for-this-key = `{ $place }` lässt diesen Schlüssel `{ $what }` nicht lesen
source-ask-for-bucket-rights = Bitten Sie um das Recht, den Bucket aufzulisten und seine Objekte abzurufen (s3:ListBucket, s3:GetObject).
source-no-path-in-bucket = `{ $path }` kann kein Pfad in einem Bucket sein
source-no-dots-in-path = `.`, `..` und leere Teile sind nicht möglich.
source-secret-key-missing = der geheime Schlüssel, der zu `{ $id }` gehört, fehlt
source-type-secret-key-again = Bearbeiten Sie die Verbindung und geben Sie ihn erneut ein; setzen Sie auf der Befehlszeile die Umgebungsvariable EXPORT_DESK_PASSWORD.
source-bucket-cannot-be-opened = der Bucket lässt sich nicht öffnen: { $reason }
source-check-settings = Prüfen Sie die Einstellungen.
source-nothing-under-path = unter `{ $path }` ist nichts
source-check-path-and-case = Prüfen Sie den Pfad; Groß- und Kleinschreibung wird unterschieden.

## Spark

source-token-not-accepted = `{ $place }` akzeptiert das Token nicht: { $reason }
source-enter-valid-token = Geben Sie ein Token ein, das gültig ist und diesen Cluster verwenden darf.
source-no-spark-connect = `{ $place }` spricht kein Spark Connect: { $reason }
source-check-spark-port = Prüfen Sie Host und Port: Der eigene Server von Spark nimmt es an Port 15002 an.
source-rows-too-large-at-once = `{ $place }` hat Zeilen von mehr als 128 MB in einem Stück gesendet
source-export-fewer-wide-fields = Exportieren Sie weniger breite Felder auf einmal, oder verringern Sie spark.sql.execution.arrow.maxRecordsPerBatch auf dem Server.
source-result-too-large = das Ergebnis ist größer, als `{ $place }` herausgeben darf (spark.driver.maxResultSize)
source-set-staging-folder = Geben Sie in der Verbindung einen Zwischenordner an: Der Cluster schreibt große Ergebnisse dann dorthin. Oder erhöhen Sie spark.driver.maxResultSize auf dem Cluster.
source-spark-session-ended = die Sitzung mit `{ $place }` wurde auf dem Server beendet: { $reason }
source-new-session-begun = Starten Sie den Lauf erneut; es beginnt eine neue Sitzung.
source-query-forgotten = der Server hat die Abfrage vergessen
source-query-stopped-there = jemand hat die Abfrage dort gestoppt
source-table-overwritten = eine Tabelle von `{ $place }` wurde während des Lesens überschrieben
source-run-when-nobody-writes = Starten Sie den Lauf erneut, wenn niemand die Tabelle schreibt.
source-table-file-unreadable = eine Datei einer Tabelle von `{ $place }` lässt sich nicht lesen, etwa weil sie inzwischen überschrieben wurde: { $reason }
source-or-file-is-damaged = Starten Sie den Lauf erneut, wenn niemand die Tabelle schreibt. Geschieht es wieder, ist die Datei beschädigt.
source-number-too-long-for-server = eine Zahl hat mehr Ziffern, als `{ $place }` fassen kann: { $reason }
source-sum-has-38-digits = Eine Summe hat höchstens 38 Ziffern. Ordnen Sie eine View zu, deren Spalte weniger Stellen vor dem Dezimalzeichen hat, zum Beispiel CAST(column AS DECIMAL(18, 2)).
source-cluster-lost-machines = der Cluster hat die Maschinen verloren, die gearbeitet haben
source-server-does-not-encrypt = der Server verschlüsselt nicht; schalten Sie die Verschlüsselung aus
source-no-answer-after-accepting = er hat eine Verbindung angenommen, aber in { $seconds } s kam keine Antwort
source-server-ends-sessions = der Server beendet jede Sitzung
source-no-count-came = es kam keine Anzahl
source-plan-not-said = er hat { $time } lang nicht gesagt, wie er eine Abfrage ausführen würde
source-columns-not-said = er hat { $seconds } s lang nicht gesagt, welche Spalten eine Tabelle hat
source-correct-connection = Korrigieren Sie die Verbindung.
source-host-no-name = der Host ist weder ein Name noch eine Adresse
source-header-cannot-be-sent = ein Header lässt sich nicht senden
source-token-cannot-be-sent = das Token enthält Zeichen, die sich nicht senden lassen
source-server-did-not-say-columns = der Server hat nicht gesagt, welche Spalten die Tabelle hat
source-ended-without-last-word = sie endete ohne Abschluss
source-staging-no-address = er hat keine Adresse
source-staging-rows-differ =
    { $written ->
        [one] der Cluster hat { $written } Zeile hineingeschrieben, und { $seen } waren hier zu sehen
       *[other] der Cluster hat { $written } Zeilen hineingeschrieben, und { $seen } waren hier zu sehen
    }
source-staging-not-seen = was der Cluster nach `{ $address }` geschrieben hat, war hier { $seconds } s lang nicht zu sehen
source-no-name-of-part = `{ $name }` ist nicht der Name eines Teils
source-two-are-one-part = `{ $one }` und `{ $other }` sind derselbe Teil
source-staging-folder-unusable = der Zwischenordner `{ $folder }` kann nicht verwendet werden: { $reason }
source-choose-usable-staging-folder = Wählen Sie einen, in den der Cluster schreiben und den dieser Computer lesen kann, oder lassen Sie ihn in der Verbindung weg.
source-rows-from-elsewhere = Zeilen ab { $start } kamen, wo Zeile { $expected } an der Reihe war
source-columns-came-instead =
    { $found ->
        [one] { $found } Spalte kam statt { $expected }
       *[other] { $found } Spalten kamen statt { $expected }
    }
source-of-column-of-table = Spalte `{ $column }` von `{ $table }`: { $reason }
source-map-view-that-casts = Ordnen Sie eine View zu, die die Spalte in einen Typ mit weniger Ziffern umwandelt.
source-text-no-valid-utf-8 = ein Text von `{ $table }` ist kein gültiges UTF-8
source-map-view-that-repairs = Ordnen Sie eine View zu, die ihn mit make_valid_utf8(column) repariert oder seine Bytes mit hex(column) zeigt.
source-rows-cannot-be-read = die Zeilen von `{ $table }` lassen sich nicht lesen: { $reason }
source-check-arrow-batches = Testen Sie die Verbindung. Wenn sie funktioniert, prüfen Sie, ob die Arrow-Batches des Servers unkomprimiert sind.

## Was zu tun ist

source-hint-switch-encryption = Schalten Sie die Verschlüsselung auf dem Server ein oder, wenn das Netz sicher ist, in der Verbindung aus.
source-hint-check-date-or-early = Prüfen Sie das Datum dieses Computers oder ob das Zertifikat des Servers zu früh ausgestellt wurde.
source-hint-renew-certificate = Lassen Sie das Zertifikat des Servers erneuern, oder prüfen Sie das Datum dieses Computers.
source-hint-name-in-certificate = Geben Sie den Namen des Servers so ein, wie er in seinem Zertifikat steht.
source-hint-name-authority = Geben Sie die Datei der Zertifizierungsstelle an, die das Zertifikat des Servers signiert hat.
source-hint-check-folder = Prüfen Sie den Namen des Ordners oder ob sein Laufwerk verbunden ist.
source-hint-put-file-there = Legen Sie `{ $model }.parquet`, `{ $again }.csv` oder `{ $third }.json` dort ab, oder wählen Sie einen anderen Ordner.
source-hint-leave-one = Lassen Sie nur eine der beiden dort.
source-hint-leave-field-out = Lassen Sie das Feld im Export weg, oder ergänzen Sie seine Spalte in den Daten.
source-hint-name-columns = Benennen Sie die Spalten wie die Felder des Datenmodells, oder wählen Sie einen anderen Ordner.
source-hint-store-column-as = Speichern Sie die Spalte als { $wanted }.
source-hint-replace-file = Ersetzen Sie die Datei durch eine vollständige Kopie, und starten Sie den Lauf dann erneut.
source-hint-run-when-written = Starten Sie den Lauf erneut, wenn die Datei nicht mehr geschrieben wird.
source-hint-choose-pem-file = Wählen Sie das Zertifikat der Zertifizierungsstelle als PEM-Datei: Sie enthält eine Zeile `-----BEGIN CERTIFICATE-----`.
source-hint-check-file-readable = Prüfen Sie, ob die Datei da ist und ob Sie sie lesen dürfen.
source-hint-unpack = Entpacken Sie sie, oder packen Sie sie als gz oder zip; Parquet ist innen gepackt.
source-hint-write-present-rows = Schreiben Sie die jetzigen Zeilen der Tabelle in einen anderen Ordner, und verbinden Sie diesen.
source-hint-correct-value = Korrigieren Sie den Wert in den Daten, und starten Sie den Lauf dann erneut.
source-hint-leave-rows-out = Lassen Sie Zeilen durch einen Filter weg, bilden Sie kleinere Gruppen, oder exportieren Sie die Zeilen ohne diesen Wert.
source-hint-free-disk-or-check = Geben Sie Speicherplatz frei, oder prüfen Sie, ob die Datei ist, was sie sein soll.
source-hint-same-columns = Geben Sie allen Dateien der Tabelle dieselben Spalten mit einer Kopfzeile, und starten Sie den Lauf dann erneut.
source-hint-correct-file-or-reading = Korrigieren Sie die Datei oder in der Zuordnung der Verbindung, wie ihr Text gelesen wird.
source-hint-choose-encoding = Wählen Sie die Kodierung der Datei in der Zuordnung der Verbindung.
source-hint-rename-or-match = Benennen Sie die Spalten um, ordnen Sie sie in der Zuordnung der Verbindung zu, oder wählen Sie die Felder aus.
source-hint-correct-or-view = Korrigieren Sie den Wert, oder ordnen Sie das Modell einer View zu, die ihn weglässt.
source-hint-correct-mapping = Korrigieren Sie die Zuordnung der Verbindung oder die Tabelle.
source-hint-map-model = Ordnen Sie das Modell in der Zuordnung der Verbindung einer Tabelle oder View zu.
source-hint-choose-table = Wählen Sie die Tabelle in der Zuordnung der Verbindung; vielleicht hat sich ihr Name geändert.
source-hint-look-through-mapping = Sehen Sie die Zuordnung der Verbindung durch, und starten Sie den Lauf dann erneut.
source-hint-choose-other-kind = Wählen Sie eine andere Art von Verbindung.
source-hint-check-database = Prüfen Sie den Namen der Datenbank.
source-hint-ask-for-select = Bitten Sie um das Recht auf SELECT dafür.
source-hint-run-when-up = Starten Sie den Lauf erneut, wenn Server und Netz verfügbar sind.
source-hint-let-transactions-pause = Bitten Sie den Administrator der Datenbank, Transaktionen dieses Benutzers pausieren zu lassen (`idle_in_transaction_session_timeout`).
source-hint-ask-why = Fragen Sie den Administrator der Datenbank nach dem Grund, und starten Sie den Lauf dann erneut.
source-hint-raise-time-limit = Erhöhen Sie das Zeitlimit der Verbindung, filtern Sie stärker, oder starten Sie den Lauf später erneut.
source-hint-check-server-and-network = Prüfen Sie den Server und was vor ihm steht (Proxy, Firewall, VPN). Ist er nur langsam, erhöhen Sie das Zeitlimit der Verbindung.
source-hint-sqlite-shm = SQLite braucht neben einer solchen Datenbank eine `-shm`-Datei. Erlauben Sie das Schreiben in den Ordner, kopieren Sie die Datei mit ihrer `-wal`-Datei in einen anderen Ordner, oder lassen Sie ihren Besitzer `PRAGMA journal_mode = DELETE` ausführen.
source-hint-run-when-table-free = Starten Sie den Lauf erneut, wenn fertig ist, wer dort an der Tabelle arbeitet.
source-hint-ask-for-room = Bitten Sie den Administrator der Datenbank, Platz zu schaffen, und starten Sie den Lauf dann erneut.
source-hint-test-connection = Testen Sie die Verbindung; wenn sie funktioniert, sehen Sie sich die Zuordnung des Modells an.
source-hint-raise-memory = Erhöhen Sie die Speichergrenze, geben Sie Speicherplatz frei, oder exportieren Sie weniger Zeilen.

## Einstellungen und Adressen von Verbindungen

source-address-no-bucket = die Adresse ist nicht die eines Buckets
source-type-bucket-address = Geben Sie sie so ein: s3://bucket oder s3://bucket/folder.
source-endpoint-no-address = der Endpunkt ist keine Adresse, die sich abfragen lässt
source-type-endpoint = Geben Sie ihn so ein: https://storage.example.com.
source-server-no-name = der Server hat keinen Namen
source-type-host = Geben Sie seinen Hostnamen oder seine Adresse ein.
source-database-no-name = die Datenbank hat keinen Namen
source-type-database = Geben Sie den Namen der Datenbank ein.
source-type-reading-user = Geben Sie den Namen eines Benutzers ein, der lesen darf.
source-limit-is-zero = das { $limit } ist 0 s
source-limit-of-query = Zeitlimit für eine Abfrage
source-limit-of-connecting = Zeitlimit für das Verbinden
source-limit-of-login = Zeitlimit für die Anmeldung
source-limit-of-first-row = Zeitlimit für die erste Zeile
source-limit-between-rows = Zeitlimit zwischen Zeilen
source-type-one-second = Geben Sie mindestens 1 s ein, oder lassen Sie es leer.
source-header-not-written = ein Header ist nicht als Name=Wert geschrieben
source-header-would-be-shown = der Header `{ $name }` wäre für alle sichtbar
source-write-headers = Schreiben Sie Header als Name=Wert, mehrere durch Semikolon getrennt; das Token hat ein eigenes Feld.
source-staging-not-chosen = der Zwischenordner ist nicht gewählt
source-choose-staging = Wählen Sie den Ordner, in dem dieser Computer findet, was der Cluster schreibt.
source-staging-address-wrong = die Adresse des Zwischenordners ist keine
source-type-staging-address = Geben Sie sie so ein: file:///mnt/staging oder dbfs:/Volumes/main/staging.
source-connection-no-address = die Verbindung ist keine Adresse
source-kinds-of-addresses = Verwenden Sie demo, file://, sqlite://, postgres://, mysql://, s3:// oder sc://.
source-password-in-address = in der Adresse der Verbindung steht ein Passwort
source-token-in-address = in der Adresse der Verbindung steht ein Token
source-set-password-variable = Lassen Sie es weg, und setzen Sie die Umgebungsvariable EXPORT_DESK_PASSWORD.
source-connection-not-known = die Verbindung `{ $kind }` ist nicht bekannt
source-server-parameters = Verwenden Sie tls=verify oder off, ca_file=FILE und in Sekunden timeout=, connect_timeout=, login_timeout=, first_row_timeout=, idle_timeout=.
source-parameter-not-known = `{ $name }` ist in einer Adresse mit diesem Wert nicht bekannt
source-write-postgres-address = Schreiben Sie postgres://user@host/database.
source-address-lacks-user = in der Adresse fehlt ein Benutzer oder eine Datenbank
source-one-demo-brand = es gibt nur eine Demomarke
source-bucket-parameter-not-known = `{ $name }` ist in der Adresse eines Buckets nicht bekannt
source-bucket-parameters = Verwenden Sie region=, endpoint=, path_style=on oder off, ca_file=FILE.
source-write-spark-address = Schreiben Sie sc://host:15002/;use_ssl=true;name=value.
source-address-not-spark = die Adresse ist nicht die eines Spark-Connect-Servers
source-spark-address-no-path = die Adresse eines Spark-Connect-Servers hat keinen Pfad
source-parameter-without-value = ein Parameter der Adresse hat keinen Wert
source-spark-parameters = Verwenden Sie use_ssl=true oder false, catalog=, schema=, user_id=, ca_file=FILE, staging_folder=DIR, staging_url=URL, staging_megabytes=N und in Sekunden timeout=, connect_timeout=, first_row_timeout=, idle_timeout=.
source-parameter-value-not-possible = `{ $name }` kann diesen Wert hier nicht haben
source-no-total = kann nicht berechnet werden: { $of }: { $reason }
source-hidden-value-of-field = er gehört zum Feld `{ $field }`; { $hidden }
