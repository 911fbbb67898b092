### Words of what partners answer to delivered files.

answers-await = Auf die Antwort des Partners warten
answers-await-hint = Für Partner, die eine Datei mit Ergebnissen oder abgelehnten Zeilen auf den Server legen.
answers-path = Pfad der Antwort
answers-path-hint = Ausgehend vom Ordner der zugestellten Datei. Beginnen Sie mit / für einen Pfad ab dem Stammverzeichnis des Servers. {"{file}"} ist der Name der zugestellten Datei, {"{stem}"} der Name ohne Erweiterung, * beliebiger Text.
answers-path-missing = Geben Sie den Pfad ein, etwa {"{stem}"}_result*.csv.
answers-path-alone = Das ist die zugestellte Datei. Ergänzen Sie, was der Name der Antwort noch enthält.
answers-path-unnamed = Verwenden Sie {"{file}"} oder {"{stem}"}, damit jede Antwort ihrer Datei zugeordnet wird.
answers-path-parts = In geschweiften Klammern können nur {"{file}"} und {"{stem}"} stehen.
answers-path-leaves = Lassen Sie . und .. und leere Teile weg. Beginnen Sie mit / für einen anderen Ordner.
answers-path-slash = Trennen Sie Ordner mit /.
answers-path-stars = Verwenden Sie * einmal, im Namen der Datei.
answers-means = Was sie enthält
answers-means-choices-rejects = Abgelehnte Zeilen; ohne Datei wurde keine abgelehnt
answers-means-choices-result = Ein Ergebnis; die Datei muss eintreffen
answers-within = Höchstens warten
answers-days =
    { $number ->
        [one] { $number } Tag
       *[other] { $number } Tage
    }
answers-hours =
    { $number ->
        [one] { $number } Stunde
       *[other] { $number } Stunden
    }
answers-minutes =
    { $number ->
        [one] { $number } Minute
       *[other] { $number } Minuten
    }
answers-title = Antworten von { $target }
answers-status-awaited = Wartet auf die Antwort des Partners bis { INSIDE($until) }
answers-status-came = Antwort erhalten: { $answer }
answers-status-refused = Zeilen wurden abgelehnt: { $answer }
answers-status-accepted = Bis { INSIDE($until) } wurden keine Zeilen abgelehnt
answers-status-missing = Keine Antwort bis { INSIDE($until) }
answers-lines =
    { $number ->
        [one] { $number } Zeile
       *[other] { $number } Zeilen
    }
answers-look = Jetzt prüfen
answers-looked = Antworten werden gesucht
answers-show = Antwort anzeigen
answers-hide = Antwort ausblenden
answers-show-of = Antwort anzeigen: { $name }
answers-hide-of = Antwort ausblenden: { $name }
answers-save = Antwort speichern…
answers-save-of = Antwort speichern: { $name }
answers-saved = Gespeichert als { $path }
answers-more = Die Antwort hat weitere Zeilen. Speichern Sie sie, um alle zu lesen.
answers-empty = Die Antwort ist leer.
answers-not-text = Die Antwort ist kein Text. Speichern Sie sie, um sie mit einem anderen Programm zu öffnen.
answers-refused-toast = Der Partner hat Zeilen von „{ $name }“ abgelehnt
answers-missing-toast = Der Partner hat auf „{ $name }“ nicht geantwortet
