/** Chapters about making an export. */
import type { Chapter } from "../chapter";

export const firstExport: Chapter = {
  id: "first",
  title: "Ihr erster Export",
  lead: "Von der leeren Liste zur fertigen Datei.",
  sections: [
    {
      title: "Mit der Demomarke",
      blocks: [
        "Von Anfang an ist eine Demomarke mit erfundenen Kunden und Ereignissen verbunden, damit Sie alles ohne eigene Daten ausprobieren können. Bei leerer Liste erstellt jeder der drei vorgeschlagenen Exporte mit einem Klick eine fertige Datei.",
      ],
    },
    {
      title: "Schritt für Schritt",
      blocks: [
        {
          steps: [
            "Drücken Sie „Neuer Export“. Der Assistent öffnet sich beim Schritt Datenmodell: Wählen Sie, worum es im Export geht, zum Beispiel „Customers“ oder „Events“.",
            "Benennen Sie den Export. Der Name wird aus dem Modell und dem ersten Filter vorgeschlagen, bis Sie einen eigenen eingeben.",
            "Fügen Sie Filter hinzu, wenn nicht jede Zeile gewünscht ist, und wählen Sie Felder, wenn nicht jede Spalte gewünscht ist.",
            "Sehen Sie sich unten die Vorschau an: Sie zeigt die ersten Bytes der Datei genau so, wie sie geschrieben werden, und wie viele Zeilen passen.",
            "Drücken Sie in der Übersicht „Erstellen und jetzt ausführen“. Der Export erscheint in der Liste und läuft im Hintergrund.",
            "Wenn er fertig ist, drücken Sie in seinen Details Herunterladen oder öffnen Sie den Ordner der Datei.",
          ],
        },
        "Die Schritte können in beliebiger Reihenfolge besucht werden. Was nicht fertig ist, bleibt als Entwurf erhalten, auch wenn das Fenster geschlossen wird.",
      ],
    },
    {
      title: "Noch einmal ausführen, ändern, kopieren",
      blocks: [
        "„Jetzt ausführen“ erstellt eine neue Datei mit den Daten dieses Moments. Bearbeiten ändert die Definition; frühere Läufe und ihre Dateien bleiben. Duplizieren beginnt einen neuen Export, der schon ausgefüllt ist. „Als Vorlage speichern“ bewahrt eine Definition auf, mit der neue Exporte beginnen können.",
      ],
    },
    {
      title: "Mehrere Exporte auf einmal",
      blocks: [
        "Setzen Sie die Häkchen vor den Namen in der Liste, halten Sie beim Klicken Strg oder Umschalt gedrückt, oder drücken Sie Umschalt mit den Pfeiltasten. Eine Leiste bietet dann Ausführen, Pausieren, Fortsetzen, Gemeinsam exportieren, Tags und Löschen für alle ausgewählten Exporte an.",
      ],
    },
    {
      title: "Mehrere Exporte als ein Paket",
      blocks: [
        "Manche Partner möchten Kunden, Karten und Transaktionen zusammen. Wählen Sie die Exporte aus und drücken Sie „Gemeinsam exportieren“: Das ergibt ein Paket, einen eigenen Export mit Namen, Dateinamen, Zielen und, in seinen Details, einem Zeitplan. Seine Dateien liegen in einem Zip-Archiv oder nebeneinander.",
        "Alle werden im selben Moment gelesen: aus einer Datenbank in einer Transaktion, aus Dateien nur, wenn sich keine davon inzwischen ändert. Schlägt ein Export fehl, wird keine Datei erstellt oder zugestellt, und der Lauf sagt, welcher es war. Die Details des Laufs und sein Manifest führen Zeilen, Bytes und SHA-256 jedes Exports auf.",
        "Ein Paket enthält Kopien der Exporte: Es nimmt alle ihre Zeilen, ohne ihre eigenen Zeitpläne, Ziele und Beschränkungen auf Neues. Was wegfällt, steht unter jedem Namen.",
      ],
    },
    {
      title: "Tags und Favoriten",
      blocks: [
        "Das Menü einer Zeile macht sie zum Favoriten und ändert ihre Tags; die Leiste ändert die Tags aller ausgewählten Zeilen. Sobald es welche gibt, schränkt Anzeigen über der Liste sie auf die Favoriten oder auf ein Tag ein, und die Suche findet die Wörter der Tags. Tags bleiben in der Liste: In Dateien und Definitionen kommen sie nicht vor.",
      ],
    },
  ],
};

export const filters: Chapter = {
  id: "filters",
  title: "Filter",
  lead: "Welche Zeilen exportiert werden.",
  sections: [
    {
      title: "Gruppen und Bedingungen",
      blocks: [
        "Eine Zeile wird exportiert, wenn sie jede Bedingung mindestens einer Gruppe erfüllt: Bedingungen innerhalb einer Gruppe sind durch „und“ verbunden, Gruppen durch „oder“. Ohne Gruppe wird jede Zeile exportiert. Der Satz über den Gruppen sagt dasselbe in Worten.",
      ],
    },
    {
      title: "Leere Werte",
      blocks: [
        "Verneinende Vergleiche wie „ist nicht“, „ist keines von“ und „enthält nicht“ behalten Zeilen ohne Wert. Alle anderen lassen sie weg, außer „ist leer“ selbst: Es findet keinen Wert, einen leeren Text und eine leere Liste.",
      ],
    },
    {
      title: "Viele Werte",
      blocks: [
        "„ist eines von“ nimmt eine eingefügte Liste an: Die Werte können in eigenen Zeilen stehen oder durch Kommas, Semikolons oder Tabulatoren getrennt sein, mit oder ohne Anführungszeichen. Angezeigt wird, wie viele Werte es sind und welche doppelt oder unbrauchbar sind.",
      ],
    },
    {
      title: "Datumswerte",
      blocks: [
        "Tage beginnen um Mitternacht in der Zeitzone des Exports. Relative Datumsangaben wie „liegt in den letzten 30 Tagen“ oder „liegt im vorigen Monat“ zählen vom Zeitpunkt des Laufs an; bei einem geplanten Lauf ist das der Zeitpunkt, für den er geplant war, nicht der, zu dem er begann.",
        "Ein Datum kann als 2026-03-31, 31.3.2026, 31. März 2026 oder in der Reihenfolge der Sprache Ihres Systems eingegeben werden. Unter dem Feld steht, wie es gelesen wurde.",
      ],
    },
    {
      title: "Nur neue Zeilen",
      blocks: [
        "Unter den Filtern legt „Zeilen jedes Laufs“ fest, ob alle passenden Zeilen genommen werden oder nur neue. Was neu ist, sagt ein Datum wie „Updated at“: Ein Lauf nimmt die Zeilen seit dem letzten Lauf, dessen Datei jedem Ziel zugestellt wurde. Der erste Lauf nimmt alles.",
        "Ein fehlgeschlagener oder abgebrochener Lauf zählt nicht: Der nächste nimmt auch dessen Zeilen. Wiederholen nimmt dieselben Zeilen. Verpasste Zeiten hinterlassen keine Lücke. Zwei Läufe eines Exports nehmen nie dieselben Zeilen: Der zweite wartet, bis der erste zugestellt hat.",
        "Zeilen, die später gespeichert werden, als sie datiert sind, erfasst „Die letzten auslassen“ mit einer Zahl von Minuten: Jeder Lauf endet dann um so viel früher, und der nächste nimmt den Rest.",
        "Die Details zeigen, wo der nächste Lauf beginnt. „Wieder vollständig“ nimmt noch einmal alles; „Den nächsten Lauf hier beginnen“, im Menü eines Laufs, kehrt dorthin zurück, wo dieser Lauf endete.",
        "Eine geänderte Zeile muss ein neues Datum bekommen, und gelöschte Zeilen haben keines. „Nur Änderungen, durch Vergleich der Zeilen“ findet sie ohne Datum: Alle Zeilen werden mit den zugestellten verglichen, und die Spalte _change sagt, ob eine Zeile hinzugefügt, geändert oder entfernt wurde. Ein Lauf stoppt, wenn mehr Zeilen als üblich entfernt würden, denn bei einer Quelle, die ihre Zeilen verloren hat, sind sie nicht gelöscht worden; die Grenze lässt sich einstellen.",
        "`{kind}` im Namen der Datei ist full oder delta, `{from:YYYYMMDD}` und `{to:YYYYMMDD}` sind die Grenzen des Zeitraums, den der Lauf umfasst.",
      ],
    },
    {
      title: "Zahlen",
      blocks: [
        "Eine Zahl wie 1,234 kann mehr als tausend bedeuten oder etwas mehr als eins. Sie wird so gelesen, wie die Sprache Ihres Systems sie schreibt, und die andere Lesart wird angeboten.",
      ],
    },
  ],
};

export const schedules: Chapter = {
  id: "schedules",
  title: "Zeitpläne und Zeitumstellung",
  lead: "Wann Exporte von selbst laufen und was die Zeitumstellung daran ändert.",
  sections: [
    {
      title: "Arten",
      blocks: [
        "Ein Export läuft manuell, einmal an einem Datum, täglich, an Tagen der Woche oder an Tagen des Monats; zu einer oder mehreren Uhrzeiten, in seiner eigenen Zeitzone. Letzter ist der letzte Tag jedes Monats; die Tage 29 bis 31 werden in kürzeren Monaten übersprungen. Der Assistent zeigt die nächsten zehn Läufe in dieser Zeitzone und in Ihrer.",
      ],
    },
    {
      title: "Wenn die Uhren umgestellt werden",
      blocks: [
        {
          terms: [
            ["Eine Zeit, die übersprungen wird", "Ein Lauf, der in einer übersprungenen Stunde geplant ist, beginnt mit demselben Abstand nach der Lücke: Aus 02:30 wird 03:30."],
            ["Eine Zeit, die zweimal vorkommt", "Der Lauf findet einmal statt, zur ersten der beiden."],
            ["Zwei Zeiten, die auf denselben Zeitpunkt fallen", "Sie ergeben einen einzigen Lauf."],
          ],
        },
      ],
    },
    {
      title: "Wenn der Computer aus war oder schlief",
      blocks: [
        "Für Läufe muss Export Desk geöffnet sein, auch ohne Fenster im Infobereich, oder `export-desk-cli serve` laufen. Ein Lauf, der mehr als eine Minute zu spät beginnt, wurde verpasst. Jeder Zeitplan sagt, was dann geschieht:",
        {
          terms: [
            ["Einmal nachholen", "Ein Lauf für die letzte verpasste Zeit."],
            ["Alle nachholen", "Ein Lauf je verpasster Zeit, mit den Daten, die er verwendet hätte."],
            ["Überspringen", "Es wird auf die nächste Zeit gewartet."],
          ],
        },
        "Läufe, die älter sind als eine Grenze, werden nicht nachgeholt; sie liegt bei einer Woche, wenn Sie nichts anderes einstellen. Auch Zeiten, die verstreichen, während ein Zeitplan pausiert ist, werden nicht nachgeholt.",
      ],
    },
    {
      title: "Nie zweimal",
      blocks: [
        "Eine geplante Zeit wird im selben Schritt im Verlauf vergeben, in dem ihr Lauf eingereiht wird. Deshalb führen weder Fenster und Kommandozeile zusammen noch ein Absturz sie zweimal aus. Ein Lauf, den ein Absturz unterbricht, ist fehlgeschlagen und sagt es.",
      ],
    },
    {
      title: "Wenn ein Lauf fehlschlägt",
      blocks: [
        "Vom ersten Fehler an ist der Export in der Liste rot und wird in der Seitenleiste und im Infobereich gezählt. Ein Zeitplan kann sich nach einer Anzahl von Fehlern in Folge selbst pausieren. Beheben Sie das Problem und setzen Sie dann den Zeitplan fort.",
        "Ein Zeitplan kann auch eine Frist haben, zum Beispiel 07:00. Ist die Datei eine halbe Stunde vorher nicht da, erfahren Sie es; ist die Zeit verstrichen, wird der Export ebenfalls rot, und wer bei Fehlern eine E-Mail bekommt, bekommt eine.",
      ],
    },
    {
      title: "Wenn dieser Computer aus ist",
      blocks: [
        "Ein ausgeschalteter Computer kann Sie nicht warnen. Ein Überwachungsdienst wie healthchecks.io kann es: Er wartet nach jedem Lauf auf einen Aufruf und sagt Ihnen, wenn der Aufruf ausbleibt. Legen Sie dort eine Prüfung an und fügen Sie ihre URL als Heartbeat-URL des Zeitplans ein.",
        "Nach einem fehlgeschlagenen Lauf wird dieselbe URL mit /fail am Ende aufgerufen. Hat Ihr Dienst eine andere Form, schreiben Sie beide Wörter in geschweifte Klammern, zum Beispiel https://status.example.com/push/KEY?status={up|down} für Uptime Kuma. Manuelle und abgebrochene Läufe rufen nichts auf.",
        "Ein Aufruf, der nicht durchkommt, wird einen Tag lang oder bis zum Ende des nächsten Laufs wiederholt, und das Protokoll des Laufs sagt es. Die URL ist ein Schlüssel: Protokolle, Manifeste und E-Mails zeigen sie nicht, aber eine gespeicherte Definition enthält sie.",
      ],
    },
    {
      title: "Zeitzonenregeln",
      blocks: [
        "Dateien, Filter, Zeitpläne und das Fenster richten sich nach einer einzigen Zeitzonendatenbank, die der Bereich „Über“ nennt. Wenn neuere Regeln die Läufe eines Zeitplans verschieben, sagen es der Bereich Zeitpläne und eine Benachrichtigung.",
      ],
    },
  ],
};
