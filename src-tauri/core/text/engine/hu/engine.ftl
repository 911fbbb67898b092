### Amit maga a motor mond: futásokról, kézbesítésekről, ütemezésekről, a másolatról és arról, ami most nem lehetséges.

## Partnerek válaszai

engine-ask-partner = Kérdezze meg a partnert, hogy átvette-e a fájlt.
engine-target-deleted = törölték ezt a célt: „{ $target }”
engine-answer-not-known = már nem olvasható ki, melyik válaszra vártunk
engine-answer-not-kept = A partner válasza még nem menthető. { $reason }
engine-answer-not-fetched = A partner válasza most nem hozható el. { $reason }
engine-answer-still-written = `{ $file }` írása még tart.
engine-answer-refused-rows = sorokat utasított el
engine-answer-answered = válaszolt
engine-answer-came = „{ $target }” { $did } (`{ $file }`): `{ $answer }`, { $much }
engine-answer-refused-none = „{ $target }” egy sort sem utasított el: `{ $file }`, eddig: { $until }
engine-answer-none-because = Nem jött válasz erre: `{ $file }` („{ $target }”, eddig: { $until }). { $reason }
engine-answer-none-of-name = Nem jött válasz erre: `{ $file }` („{ $target }”, eddig: { $until }); nincs `{ $wanted }`
engine-answer-none = Nem jött válasz erre: `{ $file }` („{ $target }”, eddig: { $until })

## Kézbesítések

engine-delivery-cancelled = Kézbesítés közben megszakítva; a fájl megmarad
engine-delivery-interrupted = A kézbesítés félbeszakadt
engine-of-target = „{ $target }”: { $reason }
engine-made-not-delivered = Elkészült, de nincs kézbesítve: { $targets }
engine-written-over = `{ $path }` a célon marad („{ $target }”), mert egy régebbi fájl helyére került
engine-path-may-stay = `{ $path }` a célon maradhat („{ $target }”); a következő kézbesítés eltávolítja onnan
engine-delivery-begins-anew = „{ $target }” más helyre mutat, mint a legutóbbi próbálkozáskor, ezért ott a kézbesítés elölről kezdődik
engine-not-delivered = Nincs kézbesítve („{ $target }”): { $reason }
engine-not-delivered-yet = Még nincs kézbesítve („{ $target }”): { $reason }. Új próbálkozás { $wait } múlva
engine-part-may-stay = A fájl egy része a célon maradhat („{ $target }”) ezen a néven: `{ $path }`; a következő kézbesítés eltávolítja onnan
engine-choose-target-and-run = Válasszon másik célt az exportnak, majd futtassa újra.
engine-attempt-number = , { $number }. próbálkozás
engine-delivering = Kézbesítés ide: „{ $target }” ({ $kind }: { $place }){ $again }
engine-server-fingerprint = , szerver: { $fingerprint }
engine-delivered = Kézbesítve ide: „{ $target }”, `{ $path }`, { $size }, ellenőrizve: { $verified }{ $server }, { $seconds } s alatt
engine-renamed-first = „{ $target }” nem nevez át meglévő fájlra, ezért az azonos nevű fájl előbb új nevet kapott, utána törlődött
engine-part-not-removed = „{ $target }” nem engedi törölni ezt: `{ $part }`; a következő kézbesítés újra megpróbálja
engine-delivered-again = Újra kézbesítve, kézzel
engine-earlier-attempt = egy korábbi próbálkozás

## Exportok, amelyek csak az újat viszik

engine-window-changed = az export időablaka a futás indulása közben megváltozott
engine-takes-everything = megváltozott az időablak mezője, az oszlopok, a maszkok, a kulcs, az adatmodell, a kapcsolat vagy az időzóna, ezért ez a futás mindent visz
engine-later-take-new = Az utána következő futások újra csak az újat viszik.
engine-choose-full-again = Az összes exportálásához válassza az Újra teljes parancsot.
engine-source-changed-since = megváltoztak a kapcsolat beállításai, a leképezése vagy az adatmodell: a korábbi ({ $until } előtti) sorok közül azok, amelyek akkor még nem voltak meg, nincsenek ebben a fájlban
engine-filters-changed-since = megváltoztak a szűrők vagy a kezdőnap: a korábbi ({ $until } előtti) sorok közül azok, amelyeket csak az új beállítás enged át, nincsenek ebben a fájlban
engine-copy-has-latest-only = az ezen a számítógépen lévő másolatban csak a legutóbbi sorok vannak, és a többi eltávolítottnak számítana
engine-copy-all-or-live = Másolja az adatmodell összes sorát, vagy olvassa magát a kapcsolatot.
engine-copy-before-window = a számítógépen lévő másolatban csak a legújabb sorok vannak, és ennek az időablaknak lehetnek régebbi sorai
engine-window-after-copy = az időablak { $at } UTC után ér véget, amikor a számítógépen lévő másolat készült
engine-refresh-or-end-then = Előbb frissítse a másolatot, vagy zárja le akkor az időablakot.
engine-copy-of-last-days = a másolatban csak az utolsó { $days } nap sorai vannak, e szerint: `{ $field }`
engine-state-other-order = a sorai más sorrendben vannak, mint a mostaniak: { $error }
engine-delta-since-run = Változások: sorok, amelyek egy korábbi futás óta módosultak ({ $run }. futás)
engine-full-all-rows = Teljes: minden sor
engine-several-exports-called = több exportnak is „{ $name }” a neve
engine-do-it-in-window = Az ablakban végezze el, vagy adjon nekik eltérő neveket.

## A futások fájljai

engine-different-mask-keys = A két futás eltérő kulccsal maszkolta ezeket: { $columns }; ezért ugyanazok az értékek eltérően szerepelnek.
engine-different-releases = A két futás eltérő időzóna-adatbázist használt (a korábbi: { $before }, a későbbi: { $after }), ezért ugyanazok a pillanatok eltérően szerepelhetnek.
engine-file-changed = A fájl a futás után megváltozott
engine-files-unchanged = A fájlok bájtra pontosan azok, amelyeket a futás készített
engine-file-unchanged = A fájl bájtra pontosan az, amelyet a futás készített
engine-file-rows-differ = A fájlban { $rows } sor van, a futás pedig { $written } sort írt
engine-file-not-read-back = A fájl sorai nem olvashatók vissza: { $problem }
engine-file-removed-after = A fájl törlődött, mert a kész fájlok ennyi ideig maradnak meg: { $kept }
engine-file-gone = A fájl már nincs meg
engine-file-changed-stays = A fájl a futás után megváltozott, ezért megmarad, és többé nem felügyeljük

## Életjelek, e-mail és értesítések

engine-heartbeat-of-failed = : a futás sikertelen
engine-heartbeat-sent = Életjel elküldve ide: { $place }{ $of }
engine-tried-for-day = Egy napig próbálkoztunk.
engine-heartbeat-not-sent = Az életjel nem ment el.{ $tried } { $reason } { $hint }
engine-heartbeat-not-yet = Az életjel még nem ment el. { $reason } Új próbálkozás { $minutes } min múlva, egy napig vagy a következő futás végéig
engine-heartbeat-overtaken = Az életjel nem ment el. { $reason } Egy későbbi futásé lép a helyébe
engine-mail-sent = E-mail elküldve: { $people }{ $attached }
engine-mail-not-yet = Az e-mail még nem ment el (címzett: { $people }). { $reason } Új próbálkozás { $minutes } min múlva, és így egy napig
engine-mail-not-sent = Az e-mail nem ment el (címzett: { $people }).{ $tried } { $reason } { $hint }
engine-mail-with-file = (a fájllal)
engine-mail-without-file = (a fájl nélkül: { $reason })
engine-several-files = több fájl van
engine-attach-removed = eltávolították
engine-attach-no-rows = egy sor sem felelt meg, így nincs fájl
engine-attach-too-large = nagyobb, mint { $megabytes } MB
engine-attach-unreadable = nem olvasható
engine-attach-changed = a futás után megváltozott
engine-no-notification-service = Nem jelent meg értesítés, mert egyetlen értesítési szolgáltatás sem válaszol ({ $reason }). A futást ez nem érinti; ez az üzenet csak egyszer jelenik meg

## Leképezések

engine-no-mapping = `{ $file }` nem leképezés: { $problem }
engine-choose-mapping-file = Olyan fájlt válasszon, amelyet egy kapcsolat leképezéséből mentettek.
engine-how-table-read = `{ $table }` olvasásának módja: { $problem }
engine-choose-character = Válasszon másik karaktert.
engine-model-mapped-twice = `{ $id }` adatmodell kétszer van leképezve
engine-leave-one = A kettőből csak az egyiket hagyja meg.
engine-model-no-table = `{ $id }` adatmodellnek nincs táblája
engine-choose-or-remove = Válasszon egyet, vagy távolítsa el az adatmodellt.
engine-model-already = már van `{ $id }` adatmodell
engine-other-model-id = Adjon másik azonosítót a táblából készült modellnek.
engine-model-id-differs = `{ $id }` adatmodell azonosítója belül `{ $own }`
engine-same-model-id = Adja mindkettőnek ugyanazt az azonosítót.
engine-remove-or-add-model = Távolítsa el a leképezésből, vagy adja hozzá a modell fájlját.
engine-model-no-fields = `{ $id }` adatmodellnek nincsenek mezői
engine-field-twice = `{ $field }` mező kétszer szerepel itt: `{ $id }`
engine-other-field-id = Adjon az egyiknek másik azonosítót.
engine-key-no-field = `{ $id }` kulcsában szerepel `{ $key }`, de ilyen mező nincs
engine-choose-key-again = Válassza ki újra a kulcs mezőit.
engine-field-no-column = `{ $field }` mezőnek nincs oszlopa itt: `{ $id }`
engine-choose-column = Válasszon oszlopot, vagy hagyja ki a mezőt.

## Beállítások és címkék

engine-default-used = { $problem }; az alapértéke érvényes
engine-run-interrupted = A futás félbeszakadt: az Export Desk vagy a számítógép menet közben leállt
engine-run-it-again = Futtassa újra; semmi félkész nem maradt meg.
engine-choose-zone = Válasszon időzónát, például: Europe/Budapest.
engine-user-no-name = a felhasználónak nincs neve
engine-type-user-name = Adja meg annak a nevét, aki az exportokat készíti.
engine-choose-finished-folder = Válassza ki a kész fájlok mappáját.
engine-kept-zero-days = a fájlok megőrzési ideje nem lehet 0 nap
engine-keep-a-day = Legalább egy napig őrizze meg őket.
engine-runs-at-once = { $runs } egyidejű futás nem lehetséges
engine-choose-1-to-16 = 1 és 16 közötti számot válasszon.
engine-mail-too-large = { $megabytes } MB túl sok egy e-mailhez
engine-attach-less = Legfeljebb 100 MB-ot csatoljon; a legtöbb szerver 10–25 MB-ot fogad el.
engine-memory-too-small = { $megabytes } MB memória nem elég a sorok rendezéséhez
engine-allow-64 = Engedélyezzen legalább 64 MB-ot.
engine-demo-brand = Demómárka
engine-tag-empty = a címke üres
engine-tag-type-word = Írjon be egy szót.
engine-tag-too-long = a címke túl hosszú
engine-tag-use-40 = Legfeljebb 40 karaktert használjon.
engine-tag-divides = a címkében olyan karakter van, amely címkéket választ el
engine-tag-use-letters = Betűket, számjegyeket és szóközöket használjon.
engine-no-armored-key = `{ $file }` nem ASCII-páncélos kulcs

## Az ezen a számítógépen lévő másolat

engine-nothing-to-copy = nincs kiválasztva másolandó adatmodell
engine-zero-days-between = 0 nap nem lehet két teljes másolat között
engine-day-or-no-full = Válasszon legalább egy napot, vagy ne legyen teljes másolat.
engine-copied-twice = kétszer szerepel a másolandók között: { $model }
engine-no-datetime-field-of = `{ $field }` nem „Dátum és idő” típusú mező itt: { $model }
engine-choose-changed-field = Azt a mezőt válassza, amely megmondja, mikor módosult egy sor.
engine-zero-days-no-rows = 0 nap egy sort sem jelent: { $model }
engine-day-or-all-rows = Válasszon legalább egy napot vagy minden sort.
engine-no-datetime-field = nincs „Dátum és idő” típusú mezője: { $model }
engine-copy-all-rows = Másolja minden sorát.
engine-copy-not-refreshed = „{ $name }” másolata nem frissült: { $reason }
engine-nothing-copied = „{ $name }” adataiból semmi sincs másolásra kiválasztva
engine-choose-what-copied = Válassza ki, mit másoljon.
engine-copy-being-refreshed = „{ $name }” másolata most frissül
engine-wait-or-stop = Várja meg, vagy állítsa le.
engine-other-program-refreshes = másik program frissíti „{ $name }” másolatát
engine-wait-until-done = Várja meg, amíg végez.
engine-copy-taken-over = „{ $name }” másolatát másik folyamat vette át
engine-refresh-again = Frissítse újra.
engine-from-copy = Az ezen a számítógépen lévő másolatból, készült: { $at } UTC

## Ami most nem lehetséges

engine-export-gone = az export már nincs meg
engine-run-gone = a futás már nincs meg
engine-connection-gone = a kapcsolat már nincs meg
engine-staging-gone = a köztes tároló kapcsolata már nincs meg
engine-staging-choose = Szerkessze a kapcsolatot, és válasszon másik tárolót vagy egy mappát.
engine-staging-used = „{ $other }” nagy eredményei ezen mennek keresztül: „{ $name }”
engine-staging-choose-first = Előbb válasszon neki másik köztes tárolót.
engine-no-connection = nincs „{ $name }” nevű kapcsolat
engine-running-already = „{ $name }” már fut
engine-not-in-copy = `{ $model }` nincs benne abban az ezen a számítógépen lévő másolatban, amelyből a csomag többi exportját olvassuk
engine-no-schedule = „{ $name }” exportnak nincs ütemezése
engine-run-no-file = a futás nem készített fájlt
engine-path-gone = `{ $file }` már nincs meg
engine-path-changed = `{ $file }` a futás után megváltozott
engine-connection-built-in = „{ $name }” beépített kapcsolat
engine-connection-used = „{ $name }” kapcsolat használatban van: { $exports }
engine-connection-already = már van „{ $name }” nevű kapcsolat
engine-connection-no-name = a kapcsolatnak nincs neve
engine-target-gone = a cél már nincs meg
engine-target-already = már van „{ $name }” nevű cél
engine-target-used = „{ $name }” cél használatban van: { $exports }
engine-profile-gone = a profil már nincs meg
engine-profile-already = már van „{ $name }” nevű profil
engine-profile-used = „{ $name }” profil használatban van: { $exports }
engine-nothing-to-deliver = { $number }. futás: nincs mit kézbesíteni
engine-needs-history = a nevek vagy a számok korábbi futásoktól függnek, de ezekről nincsenek előzmények
engine-delta-needs-history = ez az export azt viszi, ami az utolsó futása óta új, de nincsenek előzményei
engine-window-behind = az utolsó kézbesített futás eddig vitte a sorokat: { $from }; ez pedig itt érne véget: { $to }
engine-window-passed = { $number }. futás: az időablakának sorait egy későbbi futás kézbesítette, vagy az időablaka megváltozott
engine-no-window = { $number }. futás: nem tartozik hozzá kézbesített időablak
engine-no-row-states = { $number }. futás: a kézbesített sorait már nem őrizzük
engine-name-used = ennek az exportnak egy korábbi futása már használta ezt a nevet: `{ $name }`
engine-sequence-busy = ez a szám olyan futásé, amely még nem ért véget: { $number } („{ $sequence }” sorszámozás)
engine-sequence-unknown = nem tudni, kézbesítettük-e ezt a számot: { $number } („{ $sequence }” sorszámozás)
engine-sequence-passed = ezt a számot azóta másik futás kapta meg: { $number } („{ $sequence }” sorszámozás)
engine-sequence-used-up = „{ $sequence }” sorszámozásnak nincs több száma
engine-no-mask-key = nincs „{ $name }” nevű maszkoló kulcs
engine-mask-key-already = már van másik „{ $name }” nevű maszkoló kulcs
engine-mask-key-used = „{ $name }” maszkoló kulcs használatban van: { $exports }
engine-choose-export = Válasszon másik exportot; lehet, hogy ezt törölték.
engine-choose-run = Válasszon másik futást.
engine-edit-choose-connection = Szerkessze az exportot, és válasszon másik kapcsolatot.
engine-use-known-connection = Ezek egyikét használja: { $known }; vagy demo, file://, sqlite://, postgres://, mysql://, s3:// vagy sc://.
engine-copy-as-well = Másolja ennek az adatait is, vagy ne használja a másolatot.
engine-wait-or-cancel = Várja meg, vagy szakítsa meg.
engine-give-one-first = Előbb adjon neki egyet.
engine-choose-finished-run = Válasszon befejezett futást.
engine-add-own-connection = Inkább adjon hozzá saját kapcsolatot.
engine-delete-users-first = Előbb törölje, ami használja, vagy válasszon ott másik kapcsolatot.
engine-choose-profile = Válasszon másik profilt.
engine-make-mask-key = Készítse el vagy adja meg a maszkolt oszlop beállításaiban, vagy adja át a parancsnak ebben: EXPORT_DESK_MASK_KEY_NAME.
engine-name-or-delete-key = Válasszon másik nevet, vagy előbb törölje azt a kulcsot.
engine-choose-key-first = Előbb válasszon nekik másik kulcsot.
engine-choose-profile-first = Előbb válasszon nekik másik profilt.
engine-choose-target = Válasszon másik célt.
engine-choose-target-first = Előbb válasszon nekik másik célt.
engine-choose-undelivered-run = Olyan futást válasszon, amelynek a fájlja elkészült, de nincs kézbesítve.
engine-run-with-history = Előzményekkel futtassa: az ablakban vagy a paranccsal.
engine-run-in-window = Az ablakban futtassa; ha dátum szerinti, itt is fut a --to és --from kapcsolókkal.
engine-check-clock = Ellenőrizze a számítógép óráját; utána indítsa az exportot egy korábbi futástól, vagy futtassa újra teljesen.
engine-choose-later-run = Válasszon későbbi futást, vagy futtassa újra teljesen az exportot.
engine-choose-run-with-window = Olyan befejezett futást válasszon, amelynek van időablaka.
engine-put-into-name = Tegye a névbe ezek egyikét: { $seq }, { $run } vagy a dátum és az időpont.
engine-run-after-deliveries = Futtassa újra, ha annak a futásnak a kézbesítései véget értek, vagy szakítsa meg azokat.
engine-set-next-number = Nézze meg a célon, hogy ott van-e: ha igen, ezzel állítsa be a következő számot: `export-desk-cli sequence set "{ $sequence }" { $next }`, ha nem, ezzel: `export-desk-cli sequence set "{ $again }" { $number }`.
engine-set-lower-number = Állítson be kisebb következő számot, például: `export-desk-cli sequence set "{ $sequence }" 1`.

## Profilok és célok

engine-the-connection = „{ $name }” kapcsolat
engine-the-profile = „{ $name }” profil
engine-the-target = „{ $name }” cél
engine-did-you-mean = Erre gondolt: „{ $near }”?
engine-target-twice = „{ $name }” cél kétszer szerepel
engine-other-host-key = `{ $host }` más kulcsot mutat, mint korábban
engine-test-says-line = Tesztelje a célt: a teszt megmondja, melyik fájl melyik sorában van a régi kulcs.
engine-target-elsewhere = „{ $target }” más helyre mutat, mint korábban
engine-left-at-old-place = Ami a régi helyen maradt, akkor törlődik, ha a cél újra azt a címet kapja.
engine-target-no-name = a célnak nincs neve
engine-add-target-first = Előbb adja hozzá a célokhoz, vagy távolítsa el innen.
engine-use-target-of = Ezek egyikét használja: { $names }; vagy adja hozzá a célokhoz.
engine-no-target = nincs „{ $name }” nevű cél

## Sablonok

engine-recipe-customers-text = Aktív ügyfelek elkölthető pontokkal; a legmagasabb egyenlegűek elöl.
engine-recipe-customers = Aktív ügyfelek pontokkal
engine-recipe-stores-text = Az üzletek vásárlásai, forgalma és pontjai az előző hónapban.
engine-recipe-stores = Pontok üzletenként, előző hónap
engine-recipe-webhooks-text = Más rendszereknek szóló üzenetek, amelyek az elmúlt 30 napban sikertelenek voltak.
engine-recipe-webhooks = Sikertelen webhookok, 30 nap
engine-recipe-own-set = Saját: { $exports } együtt.
engine-recipe-own = Saját: { $model }, { $fields }.
engine-all-fields = minden mező

## A futások és a naplójuk

engine-how-manually = kézzel
engine-how-by-schedule = ütemezés szerint
engine-how-caught-up = pótlásként
engine-how-retry = ismét
engine-queued = Sorba állítva, { $how }
engine-cancelled-before = Megszakítva, mielőtt elindult volna
engine-cancelled = Megszakítva
engine-closed-starts-again = Leállt, mert az Export Desket bezárták; újraindul, amikor az Export Desk ismét nyitva van
engine-closed-cancelled = Megszakítva, mert az Export Desket bezárták
engine-is-delivered = kézbesítése folyik
engine-is-running = fut
engine-export-does = „{ $name }” { $doing }
engine-export-runs-at = „{ $name }” ekkor fut: { $time }
engine-run-of = { $number }. futás: { $what }
engine-set-of = { $exports } együtt ({ $connection }): { $names }
engine-every-row = minden sor
engine-grouped = , csoportosítva
engine-demo-made-first = Előbb a demómárka készül el; erre csak egyszer van szükség
engine-zone-by-release = Időzóna: { $zone }, időzóna-adatbázis: { $release }{ $origin }
engine-profile-version = Profil: „{ $profile }”, { $version }. verzió
engine-member-profile-version = „{ $name }”: „{ $profile }” profil, { $version }. verzió
engine-on-cluster = A fürtön kész: { $stagesDone } / { $stages }, { $tasksDone } / { $tasks }
engine-fields-left-out = Kimaradt, mert az adatokban nincsenek ilyen mezők: { $fields }
engine-no-row-no-file = Egy sor sem felel meg, így nincs fájl
engine-read-and-written = { $read } beolvasva, { $written } kiírva: { $text } szöveg, tömörítve { $packed }
engine-changes = { $added } hozzáadva, { $changed } módosítva, { $removed } eltávolítva, { $unchanged } változatlan
engine-member-file = „{ $name }”: { $rows }, `{ $file }`, { $bytes }, SHA-256 { $sha256 }
engine-number-of-sequence = Sorszám: { $number }
engine-saved-as = Mentve: `{ $file }`, { $seconds } s alatt

## Ütemezések

engine-schedule-does-not-run = { $problem }. Az ütemezése nem fut
engine-never-ran = Nem futott le, tervezve: { $planned }
engine-queued-by-schedule = Ütemezés szerint sorba állítva, tervezve: { $planned }
engine-caught-up = Pótolva, tervezve: { $planned }, { $ago } késéssel
engine-deadline-passed = Lejárt a határideje ({ $at }), és nincs fájl
engine-deadline-close = Közeleg a határideje ({ $at }), és még nincs fájl
engine-passed-over = { $slots } kihagyva, ahogyan az ütemezés kéri: { $from }{ $to }
engine-or-more = vagy több
engine-passed-over-old = { $slots }{ $more } kihagyva, mert túl régen maradt ki
engine-it-failed = Sikertelen volt
engine-it-failed-times = Egymás után { $failures } alkalommal sikertelen volt
engine-schedule-paused = { $because }, ezért az ütemezése szünetel. Oldja meg a problémát, majd folytassa az ütemezést
engine-answer-target-elsewhere = „{ $target }” cél: már nem az a hely, ahová a fájl kézbesítése történt
engine-answer-gone = `{ $name }` megérkezett, de eltűnt, mielőtt be lehetett volna olvasni.
engine-mail-file-refused = az e-mail-szerver elutasítja: { $answer }
engine-mail-given-up = Kérdezze meg az e-mail-szerver rendszergazdáját, miért nem veszi át az üzenetet.

## A demómárka elkészítése

engine-demo-size = { $customers } ügyfélből és { $events } eseményből nem készíthető márka
engine-demo-not-a-folder = `{ $path }` nem mappa
engine-demo-parquet = `{ $path }` nem írható ki Parquet formátumban: { $reason }
engine-demo-cancelled = a demómárka elkészítése megszakadt
engine-demo-choose-size = 1 és 4 milliárd közötti ügyfélszámot adjon meg, ügyfelenként legfeljebb 1000 eseménnyel.
engine-demo-free-space = Szabadítson fel helyet, vagy válasszon másik lemezt, majd készítse el újra.
engine-demo-choose-folder = Válasszon egy mappát, vagy helyezze át azt a fájlt, amely a nevét viseli.
engine-demo-check-disk = Ellenőrizze, hogy csatlakoztatva van-e a mappa lemeze, majd készítse el újra.
engine-demo-report = Jelentse ezt a méretekkel és a kezdőértékkel (seed) együtt.
engine-demo-again = Készítse el újra; ami ott van, az lecserélődik.
