### Was Zustellungen, Ziele, Geheimnisse, Zeitzonen und die App selbst sagen.

## Zeiten

delivery-under-time = unter 0,1 s

## Geheimnisse und der Schlüsselbund

delivery-no-keychain = dieser Computer hat keinen Schlüsselbund, den Export Desk verwenden kann
delivery-keychain-locked = der Schlüsselbund ist gesperrt
delivery-keychain-broken = der Schlüsselbund antwortet nicht so, wie er sollte: { $reason }
delivery-start-secret-service = Starten Sie einen Dienst für Geheimnisse wie GNOME Keyring oder KWallet und dann Export Desk neu.
delivery-unlock-keychain = Entsperren Sie den Schlüsselbund und versuchen Sie es noch einmal.
delivery-look-at-keychain = Sehen Sie nach, ob sich der Schlüsselbund im Programm des Systems öffnen lässt.
delivery-most-characters = { $what }: höchstens { $limit } Zeichen
delivery-several-entries = er hat mehrere Einträge desselben Namens
delivery-entry-unreadable = der Eintrag lässt sich nicht lesen
delivery-not-regular-file = es ist keine gewöhnliche Datei

## Zeitzonen

delivery-zones-unreadable = `{ $path }` lässt sich nicht lesen: { $reason }
delivery-zones-not-compiled =
    { $found ->
        [one] `{ $path }` ist keine kompilierte Zeitzonendatenbank: { $found } Zeitzone wurde gefunden
       *[other] `{ $path }` ist keine kompilierte Zeitzonendatenbank: { $found } Zeitzonen wurden gefunden
    }
delivery-zones-no-release = `{ $path }` sagt nicht, welche Version der Zeitzonendatenbank es ist
delivery-zones-damaged = `{ $zone }` in `{ $path }` lässt sich nicht verwenden: { $reason }
delivery-zones-not-newer = die Version { $release } ist nicht neuer als die verwendete { $current }
delivery-zones-unwritable = `{ $path }` lässt sich nicht schreiben: { $reason }
delivery-check-file-whole = Prüfen Sie, ob die Datei vollständig ist und gelesen werden darf.
delivery-choose-tzdata = Wählen Sie das tzdata-Paket von Python (eine .whl-Datei), eine .zip-Datei eines zoneinfo-Ordners oder einen solchen Ordner. Die tzdata-Archive der IANA enthalten Quelltext, der nicht kompiliert ist.
delivery-add-zones-release = Fügen Sie die zugehörige tzdata.zi oder eine Datei +VERSION mit der Version hinzu, zum Beispiel 2026f.
delivery-get-zones-again = Besorgen Sie die Datenbank noch einmal, nötigenfalls aus einer anderen Quelle.
delivery-choose-newer-release = Es wurde nichts geändert. Wählen Sie eine neuere Version.
delivery-check-disk-space = Prüfen Sie, ob auf dem Datenträger Platz ist und ob er beschrieben werden darf.
delivery-too-many-files =
    { $most ->
        [one] es sind mehr als { $most } Datei darin
       *[other] es sind mehr als { $most } Dateien darin
    }
delivery-not-zip = es ist kein Zip-Archiv ({ $error })
delivery-zones-built-in = eingebaut
delivery-zones-of-system = vom Betriebssystem
delivery-zones-imported = importiert
delivery-no-zone = es gibt keine Zeitzone `{ $name }`
delivery-did-you-mean = Meinten Sie { $names }?
delivery-or = oder
delivery-use-name-or-import = Verwenden Sie einen Namen wie Europe/Budapest. Wenn die Zeitzone neu ist, importieren Sie eine neuere Zeitzonendatenbank (Über).
delivery-use-iana-name = Verwenden Sie einen IANA-Namen wie Europe/Budapest.
delivery-leap-seconds = sie zählt Schaltsekunden

## Antworten von Partnern

delivery-answer-wait-wrong = auf eine Antwort kann nicht so lange oder gar keine Zeit gewartet werden
delivery-choose-answer-wait = Wählen Sie 1 Minute bis 7 Tage.
delivery-answer-path-example = Geben Sie den Pfad ein, zum Beispiel { $stem }_result*.csv oder results/{ $file }.err.
delivery-answer-path-missing = der Pfad der Antwort fehlt
delivery-answer-path-control = der Pfad der Antwort enthält ein Steuerzeichen
delivery-type-again = Wiederholen Sie die Eingabe.
delivery-answer-path-backslash = der Pfad der Antwort enthält ein `\`
delivery-divide-folders = Trennen Sie Ordner mit `/`.
delivery-answer-path-leaves = der Pfad der Antwort verlässt mit `.` oder `..` seinen Ordner
delivery-answer-path-from-root = Beginnen Sie mit /, um einen anderen Ordner ab dem Stammverzeichnis des Servers zu nennen, zum Beispiel /result/{ $file }_result.
delivery-answer-path-empty-part = der Pfad der Antwort hat einen leeren Teil
delivery-answer-placeholders = Nur { $file } und { $stem } stehen für etwas; verwenden Sie * für das, was der Partner anfügt.
delivery-answer-placeholder-unknown = der Pfad der Antwort hat einen unbekannten Platzhalter
delivery-answer-use-placeholder = Verwenden Sie { $file } oder { $stem }, damit die Antwort auf eine andere Datei nicht für die auf diese gehalten wird.
delivery-answer-path-unnamed = der Pfad der Antwort sagt nicht, auf welche Datei sie antwortet
delivery-answer-path-stars = `*` steht mehr als einmal oder in einem Ordner
delivery-use-star-once = Verwenden Sie es einmal, im Namen.
delivery-answer-path-alone = das ist die zugestellte Datei selbst
delivery-answer-too-large = `{ $path }` auf `{ $place }` ist { $size } groß; Antworten werden bis { $limit } abgeholt
delivery-fetch-answer-by-hand = Holen Sie sie von Hand ab und bitten Sie den Partner um kleinere.
delivery-answer-not-readable = `{ $place }` erlaubt das Lesen von `{ $path }` nicht
delivery-let-read-answers = Bitten Sie die dortige Administration, diesen Benutzer die Antworten des Partners lesen zu lassen.
delivery-no-folder = es gibt keinen Ordner `{ $path }` auf `{ $place }`
delivery-check-answer-path = Prüfen Sie beim Ziel den Pfad der Antwort des Partners.
delivery-folder-not-listed = `{ $place }` erlaubt nicht, in `{ $folder }` nachzusehen
delivery-give-whole-answer-name = Fragen Sie die dortige Administration oder geben Sie den ganzen Namen der Antwort ohne `*` an: Dann muss niemand im Ordner nachsehen.
delivery-written-when-unknown = `{ $place }` sagt nicht, wann `{ $path }` geschrieben wurde
delivery-answer-age-unknown = Ohne das lässt sich eine Antwort nicht von einer älteren unterscheiden.

## Objektspeicher

delivery-check-settings-secret = Prüfen Sie die Einstellungen des Ziels und sein Geheimnis.
delivery-the-secret-key = der geheime Schlüssel
delivery-the-service-account-key = der JSON-Schlüssel des Dienstkontos
delivery-the-access-key = der Zugriffsschlüssel
delivery-kind-without-buckets = diese Art von Ziel hat keine Buckets
delivery-choose-another-kind = Wählen Sie eine andere Art.
delivery-name-being-given = eine andere Zustellung vergibt gerade den Namen `{ $name }`
delivery-remove-claim-objects = Es wird erneut versucht. Wenn es keine andere gibt, entfernen Sie das Objekt `{ $object }` und die in `{ $folder }`.
delivery-checked-size-md5 = Größe und MD5 (ETag)
delivery-checked-size-sha-read-back = Größe und SHA-256, zurückgelesen
delivery-checked-md5-answer = MD5 (ETag aus der Antwort des Speichers)
delivery-bytes-instead =
    { $found ->
        [one] { $found } Byte statt { $wanted }
       *[other] { $found } Bytes statt { $wanted }
    }
delivery-size-and = Größe und
delivery-etag-of-answer = ETag aus der Antwort des Speichers
delivery-checked-md5 = { $size }MD5 ({ $how })
delivery-md5-not-told = `{ $place }` nennt den MD5-Wert von `{ $object }` nicht
delivery-choose-other-check = Wählen Sie für das Ziel eine andere Art der Prüfung.
delivery-checked-sha-read-back = { $size }SHA-256, zurückgelesen
delivery-other-sha = der SHA-256-Wert ist ein anderer
delivery-other-md5 = der MD5-Wert ist ein anderer
delivery-size = Größe
delivery-store-answer = die Antwort des Speichers
delivery-with-first-object = mit dem ersten Objekt
delivery-rename-not-needed-object = nicht nötig: Ein Objekt erscheint erst, wenn es vollständig ist
delivery-bytes-as-written =
    { $bytes ->
        [one] { $bytes } Byte, wie es geschrieben wurde
       *[other] { $bytes } Bytes, wie sie geschrieben wurden
    }
delivery-read-back-different = es wurde als etwas anderes zurückgelesen
delivery-not-allowed-not-needed = dort nicht erlaubt und nicht nötig
delivery-not-allowed-stays = dort nicht erlaubt und nicht nötig: `{ $path }` bleibt
delivery-wrong-object-name = `{ $path }` kann nicht der Name eines Objekts sein: { $error }
delivery-change-target-path = Ändern Sie den Pfad des Ziels; `.`, `..` und leere Teile sind nicht möglich.
delivery-target-unusable = das Ziel lässt sich nicht verwenden: { $reason }
delivery-target-settings-unusable = die Einstellungen des Ziels lassen sich nicht verwenden
delivery-access-key-refused = `{ $place }` nimmt den Zugriffsschlüssel nicht an
delivery-check-access-key-id = Prüfen Sie die Zugriffsschlüssel-ID.
delivery-check-secret-key-region = Prüfen Sie den geheimen Schlüssel und die Region.
delivery-check-key-clock = Prüfen Sie den Schlüssel und die Uhr dieses Computers.
delivery-clocks-differ = die Uhren von `{ $place }` und diesem Computer weichen zu stark voneinander ab
delivery-set-clock = Stellen Sie die Uhr dieses Computers richtig; wenn sie stimmt, sagen Sie der Administration des Speichers Bescheid.
delivery-check-account-key = Prüfen Sie das Speicherkonto und seinen Zugriffsschlüssel.
delivery-bucket = Bucket
delivery-container = Container
delivery-no-such-bucket = auf `{ $place }` gibt es keinen solchen { $what }
delivery-check-name-of = Prüfen Sie, ob der { $what } so heißt; er wird nicht von selbst angelegt.
delivery-no-key-there = `{ $key }` gibt es auf `{ $place }` nicht
delivery-check-bucket-name = Prüfen Sie den Namen des Buckets; er wird nicht von selbst angelegt.
delivery-check-access-key = Prüfen Sie den Zugriffsschlüssel.
delivery-bucket-elsewhere = der Bucket liegt nicht auf `{ $place }`
delivery-check-region = Prüfen Sie die Region.
delivery-refuses = `{ $place }` lehnt ab: { $words }
delivery-ask-store-administrator = Fragen Sie die Administration des Speichers, was der Speicher dazu meldet.
delivery-wait-store = Warten Sie; wenn das bleibt, fragen Sie die Administration des Speichers.
delivery-busy = `{ $place }` kann das gerade nicht ausführen
delivery-no-host = es gibt keinen Host `{ $host }`
delivery-check-endpoint-names = Prüfen Sie den Endpunkt, die Region und den Namen des Buckets.
delivery-unreachable = `{ $place }` ist nicht erreichbar
delivery-check-endpoint-vpn = Prüfen Sie den Endpunkt oder ob ein VPN nötig ist.

## Fehler beim Zustellen

delivery-made-not-delivered = erstellt, nicht zugestellt an „{ $target }“: { $reason }
delivery-cancelled = die Zustellung wurde abgebrochen
delivery-deliver-again-later = Stellen Sie erneut zu, wann Sie möchten.
delivery-nothing-listens = `{ $place }` ist nicht erreichbar: Dort nimmt nichts Verbindungen an
delivery-unreachable-because = `{ $place }` ist nicht erreichbar: { $reason }
delivery-check-host-port = Prüfen Sie Host und Port oder ob ein VPN nötig ist.
delivery-check-network-busy = Prüfen Sie das Netzwerk und ob der Server ausgelastet ist.
delivery-no-reply = `{ $place }` antwortet nicht
delivery-check-network-restarted = Prüfen Sie das Netzwerk; vielleicht wurde der Server neu gestartet.
delivery-connection-ended = die Verbindung zu `{ $place }` endete zu früh
delivery-login-refused = `{ $place }` lässt `{ $user }` nicht hinein
delivery-act-writing = Schreiben von
delivery-act-looking = Abfragen der Größe von
delivery-act-reading = Zurücklesen von
delivery-act-naming = Vergeben des Namens
delivery-act-removing = Entfernen von
delivery-choose-writable-folder = Wählen Sie einen Ordner, in den dieser Benutzer schreiben darf, oder fragen Sie die dortige Administration.
delivery-test-checking = Testen Sie das Ziel: Der Test findet heraus, welche Art der Prüfung dort funktioniert.
delivery-test-publishing = Testen Sie das Ziel: Der Test findet heraus, wie eine Datei dort erscheinen kann, zum Beispiel direkt unter ihrem Namen geschrieben.
delivery-ask-to-remove = Bitten Sie die dortige Administration, es zu entfernen.
delivery-words-in-brackets = ({ $words })
delivery-not-allowed = `{ $place }` erlaubt Folgendes nicht: { $what } `{ $path }`{ $words }
delivery-arrived-untold = `{ $place }` hat `{ $path }` ganz angenommen, sagt aber nicht, ob die Datei vollständig angekommen ist: { $reason }
delivery-choose-answer-check-or-test = Wählen Sie beim Ziel unter „Wie geprüft wird“ die Option „Antwort des Servers“. Ein Test des Ziels findet heraus, was dort funktioniert.
delivery-taken-away = `{ $place }` hat `{ $path }` ganz angenommen, und danach ist die Datei nicht da: Dateien werden dort abgeholt, sobald sie geschrieben sind
delivery-choose-direct-and-answer = Wählen Sie beim Ziel unter „Wie eine Datei erscheint“ die Option „Direkt schreiben“ und unter „Wie geprüft wird“ die Option „Antwort des Servers“; fragen Sie den Partner, ob diese Datei angekommen ist.
delivery-check-path-or-make = Prüfen Sie den Pfad oder lassen Sie das Ziel fehlende Ordner anlegen.
delivery-exists = `{ $name }` ist schon da
delivery-choose-name-or-replace = Wählen Sie einen anderen Namen oder lassen Sie das Ziel ersetzen oder nummerieren.
delivery-free-space = Schaffen Sie dort Platz oder bitten Sie die dortige Administration um mehr.
delivery-disk-full = der Datenträger oder das Kontingent von `{ $place }` ist voll
delivery-arrived-different = was als `{ $path }` ankam, ist nicht das, was gesendet wurde: { $what }
delivery-sent-again = Die Datei wird noch einmal von Anfang an gesendet; wenn das bleibt, prüfen Sie das Netzwerk.
delivery-edit-target-secret = Bearbeiten Sie das Ziel und geben Sie das Fehlende noch einmal ein; im Schlüsselbund des Systems ist dafür nichts gespeichert.
delivery-is-missing = { $what } fehlt
delivery-run-again = Führen Sie den Export noch einmal aus.

## Ordner

delivery-this-computer = dieser Computer
delivery-folder-gone = der Ordner `{ $folder }` ist nicht da
delivery-connect-drive-or-create = Verbinden Sie das Laufwerk oder die Netzwerkfreigabe. Wenn der Ordner entfernt wurde, legen Sie ihn an oder testen Sie das Ziel: Der Test legt ihn an.
delivery-drive-disconnected = das Laufwerk des Ordners `{ $folder }` wurde getrennt
delivery-drive-not-mounted = das Laufwerk des Ordners `{ $folder }` ist nicht eingehängt
delivery-connect-drive = Verbinden Sie das Laufwerk oder die Netzwerkfreigabe; die Datei wird dann noch einmal gesendet.
delivery-connect-drive-or-save = Verbinden Sie das Laufwerk oder die Netzwerkfreigabe; die Datei wird dann noch einmal gesendet. Soll der Ordner auf einem anderen Laufwerk liegen, speichern Sie das Ziel neu.
delivery-read-back = zurückgelesen
delivery-kind-folder = Ordner
delivery-kind-special = Pipe, Socket oder Gerät
delivery-not-a-file = `{ $path }` ist keine Datei ({ $what })
delivery-remove-or-choose = Entfernen Sie es oder wählen Sie für das Ziel einen anderen Namen oder Ordner.
delivery-check-folder-drive = Prüfen Sie, ob der Datenträger oder das Netzlaufwerk des Ordners funktioniert.
delivery-deliver-again = Stellen Sie erneut zu.

## FTP

delivery-wrong-certificate-name = `{ $host }` kann nicht der Name in einem Zertifikat sein
delivery-type-certificate-name = Geben Sie den Namen des Hosts so ein, wie er in seinem Zertifikat steht.
delivery-not-encrypted = nicht verschlüsselt
delivery-the-password = das Passwort
delivery-as-user = als `{ $user }`
delivery-check-user-password = Prüfen Sie Benutzer und Passwort.
delivery-choose-ftps = Der Server verlangt Verschlüsselung: Wählen Sie „FTP über SSL“.
delivery-not-created = `{ $place }` kann `{ $path }` nicht anlegen: { $words }
delivery-check-folder-room = Es wird erneut versucht. Wenn das bleibt, prüfen Sie, ob dieser Benutzer in den Ordner schreiben darf und ob auf dem Datenträger Platz für eine weitere Datei ist.
delivery-not-continued = `{ $place }` setzt `{ $path }` nicht fort: { $words }
delivery-sent-from-start = Die Datei wird von Anfang an gesendet.
delivery-by-hash = mit HASH des Servers
delivery-by-xsha256 = mit XSHA256 des Servers
delivery-no-safe-connection = zu `{ $place }` lässt sich keine sichere Verbindung herstellen: { $reason }
delivery-check-port-encryption = Prüfen Sie den Port und die Art der Verschlüsselung.
delivery-wrong-ftp = `{ $place }` spricht FTP nicht so, wie es sein sollte
delivery-ask-to-look = Bitten Sie die Administration des Servers, sich das anzusehen.
delivery-busy-words = `{ $place }` kann das gerade nicht ausführen: { $words }
delivery-wait-server = Warten Sie; wenn das bleibt, fragen Sie die Administration des Servers.
delivery-refuses-user = `{ $place }` lehnt den Benutzer ab: { $words }
delivery-ask-server-administrator = Fragen Sie die Administration des Servers, was der Server dazu meldet.

## Das Netzwerk

delivery-check-host-name = Prüfen Sie den Namen des Hosts oder ob ein VPN nötig ist.
delivery-no-host-because = es gibt keinen Host `{ $host }`{ $reason }
delivery-unreachable-silent = `{ $place }` ist nicht erreichbar: keine Antwort
delivery-file-changed = `{ $path }` ist nicht mehr die Datei, die der Lauf erstellt hat

## Tests von Zielen

delivery-rename-not-needed-direct = nicht nötig: Dateien werden direkt unter ihrem Namen geschrieben
delivery-other-size = die Größe ist eine andere
delivery-choose-direct = Wählen Sie beim Ziel unter „Wie eine Datei erscheint“ die Option „Direkt schreiben“: Das funktioniert dort.
delivery-ask-to-allow = Bitten Sie die Administration des Servers, es zu erlauben.
delivery-read-back-not-possible = nicht möglich: Dateien werden abgeholt, sobald sie geschrieben sind
delivery-choose-answer-check = Wählen Sie beim Ziel unter „Wie geprüft wird“ die Option „Antwort des Servers“.
delivery-hash-not-told = `{ $place }` nennt den Hash einer Datei nicht
delivery-sizes-not-told = die Größe von Dateien wird nicht genannt
delivery-loses-whole = Bis eine Datei vollständig ist, steht ein Teil von ihr unter ihrem Namen; ein Marker sagt dem Partner, wann sie es ist.
delivery-loses-check = Nur die Antwort des Servers sagt, dass eine Datei vollständig angekommen ist.

## Dateien ihren Namen geben

delivery-checked-size-sha = Größe und SHA-256, { $how }
delivery-after-renaming =
    { $bytes ->
        [one] nach dem Umbenennen steht dort { $bytes } Byte
       *[other] nach dem Umbenennen stehen dort { $bytes } Bytes
    }
delivery-name-not-given = `{ $place }` meldet, den Namen `{ $to }` vergeben zu haben, hat es aber nicht: `{ $from }` ist noch da
delivery-ask-or-choose-direct = Fragen Sie die Administration des Servers oder wählen Sie beim Ziel unter „Wie eine Datei erscheint“ die Option „Direkt schreiben“.
delivery-name-doubted = { $message }; ob die Datei ihren Namen trotzdem hat, ist nicht bekannt
delivery-no-renaming-there = über eine Datei hinweg umzubenennen ist dort nicht möglich, und jene Datei umzubenennen auch nicht
delivery-perhaps-earlier = ; vielleicht von einem früheren Versuch, dessen Antwort verloren ging
delivery-remove-claim-folder = Es wird erneut versucht. Wenn es keine andere gibt, entfernen Sie den Ordner `{ $folder }`.
delivery-presence-not-told = `{ $place }` sagt nicht, ob `{ $path }` da ist: { $reason }
delivery-choose-replace = Wählen Sie für das Ziel „Datei ersetzen“ und Namen, die sich von Lauf zu Lauf unterscheiden, zum Beispiel mit { $seq } oder { $run }.
delivery-server-answer = die Antwort des Servers
delivery-only-part-arrived =
    { $size ->
        [one] von { $total } Bytes ist nur { $size } als `{ $path }` angekommen
       *[other] von { $total } Bytes sind nur { $size } als `{ $path }` angekommen
    }
delivery-rest-sent-later = Prüfen Sie das Netzwerk; der Rest wird beim nächsten Versuch gesendet.
delivery-checked-sha = { $size }SHA-256, { $how }
delivery-checked-size-only = Größe; der Server erlaubt das Zurücklesen nicht
delivery-name-is-now = { $message }; die Datei dieses Namens heißt jetzt `{ $path }`

## Einstellungen von Zielen

delivery-kind-ftp = FTP, nicht verschlüsselt
delivery-kind-ftps = FTP über SSL
delivery-type-what = Hier ist { $what } einzugeben.
delivery-control-character = { $what } enthält ein Steuerzeichen
delivery-the-folder = der Ordner
delivery-not-whole-path = `{ $path }` ist kein vollständiger Pfad
delivery-choose-folder-from-root = Wählen Sie den Ordner, ab seinem Laufwerk oder dem Stammverzeichnis.
delivery-the-host = der Host
delivery-the-user = der Benutzer
delivery-port-zero = Port 0 ist nicht möglich
delivery-usually-22 = Meist ist es 22.
delivery-choose-key-file = Wählen Sie die Datei des privaten Schlüssels.
delivery-key-file-missing = die Datei des Schlüssels fehlt
delivery-usually-21 = Meist ist es 21.
delivery-the-bucket = der Bucket
delivery-the-region = die Region
delivery-the-access-key-id = die Zugriffsschlüssel-ID
delivery-the-storage-account = das Speicherkonto
delivery-the-container = der Container
delivery-not-host-name = `{ $host }` ist kein Name eines Hosts
delivery-type-host-alone = Geben Sie nur den Namen ein, zum Beispiel sftp.example.com.
delivery-not-server-address = `{ $address }` ist keine Adresse eines Servers
delivery-begin-https = Beginnen Sie mit https:// oder lassen Sie das Feld leer.
delivery-address-has-secret = die Adresse des Servers enthält Anmeldedaten oder ein Token
delivery-leave-secret-out = Lassen Sie das weg; das Geheimnis gehört allein in den Schlüsselbund.
delivery-path-control = der Pfad enthält ein Steuerzeichen
delivery-zero-bandwidth = mit 0 KiB je Sekunde lässt sich nichts senden
delivery-leave-empty-no-limit = Leer lassen für kein Limit.
delivery-too-many-hours =
    { $hours ->
        [one] { $hours } Stunde erneuter Versuche ist zu viel
       *[other] { $hours } Stunden erneuter Versuche sind zu viel
    }
delivery-choose-hours = Wählen Sie 0 bis 168 Stunden.
delivery-name-staging-folder = Nennen Sie einen Ordner auf demselben Datenträger des Servers oder wählen Sie eine andere Art, wie die Datei erscheint.
delivery-staging-missing = der Ordner, aus dem Dateien verschoben werden, fehlt
delivery-staging-control = der Ordner, aus dem Dateien verschoben werden, enthält ein Steuerzeichen

## SFTP

delivery-shows-no-key = `{ $host }` zeigt keinen Schlüssel
delivery-line-of = Zeile { $line } von `{ $file }`
delivery-host-unconfirmed = noch hat niemand bestätigt, dass `{ $host }` der richtige Server ist: Sein Schlüssel ist { $fingerprint } ({ $kind })
delivery-test-and-trust = Testen Sie das Ziel, vergleichen Sie den Fingerabdruck mit dem, den die Administration des Servers nennt, und vertrauen Sie ihm.
delivery-key-changed = `{ $host }` zeigt einen anderen Schlüssel als bisher: { $now } statt { $before }; vielleicht hört jemand mit, oder der Server wurde neu eingerichtet
delivery-remove-old-key = Fragen Sie die Administration des Servers. Nur wenn der neue Schlüssel der richtige ist, entfernen Sie { $line }, testen Sie dann das Ziel und vertrauen Sie dem neuen Schlüssel.
delivery-key-revoked = der Schlüssel von `{ $host }` wurde widerrufen ({ $fingerprint })
delivery-line-says-so = Fragen Sie die Administration des Servers; so steht es hier: { $line }.
delivery-without-being-asked = ohne Nachfrage
delivery-by-password = mit Passwort
delivery-key-unreadable = der Schlüssel `{ $path }` lässt sich nicht lesen: { $error }
delivery-choose-key-file-again = Wählen Sie die Datei des privaten Schlüssels noch einmal.
delivery-check-user-key = Prüfen Sie den Benutzer, ob der Server den Schlüssel kennt, und die Passphrase des Schlüssels.
delivery-by-key = mit dem Schlüssel `{ $path }`
delivery-start-agent = Starten Sie den SSH-Agent, fügen Sie ihm den Schlüssel hinzu (ssh-add) und starten Sie dann Export Desk von dort, wo der Agent bekannt ist.
delivery-no-agent = es gibt keinen SSH-Agent, der antwortet
delivery-agent-empty = der SSH-Agent hat keinen Schlüssel
delivery-by-agent-key = mit dem Schlüssel { $key } des Agents
delivery-check-user-agent = Prüfen Sie den Benutzer und ob der Server einen der Schlüssel des Agents kennt (ssh-add -l).
delivery-changed-coming = was von `{ $place }` kam, wurde unterwegs verändert
delivery-check-network = Prüfen Sie das Netzwerk.
delivery-is-ftp = `{ $place }` antwortet wie ein FTP-Server und nicht wie einer für SFTP
delivery-choose-ftp = Wählen Sie FTP, mit oder ohne SSL, oder geben Sie den Port für SFTP ein (meist 22).
delivery-is-sftp = `{ $place }` antwortet wie ein SFTP-Server und nicht wie einer für FTP
delivery-choose-sftp = Wählen Sie SFTP, oder geben Sie den Port für FTP ein (meist 21).
delivery-is-folder = `{ $path }` auf `{ $place }` ist ein Ordner und keine Datei
delivery-rename-folder = Entfernen Sie ihn dort, oder benennen Sie ihn um, oder wählen Sie einen anderen Dateinamen.
delivery-no-modern-encryption = `{ $place }` bietet keine zeitgemäße Verschlüsselung, die diese App kennt
delivery-ask-modern-ssh = Bitten Sie die Administration des Servers, zeitgemäße SSH-Algorithmen zu erlauben.
delivery-host-list-unusable = die Liste der Hosts `{ $file }` lässt sich nicht verwenden: { $reason }
delivery-look-at-permissions = Sehen Sie sich ihre Berechtigungen an.
delivery-key-changed-now = `{ $host }` zeigt einen anderen Schlüssel als eben noch: { $now } statt { $before }
delivery-dont-trust = Vertrauen Sie ihm nicht; fragen Sie die Administration des Servers.
delivery-other-key-already = `{ $host }` hat schon einen anderen Schlüssel
delivery-remove-line-first = Nur wenn der neue Schlüssel der richtige ist, entfernen Sie zuerst Zeile { $line } von `{ $file }`.
delivery-no-sftp = `{ $place }` lässt `{ $user }` hinein, bietet aber kein SFTP an
delivery-ask-allow-sftp = Bitten Sie die Administration des Servers, SFTP für diesen Benutzer zu erlauben.
delivery-refuses-to-write = `{ $place }` lehnt das Schreiben von `{ $path }` ab: { $words }
delivery-by-check-file = mit check-file des Servers
delivery-status-no-file = keine solche Datei
delivery-status-denied = Zugriff verweigert
delivery-status-failure = Fehler
delivery-status-unsupported = Vorgang nicht unterstützt
delivery-status-exists = Datei ist schon vorhanden
delivery-status-no-space = kein Platz im Dateisystem
delivery-status-quota = Kontingent überschritten
delivery-status-number = Status { $status }
delivery-not-written = `{ $place }` kann `{ $path }` nicht schreiben: { $words }
delivery-check-room-there = Prüfen Sie dort, ob auf dem Datenträger oder im Kontingent Platz für eine weitere Datei ist und ob der Datenträger beschrieben werden kann; fragen Sie die Administration des Servers.

## Zertifikate

delivery-certificates-unreadable = die Zertifikate `{ $file }` lassen sich nicht lesen: { $reason }
delivery-choose-file-again = Wählen Sie die Datei noch einmal.
delivery-no-usable-certificate = `{ $file }` enthält kein verwendbares Zertifikat: { $reason }
delivery-choose-pem = Wählen Sie eine Datei mit Zertifikaten in PEM (BEGIN CERTIFICATE).
delivery-none-in-it = es ist keines darin
delivery-no-trusted-list = dieser Computer hat keine Liste vertrauenswürdiger Zertifikate: { $error }
delivery-install-ca = Installieren Sie die CA-Zertifikate des Systems oder wählen Sie eine Datei mit Zertifikaten.
delivery-changed-on-way = was an `{ $place }` ging oder von dort kam, wurde unterwegs verändert
delivery-certificate-expired = das Zertifikat von `{ $place }` ist abgelaufen
delivery-ask-renew = Bitten Sie die Administration des Servers, es zu erneuern, und prüfen Sie die Uhr dieses Computers.
delivery-certificate-early = das Zertifikat von `{ $place }` ist noch nicht gültig
delivery-check-clock-or-ask = Prüfen Sie die Uhr dieses Computers oder fragen Sie die Administration des Servers.
delivery-certificate-unknown-issuer = das Zertifikat von `{ $place }` ist von niemandem signiert, dem dieser Computer vertraut
delivery-choose-own-authority = Wenn es von Ihrer eigenen Zertifizierungsstelle oder von sich selbst signiert ist, wählen Sie die Datei jenes Zertifikats.
delivery-certificate-other-name = das Zertifikat von `{ $place }` gilt für einen anderen Namen als `{ $host }`
delivery-type-name-or-ask = Geben Sie den Namen des Hosts so ein, wie er im Zertifikat steht, oder fragen Sie die Administration des Servers.
delivery-certificate-revoked = das Zertifikat von `{ $place }` wurde widerrufen
delivery-ask-new-certificate = Bitten Sie die Administration des Servers um ein neues.
delivery-certificate-self-signed = das Zertifikat von `{ $place }` ist selbstsigniert
delivery-choose-self-signed = Wenn sein Fingerabdruck der ist, den die Administration des Servers nennt, wählen Sie beim Ziel die Datei des Zertifikats.
delivery-certificate-untrusted = dem Zertifikat von `{ $place }` kann nicht vertraut werden: { $reason }
delivery-check-port-encryption-ask = Prüfen Sie den Port und die Art der Verschlüsselung oder fragen Sie die Administration des Servers.

## Die App

delivery-login-start-failed = Der Start bei der Anmeldung lässt sich nicht ändern: { $error }
delivery-change-login-start = Ändern Sie ihn in den Einstellungen des Systems für Programme, die bei der Anmeldung starten.
delivery-log-unreadable = Das Protokoll lässt sich nicht lesen: { $error }
delivery-check-logs-folder = Prüfen Sie die Berechtigungen des Ordners `logs` im Datenordner der App.
delivery-report-unsaved = Der Bericht lässt sich nicht unter `{ $path }` speichern: { $error }
delivery-choose-folder-to-write = Wählen Sie einen Ordner, in den Sie schreiben dürfen.
delivery-folder-not-shown = Der Ordner von `{ $file }` lässt sich nicht anzeigen: { $error }
delivery-open-by-file-manager = Öffnen Sie ihn mit dem Dateimanager des Systems.
delivery-dialog-not-opened = Der Dialog lässt sich nicht öffnen: { $error }
delivery-reopen-window = Schließen Sie das Fenster und öffnen Sie es noch einmal.
delivery-nothing-at-link = unter { $link } gibt es nichts
delivery-link-elsewhere = Der Export wurde gelöscht, oder der Link wurde auf einem anderen Computer erstellt.
delivery-being-closed = Export Desk wird gerade geschlossen
delivery-start-again = Starten Sie es neu.
delivery-no-tray-yet = Das Symbol in der Leiste ist noch nicht da
delivery-history-usable = Der Verlauf lässt sich verwenden, deshalb bleibt er, wo er ist
delivery-close-and-go-on = Schließen Sie diese Meldung und machen Sie weiter.
delivery-no-tray-library = Es gibt kein Symbol in der Leiste: Die Bibliothek libayatana-appindicator3 ist nicht installiert. Installieren Sie das Paket libayatana-appindicator3-1 und starten Sie dann Export Desk neu.
delivery-no-tray = Es gibt kein Symbol in der Leiste: { $error }
delivery-tilde = `~` steht bei SFTP für nichts
delivery-tilde-hint = Lassen Sie es weg: Ein Pfad ohne / am Anfang beginnt im Home-Ordner des Benutzers.
