### Words of targets: the screen, the dialog, the test and deliveries.

target-kinds-sftp-name = SFTP-Server
target-kinds-sftp-short = SFTP
target-kinds-sftp-text = Über SSH, mit Passwort oder Schlüssel.
target-kinds-ftps-name = FTP über SSL
target-kinds-ftps-short = FTPS
target-kinds-ftps-text = FTP mit verschlüsselter Verbindung.
target-kinds-ftp-name = Einfaches FTP
target-kinds-ftp-short = FTP
target-kinds-ftp-text = Unterwegs kann jeder lesen, was gesendet wird.
target-kinds-s3-name = S3-Speicher
target-kinds-s3-short = S3
target-kinds-s3-text = Amazon S3 und alles, was seine Sprache spricht.
target-kinds-gcs-name = Google Cloud Storage
target-kinds-gcs-short = Google Cloud
target-kinds-gcs-text = Ein Bucket mit einem Dienstkonto.
target-kinds-azure-name = Azure Blob Storage
target-kinds-azure-short = Azure
target-kinds-azure-text = Ein Container mit einem Zugriffsschlüssel.
target-kinds-folder-name = Anderer Ordner
target-kinds-folder-short = Ordner
target-kinds-folder-text = Ein Netzlaufwerk oder ein Ordner, der synchronisiert wird.
target-form-host = Host
target-form-host-missing = Geben Sie den Namen oder die Adresse des Servers ein.
target-form-host-wrong = Geben Sie nur den Namen ein, ohne sftp:// und Pfad.
target-form-port = Port
target-form-port-wrong = Geben Sie einen Port von 1 bis 65535 ein.
target-form-user = Benutzer
target-form-user-missing = Geben Sie den Benutzernamen ein.
target-form-login = Anmelden mit
target-form-logins-password = Passwort
target-form-logins-key = Privater Schlüssel
target-form-logins-agent = SSH-Agent
target-form-agent-hint = Die Schlüssel im SSH-Agent dieses Computers werden angeboten.
target-form-key-file = Datei mit privatem Schlüssel
target-form-key-missing = Wählen Sie den privaten Schlüssel.
target-form-path-label = Ordner auf dem Server
target-form-path-hint = Teile wie {"{date}"}, {"{model}"} oder {"{name}"} werden bei jedem Lauf ausgefüllt. Leer lassen für den Ordner der Anmeldung.
target-form-mode = Verschlüsselung
target-form-modes-explicit = Explizit, meist Port 21
target-form-modes-implicit = Implizit, meist Port 990
target-form-ca-file = Eigene Zertifizierungsstelle
target-form-ca-hint = Eine PEM-Datei, wenn das Zertifikat des Servers nicht von einer öffentlichen Stelle stammt.
target-form-bucket = Bucket
target-form-bucket-missing = Geben Sie den Namen des Buckets ein.
target-form-region = Region
target-form-region-missing = Geben Sie die Region ein, zum Beispiel eu-central-1.
target-form-endpoint = Endpunkt
target-form-endpoint-hint = Nur für Speicher, der nicht vom Anbieter selbst ist, zum Beispiel https://storage.example.com.
target-form-endpoint-wrong = Beginnen Sie mit https://.
target-form-access-key-id = Zugriffsschlüssel-ID
target-form-access-key-missing = Geben Sie die ID des Zugriffsschlüssels ein.
target-form-path-style = Bucket im Pfad statt im Hostnamen
target-form-path-style-hint = Die meisten Speicher, die nicht von Amazon sind, verlangen das.
target-form-prefix = Ordner im Bucket
target-form-prefix-hint = Teile wie {"{date}"}, {"{model}"} oder {"{name}"} werden bei jedem Lauf ausgefüllt. Leer lassen für die oberste Ebene.
target-form-account = Speicherkonto
target-form-account-missing = Geben Sie den Namen des Speicherkontos ein.
target-form-container = Container
target-form-container-missing = Geben Sie den Namen des Containers ein.
target-form-container-path = Ordner im Container
target-form-folder = Ordner
target-form-folder-missing = Wählen Sie den Ordner.
target-form-folder-hint = Teile wie {"{date}"}, {"{model}"} oder {"{name}"} werden bei jedem Lauf ausgefüllt.
target-form-secrets-password = Passwort
target-form-secrets-passphrase = Passphrase des Schlüssels
target-form-secrets-secret-key = Geheimer Zugriffsschlüssel
target-form-secrets-service-account = Schlüssel des Dienstkontos
target-form-secrets-access-key = Zugriffsschlüssel
target-form-secret-missing-password = Geben Sie das Passwort ein.
target-form-secret-missing-passphrase = Geben Sie die Passphrase ein.
target-form-secret-missing-secret-key = Fügen Sie den geheimen Zugriffsschlüssel ein.
target-form-secret-missing-service-account = Fügen Sie den JSON-Schlüssel ein, oder lesen Sie ihn aus seiner Datei.
target-form-secret-missing-access-key = Fügen Sie den Zugriffsschlüssel des Kontos ein.
target-form-service-account-hint = Der JSON-Schlüssel, den Google Ihnen gegeben hat. Er liegt im Schlüsselbund dieses Computers und wird nie wieder angezeigt.
target-form-read-file = Aus Datei lesen…
target-form-file-too-long = Diese Datei ist zu groß für einen Schlüssel.
target-options-title = Wie zugestellt wird
target-options-summary-replace = ersetzt eine Datei gleichen Namens
target-options-summary-number = behält beide, mit einer Nummer
target-options-summary-fail = stoppt, wenn der Name vergeben ist
target-options-summary-ready = .ready-Marker
target-options-summary-manifest = Manifest daneben
target-options-summary-no-folders = Ordner müssen vorhanden sein
target-options-summary-publish = { $way }
target-options-summary-verify = Prüfung: { $way }
target-options-summary-limit = höchstens { $rate }
target-options-summary-hours =
    { $hours ->
        [0] keine langen Wiederholungen
        [one] { $hours } Stunde lang versucht
       *[other] { $hours } Stunden lang versucht
    }
target-options-if-exists = Wenn der Name vergeben ist
target-options-if-exists-choices-replace = Datei ersetzen
target-options-if-exists-choices-number = Beide behalten, mit einer Nummer
target-options-if-exists-choices-fail = Stoppen und melden
target-options-publish = Wie eine Datei erscheint
target-options-publish-choices-rename = Temporärer Name, dann umbenennen
target-options-publish-choices-direct = Direkt schreiben
target-options-publish-choices-move = Anderswo schreiben, dann verschieben
target-options-staging = Ordner zum Schreiben
target-options-staging-hint = Auf demselben Datenträger des Servers wie der Ordner der Dateien.
target-options-staging-missing = Geben Sie den Ordner ein.
target-options-verify = Wie geprüft wird
target-options-verify-choices-automatic = Automatisch
target-options-verify-choices-hash = Größe und Hash des Servers
target-options-verify-choices-size = Größe
target-options-verify-choices-read-back = Alles zurücklesen
target-options-verify-choices-answer = Antwort des Servers
target-options-create-folders = Fehlende Ordner anlegen
target-options-ready-marker = Danach eine leere .ready-Datei schreiben
target-options-ready-marker-hint = Für Partner, die auf einen Marker warten, bevor sie die Datei abholen.
target-options-manifest = Das Manifest daneben zustellen
target-options-manifest-hint = Zeilen, Bytes und SHA-256 als kleine JSON-Datei.
target-options-bandwidth = Bandbreitenlimit
target-options-bandwidth-unit = KiB/s
target-options-bandwidth-hint = Leer lassen für kein Limit.
target-options-bandwidth-wrong = Geben Sie eine ganze Zahl von 8 bis 1048576 ein oder nichts.
target-options-retry-hours = Weiter versuchen für
target-options-retry-hours-unit = Stunden
target-options-retry-hours-hint = Wenn der Server nicht erreichbar ist. 0 versucht es ein paar Mal und stoppt.
target-options-retry-hours-wrong = Geben Sie eine ganze Zahl von 0 bis 168 Stunden ein.
step-names-resolve-name = Host finden
step-names-resolve-doing = Host wird gesucht…
step-names-connect-name = Verbinden
step-names-connect-doing = Verbindung wird aufgebaut…
step-names-trust-name = Identität des Servers prüfen
step-names-trust-doing = Identität des Servers wird geprüft…
step-names-log-in-name = Anmelden
step-names-log-in-doing = Anmeldung läuft…
step-names-write-name = Testdatei schreiben
step-names-write-doing = Testdatei wird geschrieben…
step-names-rename-name = Umbenennen
step-names-rename-doing = Wird umbenannt…
step-names-read-back-name = Zurücklesen
step-names-read-back-doing = Wird zurückgelesen…
step-names-delete-name = Entfernen
step-names-delete-doing = Wird entfernt…
targets-title = Ziele
targets-intro = Wohin fertige Dateien außer auf diesen Computer gehen. Ein Export kann mehrere haben.
targets-add = Ziel hinzufügen
targets-empty-title = Dateien bleiben auf diesem Computer
targets-empty-text = Fügen Sie einen Server oder Cloud-Speicher hinzu, dann können Exporte ihre Dateien dort zustellen: ganz, geprüft und unter dem endgültigen Namen erst, wenn sie vollständig sind.
targets-exports =
    { $number ->
        [0] von keinem Export verwendet
        [one] von { $number } Export verwendet
       *[other] von { $number } Exporten verwendet
    }
targets-test = Testen
targets-test-named = { $name } testen
targets-stop = Stoppen
targets-stop-named = Test von { $name } stoppen
targets-edit-named = { $name } bearbeiten
targets-delete-named = { $name } löschen
targets-hide-results = Ausblenden
targets-hide-results-of = Test von { $name } ausblenden
targets-add-title = Ziel hinzufügen
targets-edit-title = „{ $name }“ bearbeiten
targets-kind-title = Hinzufügen: { $kind }
targets-name = Name
targets-name-placeholder = Zum Beispiel Finanz-Eingang
targets-name-missing = Geben Sie einen Namen ein.
targets-name-taken = Ein Ziel namens „{ $name }“ gibt es schon. Wählen Sie einen anderen Namen.
targets-save = Ziel speichern
targets-saved = „{ $name }“ wurde gespeichert
targets-no-secret = Kein Passwort gespeichert
targets-delete-title = „{ $name }“ löschen?
targets-delete-text = Passwort oder Schlüssel werden auch aus dem Schlüsselbund entfernt. Zugestellte Dateien bleiben, wo sie sind. Das lässt sich nicht rückgängig machen.
targets-delete = Löschen
targets-in-use-title = „{ $name }“ wird verwendet
targets-in-use-text =
    { $number ->
        [one] { $number } Export stellt dorthin zu. Wählen Sie für ihn zuerst ein anderes Ziel; dann lässt es sich löschen.
       *[other] { $number } Exporte stellen dorthin zu. Wählen Sie für sie zuerst ein anderes Ziel; dann lässt es sich löschen.
    }
targets-deleted = „{ $name }“ wurde gelöscht
targets-ftp-warning = Einfaches FTP ist nicht verschlüsselt
targets-ftp-warning-text = Passwort und Daten können unterwegs gelesen und verändert werden. Wählen Sie SFTP oder FTP über SSL, wenn der Server eines davon hat.
targets-http-warning = Diese Adresse ist nicht verschlüsselt
targets-http-warning-text = Passwort und Daten können unterwegs gelesen werden. Verwenden Sie https://, wenn der Server es hat.
targets-as = als { $user }
targets-folder-of = Ordner { $folder }
targets-bucket-in = Bucket { $bucket } bei { $where }
targets-container =
    { $place ->
        [none] Container { $container } von { $account }
       *[known] Container { $container } von { $account } bei { $where }
    }
targets-arrives = Kommt an als
targets-example = Zum Beispiel
test-works = Das funktioniert dort: { $publish }; Prüfung: { $verify }
test-use = Diese Optionen verwenden
test-region = Test von { $name }
test-running = Wird getestet…
test-passed = Alles funktioniert
test-passed-hint = Eine Testdatei wurde in { $duration } geschrieben, zurückgelesen und entfernt.
test-failed = Gestoppt bei: { $step }
test-stopped = Der Test wurde gestoppt
test-unknown-key = Ist das der richtige Server?
test-unknown-key-text = Erste Verbindung zu { $host }. Vergleichen Sie den Fingerabdruck mit dem, den Ihnen die Administration gegeben hat. Wenn sie übereinstimmen, vertrauen Sie ihm.
test-fingerprint = Fingerabdruck
test-key-kind = Art des Schlüssels
test-trust = Diesem Server vertrauen
test-dont-trust = Abbrechen
test-changed-key = Der Schlüssel des Servers hat sich geändert
test-changed-key-text = { $host } zeigt einen anderen Schlüssel als den, dem vertraut wurde. Entweder wurde er neu eingerichtet, oder jemand anderes antwortet an seiner Stelle. Es wurde nichts gesendet, und es wird nichts gesendet, bis das geklärt ist.
test-changed-key-hint = Fragen Sie die Administration des Servers nach dem neuen Fingerabdruck. Wenn es der unten ist, entfernen Sie den alten Schlüssel aus den bekannten Hosts dieses Computers und testen Sie noch einmal.
test-was-key = Bisher vertraut
test-is-key = Jetzt gezeigt
delivery-title = Zustellungen von Lauf { $number }
delivery-status-waiting = Wartet
delivery-status-delivering = Wird zugestellt
delivery-status-retrying = Versucht es erneut
delivery-status-delivered = Zugestellt
delivery-status-failed = Nicht zugestellt
delivery-delivered = zugestellt an { $targets }
delivery-verified = geprüft durch { $how }
delivery-attempts =
    { $number ->
        [one] { $number } Versuch
       *[other] { $number } Versuche
    }
delivery-next = nächster Versuch { INSIDE($when) }
delivery-fingerprint = Fingerabdruck
delivery-path = Angekommen als
delivery-bytes = Größe
delivery-when = Zugestellt
delivery-rate = { $rate }/s
delivery-delivering = Wird zugestellt an { $target }
delivery-sent-of = { $sent } von { $total }
delivery-not-delivered = Erstellt, nicht zugestellt
delivery-not-delivered-text = Die Datei ist vollständig und liegt auf diesem Computer.
delivery-not-delivered-gone = Die Datei wurde erstellt, aber inzwischen entfernt. Führen Sie den Export noch einmal aus.
delivery-retry = Zustellung wiederholen
delivery-retry-of = Zustellung von Lauf { $number } wiederholen
delivery-retried = Dieselbe Datei ist wieder unterwegs
delivery-progress = Zustellung an { $target }
