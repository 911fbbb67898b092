### Words of the Exports screen.

several-toolbar = Ausgewählte Exporte
several-select = { $name } auswählen
several-select-all = Alle Exporte der Liste auswählen
several-selected = { $number } ausgewählt
several-run = Ausführen
several-tag = Tags…
several-tag-title =
    { $number ->
        [one] Tags von { $number } Export
       *[other] Tags von { $number } Exporten
    }
several-tag-text = Tags gruppieren Exporte in der Liste. In Dateien und Definitionen kommen sie nicht vor.
several-tag-new = Neues Tag
several-tag-hint = Mehrere werden durch Kommas getrennt.
several-tag-add = Hinzufügen
several-tag-long = „{ $tag }“ hat mehr als 40 Zeichen.
several-tag-of = { $has } von { $of }
several-tags-chosen = Tags
several-save-tags = Tags speichern
several-tagged =
    { $number ->
        [one] Die Tags von { $number } Export wurden geändert
       *[other] Die Tags von { $number } Exporten wurden geändert
    }
several-pause = Pausieren
several-resume = Fortsetzen
several-delete = Löschen…
several-clear = Auswahl aufheben
several-delete-title =
    { $number ->
        [one] { $number } Export löschen?
       *[other] { $number } Exporte löschen?
    }
several-delete-text = Ihre Dateien bleiben im Exportordner. Sie können das kurze Zeit rückgängig machen.
several-delete-running = Einige laufen gerade; auch diese Läufe werden abgebrochen.
several-more = und { $number } weitere
several-reason = „{ $name }“: { $message }.
several-started =
    { $number ->
        [one] { $number } Export gestartet
       *[other] { $number } Exporte gestartet
    }
several-paused =
    { $number ->
        [one] { $number } Zeitplan pausiert
       *[other] { $number } Zeitpläne pausiert
    }
several-resumed =
    { $number ->
        [one] { $number } Zeitplan fortgesetzt
       *[other] { $number } Zeitpläne fortgesetzt
    }
several-deleted =
    { $number ->
        [one] { $number } Export gelöscht
       *[other] { $number } Exporte gelöscht
    }
several-restored =
    { $number ->
        [one] { $number } Export wiederhergestellt
       *[other] { $number } Exporte wiederhergestellt
    }
several-not-started =
    { $of ->
        [one] { $failed } von { $of } Export ließ sich nicht starten
       *[other] { $failed } von { $of } Exporten ließen sich nicht starten
    }
several-not-paused =
    { $of ->
        [one] { $failed } von { $of } Zeitplan ließ sich nicht pausieren
       *[other] { $failed } von { $of } Zeitplänen ließen sich nicht pausieren
    }
several-not-resumed =
    { $of ->
        [one] { $failed } von { $of } Zeitplan ließ sich nicht fortsetzen
       *[other] { $failed } von { $of } Zeitplänen ließen sich nicht fortsetzen
    }
several-not-deleted =
    { $of ->
        [one] { $failed } von { $of } Export ließ sich nicht löschen
       *[other] { $failed } von { $of } Exporten ließen sich nicht löschen
    }
several-not-restored =
    { $of ->
        [one] { $failed } von { $of } Export ließ sich nicht wiederherstellen
       *[other] { $failed } von { $of } Exporten ließen sich nicht wiederherstellen
    }
exports-title = Exporte
exports-total =
    { $number ->
        [one] { $number } Export
       *[other] { $number } Exporte
    }
exports-matching =
    { $total ->
        [one] { $matching } von { $total } Export
       *[other] { $matching } von { $total } Exporten
    }
exports-search = Exporte suchen
exports-status = Status
exports-status-prefix = Status:
exports-any-status = alle
exports-show = Anzeigen
exports-show-prefix = Anzeigen:
exports-show-any = alle
exports-favourites = Favoriten
exports-favourite = Favorit
exports-mark = Zu Favoriten hinzufügen
exports-unmark = Aus Favoriten entfernen
exports-tags = Tags…
exports-new-export = Neuer Export
exports-more = Neu aus…
exports-import-definition = Definition importieren…
exports-from-template = Aus einer Vorlage…
exports-templates-title = Mit einer Vorlage beginnen
exports-templates-description = Der Assistent öffnet sich ausgefüllt. Speichern Sie einen Export in seinen Details unter Weitere Aktionen als Vorlage.
exports-templates-delete = Vorlage { $name } löschen
exports-templates-deleted = Die Vorlage „{ $name }“ wurde gelöscht
exports-importing = „{ $name }“ wurde gelesen
exports-columns-name = Name
exports-columns-model = Modell
exports-columns-last = Letzter Lauf
exports-columns-next = Nächster Lauf
exports-columns-created = Erstellt am
exports-columns-by = Von
exports-columns-target = Ziel
exports-columns-status = Status
exports-columns-rows = Zeilen
exports-columns-size = Größe
exports-choose-columns = Spalten
exports-attention =
    { $number ->
        [one] { $number } braucht Aufmerksamkeit
       *[other] { $number } brauchen Aufmerksamkeit
    }
exports-open = Details öffnen
exports-change-filters = Filter ändern…
exports-no-file = „{ $name }“ hat keine Datei
exports-no-file-hint = Führen Sie ihn aus und laden Sie dann die Datei herunter.
exports-menu = Aktionen für { $name }
exports-sorted-ascending = sortiert, vom ersten zum letzten
exports-sorted-descending = sortiert, vom letzten zum ersten
exports-nothing-found = Kein Export gefunden
exports-nothing-found-hint = Versuchen Sie es mit weniger Buchstaben oder zeigen Sie alle Status.
exports-show-all = Alle Exporte anzeigen
exports-problem = Die Liste der Exporte lässt sich nicht anzeigen
exports-draft = Entwurf von „{ $name }“, gespeichert { INSIDE($when) }
exports-unnamed-draft = Unfertiger Entwurf, gespeichert { INSIDE($when) }
exports-continue-draft = Fortsetzen
exports-discard-draft = Verwerfen
exports-draft-discarded = Der Entwurf wurde verworfen
exports-list-label = Exporte; Pfeiltasten bewegen, Buchstaben springen zu einem Namen, Enter öffnet die Details, Umschalt und Pfeiltasten wählen mehrere aus, Alt R führt aus, Alt D lädt herunter, Alt P pausiert oder setzt einen Zeitplan fort
exports-first-title = Willkommen bei Export Desk
exports-first-text = Eine Demomarke ist verbunden, so können Sie alles mit erfundenen Daten ausprobieren. Jeder dieser Exporte erstellt im Nu eine fertige Datei.
exports-first-make = Diese Datei erstellen
exports-first-making = Die Demodaten werden vorbereitet; danach kommt die Datei.
exports-first-make-named = Diese Datei erstellen: { $name }
exports-first-adjust = Zuerst anpassen
exports-first-adjust-named = Zuerst anpassen: { $name }
exports-first-own-title = Mit Ihren eigenen Daten
exports-first-connect = Daten verbinden
exports-first-connect-text = Ordner mit Parquet-, CSV- oder JSON-Dateien, Datenbanken, S3.
exports-first-create = Export festlegen
exports-first-create-text = Datenmodell, Filter, Felder und Format wählen, mit Live-Vorschau.
exports-first-import = Definition importieren
exports-first-import-text = Eine JSON-Datei, die mit Export Desk oder seiner Kommandozeile gespeichert wurde.
