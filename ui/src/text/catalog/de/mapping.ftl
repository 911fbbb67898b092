### Words of the mapping editor.

mapping-title = Zuordnung
mapping-back = Verbindungen
mapping-lead = Ordnen Sie Datenmodelle den Tabellen von { $name } zu und Felder den Spalten.
mapping-loading = Tabellen werden gelesen…
mapping-loading-columns = Spalten werden gelesen…
mapping-save = Zuordnung speichern
mapping-saved = Die Zuordnung wurde gespeichert
mapping-unsaved = noch nicht gespeichert
mapping-import = Aus Datei öffnen…
mapping-export = Als Datei speichern…
mapping-exported = Die Zuordnung wurde als Datei gespeichert
mapping-imported = Die Zuordnung wurde gelesen; speichern Sie sie, um sie zu verwenden
mapping-reset = Neu vorschlagen
mapping-reset-done = Die Namen entscheiden wieder
mapping-reset-title = Diese Zuordnung löschen und neu vorschlagen?
mapping-reset-text = Die gespeicherte Zuordnung dieser Verbindung wird gelöscht. Die Namen der Tabellen und Spalten entscheiden wieder.
mapping-reset-models =
    { $number ->
        [one] Dieses eigene Datenmodell wird gelöscht: { $models }.
       *[other] Diese eigenen Datenmodelle werden gelöscht: { $models }.
    }
mapping-reset-unsaved = Noch nicht gespeicherte Änderungen gehen verloren.
mapping-reset-now = Löschen und neu vorschlagen
mapping-more = Mehr zu dieser Zuordnung
mapping-models = Datenmodelle
mapping-mapped =
    { $which ->
        [all] { $all ->
            [one] das eine Feld
           *[other] alle { $all } Felder
        }
       *[some] { $all ->
            [one] { $done } von { $all } Feld
           *[other] { $done } von { $all } Feldern
        }
    }
mapping-not-mapped = noch keine Tabelle
mapping-drifted =
    { $number ->
        [one] { $number } Problem
       *[other] { $number } Probleme
    }
mapping-unreadable = die Datei lässt sich nicht lesen
mapping-own = eigenes
mapping-make-model = Modell aus einer Tabelle erstellen…
mapping-table = Tabelle oder Datei
mapping-table-placeholder = Tabelle wählen
mapping-table-hint = Solange es keine hat, wird von diesem Modell nichts exportiert.
mapping-kinds-table = Tabelle
mapping-kinds-view = View
mapping-kinds-file = Datei
mapping-about-rows =
    { $rows ->
        [one] etwa { $rows } Zeile
       *[other] etwa { $rows } Zeilen
    }
mapping-table-gone = { $table } gibt es nicht mehr
mapping-table-gone-hint = Wählen Sie die Tabelle, die an ihre Stelle getreten ist.
mapping-no-tables = Es ist keine Tabelle, View oder Datei zu sehen
mapping-no-tables-hint = Prüfen Sie die Einstellungen der Verbindung oder was ihr Benutzer lesen darf.
mapping-field = Feld
mapping-column = Spalte
mapping-path = JSON-Pfad
mapping-path-of = JSON-Pfad von { $field }
mapping-column-of = Spalte von { $field }
mapping-samples = Beispielwerte
mapping-no-samples = keine Werte
mapping-missing = Fehlt
mapping-missing-hint = kann nicht exportiert werden
mapping-suggested = vorgeschlagen
mapping-by-hand = manuell
mapping-use-suggestion = Vorschlag für { $field } verwenden: { $column }
mapping-clear = { $field } ohne Quelle lassen
mapping-no-column = — keine —
mapping-column-gone = { $field }: Die Spalte { $column } ist nicht mehr da.
mapping-type-changed = { $field }: { $column } ist { $type }, das passt nicht zu { $wanted }.
mapping-path-wrong = Beginnen Sie mit $. wie in $.address.city
mapping-search = Felder und Spalten suchen
mapping-show = Anzeigen
mapping-filters-all = Alle
mapping-filters-missing = Fehlt
mapping-filters-problems = Probleme
mapping-nothing = Kein Feld gefunden.
mapping-remove-model = Dieses Modell entfernen
mapping-remove-model-named = Modell { $label } entfernen
mapping-removed = { $label } ist entfernt; speichern Sie, damit es so bleibt
mapping-leave = Ohne Speichern verlassen?
mapping-leave-text = Was in der Zuordnung geändert wurde, geht verloren.
mapping-stay = Weiter bearbeiten
mapping-leave-anyway = Verlassen
file-reading-title = Wie diese Datei gelesen wird
file-reading-delimiter = Trennzeichen
file-reading-delimiters-comma = Komma  ,
file-reading-delimiters-semicolon = Semikolon  ;
file-reading-delimiters-tab = Tabulator
file-reading-delimiters-pipe = Senkrechter Strich  |
file-reading-delimiters-other = Anderes
file-reading-character = Zeichen
file-reading-character-hint = Geben Sie ein Zeichen ein.
file-reading-quote = Anführungszeichen
file-reading-quotes-double-quote = Doppelt  "
file-reading-quotes-single-quote = Einfach  '
file-reading-escape = Escape-Zeichen
file-reading-escapes-backslash = Backslash  \
file-reading-none = Keine
file-reading-header = Die erste Zeile enthält die Spaltennamen
file-reading-yes = ja
file-reading-no = nein
file-reading-encoding = Kodierung
file-reading-encodings-utf-8-name = UTF-8
file-reading-encodings-utf-16le-name = UTF-16
file-reading-encodings-windows-1250-name = Windows-1250
file-reading-encodings-windows-1250-note = mitteleuropäisch
file-reading-encodings-windows-1252-name = Windows-1252
file-reading-encodings-windows-1252-note = westeuropäisch
file-reading-encodings-iso-8859-2-name = ISO-8859-2
file-reading-encodings-iso-8859-2-note = mitteleuropäisch
file-reading-encodings-iso-8859-15-name = ISO-8859-15
file-reading-encodings-iso-8859-15-note = westeuropäisch mit €
file-reading-suggested = vorgeschlagen
file-reading-suggested-is = vorgeschlagen: { $choice }
file-reading-use-suggestion = Vorschlag verwenden
file-reading-summary-delimiters-comma = Komma
file-reading-summary-delimiters-semicolon = Semikolon
file-reading-summary-delimiters-tab = Tabulator
file-reading-summary-delimiters-pipe = senkrechter Strich
file-reading-summary-between = { $character } zwischen Zellen
file-reading-summary-quote = Anführungszeichen { $character }
file-reading-summary-no-quote = kein Anführungszeichen
file-reading-summary-escape = Escape { $character }
file-reading-summary-header = Namen in der ersten Zeile
file-reading-summary-no-header = keine Namen in der ersten Zeile
file-reading-rows = Erste Zeilen von { $table }
file-reading-empty = leer
file-reading-no-name = kein Name
file-reading-no-rows = Keine Zeilen.
file-reading-working = Die ersten Zeilen werden gelesen…
own-model-title = Modell aus einer Tabelle erstellen
own-model-lead = Jede Tabelle, View oder Datei lässt sich exportieren: Wählen Sie sie und das, was ihre Zeilen unterscheidet.
own-model-table = Tabelle, View oder Datei
own-model-name = Name des Modells
own-model-name-missing = Geben Sie einen Namen ein.
own-model-name-taken = Ein Modell namens „{ $name }“ gibt es schon.
own-model-key = Schlüssel
own-model-key-hint = Der Schlüssel unterscheidet Zeilen; zwei Läufe werden nach ihm verglichen.
own-model-fields = Felder
own-model-include = { $field } aufnehmen
own-model-label = Name von { $field }
own-model-type = Typ von { $field }
own-model-is-key = { $field } gehört zum Schlüssel
own-model-chosen =
    { $all ->
        [one] { $number } von { $all } Feld aufgenommen.
       *[other] { $number } von { $all } Feldern aufgenommen.
    }
own-model-no-field = Nehmen Sie mindestens ein Feld auf.
own-model-no-label = Jedes Feld braucht einen Namen.
own-model-make = Modell hinzufügen
own-model-head-take = Aufnehmen
own-model-head-name = Name
own-model-head-type = Typ
own-model-head-key = Schlüssel
own-model-head-samples = Beispielwerte
