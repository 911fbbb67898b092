### Words of the Connections screen.

connection-kinds-demo-name = Demomarke
connection-kinds-demo-short = Demomarke mit erfundenen Daten
connection-kinds-postgres-name = PostgreSQL
connection-kinds-postgres-short = PostgreSQL
connection-kinds-postgres-text = Ein Datenbankserver, nur lesend.
connection-kinds-mysql-name = MySQL oder MariaDB
connection-kinds-mysql-short = MySQL / MariaDB
connection-kinds-mysql-text = Ein Datenbankserver, nur lesend.
connection-kinds-spark-name = Spark oder Databricks
connection-kinds-spark-short = Spark
connection-kinds-spark-text = Ein Cluster, der über Spark Connect abgefragt wird, nur lesend.
connection-kinds-sqlite-name = SQLite-Datei
connection-kinds-sqlite-short = SQLite
connection-kinds-sqlite-text = Eine Datenbank in einer Datei.
connection-kinds-folder-name = Ordner mit Dateien
connection-kinds-folder-short = Ordner
connection-kinds-folder-text = Parquet, CSV oder JSON-Zeilen, auch gepackt.
connection-kinds-object-store-name = Dateien in S3-Speicher
connection-kinds-object-store-short = S3
connection-kinds-object-store-text = Parquet, CSV oder JSON-Zeilen in einem Bucket, auch gepackt.
connection-form-path = Ordner
connection-form-path-hint = Eine Datei je Datenmodell, nach ihm benannt. Zum Beispiel ein Netzlaufwerk, auf dem ein anderes System seine Dateien ablegt.
connection-form-path-missing = Wählen Sie den Ordner mit den Dateien.
connection-form-database = Datenbank
connection-form-database-missing = Geben Sie den Namen der Datenbank ein.
connection-form-file = Datenbankdatei
connection-form-file-missing = Wählen Sie die Datei.
connection-form-file-hint = Sie wird nur gelesen, auch während ein anderes Programm sie schreibt.
connection-form-host = Host
connection-form-host-missing = Geben Sie den Namen oder die Adresse des Servers ein.
connection-form-host-wrong = Geben Sie nur den Namen ein, ohne Schema und Pfad.
connection-form-port = Port
connection-form-port-wrong = Geben Sie einen Port von 1 bis 65535 ein.
connection-form-user = Benutzer
connection-form-user-missing = Geben Sie den Benutzernamen ein.
connection-form-user-hint = Einer, der nur lesen darf, genügt.
connection-form-password = Passwort
connection-form-password-missing = Geben Sie das Passwort ein.
connection-form-catalog = Katalog
connection-form-catalog-hint = Leer lassen für die Tabellen aller Kataloge.
connection-form-schema = Schema
connection-form-schema-hint = Leer lassen für alle Schemas.
connection-form-headers = Header
connection-form-headers-hint = Was der Server bei jedem Aufruf erwartet, als Name=Wert, mehrere durch Semikolon getrennt. Das Token hat ein eigenes Feld.
connection-form-headers-wrong = Schreiben Sie jeden Header als Name=Wert, mehrere durch Semikolon getrennt.
connection-form-token = Token
connection-form-staging = Zwischenordner für große Ergebnisse
connection-form-staging-hint = Ein gemeinsamer Ordner, in den der Cluster schreiben kann. Ab einer bestimmten Größe legt er die Zeilen dort ab; sie werden von dort gelesen und entfernt.
connection-form-staging-bucket = Zwischen-Bucket für große Ergebnisse
connection-form-staging-bucket-hint = Die Verbindung eines Buckets, in den der Cluster schreiben kann, mit einem Schlüssel, der dort schreiben und löschen darf. Statt eines Ordners.
connection-form-staging-no-bucket = Keiner
connection-form-staging-url = Name dieses Ordners im Cluster
connection-form-staging-url-hint = Leer lassen, wenn der Cluster ihn unter demselben Pfad kennt.
connection-form-staging-url-wrong = Geben Sie ihn so ein: file:///mnt/staging oder dbfs:/Volumes/main/staging.
connection-form-staging-size = Verwendet ab
connection-form-staging-size-hint = Erwartete Größe eines Ergebnisses. Leer lassen für 256 MB.
connection-form-staging-unit = MB
connection-form-staging-size-wrong = Geben Sie eine ganze Zahl von 0 bis 1000000 Megabyte ein oder nichts.
connection-form-spark-user-hint = Unter welchem Namen der Server Sie kennt, wenn kein Token ihn nennt.
connection-form-tls = Verschlüsselung
connection-form-tls-choices-verify = TLS, das Zertifikat wird geprüft
connection-form-tls-choices-off = Keine
connection-form-ca-file = Eigene Zertifizierungsstelle
connection-form-ca-hint = Eine PEM-Datei, wenn das Zertifikat des Servers nicht von einer öffentlichen Stelle stammt.
connection-form-timeout = Längste Abfrage
connection-form-timeout-unit = Sekunden
connection-form-timeout-hint = Leer lassen, damit eine Abfrage so lange dauern darf, wie sie braucht.
connection-form-timeout-wrong = Geben Sie eine ganze Zahl von 1 bis 86400 Sekunden ein oder nichts.
connection-form-limits-connect-timeout-seconds-label = Längste Wartezeit auf eine Verbindung
connection-form-limits-connect-timeout-seconds-hint = Leer lassen für 15 Sekunden.
connection-form-limits-login-timeout-seconds-label = Längste Wartezeit auf die Anmeldung
connection-form-limits-login-timeout-seconds-hint = Leer lassen für 15 Sekunden.
connection-form-limits-first-row-timeout-seconds-label = Längste Wartezeit auf die erste Zeile
connection-form-limits-first-row-timeout-seconds-hint = Leer lassen für 15 Minuten.
connection-form-limits-idle-timeout-seconds-label = Längste Wartezeit zwischen Zeilen
connection-form-limits-idle-timeout-seconds-hint = Leer lassen für 2 Minuten.
connection-form-url = Adresse
connection-form-url-hint = Der Bucket und der Ordner darin: eine Datei je Datenmodell, nach ihm benannt.
connection-form-url-missing = Geben Sie die Adresse ein, zum Beispiel s3://bucket/folder.
connection-form-url-wrong = Beginnen Sie mit s3://.
connection-form-region = Region
connection-form-endpoint = Endpunkt
connection-form-endpoint-hint = Nur für Speicher, der nicht von Amazon ist, zum Beispiel https://minio.example.com.
connection-form-endpoint-wrong = Beginnen Sie mit https://.
connection-form-path-style = Der Bucket ist Teil des Pfads
connection-form-path-style-hint = Wie es die meisten Speicher verlangen, die nicht von Amazon sind.
connection-form-access-key-id = Zugriffsschlüssel-ID
connection-form-access-key-hint = Leer für einen Bucket, den alle lesen dürfen. Einer, der nur auflisten und lesen darf, genügt.
connection-form-secret-key = Geheimer Zugriffsschlüssel
connections-title = Verbindungen
connections-intro = Woher die Daten kommen. Sie werden immer nur gelesen.
connections-add = Verbindung hinzufügen
connections-add-title = Verbindung hinzufügen
connections-kind-title = Hinzufügen: { $kind }
connections-exports =
    { $number ->
        [0] von keinem Export verwendet
        [one] von { $number } Export verwendet
       *[other] von { $number } Exporten verwendet
    }
connections-test = Testen
connections-stop = Stoppen
connections-test-named = { $name } testen
connections-stop-named = Test von { $name } stoppen
connections-edit = Bearbeiten…
connections-mapping = Zuordnung
connections-mapping-named = Zuordnung von { $name }
connections-offline = Offline-Kopie…
connections-delete = Löschen
connections-more-named = Mehr zu { $name }
connections-edit-title = „{ $name }“ bearbeiten
connections-name = Name
connections-name-placeholder = Zum Beispiel Treuedaten-Warehouse
connections-name-missing = Geben Sie einen Namen ein.
connections-name-taken = Eine Verbindung namens „{ $name }“ gibt es schon. Wählen Sie einen anderen Namen.
connections-save = Verbindung speichern
connections-saved = „{ $name }“ wurde gespeichert
connections-map = Zuordnung öffnen
connections-no-secret = Nicht gespeichert: { $secret }
connections-tls-off = Diese Verbindung ist nicht verschlüsselt
connections-tls-off-text = Passwort und Daten können unterwegs gelesen werden. Schalten Sie TLS ein, außer der Server ist auf diesem Computer.
connections-token-plain-text = Token und Daten können unterwegs gelesen werden. Schalten Sie TLS ein, außer der Server ist auf diesem Computer.
connections-bucket-plain-text = Die Daten können unterwegs gelesen werden. Verwenden Sie einen https://-Endpunkt, außer der Server ist auf diesem Computer.
connections-delete-title = „{ $name }“ löschen?
connections-delete-text = Die Daten bleiben, wie sie sind; Zuordnung, Offline-Kopie und Passwort gehen verloren. Das lässt sich nicht rückgängig machen.
connections-in-use-title = „{ $name }“ wird verwendet
connections-in-use-text =
    { $number ->
        [one] { $number } Export liest daraus. Wählen Sie für ihn zuerst eine andere Verbindung; dann lässt sie sich löschen.
       *[other] { $number } Exporte lesen daraus. Wählen Sie für sie zuerst eine andere Verbindung; dann lässt sie sich löschen.
    }
connections-deleted = „{ $name }“ wurde gelöscht
connections-testing = Die Daten werden angesehen…
connections-found =
    { $number ->
        [one] { $number } Datenmodell gefunden
       *[other] { $number } Datenmodelle gefunden
    }
connections-found-none = Verbunden. Keine Datei oder Tabelle hat einen bekannten Namen
connections-found-none-hint = Ordnen Sie sie unter Zuordnung zu.
connections-problems =
    { $number ->
        [one] { $number } Problem
       *[other] { $number } Probleme
    }
connections-missing = Nicht gefunden: { $models }.
connections-model = Datenmodell
connections-file = Tabelle oder Datei
connections-rows = Zeilen
connections-state = Zustand
connections-ready = bereit
connections-results = Inhalt von { $name }
connections-hide-results = Ausblenden
connections-hide-results-of = Test von { $name } ausblenden
connections-as = als { $user }
connections-database-at = { $database } auf { $host }
