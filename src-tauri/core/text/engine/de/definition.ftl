### Was die Engine über Definitionen sagt: Datenmodelle, Bedingungen, Dateien, Formate, Zeitpläne.

## Datenmodelle

definition-member-of = Teil von { $parent }.
definition-folder-unreadable = der Ordner lässt sich nicht lesen: { $error }
definition-it-unreadable = die Datei lässt sich nicht lesen: { $error }
definition-model-already = ein Modell `{ $model }` gibt es schon
definition-model-id-characters = die ID eines Modells besteht aus Buchstaben, Ziffern und Unterstrichen
definition-model-without-fields = das Modell hat keine Felder
definition-field-id-unusable = die ID eines Felds ist leer oder hat mehrere Zeilen
definition-field-twice = Feld `{ $field }` kommt zweimal vor
definition-key-no-field = der Schlüssel nennt `{ $field }`, das kein Feld ist
definition-customer-field-already = das Kundenfeld `{ $field }` gibt es schon
definition-customer-field-type = das Kundenfeld `{ $field }` hat den unbekannten Typ `{ $type }`

## Typen von Werten

definition-type-string = Text
definition-type-numeric = Zahl
definition-type-boolean = Ja/Nein
definition-type-select = Auswahl
definition-type-date = Datum
definition-type-datetime = Datum und Uhrzeit
definition-type-list = Liste
definition-type-object = Objekt
definition-type-url = Link
definition-type-image = Bild
definition-kind-text = Text
definition-kind-a-text = ein Text
definition-kind-number = eine Zahl
definition-kind-whole-number = eine ganze Zahl
definition-kind-boolean = wahr oder falsch
definition-kind-date = ein Datum
definition-kind-datetime = ein Datum mit Uhrzeit
definition-kind-list = eine Liste
definition-kind-object = ein Objekt

## Maskierungsschlüssel

definition-mask-key-digits = hinter `hex:` besteht der Schlüssel nicht aus Paaren hexadezimaler Ziffern
definition-mask-key-digits-hint = Vergleichen Sie ihn mit seiner Quelle.
definition-mask-key-short = der Schlüssel hat weniger als { $least } Bytes
definition-mask-key-short-hint = Verwenden Sie einen längeren, oder lassen Sie ihn von Export Desk erzeugen.
definition-mask-key-nameless = der Schlüssel hat keinen Namen
definition-mask-key-nameless-hint = Geben Sie dem Schlüssel einen Namen.
definition-mask-key-name-long = der Name des Schlüssels hat mehr als 100 Zeichen oder ein Steuerzeichen
definition-mask-key-name-hint = Verwenden Sie einen kürzeren Namen, etwa den des Empfängers.

## PGP-Schlüssel

definition-pgp-ask-key = Bitten Sie den Partner um einen neuen öffentlichen Schlüssel.
definition-pgp-ask-text = Verwenden Sie den öffentlichen Schlüssel so, wie der Partner ihn gesendet hat, von der BEGIN-Zeile bis zur END-Zeile.
definition-pgp-private = das ist ein privater Schlüssel, und es wird ein öffentlicher gebraucht; er wurde nicht aufbewahrt
definition-pgp-private-hint = Verwenden Sie den öffentlichen Schlüssel des Partners. Ein privater Schlüssel darf nie weitergegeben werden.
definition-pgp-unreadable = der PGP-Schlüssel lässt sich nicht lesen: { $problem }
definition-pgp-too-long = er ist größer als ein Megabyte
definition-pgp-damaged = er ist beschädigt
definition-pgp-none-in-it = es ist kein PGP-Schlüssel darin
definition-pgp-no-text = er ist kein Text
definition-pgp-end-line = die END-Zeile fehlt
definition-pgp-text-damaged = sein Text ist beschädigt
definition-pgp-several = in einem Text stehen { $keys } PGP-Schlüssel
definition-pgp-several-hint = Geben Sie jedem Schlüssel einen eigenen Eintrag.
definition-pgp-signing-private = zum Signieren wird ein privater Schlüssel gebraucht, und das ist keiner
definition-pgp-export-hint = Exportieren Sie ihn mit `gpg --export-secret-keys --armor`.
definition-pgp-passphrase-wrong = die Passphrase öffnet den privaten Schlüssel nicht
definition-pgp-passphrase-hint = Geben Sie die Passphrase ein, mit der er exportiert wurde.
definition-pgp-add-hint = Fügen Sie den öffentlichen Schlüssel des Partners hinzu.
definition-pgp-none = es gibt keinen PGP-Schlüssel
definition-pgp-twice = der Schlüssel von { $whose } steht hier zweimal
definition-remove-one = Entfernen Sie eines davon.
definition-pgp-expires = der PGP-Schlüssel von { $whose } läuft am { $date } ab
definition-pgp-expires-hint = Bitten Sie den Partner um den neuen Schlüssel; für einen abgelaufenen verschlüsselt kein Lauf.
definition-pgp-use-encryption = Verschlüsselung
definition-pgp-use-signing = Signatur
definition-pgp-bits = hat { $bits } Bit, und mit weniger als { $fewest } lässt er sich brechen
definition-pgp-curve = verwendet die Kurve { $curve }, die nicht unterstützt wird
definition-pgp-elgamal = verwendet den Algorithmus Elgamal, der nicht unterstützt wird
definition-pgp-dsa = verwendet den Algorithmus DSA, der nicht unterstützt wird
definition-pgp-not-version-four = der PGP-Schlüssel { $fingerprint } ist nicht von Version 4
definition-pgp-ask-common = Bitten Sie den Partner um einen, den jedes Programm liest.
definition-pgp-key-revoked = der PGP-Schlüssel von { $whose } ist widerrufen
definition-pgp-not-self-signed = der PGP-Schlüssel { $fingerprint } ist nicht mit sich selbst signiert
definition-pgp-key-expired = der PGP-Schlüssel von { $whose } ist am { $date } abgelaufen
definition-pgp-is-revoked = ist widerrufen
definition-pgp-has-expired = ist am { $date } abgelaufen
definition-pgp-sub-key = sein Unterschlüssel { $id } { $problem }
definition-pgp-it = er selbst { $problem }
definition-pgp-why = : { $problem }
definition-pgp-no-usable = der PGP-Schlüssel von { $whose } hat keinen verwendbaren Schlüssel zur { $use }{ $why }

## Bedingungen

definition-does-not-fit = `{ $choice }` passt nicht zu `{ $field }` (Typ: { $type })
definition-use-one-of = Verwenden Sie eines von: { $names }.
definition-takes-no-value = `{ $operator }` erwartet keinen Wert
definition-remove-value = Entfernen Sie `value`.
definition-has-no-value = `{ $operator }` hat keinen Wert
definition-add-value = Fügen Sie `value` hinzu.
definition-case-no-matter = Groß-/Kleinschreibung spielt bei `{ $field }` (Typ: { $type }) keine Rolle
definition-remove-case = Entfernen Sie `case_sensitive`.
definition-possible-values = Die möglichen Werte sind: { $values }.
definition-did-you-mean = Meinten Sie `{ $near }`?
definition-value-not-known = `{ $value }` ist nicht unter den bekannten Werten von `{ $field }`
definition-takes-day = `{ $operator }` erwartet einen Tag
definition-takes-day-hint = Lassen Sie die Uhrzeit weg, oder verwenden Sie `between`.
definition-no-date-or-time = `{ $text }` ist kein Datum und kein Zeitpunkt
definition-no-date-or-time-hint = Schreiben Sie 2026-03-31, 2026-03-31T18:00 (in der Zeitzone des Exports) oder 2026-03-31T18:00:00+02:00.
definition-value-empty = der Wert ist ein leerer Text
definition-value-empty-hint = Schreiben Sie einen Wert, oder verwenden Sie `is_empty` oder `is_not_empty`.
definition-not-text = { $value } ist kein Text
definition-not-text-hint = Schreiben Sie einen Text.
definition-list-empty = die Liste ist leer
definition-list-empty-hint = Fügen Sie mindestens einen Wert hinzu.
definition-not-list = { $value } ist keine Liste
definition-not-list-hint = Schreiben Sie ["a", "b"].
definition-not-pair = { $value } ist kein Paar von Werten
definition-not-pair-hint = Schreiben Sie [von, bis]; beide zählen mit.
definition-first-greater = der erste Wert ist größer als der zweite
definition-first-greater-hint = Vertauschen Sie die beiden.
definition-not-number-hint = Schreiben Sie Ziffern, mit einem Punkt vor den Dezimalstellen, höchstens 38 Ziffern.
definition-not-number = `{ $text }` ist keine Zahl
definition-not-date = `{ $text }` ist kein Datum
definition-not-date-hint = Schreiben Sie ein Datum wie 2026-03-31.
definition-beyond-calendar = das reicht über den Kalender hinaus
definition-beyond-calendar-hint = Verwenden Sie eine kleinere Anzahl.
definition-not-count = { $value } ist keine Anzahl von Tagen, Wochen oder Monaten
definition-count-hint = Schreiben Sie { "{" }"count": 90, "unit": "days"{ "}" }.
definition-remove-it = Entfernen Sie es.
definition-key-not-known = der Schlüssel `{ $key }` ist unbekannt
definition-count-not-whole = die Anzahl ist keine ganze Zahl über null
definition-not-unit = { $unit } ist keine Einheit
definition-not-unit-hint = Verwenden Sie days, weeks oder months.

## Nur Neues

definition-window-full-all = Vollständig: alle Zeilen mit `{ $field }` vor { $to } und die ohne diesen Wert
definition-window-rows = { $kind }: Zeilen mit `{ $field }` ab { $from } und vor { $to }
definition-window-full = Vollständig
definition-window-delta = Delta
definition-lag-long = die Verzögerung ist länger als ein Jahr
definition-lag-long-hint = Verwenden Sie höchstens 525600 Minuten.
definition-delta-no-field = kein Feld sagt, welche Zeilen neu sind
definition-delta-no-field-hint = Wählen Sie ein Datumsfeld.
definition-delta-no-meaning = `{ $key }` hat keine Bedeutung, wenn neue Zeilen mit `{ $by }` gefunden werden
definition-delta-not-dates = `{ $field }` ist vom Typ { $type }, und Zeiträume brauchen ein Datum
definition-delta-not-dates-hint = Wählen Sie ein Feld mit Datum oder mit Datum und Uhrzeit.
definition-changed-order = geänderte Zeilen kommen in der Reihenfolge ihres Schlüssels
definition-remove-sort = Entfernen Sie `sort`.
definition-changed-not-split = geänderte Zeilen lassen sich nicht nach einem Feld aufteilen
definition-changed-not-split-hint = Teilen Sie sie nach Zeilen oder Bytes auf.
definition-most-removed = mehr als alle Zeilen können nicht entfernt werden
definition-most-removed-hint = Verwenden Sie 0 bis 100.
definition-groups-told-apart = Gruppen unterscheiden sich durch das, wonach gruppiert wird
definition-remove-key = Entfernen Sie `key`.
definition-nothing-tells-apart = nichts unterscheidet die Zeilen von { $model }
definition-nothing-tells-apart-hint = Wählen Sie die Spalten des Schlüssels.
definition-key-not-exported = `{ $name }` aus dem Schlüssel wird nicht exportiert
definition-key-not-exported-hint = Exportieren Sie es, oder wählen Sie einen anderen Schlüssel.
definition-no-key-type = `{ $name }` ist vom Typ { $type } und kann kein Schlüssel sein
definition-no-key-type-hint = Wählen Sie eine andere Spalte.
definition-no-key-masked = `{ $name }` ist maskiert, und was davon bleibt, ist kein Schlüssel
definition-no-key-masked-hint = Wählen Sie einen anderen Schlüssel oder einen Hash.

## Mehrere Dateien, Namen und Begleitdateien

definition-give-or-remove = Geben Sie ihr einen Namen, oder entfernen Sie sie.
definition-sequence-nameless = die Sequenz hat keinen Namen
definition-sequence-unused = nichts enthält { "{seq}" }, sodass die Sequenz nichts zählt
definition-sequence-unused-hint = Schreiben Sie { "{seq:06}" } in einen Namen oder eine Zeile, oder entfernen Sie `sequence`.
definition-from-of-everything = { "{from}" } steht für nichts in einem Lauf, der alles nimmt
definition-from-of-everything-hint = Setzen Sie „Keine Zeilen von vor“ (`delta.since`) auf den ersten Tag, oder entfernen Sie { "{from}" }.
definition-window-needs-filter = { "{from}" } und { "{to}" } brauchen einen Datumsfilter, der Beginn und Ende nennt
definition-window-needs-filter-hint = Filtern Sie in einer einzigen Gruppe nach einem Datum, oder entfernen Sie sie.
definition-layout-no-figures = im Aufbau { $layout } gibt es keine Summen, keinen Hash der Zeilen und keine Nummer im Inneren
definition-layout-no-figures-hint = Entfernen Sie { "{sum:…}" }, { "{min:…}" }, { "{max:…}" }, { "{hash}" } sowie { "{seq}" } aus `entry_name`.
definition-layout-no-lines = im Aufbau { $layout } gibt es außer den Datenzeilen keine Zeilen
definition-layout-no-lines-hint = Entfernen Sie sie, oder wählen Sie Text mit Trennzeichen.
definition-not-in-encoding = `{ $character }` gibt es in { $encoding } nicht
definition-not-in-encoding-hint = Verwenden Sie ein anderes Zeichen oder UTF-8.
definition-layout-not-split = der Aufbau { $layout } lässt sich nicht auf mehrere Dateien aufteilen
definition-layout-not-split-hint = Wählen Sie einen anderen Aufbau, oder entfernen Sie `split`.
definition-not-split-by = Zeilen lassen sich nicht nach `{ $field }` (Typ: { $type }) aufteilen
definition-choose-other-field = Wählen Sie ein anderes Feld.
definition-split-not-first-group = `{ $field }` ist nicht das erste Feld, nach dem die Zeilen gruppiert werden
definition-split-not-first-group-hint = Setzen Sie es vor die anderen Gruppenfelder.
definition-split-masked = `{ $field }` ist maskiert, und jeder Teil würde einen echten Wert verraten
definition-split-masked-hint = Teilen Sie nach einem anderen Feld auf.
definition-field-not-exported = Feld `{ $field }` wird nicht exportiert
definition-field-not-exported-hint = Nennen Sie eines der exportierten Felder.
definition-unit-rows = Zeilen
definition-unit-bytes = Bytes
definition-split-without-limit = die Aufteilung sagt nicht, wie viele { $unit } ein Teil hat
definition-split-without-limit-hint = Setzen Sie es auf 1 oder mehr.
definition-not-split-by-field = die Zeilen werden nicht nach einem Feld aufgeteilt
definition-not-split-by-field-hint = Entfernen Sie es, oder setzen Sie `by` auf `field`.
definition-part-of-one-value = ein Teil hat alle Zeilen eines Werts
definition-only-zip-several = nur ein Zip-Archiv enthält mehrere Dateien
definition-only-zip-several-hint = Wählen Sie Zip oder eine Datei je Teil.
definition-hash-before-encryption = { "{hash}" } ist der Hash der Zeilen vor der Verschlüsselung: Wer sie errät, würde sehen, dass sie stimmen
definition-hash-before-encryption-hint = Verwenden Sie { "{sha256}" }, das zur verschlüsselten Datei gehört.
definition-part-in-line-of-all = { "{" }{ $part }{ "}" } gehört zu einer Datei, und diese Zeile betrifft alle
definition-into-lines-of-files = Schreiben Sie es in `lines_of_files`.
definition-companion-without-lines = die Begleitdatei hat keine Zeilen
definition-companion-without-lines-hint = Schreiben Sie sie, oder wählen Sie `empty`.
definition-companion-with-lines = nur eine Begleitdatei aus Text hat Zeilen
definition-companion-with-lines-hint = Entfernen Sie sie, oder wählen Sie `text`.
definition-without-line-end-hint = Schreiben Sie es ohne Zeilenende.
definition-holds-line-end = es enthält ein Zeilenende
definition-part-in-companion-of-all = { "{" }{ $part }{ "}" } gehört zu einer Datei, und diese Begleitdatei betrifft alle
definition-part-in-companion-of-all-hint = Entfernen Sie es, oder setzen Sie `of` auf `each`.
definition-companions-one-name = die Begleitdateien aller Teile hätten denselben Namen
definition-companions-one-name-hint = Schreiben Sie { "{file}" } hinein, oder setzen Sie `of` auf `all`.
definition-choose-other-name = Wählen Sie einen anderen Namen.
definition-where-manifests-stand = die Datei stünde dort, wo Manifeste stehen
definition-part-without-parts = { "{" }{ $part }{ "}" } steht für Teile, und es gibt nur eine Datei
definition-part-without-parts-hint = Entfernen Sie es, oder fügen Sie `split` hinzu.
definition-part-in-archive-name = { "{" }{ $part }{ "}" } gehört zu einem Teil, und das Archiv enthält alle
definition-part-in-archive-name-hint = Entfernen Sie es, oder wählen Sie eine Datei je Teil.
definition-into-entry-name = Schreiben Sie es in `entry_name`.
definition-value-without-field = { "{value}" } steht für ein Feld, nach dem Teile gebildet werden
definition-value-without-field-hint = Entfernen Sie es, oder teilen Sie nach einem Feld auf.
definition-archive-no-hash-yet = das Archiv hat keinen Hash, bevor die Namen darin geschrieben sind
definition-remove-sha256 = Entfernen Sie { "{sha256}" }.
definition-parts-one-name = alle Teile hätten denselben Namen
definition-parts-one-name-hint = Schreiben Sie { "{part}" } hinein, etwa { "{name}" }_{ "{part:03}" }.
definition-parts-one-name-archive = alle Teile hätten im Archiv denselben Namen
definition-figure-not-exported = { $part } nennt ein Feld, das nicht exportiert wird
definition-figure-numbers = Zahlen
definition-figure-numbers-dates = Zahlen und Datumswerte
definition-figure-others = { $part } steht für { $what }, und `{ $field }` hat andere Werte
definition-name-other-field = Nennen Sie ein anderes Feld.
definition-figure-masked = { $part } würde echte Werte des maskierten Felds `{ $field }` verraten
definition-name-too-long =
    { $least ->
        [one] die Teile, die Dateien unterscheiden, brauchen { $least } Byte, und ein Name hat höchstens { $longest }
       *[other] die Teile, die Dateien unterscheiden, brauchen { $least } Bytes, und ein Name hat höchstens { $longest }
    }
definition-name-too-long-hint = Entfernen Sie einige davon, oder schreiben Sie sie mit weniger Ziffern.
definition-no-closing-brace = `{ $text }` hat keine schließende Klammer
definition-no-closing-brace-hint = Schreiben Sie `{ "}" }` hinter den Namen des Teils.
definition-file-nameless = die Datei hat keinen Namen
definition-file-nameless-hint = Schreiben Sie einen Namen, etwa { "{name}" }-{ "{date}" }.
definition-use-or = Verwenden Sie { $others } oder { $last }.
definition-did-you-mean-part = Meinten Sie { "{" }{ $near }{ "}" }?
definition-part-not-known = der Teil { "{" }{ $part }{ "}" } ist unbekannt
definition-part-no-pattern = der Teil { "{" }{ $part }{ "}" } hat kein Muster
definition-part-no-pattern-hint = Schreiben Sie ein Muster, etwa { "{" }{ $part }:YYYYMMDD{ "}" }.
definition-not-digits = `{ $text }` ist keine Anzahl von Ziffern
definition-not-digits-hint = Schreiben Sie { "{" }{ $part }:06{ "}" } für sechs Ziffern mit führenden Nullen.
definition-part-takes-no-pattern = der Teil { "{" }{ $part }{ "}" } nimmt kein Muster
definition-part-takes-no-pattern-hint = Schreiben Sie { "{" }{ $part }{ "}" }.
definition-not-date-pattern = `{ $pattern }` ist kein Datumsmuster
definition-not-date-pattern-hint = Schreiben Sie ein Muster wie YYYYMMDD, %Y-%m-%d oder epoch.
definition-braces-of-line = Schreiben Sie { "{{" } und { "}}" } für Klammern der Zeile selbst.
definition-not-part-in-braces = `{ $brace }{ $rest }` ist kein Teil in Klammern
definition-line-end-in-line-hint = Machen Sie aus jedem eine eigene Zeile.
definition-line-end-in-line = die Zeile enthält ein Zeilenende
definition-line-end-in-value = der Wert von { $part } enthält ein Zeilenende
definition-value-too-wide = `{ $value }` ist breiter als die { $width } Zeichen von { $part }
definition-part-no-field-hint = Schreiben Sie die ID des Felds, etwa { "{" }{ $part }:spendable{ "}" }.
definition-part-no-field = der Teil { "{" }{ $part }{ "}" } hat kein Feld
definition-not-characters-hint = Schreiben Sie { "{" }{ $part }:08{ "}" } für Nullen davor, { "{" }{ $again }:8{ "}" } oder { "{" }{ $more }:<8{ "}" } für Leerzeichen.
definition-not-characters = `{ $text }` ist keine Anzahl von Zeichen

## Spalten der Datei

definition-column-as-row-element = eine Spalte heißt `{ $header }`, wie die Zeilenelemente
definition-column-as-row-element-hint = Geben Sie einem davon einen anderen Namen, denn manche Leser finden daran die Zeilen.
definition-sheet-columns = ein Blatt hat höchstens { $most } Spalten, und das sind mehr
definition-sheet-columns-hint = Wählen Sie weniger Felder oder einen anderen Aufbau.
definition-no-column = es gibt keine Spalte { $place }
definition-use-one-to = Verwenden Sie 1 bis { $most }.
definition-constant-no-width = die konstante Spalte `{ $header }` hat keine Breite
definition-use-characters = Verwenden Sie 1 bis { $most } Zeichen.
definition-changes-one-word = zwei Änderungen heißen `{ $word }`
definition-changes-one-word-hint = Geben Sie jeder ein eigenes Wort.
definition-columns-one-name = zwei Spalten heißen `{ $header }`
definition-columns-one-name-hint = Geben Sie einer davon einen anderen Kopf.
definition-text-too-wide = `{ $text }` hat { $length } Zeichen, und die Spalte ist { $width } breit
definition-column-wider-hint = Machen Sie die Spalte breiter.
definition-line-end-ends-row = es enthält ein Zeilenende, das seine Zeile beenden würde
definition-not-in-xml = es enthält U+{ $code }, das in XML nicht stehen kann
definition-remove-character = Entfernen Sie das Zeichen.
definition-fixed-needs-widths = eine Datei mit fester Breite braucht die Breite jedes Felds
definition-fixed-needs-widths-hint = Wählen Sie die Felder, und geben Sie jedem eine Breite.
definition-field-no-width = Feld `{ $field }` hat keine Breite
definition-field-no-width-hint = Geben Sie ihm eine Breite in Zeichen.
definition-width-not-between = die Breite liegt nicht zwischen 1 und { $most }
definition-fill-control = ein Steuerzeichen kann keine Zelle auffüllen
definition-fill-control-hint = Verwenden Sie ein Leerzeichen, eine Null oder ein anderes sichtbares Zeichen.
definition-fill-digits = Ziffern hinter einem Wert und andere als 0 davor würden als Teil des Werts gelesen
definition-fill-digits-hint = Füllen Sie mit Leerzeichen auf oder mit 0 vor einem Wert (`align`: `right`).
definition-fill-in-number = `{ $fill }` neben einer Zahl würde als Teil der Zahl gelesen
definition-layout-unique-names = zwei Spalten heißen `{ $header }`, und im Aufbau { $layout } unterscheiden sich Spalten durch ihre Namen
definition-layout-decimal-sign = im Aufbau { $layout } haben Zahlen kein eigenes Dezimalzeichen
definition-hold-other-layout = im Aufbau { $layout } werden Zeilen nicht mit den Grenzen der Empfänger verglichen
definition-hold-other-layout-hint = Setzen Sie `hold` auf `warn`, oder wählen Sie Text mit Trennzeichen.
definition-remove-decimal-sign = Entfernen Sie `decimal_sign`.
definition-remove-decimal-sign-json = Entfernen Sie `decimal_sign`, oder schreiben Sie Zahlen als Text.
definition-empty-text-parquet = ein Text für leere Werte passt nicht zu `{ $field }`, dessen Spalte in Parquet keine Texte enthält
definition-remove-empty = Entfernen Sie `empty`.
definition-outer-zip = ein Zip-Archiv
definition-outer-gzip = eine Gzip-Datei
definition-packed-already = { $layout } ist schon komprimiert, und { $outer } darum
definition-packed-not-opened = verhindert, dass es sich direkt öffnen lässt
definition-packed-hint = Wählen Sie keine Komprimierung.

## Masken

definition-mask-hint = Wählen Sie eine andere Maske oder `remove`.
definition-mask-no-meaning = `{ $key }` hat bei dieser Maske keine Bedeutung
definition-mask-recipe-texts = diese Normalisierung ist für Texte, und `{ $field }` ist vom Typ { $type }
definition-mask-recipe-hint = Verwenden Sie `plain`.
definition-mask-no-key = der Hash mit Schlüssel nennt keinen Schlüssel
definition-mask-no-key-hint = Nennen Sie einen Schlüssel.
definition-mask-country-code = nationale Nummern brauchen eine Landesvorwahl von 1 bis 3 Ziffern
definition-mask-country-code-hint = Setzen Sie sie, etwa 36 für Ungarn.
definition-mask-trunk-prefix = nationale Nummern brauchen die Ziffern, mit denen sie im Inland beginnen
definition-mask-trunk-prefix-hint = Setzen Sie bis zu 4 Ziffern, etwa 06 in Ungarn und 0 in Deutschland; einen leeren Text, wo es keine gibt, wie in Spanien.
definition-mask-keeps-nothing = kein Zeichen bleibt erhalten
definition-mask-keeps-nothing-hint = Setzen Sie `first` oder `last`, oder verwenden Sie `remove`.
definition-mask-character = `{ $character }` kann in dieser Datei nicht für andere Zeichen stehen
definition-mask-character-hint = Verwenden Sie ein anderes Zeichen, etwa *.
definition-mask-date-part = die Maske sagt nicht, was vom Datum bleibt
definition-mask-date-part-hint = Setzen Sie es auf `month` oder `year`.
definition-mask-band-width = die Bereiche haben keine Breite
definition-mask-band-width-hint = Setzen Sie es auf eine ganze Zahl ab 1.
definition-mask-no-words = für maskierte Werte gibt es keine anderen Wörter
definition-mask-no-words-hint = Entfernen Sie `map` oder die Maske.
definition-mask-writes-dates = die Maske sagt, wie Datumswerte geschrieben werden
definition-mask-bands-whole = Bereiche sind ganze Zahlen
definition-remove-decimals = Entfernen Sie `decimals` und `decimal_sign`.
definition-mask-hash-length = ein Hash hat { $length } Zeichen
definition-mask-other-column = `{ $field }` ist hier maskiert, und eine andere Spalte hat die echten Werte
definition-mask-other-column-hint = Maskieren oder entfernen Sie auch diese Spalte.
definition-mask-order = die Zeilen sind nach den echten Werten von `{ $field }` geordnet, das maskiert ist
definition-mask-order-hint = Die Reihenfolge verrät etwas von ihnen; sortieren Sie nach einem anderen Feld, wenn sie das nicht darf.
definition-mask-groups = Gruppen werden aus den echten Werten von `{ $field }` gebildet, sodass Zeilen gleich aussehen können
definition-mask-groups-hint = Gruppieren Sie nach einem anderen Feld, wenn jede Zeile für einen maskierten Wert stehen soll.

## Der Export als Ganzes

definition-export-nameless = der Export hat keinen Namen
definition-give-name = Geben Sie einen Namen ein.
definition-packaging-without-members = nur ein Paket hat eine Verpackung, und dieser Export hat keine Mitglieder
definition-packaging-without-members-hint = Entfernen Sie sie, oder fügen Sie `members` hinzu.
definition-no-profile = es gibt kein Profil „{ $profile }“
definition-no-profile-hint = Speichern oder importieren Sie es, oder entfernen Sie es hier.
definition-where-manifest-stands = die Datei stünde dort, wo ihr Manifest steht
definition-where-manifest-stands-hint = Wählen Sie eine andere Erweiterung.
definition-many-conditions =
    { $conditions ->
        [one] es gibt { $conditions } Bedingung
       *[other] es gibt { $conditions } Bedingungen
    }
definition-many-conditions-hint = Verwenden Sie höchstens { $most }; eine einzige Bedingung „ist eines von“ nimmt viele Werte.
definition-group-empty = diese Gruppe hat keine Bedingung
definition-group-empty-hint = Fügen Sie eine Bedingung hinzu, oder entfernen Sie die Gruppe.
definition-entry-rows-unknown = das Archiv wird begonnen, bevor die Zeilenzahl bekannt ist
definition-entry-rows-unknown-hint = Entfernen Sie { "{rows}" }, oder setzen Sie es in den Namen der Datei.
definition-no-model = es gibt kein Datenmodell `{ $model }`
definition-list-fields-hint = Sehen Sie sich die Felder von { $model } an, und wählen Sie eines.
definition-field-not-in-model = { $model } hat kein Feld `{ $field }`
definition-all-with-aggregation = mit Aggregation lassen sich nicht alle Felder exportieren, weil jedes Feld seine eigene braucht
definition-all-with-aggregation-hint = Wählen Sie die Felder, oder schalten Sie die Aggregation aus.
definition-no-field-chosen = es ist kein Feld gewählt
definition-choose-one = Wählen Sie mindestens eines.
definition-no-field-grouped = kein Feld ist gruppiert
definition-no-field-grouped-hint = Wählen Sie für mindestens ein Feld Gruppe.
definition-no-aggregate = Feld `{ $field }` hat keine Aggregation
definition-choose-one-of = Wählen Sie eines von: { $names }.
definition-aggregation-off = hier steht `{ $aggregate }`, und die Aggregation ist aus
definition-aggregation-off-hint = Setzen Sie `aggregation` auf true, oder entfernen Sie `aggregate`.
definition-decimals-no-fit = Dezimalstellen passen nicht zu `{ $field }` (Typ: { $type })
definition-many-decimals = es sind mehr als 18 Dezimalstellen
definition-many-decimals-hint = Verwenden Sie 0 bis 18.
definition-implied-decimals = Zahlen ohne Dezimalzeichen brauchen die Anzahl der Dezimalstellen
definition-implied-decimals-hint = Setzen Sie `decimals`.
definition-date-pattern-no-fit = ein Datumsmuster passt nicht zu `{ $field }` (Typ: { $type })
definition-remove-datetime = Entfernen Sie `datetime`.
definition-aggregation-sorted = ein Export mit Aggregation ist nach seinen Gruppenfeldern sortiert
definition-aggregation-sorted-hint = Entfernen Sie `sort`, und bringen Sie die Gruppenfelder in die gewünschte Reihenfolge.
definition-not-sorted-by = Zeilen lassen sich nicht nach `{ $field }` (Typ: { $type }) sortieren

## Pakete

definition-members-one-name = zwei Mitglieder heißen „{ $name }“
definition-members-one-name-hint = Geben Sie jedem einen eigenen Namen.
definition-set-format = vom eigenen Format eines Pakets haben nur `pgp`, `zip_password` und `newline` eine Bedeutung
definition-set-format-hint = Schreiben Sie den Rest in seine Mitglieder.
definition-set-no-rows = ein Paket hat keine eigenen Zeilen
definition-set-no-rows-hint = Schreiben Sie es in seine Mitglieder, oder entfernen Sie es.
definition-set-members =
    { $members ->
        [one] das Paket hat { $members } Mitglied
       *[other] das Paket hat { $members } Mitglieder
    }
definition-use-at-most = Verwenden Sie höchstens { $most }.
definition-set-files-encrypted = Dateien nebeneinander werden so verschlüsselt, wie die Formate ihrer Mitglieder es sagen
definition-set-files-encrypted-hint = Schreiben Sie `pgp` oder `zip_password` in die Mitglieder, oder wählen Sie ein einziges Archiv.
definition-set-model = { "{model}" } steht für ein Datenmodell, und ein Paket hat mehrere
definition-remove-model = Entfernen Sie { "{model}" }.
definition-set-sha256 = { "{sha256}" } gehört zu einer Datei, und das Paket hat mehrere
definition-set-hash-archive = { "{hash}" } gehört zu den Zeilen eines Mitglieds, und das Archiv enthält alle
definition-set-hash-archive-hint = Schreiben Sie es in `lines_of_files` einer Begleitdatei für alle.
definition-set-hash-layout = { "{hash}" } gehört zu Zeilen aus Text, und „{ $member }“ ist { $layout }
definition-set-hash-layout-hint = Verwenden Sie { "{sha256}" }.
definition-set-model-lines = { "{model}" } gehört zu einem Mitglied, und diese Zeilen betreffen alle
definition-member-into-set = Entfernen Sie es hier, und schreiben Sie es in das Paket.
definition-member-encrypted = das Archiv wird als Ganzes verschlüsselt, nicht seine Mitglieder
definition-member-set = ein Paket kann kein Mitglied eines Pakets sein
definition-member-set-hint = Führen Sie seine Mitglieder hier auf.
definition-member-schedule = ein Paket läuft als Ganzes
definition-member-targets = ein Paket wird als Ganzes zugestellt
definition-member-email = benachrichtigt wird über das Paket als Ganzes
definition-member-sequence = das Paket zählt, und { "{seq}" } ist seine Nummer
definition-member-new-names = die Namen eines Pakets werden als Ganzes geprüft
definition-member-companions = Begleitdateien gehören zum Paket als Ganzem
definition-member-delta = ein Mitglied nimmt alle seine Zeilen: Wie weit es gekommen ist, wird nicht festgehalten
definition-member-delta-hint = Entfernen Sie es, oder filtern Sie nach einem relativen Datum.
definition-member-split = die Datei eines Mitglieds wird nicht in Teile aufgeteilt
definition-member-split-hint = Entfernen Sie es, oder exportieren Sie das für sich.
definition-member-no-file = ein Paket hat die Dateien aller Mitglieder
definition-member-no-file-hint = Entfernen Sie es, oder wählen Sie `fail`.
definition-member-encrypted-hint = Schreiben Sie es in das Format des Pakets, oder wählen Sie Dateien nebeneinander.
definition-members-one-file = die Dateien von „{ $first }“ und „{ $second }“ hießen beide `{ $file }`
definition-members-one-file-hint = Schreiben Sie { "{name}" } hinein, oder vergeben Sie einen anderen Namen.

## Zeitpläne

definition-whole-seconds-hint = Verwenden Sie Stunden, Minuten und ganze Sekunden.
definition-before-2100 = Wählen Sie ein Datum vor 2100.
definition-no-weekday = es ist kein Wochentag gewählt
definition-no-month-day = es ist kein Tag des Monats gewählt
definition-no-such-day = ein Monat hat keinen Tag { $day }
definition-no-such-day-hint = Verwenden Sie 1 bis 31 oder last.
definition-no-time = es ist keine Uhrzeit gewählt
definition-add-one = Fügen Sie mindestens eine hinzu.
definition-many-times =
    { $times ->
        [one] { $times } Uhrzeit ist zu viel: Höchstens { $most } sind möglich
       *[other] { $times } Uhrzeiten sind zu viele: Höchstens { $most } sind möglich
    }
definition-many-times-hint = Lassen Sie mindestens fünf Minuten dazwischen.
definition-date-range-hint = Wählen Sie ein Datum von 1970 bis 2099 oder keines.
definition-last-before-first = der letzte Tag, { $until }, liegt vor dem ersten, { $from }
definition-later-last-day = Wählen Sie einen späteren letzten Tag oder keinen.
definition-missed-age = die Frist zum Nachholen verpasster Läufe kann 1 bis 8760 Stunden betragen
definition-in-between-hint = Wählen Sie eine Zahl dazwischen oder keine.
definition-pause-failures = ein Zeitplan kann sich nach 1 bis 100 Fehlern in Folge pausieren
definition-never-runs = zwischen dem ersten und dem letzten Tag liegt keiner, an dem er läuft
definition-never-runs-hint = Wählen Sie andere Tage oder einen späteren letzten Tag.
definition-in-past = { $date } { $time } liegt in { $zone } in der Vergangenheit
definition-in-past-hint = Wählen Sie ein späteres Datum oder eine spätere Uhrzeit.
definition-last-run-past = der letzte Lauf des Zeitplans liegt in der Vergangenheit
definition-not-whole-second = `{ $time }` ist keine ganze Sekunde
definition-too-far = { $date } ist zu weit entfernt
definition-time-twice = { $time } kommt am { $day } zweimal vor, läuft beim ersten Mal
definition-day-missing = { $day } gibt es hier nicht
definition-time-missing = { $time } gibt es am { $day } nicht
definition-runs-at = läuft { $time }
definition-runs-at-on = läuft { $time } am { $day }
definition-runs-once = , einmal mit dem, was dann ohnehin läuft
definition-moved-now = Ab jetzt
definition-moved-on = Am { $day }
definition-moved-from = Ab { $day }
definition-moved-schedule = läuft dieser Zeitplan
definition-moved-run = beginnt der Lauf von { $time }
definition-moved-all = { $rules } { $from } { $runs } um { $at } UTC statt um { $was }.
definition-clocks-moved = { $place } stellt seine Uhren auf UTC{ $sign }{ $hours }:{ $minutes } um.
definition-clocks-no-longer = { $place } stellt seine Uhren nicht mehr um.
definition-clocks-from-now = { $place } stellt seine Uhren von jetzt an um.
definition-clocks-other-times = { $place } stellt seine Uhren zu anderen Zeiten um.
definition-month-day = ein Tag von 1 bis 31 oder "last"
definition-not-time = `{ $text }` ist keine Uhrzeit wie 06:30
definition-not-day = `{ $text }` ist kein Datum wie 2026-11-30
definition-heartbeat-empty-hint = Fügen Sie die Adresse ein, die der Dienst anzeigt.
definition-heartbeat-empty = die Heartbeat-URL ist leer
definition-heartbeat-hint = Verwenden Sie eine Adresse wie https://hc-ping.com/… oder https://status.example.com/push?status={ "{up|down}" }.
definition-heartbeat-unusable = die Heartbeat-URL lässt sich nicht verwenden: { $problem }
definition-heartbeat-scheme = sie beginnt weder mit https:// noch mit http://
definition-heartbeat-place = eine Adresse, die sich nicht lesen lässt
definition-heartbeat-braces = in geschweiften Klammern stehen zwei Wörter mit | dazwischen

## Lesen einer Definition

definition-position = Zeile { $line }, Spalte { $column }
definition-not-json = das ist keine Definition, denn es ist kein gültiges JSON
definition-not-json-hint = Korrigieren Sie es dort: { $problem }.
definition-not-known = { $kind } `{ $name }` ist unbekannt
definition-kind-value = Wert
definition-kind-key = Schlüssel
definition-key-missing = der Schlüssel `{ $key }` fehlt
definition-key-missing-hint = Fügen Sie `{ $key }` hinzu.
definition-stands-where = { $found } steht, wo { $wanted } hingehört
definition-the-number = die Zahl { $value }
definition-the-text = der Text „{ $value }“
definition-not-one-of = das ist keines von: { $names }
definition-all-or-list = "all" oder eine Liste von Feldern
definition-is-delimiter = `comma`, `semicolon`, `pipe`, `tab` oder genau ein Zeichen
definition-not-delimiter = `{ $text }` ist kein Trennzeichen: Das ist `comma`, `semicolon`, `pipe`, `tab` oder genau ein Zeichen
definition-newer-version = { $kind } in Version { $version }: Dieses Export Desk liest höchstens Version { $newest }
definition-kind-definition = Definition
definition-kind-profile = Profil
definition-newer-version-hint = Aktualisieren Sie Export Desk.
definition-use-version = Verwenden Sie Version { $version }.
definition-version-zero = Version 0 ist unbekannt
definition-version-not-known = Version { $version } ist unbekannt

## E-Mail und Profile

definition-email-nobody-hint = Fügen Sie eine Adresse hinzu, oder schalten Sie E-Mail aus.
definition-email-nobody = niemand soll eine E-Mail bekommen
definition-email-many =
    { $people ->
        [one] { $people } Person ist zu viel für eine E-Mail
       *[other] { $people } Personen sind zu viele für eine E-Mail
    }
definition-email-many-hint =
    { $most ->
        [one] Verwenden Sie höchstens { $most } Adresse oder die einer Mailingliste.
       *[other] Verwenden Sie höchstens { $most } Adressen oder die einer Mailingliste.
    }
definition-email-empty = die Adresse ist leer
definition-not-email = `{ $address }` ist keine E-Mail-Adresse
definition-email-hint = Verwenden Sie eine Adresse wie name@example.com.
definition-email-twice = `{ $address }` kommt zweimal vor
definition-profile-nameless = das Profil hat keinen Namen
definition-name-long = der Name hat mehr als { $most } Zeichen
definition-name-long-hint = Kürzen Sie ihn.
definition-profile-of-profile = ein Profil kann seine Einstellungen nicht von einem anderen übernehmen
definition-profile-of-profile-hint = Entfernen Sie `profile` und `profile_version`.
definition-profile-implied = Zahlen ohne Dezimalzeichen brauchen die Anzahl der Dezimalstellen, die jedes Feld selbst hat
definition-profile-implied-hint = Setzen Sie es in den Formaten der Felder.
definition-one-word = wahr und falsch haben dasselbe Wort
definition-one-word-hint = Verwenden Sie zwei verschiedene Wörter.

## Das Format der Datei

definition-layout-delimited = Text mit Trennzeichen
definition-layout-fixed = Text mit fester Breite
definition-layout-json-lines = JSON-Zeilen
definition-layout-json-array = JSON-Array
definition-character-line-feed = Zeilenvorschub
definition-character-carriage-return = Wagenrücklauf
definition-character-byte-order = Byte-Reihenfolge-Marke
definition-missing-layout = wird nur in Dateien mit Trennzeichen geschrieben
definition-missing-length = hat nicht 1 bis 32 Zeichen
definition-missing-enclosed = müsste in Anführungszeichen stehen
definition-missing-encoding = kommt in der Kodierung der Datei nicht vor
definition-delimiter-is-enclosure = `{ $character }` ist Trennzeichen und Anführungszeichen zugleich
definition-delimiter-is-enclosure-hint = Wählen Sie ein anderes Trennzeichen oder ein anderes Anführungszeichen.
definition-delimiter-unusable = dieses Zeichen kann nicht das Trennzeichen sein: { $name }
definition-delimiter-unusable-hint = Wählen Sie Komma, Semikolon, senkrechten Strich, Tabulator oder ein anderes Zeichen.
definition-delimiter-encoding = das Trennzeichen `{ $delimiter }` gibt es in { $encoding } nicht
definition-delimiter-encoding-hint = Wählen Sie ein anderes Trennzeichen oder UTF-8.
definition-extension-unusable = `{ $extension }` kann nicht die Erweiterung einer Datei sein
definition-extension-unusable-hint = Verwenden Sie bis zu 32 Buchstaben und Ziffern, etwa txt, dat oder CSV.
definition-missing-text = `{ $text }`, der Text für fehlende Werte, { $problem }
definition-missing-text-hint = Verwenden Sie ein kurzes Wort wie NULL oder \N, oder entfernen Sie es.
definition-password-needs-zip = die Datei hat ein Passwort und ist kein Zip-Archiv
definition-password-needs-zip-hint = Wählen Sie Zip als Komprimierung, oder entfernen Sie das Passwort.
definition-encrypted-twice = die Datei wird sowohl für PGP-Schlüssel als auch mit einem Passwort verschlüsselt
definition-replacement-empty = eine Ersetzung hat keinen Text, der gesucht wird
definition-replacement-empty-hint = Schreiben Sie den Text, der ersetzt wird.
definition-json-encoding = JSON ist UTF-8 ohne Byte-Reihenfolge-Marke, und die Kodierung ist { $encoding }
definition-json-encoding-hint = Wählen Sie UTF-8.
definition-json-newline = JSON-Zeilen können nicht allein mit einem Wagenrücklauf enden
definition-json-newline-hint = Wählen Sie LF oder CRLF.
definition-xml-name = `{ $name }` geht nicht als Name für { $element }
definition-xml-name-hint = Verwenden Sie Buchstaben, Ziffern, `_`, `-` und `.`, etwa `{ $near }`.
definition-xml-root = das Wurzelelement
definition-xml-rows = die Zeilenelemente
definition-xml-header = der Kopf `{ $header }` kann in XML kein Name sein
definition-xml-header-hint = Nennen Sie ihn `{ $near }`, oder wählen Sie den Stil `fields`, der jeden Kopf annimmt.
definition-xml-header-character = der Kopf `{ $header }` enthält U+{ $code }, das in XML nicht stehen kann
definition-xml-nil = ein fehlender Wert kann nicht `nil` haben, wo Werte Attribute sind
definition-xml-nil-hint = Wählen Sie `absent` oder einen anderen Stil als `attributes`.
definition-pattern-problem = das Datumsmuster `{ $pattern }` { $problem }
definition-pattern-empty = ist leer
definition-pattern-percent = enthält ein %, auf das kein bekannter Buchstabe folgt
definition-pattern-no-date = enthält keinen Teil eines Datums
definition-pattern-unwritable = lässt sich nicht schreiben
definition-pattern-time = verlangt eine Uhrzeit, und das Feld ist ein Datum
definition-pattern-hint = Verwenden Sie iso, utc, epoch, epoch_ms oder ein Muster wie %Y-%m-%d %H:%M.
definition-column-count =
    { $found ->
        [one] die Daten haben { $found } Spalte, die Datei { $expected }
       *[other] die Daten haben { $found } Spalten, die Datei { $expected }
    }
definition-parquet-columns = die Spalten lassen sich nicht in Parquet speichern: { $problem }
definition-choose-other-layout = Wählen Sie einen anderen Aufbau.
definition-mask-key-missing = der Schlüssel des maskierten Felds `{ $field }` fehlt
definition-mask-key-missing-hint = Erzeugen Sie den Schlüssel, oder geben Sie ihn ein.
definition-type-not-written = Feld `{ $field }` enthält { $found }, was sich nicht als { $kind } schreiben lässt
definition-type-not-written-hint = Entfernen Sie `{ $field }` aus dem Export, oder ordnen Sie es einem anderen Typ zu.
definition-one-column-missing = fehlende Werte werden wie leere Texte geschrieben, denn die Datei hat eine Spalte, und eine leere Zeile ist keine Datenzeile
definition-one-column-missing-hint = Wählen Sie einen Text für fehlende Werte, wenn sie sich unterscheiden müssen.
