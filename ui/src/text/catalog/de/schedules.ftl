### Words about schedules, wherever they are shown.

schedule-title = Zeitplan
schedule-lead = Wann der Export läuft.
schedule-kinds-now-name = Jetzt
schedule-kinds-now-text = Einmal, sobald er erstellt ist.
schedule-kinds-now-edited-name = Jetzt
schedule-kinds-now-edited-text = Einmal, sobald die Änderung gespeichert ist.
schedule-kinds-by-hand-name = Manuell
schedule-kinds-by-hand-text = Er wartet, bis Sie Jetzt ausführen drücken.
schedule-kinds-on-date-name = An einem Datum
schedule-kinds-on-date-text = Einmal, an einem Tag zu einer Uhrzeit.
schedule-kinds-daily-name = Täglich
schedule-kinds-daily-text = Jeden Tag.
schedule-kinds-weekly-name = Wöchentlich
schedule-kinds-weekly-text = An Tagen der Woche.
schedule-kinds-monthly-name = Monatlich
schedule-kinds-monthly-text = An Tagen des Monats.
schedule-afterwards = Sie können ihn auch jederzeit manuell ausführen.
schedule-zone = Datum und Uhrzeit gelten in der Zeitzone des Exports: { $zone }.
schedule-brand-zone = Datum und Uhrzeit gelten in der Zeitzone der Marke: { $zone }.
schedule-passed = Geplant war { $when }. Das ist vorbei, deshalb hat er jetzt kein Datum.
schedule-day = Tag
schedule-time = Uhrzeit
schedule-weekdays = Wochentage
schedule-workdays = Mo–Fr
schedule-every-day = Jeden Tag
schedule-month-days = Tage des Monats
schedule-last = Letzter
schedule-last-spoken = Letzter Tag des Monats
schedule-day-of-month = Tag { $day }
schedule-short-months = Ein Monat ohne Tag { $days } wird übersprungen. Letzter ist der letzte Tag jedes Monats.
schedule-times = Uhrzeiten
schedule-time-of = Uhrzeit { $place }
schedule-add-time = Uhrzeit hinzufügen
schedule-remove-time = { $time } entfernen
schedule-choose-time = { $label } aus einer Uhr wählen
schedule-hours = Stunde
schedule-minutes = Minute
schedule-span = Beginn und Ende
schedule-from = Erster Tag
schedule-until = Letzter Tag
schedule-optional = (optional)
schedule-missed = Wenn der Computer aus war oder schlief
schedule-missed-choices-run-once-name = Einmal nachholen
schedule-missed-choices-run-once-text = Ein Lauf für die letzte verpasste Zeit.
schedule-missed-choices-run-each-name = Alle nachholen
schedule-missed-choices-run-each-text = Ein Lauf je verpasster Zeit, mit den Daten, die er verwendet hätte.
schedule-missed-choices-skip-name = Überspringen
schedule-missed-choices-skip-text = Auf die nächste Zeit warten.
schedule-max-age = Läufe nicht nachholen, die älter sind als
schedule-age-unit = Einheit
schedule-age-units-hours = Stunden
schedule-age-units-days = Tage
schedule-age-wrong = Geben Sie eine ganze Zahl ein, höchstens 8760 Stunden oder 365 Tage.
schedule-pause-after = Nach wiederholten Fehlern pausieren
schedule-pause-after-hint = Keine weiteren Läufe, bis Sie ihn fortsetzen.
schedule-failures = Nach Fehlern in Folge
schedule-failures-wrong = Geben Sie eine ganze Zahl von 1 bis 100 ein.
schedule-deadline = Warnen, wenn die Datei nicht rechtzeitig da ist
schedule-deadline-hint = Eine halbe Stunde vorher und bei Verspätung: in der Liste, als Meldung und per E-Mail, wo das eingerichtet ist.
schedule-due-by = Fällig bis
schedule-heartbeat = Nach jedem Lauf eine URL aufrufen
schedule-heartbeat-hint = Ein Überwachungsdienst, der den Aufruf vermisst, sagt es Ihnen, auch wenn dieser Computer aus ist.
schedule-heartbeat-url = Heartbeat-URL
schedule-heartbeat-form = Nach einem fehlgeschlagenen Lauf wird /fail angehängt. Hat Ihr Dienst eine andere Form, schreiben Sie beide: …/push?status={"{up|down}"}.
schedule-next = Nächste Läufe
schedule-next-one = Läufe
schedule-yours = { $time } bei Ihnen
schedule-your-time = Ihre Zeit
schedule-no-next = Kein künftiger Lauf
schedule-no-next-hint = Wählen Sie ein späteres Datum.
schedule-then-ends = Dann endet er.
schedule-settle = Die nächsten Läufe erscheinen hier, wenn alles ausgefüllt ist.
schedule-reckoning = Die nächsten Läufe werden berechnet…
schedule-short-once = Am { $when }
schedule-short-daily = Täglich { $times }
schedule-short-weekly = Wöchentlich { $days } { $times }
schedule-short-monthly-last = Monatlich, letzter Tag { $times }
schedule-short-monthly-day = Monatlich, Tag { $day } { $times }
schedule-short-monthly = Monatlich, Tage { $days } { $times }
schedule-short-last = letzter
schedule-short-more-times = { $first } und { $more } weitere
schedule-long-once = Einmal, am { $day } um { $time }
schedule-long-daily = Jeden Tag um { $times }
schedule-long-weekly = Jeden { $days } um { $times }
schedule-long-week-range = Jeden Tag von { $first } bis { $last } um { $times }
schedule-long-monthly = Am { $days } jedes Monats um { $times }
schedule-long-monthly-with-last = Am { $days } Tag jedes Monats um { $times }
schedule-long-ordinal = { $day }.
schedule-long-last = letzten
schedule-long-from = ab { $day }
schedule-long-until = bis { $day }
schedule-long-span = von { $from } bis { $until }
schedule-long-in-zone = Uhrzeiten in { $zone }.
schedule-long-missed-run-once = Wenn verpasst, wird einmal nachgeholt, höchstens { $age } verspätet.
schedule-long-missed-run-each = Wenn verpasst, werden alle nachgeholt, höchstens { $age } verspätet.
schedule-long-missed-skip = Wenn verpasst, wartet er auf die nächste Zeit.
schedule-long-pauses =
    { $failures ->
        [one] Pausiert nach einem Fehler.
       *[other] Pausiert nach { $failures } Fehlern in Folge.
    }
schedule-long-due = Fällig bis { $time }.
schedule-long-heartbeat = Ruft nach jedem Lauf { $host } auf.
schedule-late = { $name } ist nicht rechtzeitig da
schedule-soon-due = { $name } ist noch nicht da
schedule-due-on = Die Datei ist fällig bis { INSIDE($moment) }.
schedule-weekday-names-monday = Montag
schedule-weekday-names-tuesday = Dienstag
schedule-weekday-names-wednesday = Mittwoch
schedule-weekday-names-thursday = Donnerstag
schedule-weekday-names-friday = Freitag
schedule-weekday-names-saturday = Samstag
schedule-weekday-names-sunday = Sonntag
schedule-weekday-short-monday = Mo
schedule-weekday-short-tuesday = Di
schedule-weekday-short-wednesday = Mi
schedule-weekday-short-thursday = Do
schedule-weekday-short-friday = Fr
schedule-weekday-short-saturday = Sa
schedule-weekday-short-sunday = So
schedule-hours-of =
    { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    }
schedule-days-of =
    { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
schedule-checks-no-day = Es ist kein Tag gewählt.
    .hint = Geben Sie einen ein oder wählen Sie einen.
schedule-checks-wrong-day = „{ $day }“ ist kein Tag.
    .hint = Schreiben Sie ihn als 2026-11-30.
schedule-checks-no-time = Es ist keine Uhrzeit gewählt.
    .hint = Fügen Sie eine hinzu.
schedule-checks-wrong-time =
    { $state ->
        [empty] Die Uhrzeit ist leer.
       *[wrong] „{ $time }“ ist keine Uhrzeit.
    }
    .hint = Schreiben Sie sie als 06:00 oder 18:30.
schedule-checks-same-time = { $time } kommt zweimal vor.
    .hint = Ändern oder entfernen Sie eine davon.
schedule-checks-past = { $when } ist in { $zone } vorbei.
    .hint = Wählen Sie einen späteren Tag oder eine spätere Uhrzeit.
schedule-checks-no-weekday = Es ist kein Wochentag gewählt.
    .hint = Wählen Sie mindestens einen.
schedule-checks-no-month-day = Es ist kein Tag des Monats gewählt.
    .hint = Wählen Sie mindestens einen.
schedule-checks-reversed = Der letzte Tag liegt vor dem ersten.
    .hint = Wählen Sie einen späteren, oder lassen Sie ihn leer.
schedule-checks-over = Der letzte Tag ist vorbei.
    .hint = Wählen Sie einen späteren, oder lassen Sie ihn leer.
schedule-checks-age = Das Alter verpasster Läufe liegt nicht zwischen 1 und 8760 Stunden.
    .hint = Geben Sie eine andere Zahl ein.
schedule-checks-no-heartbeat = Die Heartbeat-URL ist leer.
    .hint = Fügen Sie die ein, die Ihr Überwachungsdienst zeigt.
schedule-checks-wrong-heartbeat = Die Heartbeat-URL lässt sich nicht verwenden.
    .hint = Fügen Sie eine ein, die mit https:// oder http:// beginnt.
schedule-checks-failures = Die Zahl der Fehler liegt nicht zwischen 1 und 100.
    .hint = Geben Sie eine andere Zahl ein.
schedule-moved = „{ $name }“ läuft zu einer anderen Zeit
schedule-moved-title =
    { $schedules ->
        [one] Ein Zeitplan läuft zu einer anderen Zeit
       *[other] { $schedules } Zeitpläne laufen zu anderen Zeiten
    }
schedule-understood = Ausblenden
schedule-in-time = noch { $duration }
schedule-next-in = nächster Lauf: noch { $duration }
schedule-now = jetzt
schedule-none-left = nichts mehr auszuführen
schedule-all-paused = alle Zeitpläne sind pausiert
schedule-times-in-arow = { $number } Mal in Folge
schedule-failing =
    { $number ->
        [one] Der letzte Lauf ist fehlgeschlagen
       *[other] Die letzten { $number } Läufe sind fehlgeschlagen
    }
schedule-failing-pauses =
    { $left ->
        [one] Er pausiert sich, wenn er noch einmal fehlschlägt.
       *[other] Er pausiert sich nach { $left } weiteren Fehlern.
    }
schedule-failing-paused = Er hat sich pausiert. Beheben Sie das Problem und setzen Sie dann den Zeitplan fort.
schedule-pause = Zeitplan pausieren
schedule-resume = Zeitplan fortsetzen
schedule-pause-named = { $name } pausieren
schedule-resume-named = { $name } fortsetzen
schedule-paused = „{ $name }“ ist pausiert
schedule-resumed = „{ $name }“ ist wieder aktiv
schedule-change = Zeitplan ändern…
schedule-add = Zeitplan hinzufügen…
schedule-change-title = Zeitplan von „{ $name }“
schedule-change-text = Sonst ändert sich am Export nichts.
schedule-save-change = Zeitplan speichern
schedule-changed = Der Zeitplan von „{ $name }“ wurde geändert
schedule-taken = „{ $name }“ läuft jetzt manuell
schedule-next-run = Nächster Lauf { INSIDE($when) }
schedule-paused-title = Der Zeitplan ist pausiert
schedule-planned-for = geplant für { INSIDE($when) }
schedule-screen-title = Zeitpläne
schedule-aside =
    { $paused ->
        [0] { $active } aktiv
       *[other] { $active } aktiv, { $paused } pausiert
    }
schedule-pause-all = Alle pausieren
schedule-resume-all = Alle fortsetzen
schedule-all-paused-title = Alle Zeitpläne sind pausiert
schedule-all-paused-hint = Nichts läuft von selbst, bis Sie fortsetzen. Was inzwischen verpasst wird, wird nicht nachgeholt.
schedule-nothing-until = Nichts, bis Sie fortsetzen.
schedule-coming = Die nächsten 30 Tage
schedule-exports = Exporte mit Zeitplan
schedule-none = Nichts ist geplant
schedule-none-hint = Geben Sie einem Export im Schritt Zeitplan des Assistenten oder mit Zeitplan ändern in seinen Details einen Zeitplan.
schedule-create = Neuer Export
schedule-show-exports = Exporte anzeigen
schedule-quiet = In den nächsten 30 Tagen läuft nichts
schedule-quiet-hint = Die Zeitpläne daneben beginnen später oder sind pausiert.
schedule-more =
    { $number ->
        [one] { $number } weiteren Lauf anzeigen
       *[other] { $number } weitere Läufe anzeigen
    }
schedule-runs-on =
    { $number ->
        [one] { $number } Lauf
       *[other] { $number } Läufe
    }
schedule-problem = Die Zeitpläne lassen sich nicht anzeigen
schedule-today = Heute
schedule-tomorrow = Morgen
schedule-switch-named = { $name } läuft nach Zeitplan
schedule-inactive = Pausiert
schedule-sidebar-next = Nächster Lauf { INSIDE($when) }
schedule-sidebar-paused = Zeitpläne sind pausiert
