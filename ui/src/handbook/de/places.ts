/** Chapters about where data comes from and where files go. */
import type { Chapter } from "../chapter";

export const targets: Chapter = {
  id: "targets",
  title: "Ziele",
  lead: "Wohin fertige Dateien zugestellt werden.",
  sections: [
    {
      title: "Arten",
      blocks: [
        "Eine Datei bleibt immer auf diesem Computer. Sie kann außerdem an SFTP-Server, an Server für FTP über SSL und einfaches FTP, an S3-Speicher, Google Cloud Storage, Azure Blob Storage und andere Ordner zugestellt werden. Ein Ziel wird einmal unter Ziele gespeichert und im Schritt Ziel jedes Exports gewählt.",
      ],
    },
    {
      title: "Testen",
      blocks: [
        "Testen baut eine Verbindung auf, meldet sich an, schreibt eine kleine Datei, prüft und entfernt sie und zeigt jeden Schritt mit seiner Dauer. Ein Schritt, der fehlschlägt, sagt, warum, und was zu tun ist. Wo ein Server etwas nicht erlaubt, werden die Einstellungen vorgeschlagen, die dort funktionieren.",
        "Bei der ersten Verbindung zu einem SSH-Server wird sein Fingerabdruck angezeigt. Vergleichen Sie ihn mit dem, den Ihnen der Betreiber des Servers nennt. Vertrauen Sie dem Server nur, wenn beide übereinstimmen.",
      ],
    },
    {
      title: "Wie eine Datei erscheint",
      blocks: [
        {
          terms: [
            ["Umbenannt", "Die Datei wird unter einem temporären Namen geschrieben und dann umbenannt, damit niemand sie halb liest."],
            ["Direkt", "Sie wird unter ihrem eigenen Namen geschrieben, für Server, die nichts umbenennen."],
            ["Verschoben", "Sie wird in einen anderen Ordner geschrieben und dann verschoben."],
          ],
        },
        "Eine Datei gilt erst als zugestellt, wenn etwas beweist, dass es diese ist: ihre Größe, ihr Hash oder die zurückgelesene Datei. Eine Zustellung, die fehlschlägt, wird einige Stunden lang wiederholt, mit denselben Bytes und ohne neue Abfrage.",
      ],
    },
    {
      title: "Antworten von Partnern",
      blocks: [
        "Manche Partner schreiben eine Datei mit Ergebnissen oder abgelehnten Zeilen, nachdem sie eine Datei gelesen haben. Im Formular des Ziels sagt „Auf die Antwort des Partners warten“, wo diese Datei erscheint und wie lange gewartet wird: `{stem}_result*.csv` neben `Points.zip` findet `Points_result_77.csv`. Beginnen Sie den Pfad mit / für einen anderen Ordner des Servers.",
        "Die Antwort wird auf diesen Computer kopiert und in den Details des Laufs angezeigt; beim Partner wird nichts verändert. Abgelehnte Zeilen oder eine Antwort, die nicht eintrifft, kennzeichnen den Export bis zu seinem nächsten Lauf als fehlgeschlagen und werden durch eine Benachrichtigung und per E-Mail gemeldet.",
      ],
    },
    {
      title: "Geheimnisse",
      blocks: ["Passwörter und Schlüssel liegen im Schlüsselbund des Systems, nie in einer Definition, einem Protokoll oder im Verlauf."],
    },
  ],
};

export const sources: Chapter = {
  id: "sources",
  title: "Datenquellen",
  lead: "Woher Zeilen kommen.",
  sections: [
    {
      title: "Verbindungen",
      blocks: [
        "Export Desk liest Ordner mit Parquet-, CSV- und JSON-Dateien, Datenbanken von SQLite, PostgreSQL und MySQL, Spark-Server (darunter Databricks) und S3-Buckets. „Verbindung hinzufügen“ führt alle Arten auf. In eine Quelle wird nie etwas geschrieben.",
      ],
    },
    {
      title: "Zuordnung",
      blocks: [
        "Tabellen und Spalten mit bekannten Namen werden von selbst den Datenmodellen und Feldern zugeordnet. Zuordnung berichtigt das und macht aus jeder anderen Tabelle ein Modell. Wird eine Spalte später umbenannt oder fehlt sie, wird das gemeldet, bevor ein Lauf sie verwendet.",
      ],
    },
    {
      title: "Textdateien",
      blocks: [
        "Wie eine Textdatei mit Trennzeichen gelesen wird (Trennzeichen, Anführungszeichen, Kodierung, Dezimalzeichen, Datumswerte), wird aus ihrem Anfang ermittelt und mit den ersten Zeilen angezeigt. Unter Zuordnung lässt es sich ändern. Ein Wert, der sich nicht lesen lässt, stoppt den Lauf und nennt Datei, Zeile und Grund: Nie entsteht stillschweigend eine falsche Datei.",
      ],
    },
    {
      title: "Spark und Databricks",
      blocks: [
        "Filter, Gruppen und Reihenfolge werden auf dem Cluster ausgeführt, und nur das Ergebnis kommt hierher. Während er arbeitet, sagt das Fenster, wie viele seiner Stufen und Aufgaben erledigt sind. Wird ein Lauf abgebrochen, stoppt auch die Abfrage auf dem Cluster. Bricht die Verbindung ab, geht die Abfrage dort weiter, wo sie war.",
        "Ein Cluster gibt Ergebnisse nur bis zu einer bestimmten Größe heraus (`spark.driver.maxResultSize`, meist 1 GB). Wählen Sie für größere in der Verbindung einen Zwischenordner: einen, in den der Cluster schreiben und den dieser Computer lesen kann, zum Beispiel ein Netzlaufwerk. Der Cluster schreibt die Zeilen dort als Parquet; sie werden von dort der Reihe nach gelesen und entfernt. Erreichen beide nur einen Bucket und keinen Ordner, wählen Sie stattdessen dessen Verbindung.",
        "Spark hat keine Momentaufnahme einer Tabelle aus einfachen Dateien. Überschreibt jemand sie, während sie gelesen wird, stoppt der Lauf und sagt es. Eine Tabelle von Delta oder Iceberg wird in der Version gelesen, die sie am Anfang hat; das Manifest nennt sie (`table_version`).",
      ],
    },
    {
      title: "Offline-Kopie",
      blocks: [
        "Eine Verbindung kann eine Kopie gewählter Modelle auf diesem Computer halten: vollständig abgeholt oder nur neue Zeilen nach einem Zeitstempel. Exporte, die die Kopie lesen, sagen, von wann sie ist.",
      ],
    },
  ],
};

export const files: Chapter = {
  id: "files",
  title: "Dateien und Manifeste",
  lead: "Wie eine fertige Datei aussieht und wie ihr Empfänger sie prüfen kann.",
  sections: [
    {
      title: "Das Format",
      blocks: [
        "Der Schritt Format legt die Art der Datei fest. Wählen Sie das Profil des Empfängers oder eine Vorlage, oder drücken Sie „Anpassen“ für Trennzeichen, Anführungszeichen, Zeilenende, Kodierung, Ersetzungen und Komprimierung und bei XML für Namen und Art der Elemente. Die Vorschau zeigt die genauen Bytes und was Excel daraus machen würde.",
        "„Dateien und Zeilen“ teilt die Zeilen auf mehrere Dateien auf, schreibt Zeilen davor und danach und fügt Begleitdateien wie Marker, Prüfsummen und Kontrolldateien hinzu. Alle Dateien eines Laufs werden veröffentlicht oder keine.",
        "Der Bereich Profile bewahrt auf, wie ein Empfänger seine Dateien möchte. Ein Profil lässt sich aus einer Beispieldatei eines Partners erstellen: Jede Einstellung wird mit ihrem Grund gezeigt, bevor Sie es speichern. Exporte, die ein Profil verwenden, folgen seinen Änderungen. „Lädt es?“ führt Werte auf, die die gewählten Empfänger nicht genau lesen würden.",
        "Text, den eine Tabellenkalkulation als Formel verstehen würde, lässt sich unschädlich machen; dann wird ein Zeichen davorgesetzt, und das Protokoll des Laufs zählt solche Zellen.",
      ],
    },
    {
      title: "Maskierte Spalten",
      blocks: [
        "Die Einstellungen einer Spalte können etwas anderes an die Stelle ihrer Werte setzen. Fehlende Werte fehlen weiterhin, und eine maskierte Spalte ist in jeder Art von Datei Text:",
        {
          terms: [
            ["SHA-256", "Ein Hash des normalisierten Werts, wie Werbeplattformen ihn verlangen: E-Mail-Adressen für Google, Meta und TikTok, Telefonnummern mit oder ohne +, Namen."],
            ["Hash mit Schlüssel", "HMAC-SHA-256 mit einem eigenen Schlüssel, einem je Empfänger. Export Desk erzeugt den Schlüssel oder nimmt Ihren und bewahrt ihn im Schlüsselbund des Systems auf. In den Einstellungen lässt er sich für den Empfänger kopieren. Protokolle und Manifeste nennen seine ID, damit sich zwei Läufe mit verschiedenen Schlüsseln unterscheiden lassen."],
            ["Einen Teil behalten", "Die ersten oder letzten Zeichen bleiben, die anderen werden ersetzt. Kurze Werte werden ganz ersetzt."],
            ["Monat oder Jahr", "Was von einem Datum bleibt."],
            ["Bereiche", "100-150 sind die Zahlen von 100 bis unter 150."],
            ["Entfernen", "Jeder Wert fehlt."],
          ],
        },
        "Hashes sind pseudonym, nicht anonym: Wer eine Adresse kennt, kann sie auch hashen. Nur ein Hash mit Schlüssel hindert andere daran, solange sie den Schlüssel nicht haben.",
        "Telefonnummern werden nur gehasht, wenn ihre Landesvorwahl zweifelsfrei ist. Andere stoppen den Lauf, oder sie bleiben leer und werden gezählt. Geben Sie an, aus welchem Land Nummern ohne + sind und mit welchen Ziffern sie dort beginnen.",
        "Filter, Reihenfolge der Zeilen und Gruppen verwenden die echten Werte. Dateien, Vorschauen, Nachrichten und Berichte zeigen sie nicht: Ein Wert, der sich nicht lesen lässt, wird nur mit Zeile und Spalte genannt. Nach einem maskierten Feld lassen sich die Zeilen nicht auf Dateien aufteilen.",
      ],
    },
    {
      title: "Verschlüsselte Dateien",
      blocks: [
        "Unter Anpassen oder in einem Profil erstellt Verschlüsselung eine Datei, die nur ihr Empfänger öffnen kann. Vorschau und Prüfungen zeigen weiterhin die unverschlüsselten Zeilen; die Kopie auf diesem Computer ist verschlüsselt, wie zugestellt.",
        {
          terms: [
            ["PGP", "Fügen Sie den öffentlichen Schlüssel von allen hinzu, die die Datei lesen dürfen; der neueste Unterschlüssel zum Verschlüsseln wird verwendet und mit Fingerabdruck und Ablaufdatum angezeigt. Läufe warnen 30 Tage lang, bevor ein Schlüssel abläuft, und werden danach abgelehnt, bevor sie etwas lesen. An den Namen wird .pgp, .gpg oder .asc angehängt."],
            ["Signatur", "Ihr privater Schlüssel und seine Passphrase bleiben im Schlüsselbund des Systems. Der Empfänger erkennt mit Ihrem öffentlichen Schlüssel, dass die Datei von Ihnen ist."],
            ["Passwort", "Ein Zip-Archiv mit AES-256. Der Windows-Explorer kann es nicht öffnen; 7-Zip, WinZip und Keka können es. Das Passwort bleibt im Schlüsselbund und sollte mindestens 12 Zeichen haben. Senden Sie es auf einem anderen Weg als die Datei."],
          ],
        },
        "„Datei prüfen“ untersucht Hash und Aufbau einer verschlüsselten Datei. Der Inhalt einer PGP-Datei lässt sich nur mit dem privaten Schlüssel des Empfängers lesen, deshalb können zwei solche Läufe nicht verglichen werden; ein Zip-Archiv wird ganz gelesen, wo sein Passwort gespeichert ist.",
        "Ein Befehl findet Geheimnisse im Schlüsselbund oder in `EXPORT_DESK_ZIP_PASSWORD_NAME`, `EXPORT_DESK_PGP_KEY_NAME` und `EXPORT_DESK_PGP_PASSPHRASE_NAME`; NAME steht für den Namen in Großbuchstaben. `export-desk-cli pgp-key FILE` zeigt, was ein Schlüssel ist.",
      ],
    },
    {
      title: "Der Name",
      blocks: [
        "Der Name einer Datei besteht aus Teilen: `{name}`, `{model}`, `{date}`, `{time}`, `{run}`, `{rows}` und `{seq}`, einer Nummer ohne Lücken, die angenommene Zustellungen zählt. Zeichen, die ein Dateiname nicht haben kann, werden zu „-“; der Schritt Name und Zeitzone zeigt das Ergebnis.",
      ],
    },
    {
      title: "Ganz oder gar nicht",
      blocks: [
        "Eine Datei bekommt ihren Namen erst, wenn sie vollständig ist und auf dem Datenträger liegt. Ein Lauf, der fehlschlägt, abgebrochen oder unterbrochen wird, hinterlässt keine Datei.",
      ],
    },
    {
      title: "Manifest",
      blocks: [
        "Neben jeder Datei steht eine kleine JSON-Datei mit Zeilen, Bytes und SHA-256 und der Version der Zeitzonendatenbank. Ein Ziel kann sie mit der Datei zustellen.",
        "„Datei prüfen“, im Menü eines Laufs, liest die Datei und vergleicht sie mit diesem SHA-256. Auf einem anderen Computer:",
        { code: "export-desk-cli verify FILE" },
      ],
    },
    {
      title: "Wie lange Dateien bleiben",
      blocks: ["In den Einstellungen steht, nach wie vielen Tagen fertige Dateien entfernt werden. Der Verlauf behält, was über sie bekannt war."],
    },
    {
      title: "Zwei Läufe vergleichen",
      blocks: ["„Zwei Läufe vergleichen“, in den Details eines Exports, zeigt, welche Zeilen zwischen zwei Dateien hinzugefügt, entfernt oder geändert wurden, zugeordnet nach Spalten, die Sie wählen."],
    },
  ],
};
