/** Chapters to look things up in. */
import type { Chapter } from "../chapter";

export const commandLine: Chapter = {
  id: "command",
  title: "Kommandozeile",
  lead: "Dieselbe Engine ohne Fenster: für Server, Planungsdienste und Skripte.",
  sections: [
    {
      title: "Befehle",
      blocks: [
        "„Definition speichern“, in den Details unter „Weitere Aktionen“, schreibt einen Export als JSON. `export-desk-cli` führt ihn überall aus:",
        {
          terms: [
            ["run SPEC", "Erstellt die Datei; `--data DIR` oder `--connection NAME` sagt, woher, `--out DIR`, wohin."],
            ["preview SPEC", "Die ersten Bytes der Datei und wie viele Zeilen passen."],
            ["validate SPEC", "Alles, was an einer Definition falsch ist."],
            ["next SPEC", "Wann ihr Zeitplan sie ausführt."],
            ["serve", "Führt Zeitpläne ohne Fenster aus, mit dem Verlauf des Fensters, neben ihm oder allein."],
            ["models", "Datenmodelle und ihre Felder."],
            ["delta list, rewind, full", "Wie weit Exporte neuer Zeilen gekommen sind und wo ihr nächster Lauf beginnt."],
            ["sequence list, set", "Nummern ohne Lücken: die nächste Nummer jeder Sequenz, und wie man sie setzt."],
            ["target list, test, save, delete", "Wohin Dateien zugestellt werden."],
            ["profile list, show, test, import, export, recognise", "Wie Empfänger ihre Dateien wünschen."],
            ["pgp-key FILE", "Wessen öffentliche Schlüssel in einer Datei sind und welcher Unterschlüssel verschlüsselt."],
            ["verify FILE", "Liest eine fertige Datei ganz und gibt ihre Hashes aus."],
            ["compare OLD NEW --key ID", "Zeilen zweier fertiger Dateien, die hinzukamen, wegfielen oder sich änderten."],
            ["zones", "Die verwendete Zeitzonendatenbank."],
            ["schema", "JSON Schema einer Definition."],
            ["demo --dir DIR", "Erstellt eine Demomarke in einem Ordner."],
          ],
        },
        "`export-desk-cli help COMMAND` sagt das Übrige.",
      ],
    },
    {
      title: "In Skripten",
      blocks: [
        "Mit `--json` geht ein einziger Bericht an die Standardausgabe und der Fortschritt Zeile für Zeile an die Standardfehlerausgabe.",
        {
          terms: [
            ["0", "Fertig und überall zugestellt."],
            ["1", "Der Lauf oder eine Zustellung ist fehlgeschlagen, oder eine Datei ist beschädigt."],
            ["2", "Die Definition oder die Kommandozeile ist falsch."],
            ["3", "`verify` fand kein Manifest, das die Datei nennt, oder `compare` fand andere Zeilen."],
            ["130", "Abgebrochen."],
          ],
        },
        "Geheimnisse kommen aus dem Schlüsselbund oder aus der Umgebung (`EXPORT_DESK_PASSWORD`, `EXPORT_DESK_SECRET`, `EXPORT_DESK_MASK_KEY_NAME` für den Maskierungsschlüssel dieses Namens), nie aus einem Argument.",
      ],
    },
  ],
};

export const privacy: Chapter = {
  id: "privacy",
  title: "Was nie gesendet wird",
  lead: "Export Desk hat keine Telemetrie.",
  sections: [
    {
      title: "Keine Telemetrie",
      blocks: [
        "Export Desk zählt nichts, meldet nichts und hat kein Konto. Nichts über Sie, Ihre Daten, Ihre Definitionen oder Ihre Fehler wird an seine Hersteller oder an irgendjemand anderen gesendet.",
      ],
    },
    {
      title: "Womit es sich verbindet",
      blocks: [
        "Nur mit dem, was Sie selbst eingerichtet haben:",
        {
          list: [
            "mit Datenbanken und Buckets Ihrer Verbindungen, wenn sie gelesen oder getestet werden;",
            "mit Ihren Zielen, wenn eine Datei zugestellt oder ein Ziel getestet wird;",
            "mit Ihrem E-Mail-Server, wenn ein Lauf per E-Mail gemeldet oder eine Testnachricht gesendet wird;",
            "mit den Heartbeat-URLs Ihrer Zeitpläne, nach ihren Läufen: gesendet wird nichts, außer ob der Lauf erfolgreich war oder fehlgeschlagen ist;",
            "mit der Stelle, an der neuere Versionen von Export Desk angeboten werden, wenn Sie nach Updates suchen oder, falls Sie das eingeschaltet haben, einmal am Tag: Gefragt wird nur, welche Version die neueste ist; ihr Paket wird geholt, wenn Sie es möchten.",
          ],
        },
        "Die Seiten des Fensters, auch dieses Handbuch, sind Teil des Programms und brauchen kein Netz.",
      ],
    },
    {
      title: "Updates",
      blocks: [
        "Der Bereich „Über“ sucht nach Updates, wenn Sie es verlangen; „Einmal am Tag nach Updates suchen“ ist aus, solange Sie es nicht einschalten. Nichts wird von selbst heruntergeladen oder installiert.",
        "Ein Paket wird nur angenommen, wenn es mit einem der beiden Schlüssel signiert ist, die diese Version kennt, und wenn es neuer ist als diese Version; ein Paket, das verändert wurde, mit einem anderen Schlüssel signiert ist oder ein älteres unter neuer Nummer ist, wird abgelehnt und entfernt. Bei zwei Schlüsseln kann der eine an die Stelle des anderen treten.",
        "Ein Update stört nie einen Lauf: Während einer läuft oder zugestellt wird und in den fünf Minuten vor einer geplanten Zeit wartet es und sagt, worauf. Verwendet wird es ab dem nächsten Start.",
      ],
    },
    {
      title: "Links zu Exporten",
      blocks: [
        "E-Mails über Läufe enthalten einen Link wie `exportdesk://export/12`, der diesen Export auf dem Computer zeigt, auf dem er läuft. Ein Link zeigt nur etwas; niemand kann damit etwas starten, ändern oder löschen.",
      ],
    },
    {
      title: "Was auf diesem Computer bleibt",
      blocks: [
        {
          list: [
            "Der Verlauf: Definitionen, Läufe und Einstellungen, in einer SQLite-Datenbank, die nur Sie lesen können.",
            "Protokolldateien: höchstens fünf für das Fenster und fünf für `serve`, jede bis zu 10 MB. Sie enthalten nie Zeilen oder Geheimnisse.",
            "Passwörter und Schlüssel, im Schlüsselbund des Systems.",
            "Fertige Dateien, in dem Ordner, der in den Einstellungen steht.",
          ],
        },
      ],
    },
  ],
};
