### Amit az ablak oldalán kívül mondunk.

## Számok és idők

count-rows = { $shown } sor
count-bytes = { $shown } bájt
count-attempts = { $shown } kísérlet
month =
    { $number ->
        [1] jan.
        [2] febr.
        [3] márc.
        [4] ápr.
        [5] máj.
        [6] jún.
        [7] júl.
        [8] aug.
        [9] szept.
        [10] okt.
        [11] nov.
       *[12] dec.
    }
under = { $time } alatt
weekday =
    { $number ->
        [1] H
        [2] K
        [3] Sze
        [4] Cs
        [5] P
        [6] Szo
       *[7] V
    }
day = { $year }. { $month } { $day }.
moment = { $year }. { $month } { $day }., { $time } ({ $zone })
moment-short = { $month } { $day }., { $time }
moment-of-week = { $month } { $day }., { $weekday }, { $time }

## Mi lett az exportból

became-finished = { $name }: elkészült
became-delivered-late = { $name }: végül megérkezett
became-undelivered = { $name }: elkészült, de nem érkezett meg
became-failed = { $name }: nem sikerült
became-caught-up = { $name }: pótolva
became-moved = { $name }: más időpontban fut
became-late = { $name }: nincs meg időben
became-not-yet = { $name }: még nincs meg
became-refused = { $name }: a partner sorokat utasított vissza
became-unanswered = { $name }: a partner nem válaszolt
several-finished = { $shown } export elkészült
several-failed = { $shown } export nem sikerült
several-moved = { $shown } ütemezés más időpontban fut
several-more = és még { $shown }
planned-for = tervezett időpont: { $at }
due-on = határidő: { $at }
open = Megnyitás

## E-mail

with-rows = { $title }: { $rows }
run-waits = A futás az indulásra vár.
run-works = A futás még dolgozik.
run-cancelled = A futást leállították.
had-failed = Korábban nem sikerült: { $at }.
fact-programme = Program
fact-data = Adatok
fact-data-of = { $data } innen: { $connection }
fact-run = Futás
fact-run-how = { $number }, { $how }
fact-planned = Tervezve
fact-due = Határidő
fact-started = Indult
fact-took = Időtartam
fact-dates = Dátumok
fact-rows = Sorok
fact-size = Méret
fact-file = Fájl
fact-delivered = Kézbesítve
fact-delivered-on = , { $at }
fact-delivered-checked = , ellenőrzés: { $how }
fact-undelivered = Nincs kézbesítve
fact-untried = nem próbáltuk
fact-tries = { $target }: { $reason } { $attempts }
fact-answer = Válasz
fact-awaited = várjuk eddig: { $at }
fact-attached = Csatolva
fact-not-attached = nem: { $reason }
started-manually = kézzel indítva
started-by-schedule = ütemezés szerint
started-late = pótolva, mert a számítógép ki volt kapcsolva
started-again = kézzel megismételve
dates-all = mind; egyik szűrő sem dátumra vonatkozik
dates-outside = { $field } nem { $bounds }
dates-inside = { $field } { $bounds }
dates-from = ettől: { $at }
dates-after = ez után: { $at }
dates-to = eddig: { $at }
dates-before = ez előtt: { $at }
show-it = Megnyitás az Export Deskben
show-it-where = , azon a számítógépen, amelyen fut: { $link }
test-subject = Export Desk: próba
test-of = Ez az Export Desk próbája ehhez: { $brand }.
test-tells = Az erről a címről érkező levelek arról szólnak, mi lett az exportokból. Nincs teendő.

## A tálca ikonja

tray-open = Az Export Desk megnyitása
tray-quit = Kilépés
tray-pause = Minden ütemezés szüneteltetése
tray-resume = Minden ütemezés folytatása
tray-paused = Minden ütemezés szünetel
tray-nothing-runs = Semmi sem fut
tray-nothing-next = Nincs ütemezett futás
tray-nothing-fails = Minden ütemezett export sikeres
tray-running = Fut: { $name } ({ $percent }%)
tray-running-several = { $shown } export fut
tray-waiting = { $shown } várakozik
tray-and-waiting = { $running }, { $shown } várakozik
tray-next = Következik: { $name }, { $at }
tray-failing = Sikertelen: { $name }
tray-failing-several = { $shown } export sikertelen

## A rendszer párbeszédablakai

dialog-folder = Mappa kiválasztása
dialog-file = Fájl kiválasztása
dialog-save-file = A fájl mentése
dialog-save-definition = A definíció mentése
dialog-save-differences = Az eltérések mentése
dialog-save-report = A jelentés mentése
dialog-save-answer = A válasz mentése
dialog-save-profile = A profil mentése
dialog-save-mapping = A leképezés mentése
dialog-open-profile = Profil megnyitása
dialog-open-mapping = Leképezés megnyitása
dialog-open-definition = Definíció megnyitása
dialog-public-key = A partner nyilvános kulcsának kiválasztása
dialog-private-key = A saját titkos kulcs kiválasztása
dialog-sample = A mintafájl kiválasztása
dialog-test-folder = A próbafájl mappája
dialog-zones = Időzónák importálása
kind-profiles = Profilok
kind-mapping = Leképezés
kind-definitions = Definíciók

## Kilépés

quit-running = „{ $name }” fut
quit-running-several = { $shown } export fut
quit-delivered = „{ $name }” kézbesítése folyik
quit-delivered-several = { $shown } export kézbesítése folyik
quit-stops = A kilépés leállítja, ami fut, és semmi félkész nem marad meg.
quit-goes-on = A kézbesítés folytatódik, amikor az Export Desk újra elindul.
quit-schedules = Az ütemezések nem futnak, amíg az Export Desk be van zárva.
quit-yes = Kilépés
quit-no = Mégse
goes-on-title = Az Export Desk a tálcán fut tovább
goes-on = Az ütemezések tovább futnak. Megnyitható a tálcáról, vagy indítsa el újra.
