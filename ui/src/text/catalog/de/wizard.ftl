### Text of the wizard: its frame, its steps, and what can be wrong.

wizard-new-title = Neuer Export
wizard-edit-title = Export bearbeiten
wizard-exports = Exporte
wizard-steps-model = Datenmodell
wizard-steps-name = Name und Zeitzone
wizard-steps-filters = Filter
wizard-steps-aggregation = Aggregation
wizard-steps-fields = Felder
wizard-steps-format = Format
wizard-steps-schedule = Zeitplan
wizard-steps-target = Ziel
wizard-steps-review = Übersicht
wizard-steps-label = Schritte des Exports
wizard-step-state-problems =
    { $number ->
        [one] { $number } Problem
       *[other] { $number } Probleme
    }
wizard-step-state-visited = erledigt
wizard-close = Schließen
wizard-back = Zurück
wizard-next = Weiter: { $step }
wizard-next-keys = Strg + Enter
wizard-create = Erstellen
wizard-create-and-run = Erstellen und jetzt ausführen
wizard-save = Speichern
wizard-save-and-run = Speichern und ausführen
wizard-choose-model-first = Wählen Sie zuerst ein Datenmodell.
wizard-reading-models = Datenmodelle werden gelesen…
wizard-models-unknown = Die Datenmodelle lassen sich nicht lesen: siehe Schritt Datenmodell.
wizard-draft-saved = Entwurf gespeichert { $time }
wizard-draft-saving = Entwurf wird gespeichert…
wizard-draft-unsaved = Entwurf nicht gespeichert
wizard-restore-title = Weitermachen, wo Sie aufgehört haben?
wizard-restore-text = Ein Entwurf von { $name } wurde { INSIDE($at) } gespeichert. Ein neuer Export ersetzt ihn.
wizard-held-title = Ein anderer Entwurf ist gespeichert
wizard-held-text = Ein Entwurf von { $name } wurde { INSIDE($at) } gespeichert. Nur ein Entwurf wird aufbewahrt: Solange es diesen gibt, werden Änderungen hier nicht als Entwurf gespeichert.
wizard-discard-draft = Jenen Entwurf verwerfen
wizard-close-title = Schließen und Änderungen verlieren?
wizard-close-text = Nur ein Entwurf wird aufbewahrt, und das ist der von { $name }. Ersetzen Sie ihn durch diesen, oder schließen Sie und verlieren Sie die Änderungen hier.
wizard-close-anyway = Schließen, Änderungen verlieren
wizard-close-replace = Entwurf ersetzen und schließen
wizard-unnamed-export = einem Export ohne Namen
wizard-quoted = „{ $name }“
wizard-continue-draft = Entwurf fortsetzen
wizard-start-anew = Neu beginnen
wizard-problems-left =
    { $number ->
        [one] { $number } Problem zu beheben
       *[other] { $number } Probleme zu beheben
    }
wizard-warnings-left =
    { $number ->
        [one] { $number } Punkt einen zweiten Blick wert
       *[other] { $number } Punkte einen zweiten Blick wert
    }
wizard-created = „{ $name }“ ist erstellt.
wizard-saved = „{ $name }“ ist gespeichert.
wizard-undo = Letzte Änderung rückgängig machen
wizard-redo = Wiederherstellen
wizard-name-of = { $model }, { $condition }
wizard-again = Noch einmal versuchen
wizard-copy-of =
    { $copy ->
        [1] { $name } (Kopie)
       *[other] { $name } (Kopie { $copy })
    }
wizard-sample-value = Wert
wizard-member-of = Teil von { $parent }.
wizard-more = { $count } weitere
wizard-joined-and = und
wizard-joined-or = oder
wizard-sentences-every-row = Jede Zeile
wizard-sentences-any-case = { $condition } (Groß-/Kleinschreibung egal)
wizard-sentences-number-of-rows = Anzahl der Zeilen
wizard-sentences-as-header = { $label } als „{ $header }“
wizard-sentences-with-aggregate = { $label } ({ $aggregate })
wizard-sentences-aggregates-max = Maximum von { $label }
wizard-sentences-aggregates-min = Minimum von { $label }
wizard-sentences-aggregates-average = Durchschnitt von { $label }
wizard-sentences-aggregates-sum = Summe von { $label }
wizard-sentences-no-aggregate = { $label } (nicht gewählt)
wizard-sentences-no-aggregation = Aus: eine Zeile der Datei je Datensatz
wizard-sentences-no-group = Noch kein Feld ist gruppiert
wizard-sentences-grouped-by = Gruppiert nach { $fields }
wizard-sentences-grouped-with = Gruppiert nach { $fields }: { $others }
wizard-sentences-all-fields = Alle Felder
wizard-sentences-all-of = Alle { $total } Felder
wizard-sentences-constants =
    { $number ->
        [one] und { $number } konstante Spalte
       *[other] und { $number } konstante Spalten
    }
wizard-sentences-no-field = Noch kein Feld gewählt
wizard-sentences-fields =
    { $number ->
        [one] { $number } Feld
       *[other] { $number } Felder
    }
wizard-sentences-columns =
    { $number ->
        [one] { $number } Spalte
       *[other] { $number } Spalten
    }
wizard-sentences-sorted-by = sortiert nach { $fields }
wizard-sentences-ascending = { $label } aufsteigend
wizard-sentences-descending = { $label } absteigend
wizard-checks-no-model = Es ist kein Datenmodell gewählt.
    .hint = Wählen Sie, worum es im Export geht.
wizard-checks-unknown-model = Diese Verbindung hat kein Datenmodell „{ $id }“.
    .hint = Wählen Sie ein anderes Modell oder eine andere Verbindung.
wizard-checks-no-name = Der Export hat keinen Namen.
    .hint = Geben Sie ihm einen; die Datei heißt nach ihm.
wizard-checks-long-name = Der Name ist länger als 200 Zeichen.
    .hint = Kürzen Sie ihn.
wizard-checks-no-timezone = Es ist keine Zeitzone gewählt.
    .hint = Wählen Sie die Zeitzone der Datumswerte in der Datei.
wizard-checks-no-file-name = Die Datei hat keinen Namen.
    .hint = Fügen Sie einen Teil ein, zum Beispiel {"{name}"}.
wizard-checks-entry-rows = Die Zeilenzahl ist beim Beginn des Archivs noch nicht bekannt.
    .hint = Entfernen Sie {"{rows}"}, oder verwenden Sie es im Dateinamen.
wizard-checks-open-brace = Einem Teil des Dateinamens fehlt die schließende Klammer.
    .hint = Schreiben Sie {"}"} hinter den Teil, wie in {"{date}"}.
wizard-checks-unknown-part = Der Teil {"{"}{ $part }{"}"} des Dateinamens ist unbekannt.
    .hint = Verwenden Sie {"{name}"}, {"{model}"}, {"{date}"}, {"{time}"}, {"{run}"}, {"{rows}"} oder {"{seq}"}.
wizard-checks-no-pattern = Der Teil {"{"}{ $part }{"}"} hat kein Muster.
    .hint = Schreiben Sie eines, zum Beispiel {"{"}{ $part }:YYYYMMDD{"}"}.
wizard-checks-part-names = Alle Teile hätten denselben Namen.
    .hint = Setzen Sie {"{part}"} in den Dateinamen, zum Beispiel {"{name}"}_{"{part:03}"}.
wizard-checks-part-names-in-archive = Alle Teile hätten im Archiv denselben Namen.
    .hint = Setzen Sie {"{part}"} in den Namen im Archiv, zum Beispiel {"{name}"}_{"{part:03}"}.
wizard-checks-no-limit = Die Aufteilung sagt nicht, wie viel ein Teil enthält.
    .hint = Geben Sie eine Zahl ab 1 ein.
wizard-checks-no-split-field = Die Aufteilung hat kein Feld.
    .hint = Wählen Sie das Feld, dessen Werte die Dateien ergeben.
wizard-checks-no-companion-name = Eine Begleitdatei hat keinen Namen.
    .hint = Geben Sie einen ein, zum Beispiel {"{file}"}.done.
wizard-checks-no-companion-lines = Die Begleitdatei { $name } hat keine Zeilen.
    .hint = Geben Sie sie ein, oder wählen Sie eine leere Datei.
wizard-checks-no-sequence-name = Die Sequenz hat keinen Namen.
    .hint = Geben Sie ihr einen, oder entfernen Sie sie.
wizard-checks-empty-group = Eine Filtergruppe hat keine Bedingung.
    .hint = Fügen Sie eine hinzu, oder entfernen Sie die Gruppe.
wizard-checks-no-attribute = Eine Bedingung hat kein Feld.
    .hint = Wählen Sie eines, oder entfernen Sie die Bedingung.
wizard-checks-unknown-field = { $model } hat kein Feld „{ $id }“.
    .hint = Wählen Sie ein anderes Feld, oder entfernen Sie es.
wizard-checks-wrong-operator = Dieser Vergleich passt nicht zu { $label }.
    .hint = Wählen Sie einen anderen.
wizard-checks-no-value = Wählen Sie einen Wert für { $label }.
    .hint = Oder vergleichen Sie mit „ist leer“.
wizard-checks-no-values = Wählen Sie einen Wert für { $label }.
    .hint = Fügen Sie mindestens einen hinzu.
wizard-checks-no-from = Geben Sie den ersten Wert von { $label } ein.
    .hint = Der Bereich braucht beide.
wizard-checks-no-to = Geben Sie den letzten Wert von { $label } ein.
    .hint = Der Bereich braucht beide.
wizard-checks-reversed = Der Bereich von { $label } endet, bevor er beginnt.
    .hint = Tauschen Sie die beiden Werte.
wizard-checks-no-count = Die Spanne von { $label } ist keine ganze Zahl von 1 bis 100.000.
    .hint = Geben Sie eine Zahl ein, zum Beispiel 90.
wizard-checks-not-number = { $label } erwartet eine Zahl, und „{ $value }“ lässt sich nicht als solche lesen.
    .hint = Geben Sie nur Ziffern ein, zum Beispiel 100 oder 12,5.
wizard-checks-not-date = { $label } erwartet ein Datum, und „{ $value }“ lässt sich nicht als solches lesen.
    .hint = Schreiben Sie es als 2026-03-31, 31.3.2026 oder 31. März 2026.
wizard-checks-not-day = { $label } erwartet hier einen Tag, und „{ $value }“ lässt sich nicht als solcher lesen.
    .hint = Schreiben Sie ihn als 2026-03-31, 31.3.2026 oder 31. März 2026, ohne Uhrzeit.
wizard-checks-not-moment = { $label } erwartet ein Datum oder eine Uhrzeit, und „{ $value }“ lässt sich nicht so lesen.
    .hint = Schreiben Sie es als 2026-03-31, 31.3.2026 oder 2026-03-31 18:00.
wizard-checks-wrong-values = { $wrong } von { $of } Werten lassen sich nicht verwenden. Der erste: { $first }
    .hint = Berichtigen oder entfernen Sie sie.
wizard-checks-space = Ein Leerzeichen
wizard-checks-blank-ends = Der Wert „{ $value }“ von { $label } beginnt oder endet mit einem Leerzeichen.
    .hint = Zeilen ohne dieses Leerzeichen passen nicht. Entfernen Sie es, außer die Daten haben es.
wizard-checks-same-header = Die Spalten { $first } und { $second } haben denselben Kopf, „{ $header }“.
    .hint = Viele Programme lesen nur eine davon. Geben Sie einer einen anderen Kopf.
wizard-checks-blank-header = Der Kopf „{ $header }“ beginnt oder endet mit einem Leerzeichen.
    .hint = Programme, die ihn ohne das Leerzeichen suchen, finden ihn nicht.
wizard-checks-blank-empty = Der Text für leere Werte von { $header }, „{ $value }“, beginnt oder endet mit einem Leerzeichen.
    .hint = Entfernen Sie das Leerzeichen, außer es ist gewollt.
wizard-checks-letter-delimiter = Das Trennzeichen ist „{ $character }“, ein Buchstabe oder eine Ziffer, die auch in Werten vorkommt.
    .hint = Die meisten Programme erwarten Komma, Semikolon, senkrechten Strich oder Tabulator.
wizard-checks-common-delimiter = { $name } als Trennzeichen kommt auch in vielen Werten vor.
    .hint = Die meisten Programme erwarten Komma, Semikolon, senkrechten Strich oder Tabulator.
wizard-checks-all-with-aggregation = Alle Felder lassen sich nicht mit Aggregation exportieren, weil jedes eine eigene braucht.
    .hint = Wählen Sie die Felder, oder schalten Sie die Aggregation aus.
wizard-checks-all-fixed = Eine Datei mit fester Breite braucht gewählte Felder, jedes mit seiner Breite.
    .hint = Wählen Sie die Felder.
wizard-checks-no-width =
    { $state ->
        [unnamed] Die konstante Spalte hat keine Breite.
       *[named] { $label } hat keine Breite.
    }
    .hint = Geben Sie eine ganze Zahl von 1 bis 10000 ein.
wizard-checks-constant-place =
    { $state ->
        [unnamed] Diesen Platz gibt es für die konstante Spalte nicht.
       *[named] Diesen Platz gibt es für die konstante Spalte „{ $header }“ nicht.
    }
    .hint = Geben Sie eine Zahl von 1 bis { $total } ein.
wizard-checks-no-header = Spalte { $place } hat keinen Kopf.
    .hint = Viele Programme brauchen einen. Geben Sie ihr einen Kopf.
wizard-checks-no-replaced = Eine Ersetzung sagt nicht, welchen Text sie ersetzt.
    .hint = Geben Sie den Text ein, oder entfernen Sie die Ersetzung.
wizard-checks-no-field = Es ist kein Feld gewählt.
    .hint = Fügen Sie mindestens eines hinzu, oder wählen Sie Alle Felder.
wizard-checks-no-group = Kein Feld ist gruppiert.
    .hint = Stellen Sie mindestens ein Feld auf Gruppe.
wizard-checks-no-aggregate = Wählen Sie, was für { $label } berechnet wird.
    .hint = Gruppe, Anzahl oder anderes.
wizard-checks-wrong-aggregate = { $aggregate } passt nicht zu { $label } ({ $type }).
    .hint = Wählen Sie eine andere Aggregation.
wizard-checks-decimals = Die Dezimalstellen von { $label } sind keine Zahl von 0 bis 18.
    .hint = Geben Sie eine solche Zahl ein, oder lassen Sie es leer.
wizard-checks-pattern-hint = Verwenden Sie Teile wie %Y-%m-%d %H:%M.
wizard-checks-no-sort-field = Die Reihenfolge hat einen Eintrag ohne Feld.
    .hint = Wählen Sie ein Feld, oder entfernen Sie den Eintrag.
wizard-checks-not-sortable = Zeilen lassen sich nicht nach { $label } sortieren.
    .hint = Wählen Sie ein anderes Feld.
wizard-checks-no-delimiter = Das Trennzeichen ist leer.
    .hint = Geben Sie ein Zeichen ein, oder wählen Sie ein anderes Trennzeichen.
wizard-checks-long-delimiter = Das Trennzeichen ist länger als ein Zeichen.
    .hint = Geben Sie genau eines ein.
wizard-checks-unusable-delimiter = Ein Zeilenumbruch kann nicht das Trennzeichen sein.
    .hint = Wählen Sie ein anderes Zeichen.
wizard-checks-delimiter-is-enclosure = { $character } ist Trennzeichen und Anführungszeichen zugleich, sodass sich Zellen nicht unterscheiden ließen.
    .hint = Wählen Sie ein anderes Trennzeichen oder ein anderes Anführungszeichen.
wizard-patterns-empty = das Datumsmuster ist leer.
wizard-patterns-unknown-letter = das Datumsmuster enthält ein %, auf das kein bekannter Buchstabe folgt.
wizard-patterns-no-part = das Datumsmuster enthält keinen Teil eines Datums.
wizard-patterns-no-time = das Datumsmuster verlangt eine Uhrzeit, und das Feld ist ein Datum.
wizard-values-not-chosen = nicht gewählt
wizard-values-every-row = jede Zeile
wizard-values-conditions =
    { $number ->
        [one] { $number } Bedingung
       *[other] { $number } Bedingungen
    }
wizard-values-groups =
    { $number ->
        [one] { $number } Gruppe
       *[other] { $number } Gruppen
    }
wizard-values-columns =
    { $number ->
        [one] { $number } Spalte
       *[other] { $number } Spalten
    }
wizard-values-on = an
wizard-values-off = aus
wizard-values-all-of = alle { $total }
wizard-values-some-of = { $chosen } von { $total }
wizard-values-beginnings-now = jetzt
wizard-values-beginnings-by-hand = manuell
wizard-values-this-computer = dieser Computer
