### Words of the frame around the screens.

drop-unknown = Nem nyitható meg: „{ $name }”
drop-unknown-hint = Definíciót (.json), táblát (.csv, .psv, .parquet, .jsonl), ilyen fájlok mappáját vagy SQLite-adatbázist húzzon ide.
drop-busy = Előbb zárja be a párbeszédablakot, aztán húzza ide újra a fájlt
app-name = Export Desk
app-navigation = Képernyők
app-sidebar = Márka és futások
app-exports = Exportok
app-schedules = Ütemezések
app-profiles = Profilok
app-targets = Célok
app-connections = Kapcsolatok
app-settings = Beállítások
app-about = Névjegy
app-failing = { $number } hibás
app-opening = Az Export Desk megnyitása…
app-running = { $number } fut
app-nothing-runs = Semmi sem fut
app-open-run = { $name }, { $percent }; részletek megnyitása
app-more-runs = és még { $number }
app-cant-open = Az Export Desk nem nyitható meg
app-spoken-progress = { $name }: { $percent }
app-spoken-start = { $name }: fut
app-counted-exports = { $number } export
app-model-warnings = { $number } probléma a saját adatmodellekkel
app-keyboard-modifier =
    { PLATFORM() ->
        [mac] ⌘
       *[other] Ctrl
    }
