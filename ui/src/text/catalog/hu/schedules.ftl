### Words about schedules, wherever they are shown.

schedule-title = Ütemezés
schedule-lead = Mikor fusson az export.
schedule-kinds-now-name = Most
schedule-kinds-now-text = Egyszer, amint létrejön.
schedule-kinds-now-edited-name = Most
schedule-kinds-now-edited-text = Egyszer, amint a módosítás mentve van.
schedule-kinds-by-hand-name = Kézzel
schedule-kinds-by-hand-text = Vár, amíg meg nem nyomja a Futtatás gombot.
schedule-kinds-on-date-name = Adott napon
schedule-kinds-on-date-text = Egyszer, adott napon és időpontban.
schedule-kinds-daily-name = Naponta
schedule-kinds-daily-text = Minden nap.
schedule-kinds-weekly-name = Hetente
schedule-kinds-weekly-text = A hét adott napjain.
schedule-kinds-monthly-name = Havonta
schedule-kinds-monthly-text = A hónap adott napjain.
schedule-afterwards = Kézzel is bármikor futtatható.
schedule-zone = A dátumok és időpontok az export időzónájában értendők: { $zone }.
schedule-brand-zone = A dátumok és időpontok a márka időzónájában értendők: { $zone }.
schedule-passed = Ez volt a terv: { $when }. Ez elmúlt, ezért most nincs dátuma.
schedule-day = Nap
schedule-time = Időpont
schedule-weekdays = A hét napjai
schedule-workdays = H–P
schedule-every-day = Minden nap
schedule-month-days = A hónap napjai
schedule-last = Utolsó
schedule-last-spoken = A hónap utolsó napja
schedule-day-of-month = { $day }. nap
schedule-short-months = Az a hónap, amelyben nincs { $days }., kimarad. Az Utolsó bármely hónap utolsó napja.
schedule-times = Időpontok
schedule-time-of = { $place }. időpont
schedule-add-time = Időpont hozzáadása
schedule-remove-time = Eltávolítás: { $time }
schedule-choose-time = Választás óráról: { $label }
schedule-hours = Óra
schedule-minutes = Perc
schedule-span = Kezdet és vég
schedule-from = Első nap
schedule-until = Utolsó nap
schedule-optional = (nem kötelező)
schedule-missed = Ha a számítógép ki volt kapcsolva vagy aludt
schedule-missed-choices-run-once-name = Egyszeri pótlás
schedule-missed-choices-run-once-text = Egy futás a legutóbbi kimaradt időponthoz.
schedule-missed-choices-run-each-name = Mind pótlása
schedule-missed-choices-run-each-text = Kimaradt időpontonként egy futás, az akkori dátumokkal.
schedule-missed-choices-skip-name = Kihagyás
schedule-missed-choices-skip-text = Vár a következő időpontra.
schedule-max-age = Ennél régebbi futások ne legyenek pótolva
schedule-age-unit = Egység
schedule-age-units-hours = óra
schedule-age-units-days = nap
schedule-age-wrong = Egész számot adjon meg, legfeljebb 8760 órát vagy 365 napot.
schedule-pause-after = Szüneteltetés ismételt hibák után
schedule-pause-after-hint = Nincs több futás, amíg nem folytatja.
schedule-failures = Ennyi egymást követő hiba után
schedule-failures-wrong = 1 és 100 közötti egész számot adjon meg.
schedule-deadline = Figyelmeztessen, ha a fájl nincs meg időben
schedule-deadline-hint = Fél órával előtte és késés esetén: a listában, értesítésben, és e-mailben, ahol be van állítva.
schedule-due-by = Határidő
schedule-heartbeat = URL hívása minden futás után
schedule-heartbeat-hint = A figyelőszolgáltatás, amely hiányolja a hívást, szól Önnek, akkor is, ha ez a számítógép ki van kapcsolva.
schedule-heartbeat-url = Életjel-URL
schedule-heartbeat-form = Sikertelen futás után /fail kerül a végére. Ha a szolgáltatása más alakot kér, írja be mindkettőt: …/push?status={"{up|down}"}.
schedule-next = Következő futások
schedule-next-one = Futások
schedule-yours = Önnél { $time }
schedule-your-time = Az Ön ideje
schedule-no-next = Nincs jövőbeli futás
schedule-no-next-hint = Válasszon későbbi dátumot.
schedule-then-ends = Aztán véget ér.
schedule-settle = A következő futások akkor jelennek meg itt, ha minden ki van töltve.
schedule-reckoning = A következő futások kiszámítása…
schedule-short-once = { $when }
schedule-short-daily = Naponta { $times }
schedule-short-weekly = Hetente { $days } { $times }
schedule-short-monthly-last = Havonta, utolsó nap { $times }
schedule-short-monthly-day = Havonta, { $day }. nap { $times }
schedule-short-monthly = Havonta, napok: { $days } { $times }
schedule-short-last = utolsó
schedule-short-more-times = { $first } és még { $more }
schedule-long-once = Egyszer: { $day } { $time }
schedule-long-daily = Minden nap: { $times }
schedule-long-weekly = Minden héten: { $days }, { $times }
schedule-long-week-range = Minden héten: { $first } – { $last }, { $times }
schedule-long-monthly = Minden hónap { $days } napján: { $times }
schedule-long-monthly-with-last = Minden hónap { $days } napján: { $times }
schedule-long-ordinal = { $day }.
schedule-long-last = utolsó
schedule-long-from = kezdete: { $day }
schedule-long-until = vége: { $day }
schedule-long-span = { $from } – { $until }
schedule-long-in-zone = Időzóna: { $zone }.
schedule-long-missed-run-once = Ha kimarad, egyszer pótolja, legfeljebb { $age } késéssel.
schedule-long-missed-run-each = Ha kimarad, mindet pótolja, legfeljebb { $age } késéssel.
schedule-long-missed-skip = Ha kimarad, a következő időpontra vár.
schedule-long-pauses =
    { $failures ->
        [1] Egy hiba után szünetel.
       *[other] { $failures } egymást követő hiba után szünetel.
    }
schedule-long-due = Határidő: { $time }.
schedule-long-heartbeat = Minden futás után hívja: { $host }.
schedule-late = Nincs meg időben: { $name }
schedule-soon-due = Még nincs meg: { $name }
schedule-due-on = A fájl határideje: { INSIDE($moment) }.
schedule-weekday-names-monday = hétfő
schedule-weekday-names-tuesday = kedd
schedule-weekday-names-wednesday = szerda
schedule-weekday-names-thursday = csütörtök
schedule-weekday-names-friday = péntek
schedule-weekday-names-saturday = szombat
schedule-weekday-names-sunday = vasárnap
schedule-weekday-short-monday = H
schedule-weekday-short-tuesday = K
schedule-weekday-short-wednesday = Sze
schedule-weekday-short-thursday = Cs
schedule-weekday-short-friday = P
schedule-weekday-short-saturday = Szo
schedule-weekday-short-sunday = V
schedule-hours-of = { $hours } óra
schedule-days-of = { $days } nap
schedule-checks-no-day = Nincs kiválasztott nap.
    .hint = Írjon be vagy válasszon egyet.
schedule-checks-wrong-day = „{ $day }” nem egy nap.
    .hint = Így írja: 2026-11-30.
schedule-checks-no-time = Nincs kiválasztott időpont.
    .hint = Adjon hozzá egyet.
schedule-checks-wrong-time =
    { $state ->
        [empty] Az időpont üres.
       *[wrong] „{ $time }” nem időpont.
    }
    .hint = Így írja: 06:00 vagy 18:30.
schedule-checks-same-time = { $time } kétszer szerepel.
    .hint = Módosítsa vagy távolítsa el az egyiket.
schedule-checks-past = { $when } már elmúlt itt: { $zone }.
    .hint = Válasszon későbbi napot vagy időpontot.
schedule-checks-no-weekday = A hétnek egy napja sincs kiválasztva.
    .hint = Válasszon legalább egyet.
schedule-checks-no-month-day = A hónapnak egy napja sincs kiválasztva.
    .hint = Válasszon legalább egyet.
schedule-checks-reversed = Az utolsó nap az első előtt van.
    .hint = Válasszon későbbit, vagy hagyja üresen.
schedule-checks-over = Az utolsó nap már elmúlt.
    .hint = Válasszon későbbit, vagy hagyja üresen.
schedule-checks-age = A kimaradt futások kora nem 1 és 8760 óra közötti.
    .hint = Adjon meg másik számot.
schedule-checks-no-heartbeat = Az életjel-URL üres.
    .hint = Illessze be, amit a figyelőszolgáltatás mutat.
schedule-checks-wrong-heartbeat = Az életjel-URL nem használható.
    .hint = Olyat illesszen be, amely így kezdődik: https:// vagy http://.
schedule-checks-failures = A hibák száma nem 1 és 100 közötti.
    .hint = Adjon meg másik számot.
schedule-moved = „{ $name }” más időpontban fut
schedule-moved-title =
    { $schedules ->
        [1] Egy ütemezés más időpontban fut
       *[other] { $schedules } ütemezés más időpontban fut
    }
schedule-understood = Elvetés
schedule-in-time = { $duration } múlva
schedule-next-in = a következő { $duration } múlva
schedule-now = most
schedule-none-left = nincs több futás
schedule-all-paused = minden ütemezés szünetel
schedule-times-in-arow = egymás után { $number } alkalommal
schedule-failing =
    { $number ->
        [1] A legutóbbi futás sikertelen
       *[other] A legutóbbi { $number } futás sikertelen
    }
schedule-failing-pauses =
    { $left ->
        [1] Még egy hiba után magától szünetel.
       *[other] További { $left } hiba után magától szünetel.
    }
schedule-failing-paused = Magától szünetel. Oldja meg a problémát, majd folytassa az ütemezést.
schedule-pause = Ütemezés szüneteltetése
schedule-resume = Ütemezés folytatása
schedule-pause-named = Szüneteltetés: { $name }
schedule-resume-named = Folytatás: { $name }
schedule-paused = „{ $name }” szünetel
schedule-resumed = „{ $name }” újra aktív
schedule-change = Ütemezés módosítása…
schedule-add = Ütemezés hozzáadása…
schedule-change-title = „{ $name }” ütemezése
schedule-change-text = Az exportban semmi más nem változik.
schedule-save-change = Ütemezés mentése
schedule-changed = „{ $name }” ütemezése módosult
schedule-taken = „{ $name }” most kézzel fut
schedule-next-run = Következő futás: { INSIDE($when) }
schedule-paused-title = Az ütemezés szünetel
schedule-planned-for = tervezve: { INSIDE($when) }
schedule-screen-title = Ütemezések
schedule-aside =
    { $paused ->
        [0] { $active } aktív
       *[other] { $active } aktív, { $paused } szünetel
    }
schedule-pause-all = Mind szüneteltetése
schedule-resume-all = Mind folytatása
schedule-all-paused-title = Minden ütemezés szünetel
schedule-all-paused-hint = Semmi sem fut magától, amíg nem folytatja. Ami közben kimarad, nem lesz pótolva.
schedule-nothing-until = Semmi, amíg nem folytatja.
schedule-coming = A következő 30 nap
schedule-exports = Ütemezett exportok
schedule-none = Nincs ütemezés
schedule-none-hint = Exportot a varázsló Ütemezés lépésében, vagy a részleteinél az Ütemezés módosítása paranccsal ütemezhet.
schedule-create = Új export
schedule-show-exports = Exportok megjelenítése
schedule-quiet = A következő 30 napban semmi sem fut
schedule-quiet-hint = A mellette lévő ütemezések később kezdődnek, vagy szünetelnek.
schedule-more = További { $number } futás
schedule-runs-on = { $number } futás
schedule-problem = Az ütemezések nem jeleníthetők meg
schedule-today = Ma
schedule-tomorrow = Holnap
schedule-switch-named = Ütemezve fut: { $name }
schedule-inactive = Szünetel
schedule-sidebar-next = Következő futás: { INSIDE($when) }
schedule-sidebar-paused = Az ütemezések szünetelnek
