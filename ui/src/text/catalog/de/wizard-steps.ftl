### Text of the wizard's steps and of its preview.

model-title = Datenmodell
model-lead = Worum es in jeder Zeile der Datei geht.
model-connection = Verbindung
model-fields-of =
    { $count ->
        [one] { $count } Feld
       *[other] { $count } Felder
    }
model-show-fields =
    { $count ->
        [one] { $model }: { $count } Feld. Liste anzeigen
       *[other] { $model }: { $count } Felder. Liste anzeigen
    }
model-loading = Datenmodelle werden gelesen…
model-no-data = hier keine Daten
model-dropped = { $model } hat { $fields } nicht, deshalb wurde entfernt, was sie verwendet hat.
model-undo = Zurück zum vorigen Modell
model-none = Diese Verbindung hat kein Datenmodell
model-none-hint = Legen Sie die Dateien mindestens eines Modells in ihren Ordner und testen Sie dann die Verbindung.
field-list-title = Felder von { $model }
field-list-search = Felder suchen
field-list-name = Feld
field-list-type = Typ
field-list-values = Mögliche Werte
field-list-mandatory = Immer gefüllt
field-list-description = Beschreibung
field-list-yes = Ja
field-list-no = Nein
field-list-custom = eigenes Feld
field-list-matches =
    { $count ->
        [one] { $count } Feld
       *[other] { $count } Felder
    }
field-list-nothing = Kein Feld hat das in Namen, Werten oder Beschreibung.
field-list-open = Feldliste
field-list-more-values = und { $count } weitere
name-title = Name und Zeitzone
name-lead = Benennen Sie den Export und seine Datei und wählen Sie seine Zeitzone.
name-name = Name
name-name-example = Goldkunden, letzte 90 Tage
name-name-placeholder = Zum Beispiel: Goldkunden, letzte 90 Tage
name-file-name = Dateiname
name-insert = Einfügen
name-insert-part = { $part } einfügen
name-parts-name = Name
name-parts-model = Modell
name-parts-date = Datum
name-parts-time = Uhrzeit
name-parts-run = Laufnummer
name-parts-rows = Zeilenzahl
name-parts-seq = Sequenznummer
name-parts-part = Teilnummer
name-parts-parts = Anzahl der Teile
name-parts-value = Wert des Felds
name-parts-sha256 = SHA-256
name-parts-kind = Voll oder Delta
name-parts-from = erstes Datum
name-parts-to = letztes Datum
name-result = Die nächste Datei
name-timezone = Zeitzone
name-timezone-hint = Für Datumswerte in der Datei, für Tagesgrenzen in Filtern und für den Zeitplan.
name-brand-and-yours = Die der Marke und Ihre
name-brand = Die der Marke
name-yours = Ihre
name-suggested = Vorgeschlagen
name-all = Alle Zeitzonen
name-now-there = In { $zone } ist es jetzt { $clock }.
filters-title = Filter
filters-lead = Eine Zeile wird exportiert, wenn sie jede Bedingung mindestens einer Gruppe erfüllt.
filters-none = Jede Zeile wird exportiert
filters-none-hint = Fügen Sie eine Bedingung hinzu, um nur einige zu exportieren.
filters-add-first = Bedingung hinzufügen
filters-where = wo
filters-and = und
filters-or = oder
filters-add-and = und
filters-add-and-to = und: weitere Bedingung in Gruppe { $group }
filters-add-or = oder, eine neue Gruppe
filters-group = Gruppe { $group }
filters-condition = Bedingung { $index } von Gruppe { $group }
filters-attribute = Feld
filters-choose-attribute = Feld wählen
filters-operator = Vergleich
filters-values = Werte
filters-value-of = Wert für { $label }
filters-values-of = Werte für { $label }
filters-from-of = { $label } von
filters-to-of = { $label } bis
filters-count-of = Anzahl für { $label }
filters-unit-of = Einheit für { $label }
filters-add-value = Wert eingeben, dann Enter
filters-choose-values = Werte wählen oder eingeben
filters-write-value = Wert
filters-use-typed = „{ $text }“ verwenden
filters-remove-value = { $value } entfernen
filters-more-values = und { $count } weitere
filters-remove-all = Alle Werte entfernen
filters-added =
    { $added ->
        [one] { $added } Wert hinzugefügt
       *[other] { $added } Werte hinzugefügt
    }{ $repeated ->
        [0] .
       *[other] , { $repeated } schon da.
    }
filters-use-instead = Stattdessen { $value } verwenden
filters-read-otherwise =
    { $count ->
        [one] „{ $value }“ als einen Wert behalten
       *[other] Als { $count } Werte lesen, der erste „{ $value }“
    }
filters-remove-wrong =
    { $count ->
        [one] { $count } Wert entfernen, der keine Zahl ist
       *[other] { $count } Werte entfernen, die keine Zahlen sind
    }
filters-show-values = Mögliche Werte anzeigen
filters-match-case = Groß-/Kleinschreibung beachten
filters-duplicate = Diese Bedingung duplizieren
filters-remove = Diese Bedingung entfernen
filters-duplicate-group = Gruppe { $group } duplizieren
filters-remove-group = Gruppe { $group } entfernen
filters-removed = Bedingung entfernt.
filters-group-removed = Gruppe entfernt.
filters-undo = Rückgängig
filters-in-words = In Worten
filters-zone = Datum und Uhrzeit in { $zone }.
aggregation-title = Aggregation
aggregation-lead = Ob die Datei eine Zeile je Datensatz hat oder eine je Gruppe von Datensätzen.
aggregation-off-title = Eine Zeile je Datensatz
aggregation-off-text = Die Datei listet die Datensätze auf, wie sie sind.
aggregation-on-title = Eine Zeile je Gruppe
aggregation-on-text = Sie wählen die Felder, die die Gruppen bilden, und was bei den anderen gezählt, summiert oder verglichen wird.
aggregation-rule = Jedes Feld braucht dann eine Aggregation, mindestens eines Gruppe. Zeilen werden nach den Gruppenfeldern sortiert.
aggregation-sample-off-1-1 = store
aggregation-sample-off-1-2 = points
aggregation-sample-off-2-1 = Pécs
aggregation-sample-off-3-1 = Pécs
aggregation-sample-off-4-1 = Győr
aggregation-sample-on-1-1 = store
aggregation-sample-on-1-2 = points_sum
aggregation-sample-on-2-1 = Győr
aggregation-sample-on-3-1 = Pécs
aggregation-sample-off-caption = Ohne Aggregation
aggregation-sample-on-caption = Nach Filiale gruppiert, Summe der Punkte
aggregation-meanings = Was berechnet werden kann
aggregation-to-fields = Felder und Aggregationen wählen
fields-title = Felder
fields-lead = Die Spalten der Datei, von links nach rechts.
fields-lead-aggregated = Die Spalten der Datei, von links nach rechts; jede hat eine Aggregation, mindestens eine ist Gruppe.
fields-all = Alle Felder
fields-all-hint =
    { $which ->
        [all] { $count ->
            [one] Das eine Feld, in der Reihenfolge des Modells. Neue Felder kommen automatisch dazu.
           *[other] Alle { $count } Felder, in der Reihenfolge des Modells. Neue Felder kommen automatisch dazu.
        }
       *[some] { $count ->
            [one] Das eine Feld, das hier eine Quelle hat, in der Reihenfolge des Modells. Neue Felder kommen automatisch dazu.
           *[other] Alle { $count } Felder, die hier eine Quelle haben, in der Reihenfolge des Modells. Neue Felder kommen automatisch dazu.
        }
    }
fields-available = Verfügbar
fields-no-source = keine Quelle
fields-chosen = In der Datei
fields-search = Felder suchen
fields-add-all = Alle hinzufügen
fields-add-found = { $count } gefundene hinzufügen
fields-clear = Leeren
fields-add = Hinzufügen
fields-in-file = schon in der Datei
fields-remove = { $label } entfernen
fields-settings = Einstellungen von { $label }
fields-move = { $label } verschieben
fields-move-up = Nach oben
fields-move-down = Nach unten
fields-move-hint = Pfeiltasten verschieben die Spalte, Pos1 und Ende an die Enden.
fields-moved = { $label } ist Spalte { $place } von { $of }.
fields-added = { $label } hinzugefügt.
fields-removed = { $label } entfernt.
fields-cleared =
    { $count ->
        [one] { $count } Spalte entfernt.
       *[other] { $count } Spalten entfernt.
    }
fields-undo = Rückgängig
fields-empty-title = Noch keine Spalte
fields-empty-hint = Fügen Sie Felder von links hinzu oder alle.
fields-empty-hint-aggregated = Fügen Sie die Felder hinzu, die die Gruppen bilden, und die zu berechnenden.
fields-none-found = Kein Feld hat das im Namen.
fields-aggregate-of = Aggregation von { $label }
fields-choose-aggregate = Wählen…
fields-undecided = Wählen Sie eine Aggregation für { $fields }.
fields-header = Kopf
fields-empty = Für leere Werte schreiben
fields-empty-placeholder = (leer lassen)
fields-decimals = Dezimalstellen
fields-decimals-placeholder = wie sie sind
fields-decimals-wrong = Geben Sie eine ganze Zahl von 0 bis 18 ein.
fields-decimal-sign = Dezimalzeichen
fields-signs-point = Punkt  1.5
fields-signs-comma = Komma  1,5
fields-signs-implied = Ohne Zeichen  15
fields-width = Breite
fields-width-of = Breite von { $label }
fields-width-wrong = Geben Sie eine ganze Zahl von 1 bis 10000 ein.
fields-align = Wert steht
fields-sides-left = Links
fields-sides-right = Rechts
fields-fill = Aufgefüllt mit
fields-fill-placeholder = Leerzeichen
fields-pattern = Datumsformat
fields-pattern-names-iso = ISO 8601, mit Abweichung
fields-pattern-names-iso-day = ISO 8601
fields-pattern-names-utc = ISO 8601, in UTC
fields-pattern-names-epoch = Unix-Sekunden
fields-pattern-names-epoch-ms = Unix-Millisekunden
fields-pattern-names-own = Eigenes Muster
fields-own-pattern = Muster
fields-own-pattern-hint = %Y Jahr, %m Monat, %d Tag, %H Stunde, %M Minute, %S Sekunde, %z Abweichung
fields-example = Beispiel
fields-reset = Einstellungen zurücksetzen
fields-changed = Einstellungen geändert
fields-duplicate = { $label } noch einmal hinzufügen
fields-order = Reihenfolge der Zeilen
fields-order-hint = Sonst sind die Zeilen nach dem Schlüssel des Modells geordnet.
fields-order-aggregated = Zeilen werden nach den Gruppenfeldern sortiert, in der Reihenfolge der Spalten.
fields-add-sort = Nach einem Feld sortieren
fields-sort-field = Sortieren nach
fields-sort-direction = Richtung
fields-ascending = Aufsteigend
fields-descending = Absteigend
fields-remove-sort = Nicht nach { $label } sortieren
target-title = Ziel
target-lead = Wohin die fertige Datei geht. Eine Kopie bleibt immer auf diesem Computer.
target-this-computer = Dieser Computer
target-always = immer
target-folder = Ordner
target-keeps =
    { $days ->
        [one] Dateien werden nach { $days } Tag entfernt.
       *[other] Dateien werden nach { $days } Tagen entfernt.
    }
target-keeps-all = Dateien bleiben, bis Sie sie entfernen.
target-change = In den Einstellungen ändern
target-deliver = Auch zustellen an
target-none = Es ist noch kein Server oder Cloud-Speicher gespeichert.
target-add = Ziel hinzufügen
target-edit = { $name } bearbeiten
target-arrives = kommt an als
target-gone = Das Ziel „{ $name }“ gibt es nicht mehr.
target-gone-hint = Nehmen Sie es heraus, oder fügen Sie es unter demselben Namen wieder hinzu.
target-remove = Herausnehmen
target-remove-named = { $name } herausnehmen
target-same-name = Jeder Lauf kommt unter demselben Namen an
target-same-replaces = Bei { $targets } ersetzt jede Datei die vorige. Setzen Sie {"{date}"} oder {"{run}"} in den Dateinamen oder den Ordner, um alle zu behalten.
target-same-fails = Bei { $targets } stoppt der zweite Lauf, weil der Name vergeben ist. Setzen Sie {"{date}"} oder {"{run}"} in den Dateinamen oder den Ordner.
target-sum =
    { $rest ->
        [0] { $first }
        [one] { $first } und { $rest } weiteres
       *[other] { $first } und { $rest } weitere
    }
review-title = Übersicht
review-lead = Alles in Worten, bevor er erstellt wird.
review-lead-edit = Alles in Worten, bevor er gespeichert wird.
review-edit = Bearbeiten
review-edit-step = { $step } bearbeiten
review-problems =
    { $count ->
        [one] { $count } Problem zu beheben
       *[other] { $count } Probleme zu beheben
    }
review-no-row = Jetzt passt keine Zeile
review-no-row-hint = Die Datei hätte keine Zeile. Sehen Sie sich die Filter noch einmal an, oder machen Sie weiter, wenn später Zeilen passen.
review-fine = Bereit zum Erstellen
review-fine-edit = Bereit zum Speichern
review-fine-hint =
    { $rows ->
        [one] { $rows } Zeile passt jetzt.
       *[other] { $rows } Zeilen passen jetzt.
    }
review-warnings = Einen zweiten Blick wert
review-connection = aus { $name }
preview-title = Vorschau
preview-region = Live-Vorschau
preview-counting = Zeilen werden gezählt…
preview-rows-match =
    { $count ->
        [one] { $count } Zeile passt
       *[other] { $count } Zeilen passen
    }
preview-groups-match =
    { $count ->
        [one] { $count } Zeile nach Gruppierung
       *[other] { $count } Zeilen nach Gruppierung
    }
preview-about = etwa { $size } { $archive }
preview-archives-zip = gezippt
preview-archives-gzip = gezippt (gzip)
preview-tabs-file = Datei
preview-tabs-table = Tabelle
preview-tabs-load = Lädt es?
preview-tabs-excel = In Excel
preview-tabs-label = Arten der Vorschau
preview-marks = Unsichtbares zeigen
preview-marks-hint = Macht Trennzeichen, Anführungszeichen, Zeilenenden und die Byte-Reihenfolge-Marke sichtbar
preview-collapse = Vorschau ausblenden
preview-expand = Vorschau anzeigen
preview-resize = Höhe der Vorschau
preview-resize-hint = Zum Ändern ziehen. Klicken für eine große oder kleine Vorschau.
preview-waiting = Hier erscheinen die ersten Zeilen.
preview-no-model = Wählen Sie ein Datenmodell, um seine Zeilen zu sehen.
preview-no-rows = Keine Zeile passt.
preview-no-rows-hint = Die Datei hätte nur ihre Kopfzeile.
preview-old = veraltet
preview-unfinished = { $message } Beheben Sie das, um die Vorschau zu aktualisieren.
preview-missing =
    { $number ->
        [one] { $number } Feld des Modells hat hier keine Quelle und wird ausgelassen.
       *[other] { $number } Felder des Modells haben hier keine Quelle und werden ausgelassen.
    }
preview-contents-file = Die ersten Bytes der Datei
preview-contents-table = Die ersten Zeilen
preview-contents-load = Was Empfänger nicht genau lesen würden
preview-contents-excel = Was Excel daraus macht
preview-table-label = Spalten und erste Zeilen
preview-row = Zeile
excel-fine = Excel zeigt diese Zeilen, wie sie sind
excel-fine-hint = Keine der ersten Zeilen hat einen Wert, den Excel von selbst ändert.
excel-title = Wenn die Datei mit Doppelklick geöffnet wird
excel-advice = Um jeden Wert zu behalten, verwenden Sie in Excel Daten → Aus Text/CSV und wählen Sie „Datentypen nicht ermitteln“.
excel-column = Spalte
excel-what = Was passiert
excel-example = Beispiel
excel-cells = Zellen
excel-becomes = wird zu
excel-changes-leading-zeros = Führende Nullen gehen verloren
excel-changes-long-number = Ziffern nach der 15. werden zu Nullen
excel-changes-wide-number = Mit Exponent angezeigt, der Wert bleibt
excel-changes-exponent = Als Zahl mit Exponent verstanden
excel-changes-date = Als Datum verstanden und anders angezeigt
excel-changes-formula = Als Formel verstanden
excel-changes-decimals = Das Dezimalzeichen ist nicht das dieses Computers
excel-changes-too-long = Nach 32.767 Zeichen abgeschnitten
excel-use-preset = Excel-Vorlage verwenden
excel-preset-used = Das Format ist jetzt die Excel-Vorlage.
excel-undo = Rückgängig
excel-file-no-bom = Buchstaben mit Akzent sehen falsch aus: Die Datei ist UTF-8 ohne Byte-Reihenfolge-Marke. UTF-8 mit BOM hilft.
excel-file-delimiter = Alles landet in einer Spalte: Excel auf diesem Computer trennt an einem anderen Zeichen.
excel-file-utf16 = Alles landet in einer Spalte: Excel trennt UTF-16-Dateien nur an Tabulatoren.
excel-file-enclosure = Einfache Anführungszeichen bleiben sichtbar: Excel kennt nur doppelte.
excel-file-psv = Excel öffnet .psv nicht mit Doppelklick und trennt von selbst nicht an senkrechten Strichen.
excel-file-rows = Excel zeigt die ersten 1.048.576 Zeilen und lässt den Rest aus.
excel-file-code-page = Buchstaben mit Akzent stimmen nur dort, wo das System von Excel dieselbe Codepage verwendet.
excel-file-newline = Zeilenenden nur aus CR kommen vielleicht als eine lange Zeile an.
excel-file-compressed = Excel öffnet .gz nicht; die Datei muss zuerst entpackt werden.
copy-copy-sentence = Satz kopieren
copy-sentence = Satz
copy-copy-cell = Zelle kopieren
copy-copy-row = Zeile kopieren
copy-copy-headers = Kopfzeile kopieren
copy-cell = Zelle
copy-row = Zeile
copy-headers = Header
copy-menu = Aus der Vorschau kopieren
