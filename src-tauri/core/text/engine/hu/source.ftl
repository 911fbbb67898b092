### Amit az adatok olvasása mond.

## Fájlok és mappák

source-no-folder = nincs ilyen mappa: `{ $folder }`
source-no-data-for-model = nincs adat a következő modellhez: { $model } (itt: `{ $folder }`)
source-two-could-be-data = `{ $first }` és `{ $second }` egyaránt lehet a következő modell adata: { $model }
source-data-lack-field = nincs `{ $field }` mező a következő modell adataiban: { $model }
source-none-of-the-fields = `{ $path }` egyetlen mezőt sem tartalmaz ebből a modellből: { $model }
source-wrong-type = `{ $field }` oszlop, { $table }– a típusa { $found }, ami nem olvasható így: { $wanted }
source-damaged = `{ $path }` sérült: { $reason }
source-changed-while-read = `{ $path }` olvasás közben megváltozott
source-cannot-read = `{ $path }` nem olvasható: { $reason }
source-packing-not-read = `{ $path }` nem olvasható: a program nem olvas így tömörített fájlokat: { $ending }
source-delta-lake-table = `{ $path }` Delta Lake-tábla: a fájljaiban törölt és lecserélt sorok is vannak
source-unpacks-too-large = `{ $path }` kicsomagolva nem fér el a lemezen
source-at-line = `{ $path }`, { $line }. sor: { $reason }
source-at-line-and-column = `{ $path }`, { $line }. sor, `{ $column }` oszlop: { $reason }
source-another-encoding = `{ $path }` kódolása más: { $reason }
source-columns-renamed = `{ $path }`: nincs oszlop a következő mezőkhöz: { $fields }; a következő oszlopok pedig egyikükhöz sem tartoznak: { $columns }
source-and-more = és mások
source-value-cannot-be-read = nem olvasható egy érték itt: `{ $path }`: { $reason }
source-total-cannot-be-computed = { $total } nem számítható ki (`{ $path }`): { $reason }
source-ends-too-early = túl korán véget ér
source-gone-or-protected = eltűnt vagy védett
source-no-file = nem fájl
source-not-there = nem található
source-path-not-absolute = az útvonala nem abszolút
source-entries-with-one-name = több fájljának azonos a neve
source-holds-several-files = { $number } fájl van benne, nem egy
source-folder-within-table = a következő mappát a program nem olvassa: `{ $folder }`, mert egy tábla mappáján belül van
source-ending-of-no-table = `{ $first }` kimarad az olvasásból: táblának nincs ilyen kiterjesztése
source-endings-of-no-table = `{ $first }` és további { $rest } fájl kimarad az olvasásból: táblának nincs ilyen kiterjesztése

## Egy tábla fájljainak oszlopai

source-two-columns-of-name = két `{ $column }` oszlopa van
source-whole-numbers-too-wide = `{ $column }` oszlop: 128 bites egész számok vannak benne, amelyeket a program nem ismer
source-rows-do-not-ascend = azt állítja, hogy a sorai e szerint növekednek: `{ $column }`, de ez nem igaz
source-column-read-as-other = `{ $name }` oszlop (`{ $path }`) így lesz olvasva: `{ $first }`
source-column-read-as-field = `{ $column }` oszlop `{ $field }` mezőként lesz olvasva
source-no-column-of-other-file = egyetlen közös oszlopa sincs a tábla egy másik fájljával: `{ $path }`
source-and-so-many-more = és további { $more }
source-column-empty-in-files = `{ $name }` oszlop üres a következő fájlok soraiban: { $files }{ $more }
source-lacks-column-of-others = nincs `{ $name }` oszlopa, pedig a tábla más fájljainak van
source-column-called-otherwise = `{ $found }` oszlopának a tábla más fájljaiban `{ $name }` a neve
source-no-type-holds-both = `{ $column }` oszlopának típusa { $found }, más fájlokban pedig { $others }, és nincs típus, amely mindkettőt pontosan tárolná
source-header-column-twice = `{ $name }` oszlop kétszer szerepel a fejlécében
source-column-gone-from-table = `{ $table }`: már nincs `{ $column }` oszlopa
source-column-without-objects = `{ $column }` oszlop (`{ $table }`): sem objektumokat, sem JSON-szövegeket nem tartalmaz
source-variant = VARIANT
source-map = map
source-dictionary-of = szótár ilyen értékekkel: { $type }

## Szöveg- és JSON-fájlok

source-too-many-digits-before-point = `{ $text }`: több mint { $digits } számjegy van a tizedesjel előtt
source-neither-true-nor-false = `{ $text }` nem igaz és nem is hamis
source-not-a-date = `{ $text }` nem dátum, mint például 2026-07-01
source-not-a-date-and-time = `{ $text }` nem dátum és idő, mint például 2026-07-01T10:00:00Z
source-finer-than-microsecond = `{ $text }` finomabb egy mikroszekundumnál
source-beyond-nanosecond-years = `{ $text }` kívül esik az 1677 és 2262 közötti időszakon, a tábla más időpontjai pedig finomabbak egy mikroszekundumnál
source-character-not-usable = { $character } nem lehet elválasztó, idézőjel vagy escape-karakter
source-character-with-two-meanings = { $character } nem jelenthet kétfélét
source-text-after-list = a lista vége után szöveg áll
source-comma-before-list-end = a lista vége előtt vessző áll
source-comma-missing-between-rows = két sor között hiányzik a vessző
source-row-not-json-object = egy sor nem JSON-objektum
source-json-row-too-long = egy sor hosszabb, mint { $most } MB; objektumon belüli táblát a program nem olvas
source-object-has-name-twice = `{ $name }` kétszer szerepel egy objektumban
source-row-has-name-twice = `{ $name }` kétszer szerepel benne
source-name-in-another-case = ebben a sorban a név kis- és nagybetűi mások, mint a többiben
source-row-of-other-width = az így kezdődő sorban: `{ $start }`, { $cells } van, { $expected } { $width }
source-header-has = a fejlécben
source-first-row-has = az első sorban
source-one-cell = 1 cella
source-line-of-other-width = { $line }. sor: { $cells } cella van benne, nem { $expected }
source-cell-never-closed = itt egy cella kezdődik { $enclosure } jellel, és a fájl véget ér, mielőtt lezárulna
source-cell-too-long = itt egy cella kezdődik { $enclosure } jellel, és { $most } MB után sem zárul le
source-text-after-closed-cell = szöveg áll egy cella záró { $enclosure } jele után
source-lone-carriage-return = egy kocsivissza (CR) egymagában áll, más sorok pedig soremeléssel (LF) végződnek
source-escape-at-file-end = a fájl escape-karakterrel végződik
source-file-ends-within-row = a fájl véget ér, mielőtt ez a sor véget érne
source-not-json = `{ $column }` oszlop: `{ $text }` nem JSON-{ $wanted } (az érték { $character }. karakterénél)
source-part-of-json = `{ $column }` oszlop: `{ $text }`: { $reason }

## Értékek, összegek és átlagok

source-of-field = `{ $field }` mező: { $reason }
source-of-field-of-model = `{ $field }` mező ({ $model }): { $reason }
source-of-row-and-column = `{ $table }`, { $row }. sor, `{ $column }` oszlop: { $reason }
source-sum-of-field = `{ $field }` mező összege
source-average-of-field = `{ $field }` mező átlaga
source-total-of-field = `{ $field }` mező végösszege
source-field-not-a-number = `{ $field }` mező: `{ $text }` nem szám
source-field-too-many-digits = `{ $field }` mező: `{ $text }` több számjegyből áll a tárolható 38-nál, amelyből { $decimals } a tizedesjegy
source-field-instant-beyond-days = `{ $field }` mező: egy időpont minden ábrázolható napon kívül esik
source-field-no-binary-fraction = `{ $field }` mező: { $type } nem bináris tört
source-field-no-wide-decimal = `{ $field }` mező: egy szám nem széles tizedes tört
source-field-no-identifier = `{ $field }` mező: egy azonosító nem tizenhat bájtos
source-no-binary-fraction = { $type } nem bináris tört
source-value-too-many-decimals = egy értéknek több mint { $decimals } tizedesjegye van
source-value-too-many-digits = egy értékben több mint { $digits } számjegy van a tizedesjel előtt
source-average-too-many-digits = { $decimals } tizedesjeggyel több mint 38 számjegyből áll
source-total-too-many-digits = egy végösszeg több mint 38 számjegyből áll
source-total-no-number = egy végösszeg több mint 38 számjegyből áll, vagy nem szám
source-no-average-of-type = ebből nem számítható átlag: { $type }
source-no-total-of-type = ebből nem számítható végösszeg: { $type }
source-value-hidden = egy érték nem olvasható; { $why }
source-answer-hidden = a válasza { $why }
source-answer-hidden-after = { $what } (a válasza { $why })
source-masked-not-shown = nem látható, mert az export egyes oszlopai maszkoltak

## Memória és lekérdezőmotor

source-needs-more-resources = az export több munkamemóriát vagy lemezterületet igényel, mint amennyit használhat: { $reason }
source-needs-more-bytes = { $consumer }: { $share } bájtból { $held } foglalt, és további { $additional } kell
source-disk-full-while-sorting = a sorok rendezése vagy csoportosítása közben megtelt a lemez
source-engine-stopped = a lekérdezőmotor leállt: { $reason }
source-nobody-waits = már senki sem vár az eredményre
source-bucket-closed = a tároló bezárult
source-copy-not-of-files = egy másolat nem fájlokból áll
source-file-in-no-bucket = egy fájl nincs tárolóban
source-no-random-numbers = a rendszer nem ad véletlenszámokat

## Szerverek és adatbázisok

source-no-table-is-model = nincs tábla a következő modellhez: { $model } (itt: `{ $place }`)
source-no-such-table = nincs `{ $table }` tábla itt: `{ $place }`
source-tables-changed = `{ $place }` táblái megváltoztak: { $reason }
source-not-read-by-version = `{ $place }` ezzel a verzióval nem olvasható
source-user-not-let-in = `{ $place }` nem engedi be a felhasználót (`{ $user }`): { $reason }
source-no-such-database = `{ $place }`: nincs `{ $database }` adatbázis
source-cannot-be-trusted = `{ $place }` nem megbízható: { $reason }
source-user-may-not-read = `{ $place }`: ezt `{ $user }` felhasználó nem olvashatja: { $reason }
source-connection-broke = megszakadt a kapcsolat (`{ $place }`): { $reason }
source-query-stopped = `{ $place }` leállította a lekérdezést: { $reason }
source-stopped-answering = `{ $place }` nem válaszol: { $reason }
source-folder-of-wal = `{ $path }` nem olvasható: WAL módban van, és a mappája nem írható
source-locked-by-somebody = `{ $place }`: valaki más { $seconds } s óta zárolja
source-no-room-for-query = `{ $place }`: nincs elég hely a lekérdezéshez: { $reason }
source-cannot-answer = `{ $place }` nem tud válaszolni: { $reason }
source-pausing-transactions-end = leállítja a szünetelő tranzakciókat, és a csomagé szünetel, amíg egy tagja íródik
source-cancelled-at-server = valaki a szerveren leállította
source-no-certificate-in-it = nincs benne tanúsítvány
source-nothing-listens = ott semmi sem fogad kapcsolatot
source-no-answer-in-time = nem érkezett időben válasz
source-name-not-known = a neve ismeretlen
source-query-too-long = a lekérdezés tovább tartott, mint a megengedett { $seconds } s
source-query-too-long-for-server = a lekérdezés tovább tartott, mint amennyit a szerver megenged
source-transaction-ended = véget ért a tranzakció, amelyben a csomag minden tagját olvassuk
source-session-ended = a munkamenet véget ért
source-text-not-utf-8 = a szövege nem UTF-8 innen kezdve: { $byte }. bájt
source-rows-of-total-came = { $total } sorból { $rows } érkezett meg
source-bytes-of-total-came = { $total } bájtból { $bytes } érkezett meg
source-column-has-other-type = `{ $column }` oszlop (`{ $table }`) típusa most { $found }
source-tables-not-said = { $seconds } s alatt nem mondta meg, milyen táblái vannak
source-no-login-in-time = elfogadta a kapcsolatot, de { $time } alatt nem lett belőle bejelentkezés
source-no-answer = nem jött válasz
source-no-row-came = nem jött sor
source-no-further-row-came = nem jött további sor
source-nothing-for-so-long = { $seconds } s óta { $what }
source-more-digits-than-fit = { $number } több számjegyből áll, mint a tárolható { $digits }
source-numbers-rounded = `{ $column }` oszlop: a számok a tárolhatónál több számjegyből állnak, ezért { $decimals } tizedesjegyre kerekítve szerepelnek
source-map-view-fewer-digits-or-text = Rendeljen hozzá olyan nézetet, amelynek oszlopa kevesebb számjegyet tartalmaz, vagy szöveg.
source-rows-of-table = A tábla sorai: { $table }.

## MySQL-, PostgreSQL- és SQLite-értékek

source-value-cut-off = egy ilyen típusú érték le van vágva: { $type }
source-longer-than-packet = hosszabb a szerver max_allowed_packet értékének felénél, ezért a szerver nem tudja hexadecimális számjegyekkel kiírni
source-too-far-away = túl távoli időpont
source-cut-off = le van vágva
source-no-date = { $year }-{ $month }-{ $day } nem létező dátum
source-came-as-text = szövegként érkezett
source-infinity-no-day = végtelen, ami nem nap
source-infinity-no-instant = végtelen, ami nem időpont
source-nan-no-number = NaN, ami nem szám
source-infinity-no-number = végtelen, ami nem szám
source-more-digits-than-38 = több számjegyből áll a tárolható 38-nál
source-folder-and-bucket = nagy eredmények nem mehetnek mappán és tárolón is keresztül
source-folder-or-bucket = Válassza a mappát vagy a tárolót.
source-staging-connection-unknown = a kapcsolata itt nem ismert
source-two-tables = `{ $table }` két táblát jelöl: `{ $first }` a következő sémában: `{ $its }`, és `{ $second }` a következő sémában: `{ $other }`
source-list-holds-nan = `{ $name }` egyik listájában NaN vagy végtelen van
source-row-holds-nan = `{ $name }` egyik rekordjában NaN vagy végtelen van
source-no-sqlite-database = nem SQLite-adatbázis
source-disk-gave-nothing = a lemeze { $seconds } s óta nem adott semmit
source-no-julian-day = { $day } nem Julián-dátum; { $advice }
source-no-unix-seconds = { $number } nem Unix-másodpercek száma; { $advice }
source-maybe-digits-of-day = lehet egy nap számjegyei vagy Unix-másodpercek száma
source-maybe-number-of-days = lehet napok vagy Unix-másodpercek száma
source-map-view-as-text = rendeljen hozzá olyan nézetet, amely szövegként adja, például 2026-07-01
source-blob-of-bytes = { $bytes } bájtos BLOB

## Tárolók

source-no-such-object = nincs ilyen objektum
source-no-such-bucket = nincs `{ $bucket }` tároló itt: `{ $place }`
source-check-bucket-and-endpoint = Ellenőrizze a tároló nevét és a végpontot.
source-not-for-everybody = `{ $place }` nem engedi, hogy bárki olvassa: `{ $what }`
source-type-access-key = Adjon meg egy hozzáférési kulcsot.
source-not-for-this-key = `{ $place }` nem engedi, hogy ez a kulcs olvassa: `{ $what }`
source-ask-for-bucket-rights = Kérjen jogot a tároló listázására és az objektumai lekérésére (s3:ListBucket, s3:GetObject).
source-no-path-in-bucket = `{ $path }` nem lehet útvonal egy tárolóban
source-no-dots-in-path = Nem lehet benne `.`, `..` vagy üres rész.
source-secret-key-missing = hiányzik a titkos kulcs, amely ehhez tartozik: `{ $id }`
source-type-secret-key-again = Szerkessze a kapcsolatot, és adja meg újra; a parancssorban állítsa be az EXPORT_DESK_PASSWORD környezeti változót.
source-bucket-cannot-be-opened = a tároló nem nyitható meg: { $reason }
source-check-settings = Ellenőrizze a beállításokat.
source-nothing-under-path = semmi sincs ezen az útvonalon: `{ $path }`
source-check-path-and-case = Ellenőrizze az útvonalat; a kis- és nagybetű különbözik.

## Spark

source-token-not-accepted = `{ $place }` nem fogadja el a tokent: { $reason }
source-enter-valid-token = Adjon meg olyan tokent, amely érvényes, és használhatja ezt a fürtöt.
source-no-spark-connect = `{ $place }` nem érti a Spark Connectet: { $reason }
source-check-spark-port = Ellenőrizze a kiszolgálót és a portot: a Spark saját szervere a 15002-es porton fogadja.
source-rows-too-large-at-once = `{ $place }` egyetlen darabban több mint 128 MB-nyi sort küldött
source-export-fewer-wide-fields = Exportáljon egyszerre kevesebb széles mezőt, vagy csökkentse a szerveren ezt: spark.sql.execution.arrow.maxRecordsPerBatch.
source-result-too-large = az eredmény nagyobb, mint amennyit `{ $place }` kiadhat (spark.driver.maxResultSize)
source-set-staging-folder = Adjon meg köztes mappát a kapcsolatban: a fürt ekkor oda írja a nagy eredményeket. Vagy növelje a fürtön ezt: spark.driver.maxResultSize.
source-spark-session-ended = a munkamenet véget ért a szerveren (`{ $place }`): { $reason }
source-new-session-begun = Futtassa újra; új munkamenet kezdődik.
source-query-forgotten = a szerver elfelejtette a lekérdezést
source-query-stopped-there = valaki ott leállította a lekérdezést
source-table-overwritten = `{ $place }` egyik tábláját olvasás közben felülírták
source-run-when-nobody-writes = Futtassa újra, amikor senki sem írja a táblát.
source-table-file-unreadable = `{ $place }` egyik táblájának egy fájlja nem olvasható, például mert közben felülírták: { $reason }
source-or-file-is-damaged = Futtassa újra, amikor senki sem írja a táblát. Ha újra előfordul, a fájl sérült.
source-number-too-long-for-server = egy szám több számjegyből áll, mint amennyit `{ $place }` tárolni tud: { $reason }
source-sum-has-38-digits = Egy összeg legfeljebb 38 számjegyből állhat. Rendeljen hozzá olyan nézetet, amelynek oszlopában kevesebb számjegy van a tizedesjel előtt, például CAST(column AS DECIMAL(18, 2)).
source-cluster-lost-machines = a fürt elvesztette a dolgozó gépeket
source-server-does-not-encrypt = a szerver nem titkosít; kapcsolja ki a titkosítást
source-no-answer-after-accepting = elfogadta a kapcsolatot, de { $seconds } s alatt nem jött válasz
source-server-ends-sessions = a szerver minden munkamenetet leállít
source-no-count-came = nem jött darabszám
source-plan-not-said = { $time } alatt nem mondta meg, hogyan hajtana végre egy lekérdezést
source-columns-not-said = { $seconds } s alatt nem mondta meg, milyen oszlopai vannak egy táblának
source-correct-connection = Javítsa ki a kapcsolatot.
source-host-no-name = a kiszolgáló nem név és nem cím
source-header-cannot-be-sent = egy fejléc nem küldhető el
source-token-cannot-be-sent = a tokenben el nem küldhető karakterek vannak
source-server-did-not-say-columns = a szerver nem mondta meg, milyen oszlopai vannak a táblának
source-ended-without-last-word = lezárás nélkül ért véget
source-staging-no-address = nincs címe
source-staging-rows-differ = a fürt { $written } sort írt bele, itt pedig { $seen } látszott
source-staging-not-seen = amit a fürt ide írt: `{ $address }`, az itt { $seconds } s alatt nem jelent meg
source-no-name-of-part = `{ $name }` nem egy rész neve
source-two-are-one-part = `{ $one }` és `{ $other }` ugyanaz a rész
source-staging-folder-unusable = a köztes mappa (`{ $folder }`) nem használható: { $reason }
source-choose-usable-staging-folder = Válasszon olyat, amelybe a fürt írhat, és amelyet ez a számítógép olvashat, vagy hagyja ki a kapcsolatból.
source-rows-from-elsewhere = a sorok innen kezdődően érkeztek: { $start }, pedig ez a sor következett: { $expected }
source-columns-came-instead = { $found } oszlop érkezett { $expected } helyett
source-of-column-of-table = `{ $column }` oszlop (`{ $table }`): { $reason }
source-map-view-that-casts = Rendeljen hozzá olyan nézetet, amely az oszlopot kevesebb számjegyű típusra alakítja.
source-text-no-valid-utf-8 = `{ $table }` egyik szövege nem érvényes UTF-8
source-map-view-that-repairs = Rendeljen hozzá olyan nézetet, amely kijavítja (make_valid_utf8(column)), vagy a bájtjait mutatja (hex(column)).
source-rows-cannot-be-read = `{ $table }` sorai nem olvashatók: { $reason }
source-check-arrow-batches = Tesztelje a kapcsolatot. Ha működik, ellenőrizze, hogy a szerver Arrow-kötegei nincsenek-e tömörítve.

## Teendők

source-hint-switch-encryption = Kapcsolja be a titkosítást a szerveren, vagy kapcsolja ki a kapcsolatban, ha a hálózat biztonságos.
source-hint-check-date-or-early = Ellenőrizze a számítógép dátumát, vagy hogy a szerver tanúsítványa nem készült-e túl korán.
source-hint-renew-certificate = Újíttassa meg a szerver tanúsítványát, vagy ellenőrizze a számítógép dátumát.
source-hint-name-in-certificate = A szerver nevét úgy adja meg, ahogyan a tanúsítványában áll.
source-hint-name-authority = Adja meg annak a hitelesítésszolgáltatónak a fájlját, amely a szerver tanúsítványát aláírta.
source-hint-check-folder = Ellenőrizze a mappa nevét, vagy hogy csatlakoztatva van-e a lemeze.
source-hint-put-file-there = Tegye oda a következők egyikét: `{ $model }.parquet`, `{ $again }.csv` vagy `{ $third }.json`, vagy válasszon másik mappát.
source-hint-leave-one = A kettő közül csak az egyiket hagyja ott.
source-hint-leave-field-out = Hagyja ki a mezőt az exportból, vagy adja hozzá az oszlopát az adatokhoz.
source-hint-name-columns = Nevezze el az oszlopait úgy, mint az adatmodell mezőit, vagy válasszon másik mappát.
source-hint-store-column-as = Tárolja az oszlopot ilyen típussal: { $wanted }.
source-hint-replace-file = Cserélje le a fájlt egy ép másolatra, majd futtassa újra.
source-hint-run-when-written = Futtassa újra, amikor a fájlt már nem írja semmi.
source-hint-choose-pem-file = A szolgáltató tanúsítványát PEM-fájlként válassza ki: van benne egy ilyen sor: `-----BEGIN CERTIFICATE-----`.
source-hint-check-file-readable = Ellenőrizze, hogy megvan-e a fájl, és olvashatja-e.
source-hint-unpack = Csomagolja ki, vagy tömörítse gz vagy zip formátumban; a Parquet belül tömörített.
source-hint-write-present-rows = Írja ki a tábla jelenlegi sorait egy másik mappába, és ahhoz hozzon létre kapcsolatot.
source-hint-correct-value = Javítsa ki az értéket az adatokban, majd futtassa újra.
source-hint-leave-rows-out = Szűrővel hagyjon ki sorokat, képezzen kisebb csoportokat, vagy exportálja a sorokat nélküle.
source-hint-free-disk-or-check = Szabadítson fel lemezterületet, vagy ellenőrizze, hogy a fájl az-e, aminek lennie kell.
source-hint-same-columns = A tábla minden fájljában ugyanazok az oszlopok legyenek, fejlécsorral, majd futtassa újra.
source-hint-correct-file-or-reading = Javítsa ki a fájlt, vagy a kapcsolat leképezésében azt, hogyan olvassuk a szövegét.
source-hint-choose-encoding = Válassza ki a fájl kódolását a kapcsolat leképezésében.
source-hint-rename-or-match = Nevezze át az oszlopokat, rendelje össze őket a kapcsolat leképezésében, vagy válassza ki a mezőket.
source-hint-correct-or-view = Javítsa ki az értéket, vagy rendelje a modellhez egy olyan nézetet, amely kihagyja.
source-hint-correct-mapping = Javítsa ki a kapcsolat leképezését vagy a táblát.
source-hint-map-model = Rendeljen a modellhez táblát vagy nézetet a kapcsolat leképezésében.
source-hint-choose-table = Válassza ki a táblát a kapcsolat leképezésében; lehet, hogy a neve megváltozott.
source-hint-look-through-mapping = Nézze át a kapcsolat leképezését, majd futtassa újra.
source-hint-choose-other-kind = Válasszon más fajta kapcsolatot.
source-hint-check-database = Ellenőrizze az adatbázis nevét.
source-hint-ask-for-select = Kérjen SELECT jogot hozzá.
source-hint-run-when-up = Futtassa újra, amikor a szerver és a hálózat működik.
source-hint-let-transactions-pause = Kérje meg az adatbázis rendszergazdáját, hogy engedje szünetelni ennek a felhasználónak a tranzakcióit (`idle_in_transaction_session_timeout`).
source-hint-ask-why = Kérdezze meg az okát az adatbázis rendszergazdájától, majd futtassa újra.
source-hint-raise-time-limit = Növelje a kapcsolat időkorlátját, szűrjön jobban, vagy futtassa újra később.
source-hint-check-server-and-network = Ellenőrizze a szervert és azt, ami előtte áll (proxy, tűzfal, VPN). Ha csak lassú, növelje a kapcsolat időkorlátját.
source-hint-sqlite-shm = A SQLite-nak `-shm` fájlra van szüksége az ilyen adatbázis mellett. Engedélyezze a mappa írását, másolja át a fájlt a `-wal` fájljával együtt másik mappába, vagy kérje meg a tulajdonosát, hogy futtassa ezt: `PRAGMA journal_mode = DELETE`.
source-hint-run-when-table-free = Futtassa újra, amikor az végzett, aki ott a táblán dolgozik.
source-hint-ask-for-room = Kérje meg az adatbázis rendszergazdáját, hogy csináljon helyet, majd futtassa újra.
source-hint-test-connection = Tesztelje a kapcsolatot; ha működik, nézze meg a modell leképezését.
source-hint-raise-memory = Növelje a memóriakorlátot, szabadítson fel lemezterületet, vagy exportáljon kevesebb sort.

## Kapcsolatok beállításai és címei

source-address-no-bucket = a cím nem egy tárolóé
source-type-bucket-address = Így adja meg: s3://bucket vagy s3://bucket/folder.
source-endpoint-no-address = a végpont nem lekérdezhető cím
source-type-endpoint = Így adja meg: https://storage.example.com.
source-server-no-name = a szervernek nincs neve
source-type-host = Adja meg a gépnevét vagy a címét.
source-database-no-name = az adatbázisnak nincs neve
source-type-database = Adja meg az adatbázis nevét.
source-type-reading-user = Adja meg egy olyan felhasználó nevét, aki olvashat.
source-limit-is-zero = { $limit } 0 s
source-limit-of-query = a lekérdezés időkorlátja
source-limit-of-connecting = a kapcsolódás időkorlátja
source-limit-of-login = a bejelentkezés időkorlátja
source-limit-of-first-row = az első sor időkorlátja
source-limit-between-rows = a sorok közötti időkorlát
source-type-one-second = Az érték legalább 1 s legyen, vagy hagyja üresen.
source-header-not-written = egy fejléc nem név=érték alakú
source-header-would-be-shown = `{ $name }` fejlécet mindenki láthatná
source-write-headers = A fejléceket név=érték alakban írja, több esetén pontosvesszővel elválasztva; a tokennek saját mezője van.
source-staging-not-chosen = nincs kiválasztva a köztes mappa
source-choose-staging = Válassza ki azt a mappát, amelyben ez a számítógép megtalálja, amit a fürt ír.
source-staging-address-wrong = a köztes mappa címe nem cím
source-type-staging-address = Így adja meg: file:///mnt/staging vagy dbfs:/Volumes/main/staging.
source-connection-no-address = a kapcsolat nem cím
source-kinds-of-addresses = Ezek használhatók: demo, file://, sqlite://, postgres://, mysql://, s3:// vagy sc://.
source-password-in-address = jelszó van a kapcsolat címében
source-token-in-address = token van a kapcsolat címében
source-set-password-variable = Hagyja ki, és állítsa be az EXPORT_DESK_PASSWORD környezeti változót.
source-connection-not-known = ismeretlen kapcsolat: `{ $kind }`
source-server-parameters = Ezek használhatók: tls=verify vagy off, ca_file=FILE, másodpercben pedig timeout=, connect_timeout=, login_timeout=, first_row_timeout=, idle_timeout=.
source-parameter-not-known = `{ $name }` ezzel az értékkel ismeretlen egy címben
source-write-postgres-address = Így írja: postgres://user@host/database.
source-address-lacks-user = a címből hiányzik a felhasználó vagy az adatbázis
source-one-demo-brand = csak egy demómárka van
source-bucket-parameter-not-known = `{ $name }` ismeretlen egy tároló címében
source-bucket-parameters = Ezek használhatók: region=, endpoint=, path_style=on vagy off, ca_file=FILE.
source-write-spark-address = Így írja: sc://host:15002/;use_ssl=true;name=value.
source-address-not-spark = a cím nem Spark Connect-szerveré
source-spark-address-no-path = egy Spark Connect-szerver címében nincs útvonal
source-parameter-without-value = a cím egyik paraméterének nincs értéke
source-spark-parameters = Ezek használhatók: use_ssl=true vagy false, catalog=, schema=, user_id=, ca_file=FILE, staging_folder=DIR, staging_url=URL, staging_megabytes=N, másodpercben pedig timeout=, connect_timeout=, first_row_timeout=, idle_timeout=.
source-parameter-value-not-possible = `{ $name }` itt nem kaphatja ezt az értéket
source-no-total = nem számítható ki: { $of }: { $reason }
source-hidden-value-of-field = a következő mezőé: `{ $field }`; { $hidden }
