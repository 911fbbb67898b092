### Words of the Settings screen.

settings-title = Einstellungen
settings-saved = Gespeichert
settings-saving = Wird gespeichert…
settings-brand = Marke
settings-brand-hint = Oben links angezeigt; ihre Zeitzone ist der Standard für neue Exporte.
settings-brand-name = Markenname
settings-brand-name-missing = Geben Sie den Namen der Marke ein.
settings-brand-zone = Zeitzone der Marke
settings-you = Sie
settings-you-hint = Zeiten werden in Ihrer Zeitzone angezeigt; jede andere steht neben der Zeit.
settings-user-name = Ihr Name
settings-user-name-hint = Als Ersteller angezeigt.
settings-user-name-missing = Geben Sie einen Namen ein, damit andere wissen, wer einen Export erstellt hat.
settings-user-zone = Ihre Zeitzone
settings-this-computers-zone = die dieses Computers
settings-suggested = Vorgeschlagen
settings-all-zones = Alle Zeitzonen
settings-look = Aussehen
settings-language = Sprache
settings-language-hint = Die Protokolldatei bleibt auf Englisch.
settings-languages-system-label = Sprache des Systems
settings-theme = Design
settings-themes-system-label = Wie das System
settings-themes-light-label = Hell
settings-themes-dark-label = Dunkel
settings-files = Dateien
settings-folder = Exportordner
settings-folder-hint = Jede fertige Datei bleibt hier, auch nachdem sie heruntergeladen wurde.
settings-folder-missing = Wählen Sie einen Ordner.
settings-choose = Wählen…
settings-retention = Fertige Dateien nach einiger Zeit entfernen
settings-retention-hint = Liste und Protokoll behalten ihre Einträge; nur die Dateien verschwinden.
settings-days = Tage
settings-days-unit = Tage
settings-days-wrong = Geben Sie eine ganze Zahl von 1 bis 3650 Tagen ein.
settings-running = Ausführung
settings-parallel = Gleichzeitige Exporte
settings-parallel-hint = Mehr laufen nebeneinander, jeder etwas langsamer.
settings-parallel-wrong = Geben Sie eine ganze Zahl von 1 bis 16 ein.
settings-memory = Arbeitsspeicher für Sortieren und Gruppieren
settings-memory-hint = Für jeden Lauf; darüber hinaus wird der Datenträger verwendet.
settings-memory-unit = MB
settings-memory-wrong = Geben Sie eine ganze Zahl von 64 bis 65536 Megabyte ein.
settings-log = Protokolldatei
settings-logs-warnings-label = Nur Probleme
settings-logs-info-label = Normal
settings-logs-debug-label = Ausführlich
settings-presets = Formatvorlagen
settings-presets-hint = Ihre eigenen Formate; der Schritt Format des Assistenten speichert und bietet sie an.
settings-no-presets = Noch keine.
settings-remove-preset = Vorlage { $name } entfernen
settings-preset-removed = Die Vorlage „{ $name }“ wurde entfernt
settings-counted-presets =
    { $number ->
        [one] { $number } Vorlage
       *[other] { $number } Vorlagen
    }
