### Words of the frame around the screens.

drop-unknown = „{ $name }“ lässt sich nicht öffnen
drop-unknown-hint = Legen Sie eine Definition (.json), eine Tabelle (.csv, .psv, .parquet, .jsonl), einen Ordner solcher Dateien oder eine SQLite-Datenbank ab.
drop-busy = Schließen Sie zuerst den Dialog und legen Sie die Datei dann noch einmal ab
app-name = Export Desk
app-navigation = Bereiche
app-sidebar = Marke und Läufe
app-exports = Exporte
app-schedules = Zeitpläne
app-profiles = Profile
app-targets = Ziele
app-connections = Verbindungen
app-settings = Einstellungen
app-about = Über
app-failing = { $number } fehlerhaft
app-opening = Export Desk wird geöffnet…
app-running = { $number } laufen
app-nothing-runs = Es läuft nichts
app-open-run = { $name }, { $percent }; Details öffnen
app-more-runs = und { $number } weitere
app-cant-open = Export Desk lässt sich nicht öffnen
app-spoken-progress = { $name }: { $percent }
app-spoken-start = { $name } läuft
app-counted-exports =
    { $number ->
        [one] { $number } Export
       *[other] { $number } Exporte
    }
app-model-warnings =
    { $number ->
        [one] { $number } Problem mit Ihren eigenen Datenmodellen
       *[other] { $number } Probleme mit Ihren eigenen Datenmodellen
    }
app-keyboard-modifier =
    { PLATFORM() ->
        [mac] ⌘
       *[other] Strg
    }
