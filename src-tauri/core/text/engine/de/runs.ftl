### Was die Engine über Läufe, ihre Dateien, Nachrichten, den Verlauf und Updates sagt.

## Die Dateien zweier Läufe vergleichen

runs-compare-no-key = es ist keine Schlüsselspalte gewählt
runs-compare-not-in-both = die Spalte `{ $column }` ist nicht in beiden Dateien
runs-compare-same-key = zwei Zeilen von `{ $file }` haben denselben Schlüssel: { $key }
runs-compare-altered =
    { $found ->
        [one] `{ $file }` hat { $found } Zeile, und der Lauf hat { $expected } geschrieben
       *[other] `{ $file }` hat { $found } Zeilen, und der Lauf hat { $expected } geschrieben
    }
runs-compare-no-manifest = neben `{ $file }` sagt kein Manifest, wie die Datei geschrieben ist
runs-compare-of-set = `{ $file }` gehört zu einem Paket, und nur Läufe einzelner Exporte lassen sich vergleichen
runs-compare-encrypted = `{ $file }` ist für den PGP-Schlüssel eines Partners verschlüsselt und hier nicht lesbar
runs-compare-no-password = `{ $file }` ist verschlüsselt, und das Passwort „{ $name }“ ist hier nicht gespeichert
runs-compare-unreadable = `{ $file }` lässt sich nicht zurücklesen: { $reason }
runs-compare-choose-key = Wählen Sie die Spalten, die Zeilen unterscheiden, zum Beispiel id.
runs-compare-choose-shared = Wählen Sie eine Spalte, die beide Dateien haben.
runs-compare-add-to-key = Nehmen Sie Spalten in den Schlüssel auf, bis jede Zeile einen eigenen Schlüssel hat.
runs-compare-with-manifests = Vergleichen Sie Dateien von Läufen, zusammen mit den Manifesten, die mit ihnen erstellt wurden.
runs-compare-run-member = Führen Sie den Export des Pakets als eigenen Export aus, und vergleichen Sie diese Läufe.
runs-compare-without-encryption = Duplizieren Sie den Export ohne Verschlüsselung, und vergleichen Sie dessen Läufe.
runs-compare-save-password = Speichern Sie das Passwort, und vergleichen Sie dann erneut.
runs-compare-run-again = Führen Sie den Export erneut aus, und vergleichen Sie die neue Datei.
runs-compare-cells-and-columns =
    { $cells ->
        [one] eine Zeile hat { $cells } Zelle, die Datei aber { $columns } Spalten
       *[other] eine Zeile hat { $cells } Zellen, die Datei aber { $columns } Spalten
    }

## Warum es keine Datei gibt

runs-cannot-write = `{ $path }` lässt sich nicht schreiben: { $error }
runs-rows-incomplete =
    { $read ->
        [one] { $read } Zeile wurde gelesen, erwartet wurden { $expected }
       *[other] { $read } Zeilen wurden gelesen, erwartet wurden { $expected }
    }
runs-no-rows = keine Zeile passt, und der Export schlägt dann fehl
runs-disk-full = der Datenträger ist voll: `{ $path }`
runs-writing-not-allowed = in `{ $path }` darf nicht geschrieben werden
runs-free-space-run-again = Schaffen Sie Platz auf dem Datenträger, und führen Sie den Export erneut aus.
runs-make-folder-again = Legen Sie den Ordner wieder an, oder wählen Sie einen anderen.
runs-choose-other-name = Wählen Sie einen anderen Namen, oder lassen Sie Ersetzen oder Nummerieren zu.
runs-run-when-unwritten = Führen Sie den Export erneut aus, wenn die Daten nicht mehr geschrieben werden.
runs-check-filters-and-data = Prüfen Sie die Filter und die Daten, oder lassen Sie den Export eine Datei ohne Zeilen erstellen.
runs-one-more-problem = , und ein weiteres Problem
runs-more-problems = , und { $problems } weitere Probleme
runs-held-back = die Datei würde nicht genau gelesen und wird deshalb nicht veröffentlicht: { $first }{ $more }

## Links und das Protokoll

runs-link-unknown = den Link `{ $link }` kennt Export Desk nicht
runs-link-example = Ein Link sieht aus wie exportdesk://export/12. Kopieren Sie ihn ganz, oder öffnen Sie den Export in der Liste.
runs-log-no-filter = { $variable } ist kein Filter: { $error }

## Benachrichtigungen und E-Mail

runs-notify-no-answer = er antwortet nicht
runs-mail-not-set-up = es ist kein E-Mail-Server eingerichtet
runs-mail-no-password = das Passwort von `{ $user }` für den E-Mail-Server ist nicht gespeichert
runs-mail-password-unreadable = das Passwort des E-Mail-Servers lässt sich nicht lesen: { $reason }
runs-mail-unwritten = die Nachricht lässt sich nicht schreiben: { $reason }
runs-mail-unreachable = der E-Mail-Server `{ $server }` ist nicht erreichbar: { $reason }
runs-mail-silent = der E-Mail-Server `{ $server }` antwortet nicht
runs-mail-dropped = der E-Mail-Server `{ $server }` hat die Verbindung beendet
runs-mail-untrusted = dem E-Mail-Server `{ $server }` ist nicht zu trauen: { $reason }
runs-mail-not-tls = der E-Mail-Server `{ $server }` beginnt nicht mit TLS
runs-mail-no-starttls = der E-Mail-Server `{ $server }` bietet kein STARTTLS an
runs-mail-tls-failed = keine TLS-Verbindung mit dem E-Mail-Server `{ $server }`: { $reason }
runs-mail-no-password-login = der E-Mail-Server `{ $server }` bietet keine Anmeldung mit Passwort an
runs-mail-login-refused = der E-Mail-Server `{ $server }` lehnt die Anmeldung von `{ $user }` ab: { $answer }
runs-mail-sender-refused = der E-Mail-Server `{ $server }` lehnt den Absender `{ $from }` ab: { $answer }
runs-mail-recipient-refused = der E-Mail-Server `{ $server }` lehnt den Empfänger ab: { $answer }
runs-mail-message-refused = der E-Mail-Server `{ $server }` lehnt die Nachricht ab: { $answer }
runs-mail-not-now = der E-Mail-Server `{ $server }` nimmt die Nachricht jetzt nicht an: { $answer }
runs-mail-no-mail-server = was unter `{ $server }` antwortet, ist kein E-Mail-Server: { $reason }
runs-mail-set-up = Richten Sie E-Mail in den Einstellungen ein.
runs-mail-type-password = Geben Sie das Passwort in den Einstellungen für E-Mail ein.
runs-mail-correct-address = Korrigieren Sie die Adresse.
runs-mail-change-name = Ändern Sie den Namen des Exports oder den Absender.
runs-mail-check-network = Prüfen Sie Host und Port in den Einstellungen für E-Mail, das Netz und ob ein VPN nötig ist.
runs-mail-check-security = Prüfen Sie den Port und die Verschlüsselung: 587 ist üblich für STARTTLS, 465 für TLS.
runs-mail-wait = Warten Sie; es wird von selbst erneut versucht.
runs-mail-check-authority = Prüfen Sie den Namen des Hosts, oder lassen Sie die Zertifizierungsstelle, die das Zertifikat ausgestellt hat, von einem Administrator zu den vertrauenswürdigen dieses Computers hinzufügen.
runs-mail-choose-starttls = Wählen Sie STARTTLS oder den Port für TLS, meist 465.
runs-mail-choose-tls = Wählen Sie TLS mit seinem Port, meist 465; E-Mail wird nie unverschlüsselt gesendet.
runs-mail-ask-security = Fragen Sie den Anbieter, welchen Port und welche Verschlüsselung er verlangt.
runs-mail-leave-user = Lassen Sie den Benutzer leer, wenn der Server keine Anmeldung verlangt, oder fragen Sie den Anbieter.
runs-mail-correct-login = Korrigieren Sie Benutzer und Passwort in den Einstellungen für E-Mail; manche Anbieter verlangen ein eigenes Passwort für diese App.
runs-mail-use-sender = Verwenden Sie in den Einstellungen für E-Mail einen Absender, als der dieser Benutzer senden darf.
runs-mail-correct-recipient = Korrigieren Sie die Adresse im Export, oder fragen Sie den Anbieter.
runs-mail-do-as-told = Folgen Sie der Antwort des Servers; eine zu große Datei kann aus der Nachricht weggelassen werden.
runs-mail-check-host = Prüfen Sie Host und Port in den Einstellungen für E-Mail.
runs-mail-nameless = der E-Mail-Server hat keinen Namen
runs-mail-type-host = Geben Sie seinen Hostnamen ein.
runs-mail-no-host-name = `{ $host }` ist nicht der Name eines E-Mail-Servers
runs-mail-type-host-alone = Geben Sie nur seinen Hostnamen ein, zum Beispiel smtp.example.com.
runs-mail-usual-ports = Verwenden Sie 587 für STARTTLS oder 465 für TLS, außer Ihr Anbieter nennt einen anderen.
runs-mail-port-zero = Port 0 gibt es nicht
runs-mail-no-sender = `{ $address }` ist keine Absenderadresse
runs-mail-type-sender = Geben Sie eine Adresse ein, zum Beispiel exports@example.com.
runs-mail-ascii-only = er nimmt nur Adressen in ASCII an
runs-mail-not-smtp = die Antwort ist kein SMTP
runs-mail-not-text = die Antwort ist kein Text
runs-mail-nothing-answers = dort antwortet nichts
runs-certificate-unknown-issuer = sein Zertifikat stammt von einer Zertifizierungsstelle, die dieser Computer nicht kennt
runs-certificate-expired = sein Zertifikat ist abgelaufen
runs-certificate-not-yet-valid = sein Zertifikat ist noch nicht gültig
runs-certificate-other-name = sein Zertifikat gilt für einen anderen Namen
runs-certificate-revoked = sein Zertifikat wurde widerrufen
runs-certificate-self-made = er hat sein Zertifikat selbst ausgestellt, und keine Zertifizierungsstelle bürgt dafür

## Heartbeats

runs-no-request = es lässt sich keine Anfrage stellen: { $reason }
runs-no-request-alone = es lässt sich keine Anfrage stellen
runs-place-unreachable = { $place } ist nicht erreichbar: { $reason }
runs-heartbeat-silent = der Dienst unter { $place } antwortet nicht
runs-heartbeat-answers = der Dienst unter { $place } antwortet mit { $status }
runs-heartbeat-compare-url = Vergleichen Sie die Heartbeat-URL im Zeitplan des Exports mit der, die der Dienst anzeigt.
runs-restart-computer = Starten Sie den Computer neu, wenn das so bleibt.
runs-heartbeat-check-network = Prüfen Sie das Netz und ob der Dienst funktioniert.
runs-heartbeat-check-service = Sehen Sie nach, ob der Dienst funktioniert.

## Was die Beispieldatei zeigt

runs-sample-no-table = die Datei ist leer oder keine Tabelle aus Text, JSON oder XML
runs-sample-note = Aus der Beispieldatei { $name }
runs-sample-plain-text = Es ist reiner Text.
runs-sample-gzip = Sie beginnt wie eine Gzip-Datei.
runs-sample-zip = Sie beginnt wie ein Zip-Archiv.
runs-sample-json-lines =
    { $lines ->
        [one] Die einzige Zeile ist ein JSON-Objekt.
       *[other] Alle { $lines } Zeilen sind JSON-Objekte.
    }
runs-sample-xml-rows =
    { $rows ->
        [one] Ihre einzige Zeile ist ein Element `{ $row }` in `{ $root }`.
       *[other] Ihre { $rows } Zeilen sind Elemente `{ $row }` in `{ $root }`.
    }
runs-sample-xml-elements = Jeder Wert ist ein Element.
runs-sample-xml-attributes = Jeder Wert ist ein Attribut seiner Zeile.
runs-sample-xml-fields = Jeder Wert ist ein Element `field` mit einem Namen.
runs-sample-xml-nil = Manche Elemente haben `xsi:nil`.
runs-sample-xml-absent = Manchen Zeilen fehlen Werte.
runs-sample-xml-none-missing = Kein Wert fehlt, deshalb gilt, was die meisten Dateien haben.
runs-sample-mark-utf8 = Sie beginnt mit der Bytereihenfolge-Marke von UTF-8.
runs-sample-mark-utf16 = Sie beginnt mit der Bytereihenfolge-Marke von UTF-16.
runs-sample-encoding-named = Das Dokument nennt sie.
runs-sample-ascii = Sie enthält nur ASCII-Zeichen, die überall gleich sind.
runs-sample-utf8 = Ihre Zeichen außerhalb von ASCII sind UTF-8.
runs-sample-shift-jis = Sie ist kein UTF-8, und nach Shift-JIS enthält sie japanische Wörter.
runs-sample-windows-1250 = Sie ist kein UTF-8, und nach windows-1250 enthält sie Buchstaben Mitteleuropas.
runs-sample-iso-8859-2 = Sie ist kein UTF-8, und nach ISO-8859-2 enthält sie Buchstaben Mitteleuropas.
runs-sample-windows-1252 = Sie ist kein UTF-8; die meisten anderen Dateien sind windows-1252.
runs-sample-line-ends =
    { $both ->
        [one] { $both } Zeile endet mit CRLF, { $feeds } mit LF, { $returns } mit CR.
       *[other] { $both } Zeilen enden mit CRLF, { $feeds } mit LF, { $returns } mit CR.
    }
runs-sample-extension = So endet der Name der Datei.
runs-sample-date-in-name = { $found } könnte das Datum der Datei sein.
runs-sample-split =
    { $rows ->
        [one] Die einzige Zeile hat damit { $cells } Zellen.
       *[other] Alle { $rows } Zeilen haben damit { $cells } Zellen.
    }
runs-sample-single-quotes = Zellen beginnen und enden damit.
runs-sample-one-column = Es gibt nur eine Spalte, deshalb war keines zu sehen.
runs-sample-line-length = Alle { $lines } Zeilen haben { $length } Zeichen.
runs-sample-widths = Spalten beginnen, wo in jeder Zeile ein Leerzeichen davor steht; Felder, die einander berühren, lassen sich nicht unterscheiden.
runs-sample-header-value = In der ersten Zeile steht „{ $value }“, das ist eher ein Wert als ein Name.
runs-sample-header-twice = In der ersten Zeile steht derselbe Text zweimal.
runs-sample-header-names =
    { $names ->
        [one] In der ersten Zeile steht ein Name.
       *[other] In der ersten Zeile stehen { $names } verschiedene Namen.
    }
runs-sample-all-enclosed =
    { $cells ->
        [one] Die einzige Zelle steht in Anführungszeichen.
       *[other] Alle { $cells } Zellen stehen in Anführungszeichen.
    }
runs-sample-none-enclosed = Keine Zelle steht in Anführungszeichen; Zellen, die sie brauchen, bekommen sie.
runs-sample-texts-enclosed = In { $texts } von { $columns } Spalten stehen alle Werte in Anführungszeichen, ob nötig oder nicht.
runs-sample-some-enclosed =
    { $enclosed ->
        [one] { $enclosed } von { $all } Zellen steht in Anführungszeichen.
       *[other] { $enclosed } von { $all } Zellen stehen in Anführungszeichen.
    }
runs-sample-missing-word =
    { $cells ->
        [one] In einer Zelle steht dieses Wort, ohne Anführungszeichen.
       *[other] In { $cells } Zellen steht dieses Wort, ohne Anführungszeichen.
    }
runs-sample-empty-plain =
    { $cells ->
        [one] In einer Zelle steht nichts, und in keiner ein leeres Paar Anführungszeichen.
       *[other] In { $cells } Zellen steht nichts, und in keiner ein leeres Paar Anführungszeichen.
    }
runs-sample-empty-quoted =
    { $empty ->
        [one] In einer Zelle steht ein leeres Paar Anführungszeichen, in { $nothing } steht nichts.
       *[other] In { $empty } Zellen steht ein leeres Paar Anführungszeichen, in { $nothing } steht nichts.
    }
runs-sample-column = Spalte { $number }
runs-sample-other-patterns = Ebenso möglich: { $patterns }.
runs-sample-pattern =
    { $values ->
        [one] Der einzige Wert von { $column } ist so geschrieben: { $example }.{ $others }
       *[other] Alle { $values } Werte von { $column } sind so geschrieben, zum Beispiel { $example }.{ $others }
    }
runs-sample-numbers = In { $column } stehen Zahlen wie { $example }.
runs-sample-booleans = In { $column } stehen nur diese beiden.

## Zeilen mit den zugestellten vergleichen

runs-changes-same-key = zwei Zeilen haben denselben Schlüssel: { $key }
runs-changes-no-key = Zeile { $row } hat keinen Wert in der Schlüsselspalte `{ $column }`
runs-changes-disorder = Zeile { $row } steht nicht in der Reihenfolge des Schlüssels: { $key }
runs-changes-too-many-removed =
    { $removed ->
        [one] { $removed } von { $all } zugestellten Zeilen würde entfernt, mehr als { $percent } %
       *[other] { $removed } von { $all } zugestellten Zeilen würden entfernt, mehr als { $percent } %
    }
runs-changes-state-types = der Stand des letzten zugestellten Laufs lässt sich nicht verwenden: Seine Werte haben nicht die Typen, die es jetzt gibt: { $reason }
runs-changes-state-unusable = der Stand des letzten zugestellten Laufs lässt sich nicht verwenden: { $reason }
runs-changes-hidden-row = Zeile { $row }; { $hidden }
runs-changes-add-to-key = Nehmen Sie Spalten in den Schlüssel auf, bis jede Zeile einen eigenen hat.
runs-changes-filter-out = Filtern Sie solche Zeilen heraus, oder wählen Sie einen anderen Schlüssel.
runs-changes-other-key = Wählen Sie einen anderen Schlüssel.
runs-changes-check-source = Prüfen Sie die Quelle. Wenn sie stimmt, erhöhen Sie „Stoppen, wenn mehr entfernt würden“ (`most_removed_percent` in einer Definition), oder führen Sie den Export wieder vollständig aus.
runs-changes-run-in-full = Führen Sie den Export wieder vollständig aus.
runs-changes-ended-early = die Zeilen endeten zu früh
runs-changes-state-changed = `{ $name }` wurde geändert
runs-changes-other-columns = die Quelle hatte damals andere Spalten

## Teile, Namen und Begleitdateien

runs-parts-too-many = die Zeilen ergeben mehr als { $most } Teile
runs-parts-larger = Machen Sie größere Teile.
runs-parts-row-too-large = Zeile { $row } allein ist größer, als ein Teil sein darf
runs-line-unwritten = eine Zeile lässt sich nicht schreiben: { $what }
runs-companion-line-unwritten = eine Zeile einer Begleitdatei lässt sich nicht schreiben: { $what }
runs-line-wider-part = Machen Sie den Teil breiter, oder lassen Sie ihn weg.
runs-parts-same-entry = zwei Teile würden `{ $name }` heißen
runs-parts-same-name = zwei Teile würden `{ $stem }.{ $extension }` heißen
runs-write-into-name = Schreiben Sie { $part } hinein.
runs-file-kept = `{ $name }` gehört zum ersetzten Lauf und wurde seitdem geändert, bleibt also
runs-file-delete-kept = Löschen Sie die Datei, wenn Sie sie nicht mehr brauchen.
runs-file-like-manifest = eine Datei namens `{ $name }` stünde dort, wo Manifeste stehen
runs-file-other-extension = Wählen Sie einen anderen Namen oder eine andere Erweiterung.
runs-files-same-name = zwei Dateien würden `{ $name }` heißen
runs-files-other-companions = Wählen Sie andere Namen für die Begleitdateien.
runs-files-other-members = Wählen Sie andere Dateinamen für die Exporte des Pakets.
runs-manifest-of-others = `{ $path }` ist schon da und kein Manifest von Export Desk, wird also nicht ersetzt
runs-manifest-move-other = Verschieben Sie die Datei in einen anderen Ordner, oder wählen Sie einen anderen Dateinamen.

## Maskierte Spalten

runs-masked-hash = SHA-256 (pseudonym, nicht anonym)
runs-masked-keyed-hash = HMAC-SHA-256 mit dem Schlüssel „{ $key }“, ID { $id } (pseudonym, nicht anonym)
runs-masked-keep = einige Zeichen bleiben
runs-masked-truncate = ein Teil des Datums bleibt
runs-masked-band = Zahlenbereiche
runs-masked-remove = entfernt
runs-masked-column = Spalte `{ $header }` ist maskiert: { $what }
runs-masked-no-phone-number = ist keine Telefonnummer und wurde
runs-masked-no-phone-numbers = sind keine Telefonnummern und wurden
runs-masked-row = Zeile
runs-masked-first-rows = erste Zeilen
runs-masked-left-empty = `{ $field }`: { $values } { $are } leer gelassen ({ $rows } { $numbers })
runs-masked-correct-numbers = Korrigieren Sie die Daten, oder geben Sie an, aus welchem Land Nummern ohne + sind.

## Befehle, die die Datei laden

runs-load-with-password = für ein Archiv mit Passwort gibt es keinen Ladebefehl
runs-load-unpack-7zip = Entpacken Sie es mit 7-Zip, und laden Sie dann die Datei darin.
runs-load-lines-around = es gibt keinen Ladebefehl: Die Zeilen um die Daten würden als Datenzeilen gelesen
runs-load-remove-lines = Entfernen Sie diese Zeilen, bevor Sie die Datei laden.
runs-load-header-line-end = es gibt keinen Ladebefehl: Ein Spaltenkopf enthält ein Zeilenende
runs-load-header-one-line = Wählen Sie einen einzeiligen Spaltenkopf.
runs-load-several-parts = für ein Archiv mit mehreren Teilen gibt es keinen Ladebefehl
runs-load-several-files = für eine Tabelle in { $files } Dateien gibt es keinen Ladebefehl
runs-load-one-after-another = Laden Sie alle Teile nacheinander, oder teilen Sie die Datei nicht auf.
runs-load-archive-of-several = für eine Datei in einem Archiv mit mehreren Dateien gibt es keinen Ladebefehl
runs-load-unpack-archive = Entpacken Sie das Archiv, und laden Sie dann seine Datei.

## Pakete

runs-set-look-at-members = Sehen Sie sich seine Exporte einzeln an.
runs-set-transaction = Alle Exporte des Pakets wurden in einer Transaktion gelesen
runs-set-unchanged-files = Keine Datei der Exporte im Paket hat sich geändert, während diese gelesen wurden
runs-set-from-copy = Die Exporte des Pakets wurden aus der Kopie auf diesem Computer gelesen, in die ihre Datenmodelle nacheinander kopiert wurden
runs-set-one-after-another = Die Exporte des Pakets wurden nacheinander gelesen: Die Verbindung hat keinen Snapshot, den mehrere Abfragen gemeinsam nutzen können
runs-set-run-when-unwritten = Führen Sie das Paket aus oder aktualisieren Sie die Kopie, wenn nichts geschrieben wird.
runs-set-no-fields = die Daten haben kein Feld { $fields }, deshalb wird „{ $name }“ ohne sie erstellt
runs-set-same-file = die Dateien zweier Exporte im Paket würden `{ $name }` heißen
runs-set-bytes-came-back =
    { $bytes ->
        [one] { $bytes } Byte kam von dem zurück, was geschrieben wurde
       *[other] { $bytes } Bytes kamen von dem zurück, was geschrieben wurde
    }

## Eine fertige Datei zurücklesen

runs-verify-no-manifest = daneben liegt kein Manifest: Nur die Datei selbst wurde zurückgelesen
runs-verify-other-manifest = das Manifest `{ $path }` handelt von `{ $file }`, nicht von dieser Datei: Nur die Datei selbst wurde zurückgelesen
runs-verify-unchecked-pgp = Sie ist verschlüsselt, ihre Zeilen lassen sich also nur mit dem privaten Schlüssel des Partners lesen und zählen
runs-verify-unchecked-password = Ihre Zeilen lassen sich nur mit ihrem Passwort lesen und zählen
runs-verify-differs = { $what } { $found }, und ihr Manifest sagt { $says }
runs-verify-sha256 = sie ist nicht die Datei, von der ihr Manifest spricht: Ihre SHA-256-Summe ist
runs-verify-size = ihre Größe in Bytes ist
runs-verify-content-size = die Größe ihres Inhalts in Bytes ist
runs-verify-crc32 = die CRC-32-Summe ihres Inhalts ist
runs-verify-encryption-method = die Art ihrer Verschlüsselung ist
runs-verify-encryption-armor = ob sie als Text verschlüsselt ist (`armor`), ist
runs-verify-encryption-keys = die IDs der Schlüssel, für die sie verschlüsselt ist, sind
runs-verify-member-asked = `{ $key }` des Exports in der Definition ist
runs-state-field-type = Feld `{ $field }` war { $then } und ist { $now }
runs-folder-not-unicode = ihr Name ist nicht in Unicode
runs-verify-entry-name = der Name der Datei darin ist
runs-verify-first-listed = `{ $key }` der ersten aufgeführten Datei ist
runs-verify-sum-of-files = die Summe der Zeilen der aufgeführten Dateien ist
runs-verify-sum-of-members = die Summe von `{ $key }` über die Exporte im Paket ist
runs-verify-key-is = `{ $key }` ist
runs-verify-read-and-written =
    { $read ->
        [one] ihr Manifest sagt, dass { $read } Zeile gelesen und { $written } geschrieben wurden{ $of }
       *[other] ihr Manifest sagt, dass { $read } Zeilen gelesen und { $written } geschrieben wurden{ $of }
    }
runs-verify-of-member = von „{ $name }“
runs-verify-size-of = die Größe von `{ $name }` in Bytes ist
runs-verify-listed-unreadable = `{ $name }`, in ihrem Manifest aufgeführt: { $error }
runs-verify-listed-missing = `{ $name }`, in ihrem Manifest aufgeführt, ist nicht da
runs-verify-rows-differ =
    { $rows ->
        [one] sie hat { $rows } Zeile, und ihr Manifest sagt { $says }
       *[other] sie hat { $rows } Zeilen, und ihr Manifest sagt { $says }
    }
runs-verify-entries-differ =
    { $entries ->
        [one] sie hat { $entries } Eintrag, ihr Manifest { $told }
       *[other] sie hat { $entries } Einträge, ihr Manifest { $told }
    }
runs-verify-other-entry = ihr Eintrag `{ $name }` ist nicht der, von dem ihr Manifest spricht: { $key } ist
runs-verify-entry-rows-differ =
    { $rows ->
        [one] ihr Eintrag `{ $name }` hat { $rows } Zeile, und ihr Manifest sagt { $says }
       *[other] ihr Eintrag `{ $name }` hat { $rows } Zeilen, und ihr Manifest sagt { $says }
    }
runs-verify-nothing = nichts
runs-verify-too-many-entries = sie hat mehr Einträge als das Paket Exporte
runs-verify-kind-workbook = eine Arbeitsmappe
runs-verify-kind-parquet = eine Parquet-Datei
runs-verify-empty = die Datei ist leer
runs-verify-other-kind = sie ist etwas anderes als { $kind }
runs-verify-no-member = kein Export des Pakets hat sie erstellt
runs-verify-names-no-file = es nennt keine Datei
runs-verify-wrong-manifest = `{ $path }` ist nicht ihr Manifest: { $problem }

## Passwörter und Signaturschlüssel

runs-draft-no-name = die Datei hat noch keinen Namen
runs-draft-no-file = es gibt keine Datei
runs-zip-password-missing = das Passwort „{ $name }“ des Zip-Archivs ist hier nicht gespeichert
runs-secret-save-in-format = Im Schritt Format des Exports speichern oder in der Umgebung setzen (siehe Handbuch).
runs-password-empty = das Passwort ist leer
runs-password-enter = Geben Sie eines ein.
runs-password-short = das Passwort hat weniger als { $least } Zeichen
runs-password-longer = Wer die Datei hat, kann beliebig lange Passwörter ausprobieren: Verwenden Sie ein längeres.
runs-password-line-end = das Passwort enthält ein Zeilenende oder einen Tabulator
runs-password-typable = Verwenden Sie Zeichen, die sich eintippen lassen.
runs-password-long = das Passwort hat { $bytes } Bytes, und 7-Zip nimmt höchstens { $most }
runs-password-shorter = Verwenden Sie ein kürzeres; Buchstaben mit Akzenten haben zwei oder mehr Bytes.
runs-secret-wrong-name = der Name ist leer, enthält ein Steuerzeichen oder hat mehr als 200 Zeichen
runs-key-not-ascii = der private Schlüssel enthält Zeichen, die nicht hineingehören
runs-key-too-long = der private Schlüssel hat mehr als { $most } Zeichen
runs-key-export-minimal = Exportieren Sie ihn ohne Signaturen anderer: `--export-options export-minimal`.
runs-signing-key-missing = der Signaturschlüssel „{ $name }“ ist hier nicht gespeichert
runs-signing-key-unusable = der Signaturschlüssel „{ $name }“ lässt sich nicht verwenden: { $message }
runs-signing-key-damaged = der Signaturschlüssel „{ $name }“ im Schlüsselbund ist beschädigt
runs-signing-key-save-again = Speichern Sie ihn erneut.

## Der Verlauf der Exporte

runs-answer-growing = `{ $name }` ist da. Die Datei wird abgeholt, sobald sie sich nicht mehr ändert
runs-history-mapping = die Zuordnung der Verbindung
runs-history-copy-report = der Bericht der letzten Kopie
runs-history-damaged = der Verlauf der Exporte in `{ $path }` ist beschädigt: { $reason }
runs-history-unreadable = { $what } lässt sich nicht lesen: { $reason }
runs-history-newer = der Verlauf der Exporte in `{ $path }` stammt von einem neueren Export Desk
runs-history-unavailable = der Verlauf der Exporte in `{ $path }` lässt sich nicht verwenden: { $reason }
runs-history-set-aside = Legen Sie ihn beiseite, um mit einem leeren zu beginnen; nichts wird gelöscht, und exportierte Dateien bleiben, wo sie sind.
runs-history-maybe-newer = Vielleicht hat ein neueres Export Desk das gespeichert: Verwenden Sie dieses. Wenn etwas beschädigt ist, speichern Sie es erneut, oder löschen Sie es; sonst ist nichts betroffen.
runs-history-use-newer = Verwenden Sie das neuere Export Desk, oder legen Sie den Verlauf beiseite, um mit einem leeren zu beginnen.
runs-free-space-try-again = Schaffen Sie Platz auf dem Datenträger, und versuchen Sie es dann erneut.
runs-history-check-folder = Prüfen Sie, ob der Ordner da ist, ob Sie hineinschreiben dürfen und ob kein anderes Programm die Datei verwendet.
runs-history-busy = ein anderes Programm schreibt gerade hinein
runs-history-definition-of = die Definition von „{ $name }“
runs-list-file-due = Die Datei ist noch nicht da. Sie war bis { $at } fällig
runs-list-this-computer = Dieser Computer
runs-history-empty-file = die Datei ist leer
runs-history-nothing-in-it = es steht nichts darin
runs-history-other-program = die Datei gehört einem anderen Programm
runs-history-saved-settings = der gespeicherte Stand der Einstellungen
runs-history-the-settings = die Einstellungen: { $error }
runs-history-setting = die Einstellung `{ $name }`

## Updates

runs-update-no-source = für diese Ausgabe ist keine Quelle für Updates angegeben
runs-update-wrong-address = `{ $address }` ist keine Adresse, von der Updates kommen können
runs-update-no-key = für diese Ausgabe ist kein öffentlicher Schlüssel angegeben, mit dem sich Updates prüfen lassen
runs-update-not-installed = diese Installation von Export Desk lässt sich von hier aus nicht aktualisieren: { $reason }
runs-update-silent = der Server unter { $place } antwortet nicht
runs-update-answers = der Server unter { $place } antwortet mit { $status }
runs-update-manifest-unreadable = was der Server über Updates sagt, lässt sich nicht lesen: { $reason }
runs-update-no-package = Version { $version } hat kein Installationspaket für { $platform }
runs-update-too-large = das Installationspaket ist größer als { $megabytes } MB
runs-update-broke-off =
    { $bytes ->
        [one] das Installationspaket brach nach { $bytes } Byte ab
       *[other] das Installationspaket brach nach { $bytes } Bytes ab
    }
runs-update-unsigned = das Installationspaket ist nicht signiert: { $reason }
runs-update-other-key = das Installationspaket ist mit einem Schlüssel signiert, den diese Version nicht kennt
runs-update-tampered = das Installationspaket oder seine Signatur wurde nach dem Signieren geändert
runs-update-other-package = das als „{ $offered }“ angebotene Installationspaket wurde als „{ $signed }“ signiert
runs-update-install-failed = das Installationspaket lässt sich nicht installieren: { $reason }
runs-update-get-newer = Holen Sie neuere Versionen von dort, woher auch diese stammt.
runs-update-install-package = Installieren Sie eines der Installationspakete; das lässt sich dann von hier aus aktualisieren.
runs-update-check-network = Prüfen Sie das Netz, und suchen Sie dann erneut. Alles andere funktioniert auch ohne.
runs-update-look-later = Suchen Sie später erneut.
runs-update-try-later = Es wurde nichts installiert. Versuchen Sie es später erneut.
runs-update-tell-makers = Es wurde nichts installiert, und das Installationspaket wurde entfernt. Sagen Sie es den Herstellern von Export Desk; installieren Sie es nicht von anderswo.
runs-update-install-by-hand = Es wurde nichts geändert. Installieren Sie das Installationspaket von Hand, als Administrator.
runs-update-command-by-hand = Es wurde nichts geändert. Von Hand geht es so: { $command }
runs-update-when-ended = Versuchen Sie es erneut, wenn das beendet ist.
runs-update-too-long = es ist zu lang
runs-update-nobody-to-ask = hier kann nichts nach dem Passwort eines Administrators fragen
runs-update-no-package-installed = kein Installationspaket hat sie installiert
runs-update-by-msi = sie wurde mit einer .msi-Datei installiert, und die ersetzt, wer diesen Computer verwaltet
runs-update-not-in-app = sie liegt nicht im Ordner einer App
runs-update-not-confirmed = kein Administrator hat es bestätigt
runs-update-not-one-app = das Installationspaket enthält nicht genau eine App
runs-update-its-version = die Version: { $error }
runs-update-signature-unreadable = seine Signatur lässt sich nicht lesen
runs-update-signature-outdated = seine Signatur ist von veralteter Art
