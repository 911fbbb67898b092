### Ahogyan a fájlokat írjuk és olvassuk, amit a fogadók kezdenek velük, és amit a parancs mond.

## A parancs: definíciók és mappák

output-window-without-delta = a definícióban nincs `delta`, mégis meg van adva időszak
output-leave-out-to = Hagyja el ezt: --to.
output-window-needs-date = csak annak az exportnak van időszaka, amely dátum szerint viszi az új sorokat
output-run-in-window = Hagyja el a --to kapcsolót, és futtassa az időszakon belül.
output-window-reversed = az időszak előbb ér véget, mint ahogy elkezdődik
output-exchange-from-to = Cserélje fel ezeket: --from és --to.
output-year-out-of-range = az éve nem 1 és 9998 közötti
output-no-threads = nem indíthatók szálak: { $error }
output-choose-writable-folder = Válasszon írható mappát.
output-of-run = ({ $run }. futás)
output-next-window-from = { $export }, ettől: { $until }{ $run }
output-next-window-everything = { $export }: minden
output-check-definition-path = Ellenőrizze a definíció útvonalát.
output-warning = figyelmeztetés: { $problem }
output-hint = tipp: { $hint }
output-no-home-connections = nincs kezdőmappa mentett kapcsolatokkal
output-set-home-or-name = Állítsa be az EXPORT_DESK_HOME változót, vagy adja meg a mappát ezzel: --home.
output-save-mapping = Mentsen egyet a kapcsolat leképezéséből.
output-no-home-demo = nincs kezdőmappa a demómárkához
output-set-home-or-data = Állítsa be az EXPORT_DESK_HOME változót, vagy adjon meg egy mappát ezzel: --data.
output-making-demo = a demómárka elkészítése itt: { $folder }
output-set-home-or-folder = Állítsa be az EXPORT_DESK_HOME változót, vagy adjon meg egy mappát ezzel: --home.
output-set-home = Állítsa be az EXPORT_DESK_HOME változót.

## A parancs: futások, előnézetek és összehasonlítások

output-standard-output = szabványos kimenet
output-preparing = előkészítés
output-publishing = közzététel
output-seconds-left = , még { $seconds } s
output-cluster-tasks = { $done } / { $tasks } feladat a fürtön
output-rows-so-far = { $rows } sor{ $left }
output-data-lacks-field = figyelmeztetés: az adatokban nincs ilyen mező: { $fields }
output-member-rows = „{ $name }”: { $rows } sor, `{ $file }`
output-no-row-no-file = egy sor sem felel meg, így nincs fájl; { $seconds } s
output-run-totals = { $rows } sor, { $bytes } bájt, { $seconds } s, sha256 { $hash }
output-window-until = időszak ({ $kind }), vége: { $until }
output-sequence-number = sorszáma: { $number }
output-cancelled-nothing-left = megszakítva; semmi sem maradt hátra
output-rows-match = { $count } sor felel meg
output-valid = érvényes
output-differences-more = … és még { $count }
output-differences = { $added } hozzáadva, { $removed } eltávolítva, { $changed } módosítva, { $unchanged } változatlan
output-hint-dont-use-file = tipp: Ne használja a fájlt, amíg nem ismeri az okát. Futtassa újra az exportot.

## A parancs: profilok, kulcsok és ütemezések

output-no-home-profiles = nincs kezdőmappa a mentett profilokhoz
output-no-profile-version = ennek a profilnak nincs ilyen verziója: „{ $name }”
output-leave-version-out = Hagyja el a verziót, hogy az utolsót lássa.
output-one-export = 1 export
output-profile-used = { $name } { $version }. verzió, { $used }
output-profile-tested = ezzel tesztelve: { $version }
output-profile-documented = a dokumentáció szerint: { $link }
output-profile-built-in = { $name } beépített: { $receiver }; { $evidence }
output-please-check = (kérjük, ellenőrizze)
output-add-schedule = Adjon hozzá ütemezést, vagy futtassa ezzel: `export-desk-cli run`.
output-no-schedule = a definícióban nincs ütemezés
output-no-run-after = ez után nincs futás: { $moment }
output-check-key-path = Ellenőrizze a kulcs útvonalát.
output-key-no-expiry = nem jár le
output-key-expires-soon = hamarosan lejár: { $date }
output-key-expires = lejárat: { $date }
output-key-fingerprint = kulcs        { $fingerprint }
output-key-encrypts-by = titkosítás   { $subkey }, { $algorithm }, { $until }

## A parancs: működő ütemezések

output-no-home-history = nincs kezdőmappa az előzményekhez
output-nothing-logged = figyelmeztetés: nem készül napló: { $error }
output-in-time = nincs meg időben
output-not-yet = még nincs meg
output-file-due = { $export }: { $when }; határidő: { $due }
output-scheduled-next = { $count } ütemezve; következő: { $export }, { $at }
output-nothing-scheduled = még nincs ütemezés
output-serving = fut a szolgáltatás ({ $folder }): { $said }
output-catching-up = { $name }: pótlás, tervezett időpont: { $planned }
output-started-planned = { $name }: elindult, tervezett időpont: { $planned }
output-started = { $name }: elindult
output-file-gone = a fájl már nincs meg
output-ended-rows = { $name }: { $rows } sor, { $file }
output-cancelled = megszakítva
output-stopped = leállítva

## A parancs: célok

output-no-home-targets = nincs kezdőmappa a mentett célokhoz
output-check-file-path = Ellenőrizze a fájl útvonalát.
output-no-target-file = `{ $path }` nem cél: { $error }
output-write-target-as = A `name`, `settings` és `options` részeket úgy írja, ahogyan a `target list --json` teszi.
output-only-sftp-keys = csak az SFTP-kiszolgálóknak van megbízhatónak jelölhető kulcsuk
output-leave-trust-out = Hagyja el ezt: --trust.
output-trust-host = Ha megbízik ebben a kiszolgálóban: --trust { $fingerprint }
output-works-there = Ott ez működik: { $options }
output-lost-by-it = Ami ezzel elvész: { $loses }
output-tried-again = figyelmeztetés: { $name }: { $message }. Újabb kísérlet { $seconds } s múlva
output-left-before = figyelmeztetés: { $name }: a szerver nem enged eltávolítani egy korábban ott maradt fájlt: { $path }
output-part-may-stay = figyelmeztetés: { $name }: a fájl egy része ott maradhat ezen a néven: { $part }; a következő kézbesítés eltávolítja
output-part-held = figyelmeztetés: { $name }: a szerver ezt nem engedi eltávolítani: { $part }; a következő kézbesítés újra megpróbálja
output-delivered = { $name }: { $path }, { $bytes } bájt, ellenőrzés: { $verified }{ $server }
output-no-home-zones = nincs kezdőmappa az időzóna-adatbázishoz

## Titkosított üzenetek

output-pgp-text-damaged = a PGP-üzenet szövege csonka vagy sérült
output-pgp-ends-early = a PGP-üzenet a tartalma előtt véget ér
output-pgp-session-key = a PGP-üzenet egyik munkamenetkulcsa nem olvasható
output-pgp-empty = a PGP-üzenet üres
output-pgp-followed = a PGP-üzenet után még van valami
output-pgp-not-encrypted = ez nem egy titkosított PGP-üzenet
output-pgp-packet-length = a PGP-üzenet egyik csomagjának nincs hossza
output-pgp-cut-off = a PGP-üzenet csonka

## Archívumok

output-archive-unwritten = az archívumot nem sikerült megírni: { $error }
output-file-uncompressed = a fájlt nem sikerült tömöríteni: { $problem }
output-archive-unmade = `{ $name }` nevű archívum nem készíthető el: { $problem }
output-file-unencrypted = a fájlt nem sikerült titkosítani: { $problem }
output-archive-damaged = `{ $path }` archívum nem olvasható vissza: { $problem }
output-free-space = Szabadítson fel helyet, majd futtassa újra.
output-shorter-name = Válasszon rövidebb fájlnevet.
output-check-disk = Ellenőrizze a lemezt, majd futtassa újra.
output-compressor-stuck = a tömörítő nem fogad több adatot
output-run-cancelled = a futást megszakították
output-entry-name-length = a neve üres, vagy 65 535 bájtnál hosszabb
output-archive-empty = nincs benne egyetlen fájl sem
output-archive-directory = a tartalomjegyzéke nem egyezik a tartalmával
output-archive-followed = a tartalma után még van valami
output-archive-password = nem ez a jelszó

## Cellák, amelyek nem írhatók

output-entries-no-text = az ilyen típusú bejegyzéseknek nincs szövegük: { $type }
output-entry-no-text = az egyik bejegyzés olyan dátum vagy szám, amelynek nincs szövege
output-not-phone = nem országkóddal megadott telefonszám; nem látható, mert az oszlop maszkolt
output-correct-phone = Javítsa ki az adatokban, adja meg, melyik országhoz tartoznak az országkód nélküli számok, vagy hagyja üresen az ilyen értékeket.
output-no-band = végtelen, nem szám, vagy túl sok számjegye van; nem tartozik sávba
output-filter-rows-out = Hagyja ki az ilyen sorokat szűrővel.
output-header-of-field = a mező fejléce: `{ $field }`
output-field-in-row = mező: `{ $field }`, sor: { $row }
output-header-is = a mező fejléce: `{ $field }` { $what }
output-field-is = mező: `{ $field }`, sor: { $row }: { $what }
output-cell-unwritten = nem írható ({ $place }); { $reason }
output-holds-delimiter = elválasztót vagy sorvéget tartalmaz, és a fájlban nincs idézőjel
output-choose-enclosure-delimiter = Válasszon idézőjelet, vagy olyan elválasztót, amely egyik értékben sem fordul elő.
output-like-missing = ugyanaz a szöveg, amely a hiányzó értékeket jelöli, és a fájlban nincs idézőjel
output-choose-enclosure-missing = Válasszon idézőjelet, vagy más szöveget a hiányzó értékekhez.
output-lone-nothing = üres, és a sora egyetlen cellájaként elveszne
output-choose-enclosure-empty = Válasszon idézőjelet, vagy szöveget az üres értékekhez.
output-date-out-of-range = olyan dátumot tartalmaz, amely a mintájával nem írható le, például 9999 utánit
output-write-as-epoch = Írja ezt a mezőt epoch formában, vagy hagyja ki az ilyen sorokat szűrővel.
output-too-wide = { $length } karakter hosszú, és az oszlopa csak { $width } karakter széles
output-holds-line-end = sorvéget tartalmaz, amely lezárná a sorát
output-filter-or-enclose = Hagyja ki az ilyen sorokat szűrővel, vagy válasszon tagolt elrendezést idézőjellel.
output-not-in-xml = olyan karaktert tartalmaz, amely az XML-ben nem létezik: U+{ $code }
output-replace-or-filter = Írjon helyette más szöveget, vagy hagyja ki az ilyen sorokat szűrővel.
output-not-a-number-in-file = végtelen vagy nem szám, és ezt a fájl számként nem tudja tárolni
output-filter-or-delimited = Hagyja ki az ilyen sorokat szűrővel, vagy válasszon tagolt szöveget.
output-not-a-number-in-json = olyan számot tartalmaz, amely végtelen vagy nem szám, és ilyen a JSON-ban nincs
output-filter-or-members = Hagyja ki az ilyen sorokat szűrővel, válassza ki egyenként a részmezőket, vagy válasszon Parquet formátumot.
output-too-many-digits = több számjegye van, mint amennyi a fájl számaiban lehet
output-fewer-decimals = Válasszon kevesebb tizedesjegyet, vagy tagolt szöveget.
output-cell-too-long = hosszabb 32 767 karakternél, ennél több nem fér egy XLSX-cellába
output-leave-field-out = Hagyja ki a mezőt, vagy válasszon másik elrendezést.
output-not-in-encoding = olyan karaktert tartalmaz (`{ $character }`), amely ebben a kódolásban nincs: { $encoding }
output-line-wrong = a következő sor hibás: `{ $text }`; { $what }
output-type-no-text = olyan típust tartalmaz, amelynek nincs szövege: { $type }
output-remove-field = Távolítsa el a mezőt az exportból.
output-value-unmapped = `{ $value }`: ehhez az értékhez nincs csere
output-date-other-type = az egyik dátum más típusú
output-missing-has-place = egy hiányzó értéknek helye van
output-datetime-other-type = az egyik időpontos dátum más típusú
output-no-total = végtelen vagy nem szám, így nem összegezhető
output-total-too-large = a mező összege 38 számjegynél hosszabb: `{ $field }`
output-leave-total-out = Hagyja el az összeget.
output-holds-value = ezt tartalmazza: `{ $value }`
output-map-lacks-value = ezt tartalmazza: `{ $value }`, de ehhez nincs bejegyzés a cserék között
output-add-to-map = Vegye fel a mező cseréi közé, vagy adja hozzá a `*` jelet az összes többihez.

## Visszaolvasott fájlok

output-fewer-lines = kevesebb sora van, mint amennyi az adatsorai előtt áll
output-bytes-not-encoding = a fájlnak a következő bájt előtti része ({ $place }) nem ilyen kódolású: { $encoding }
output-last-line-no-end = az utolsó sorának nincs sorvége
output-line-too-short = az egyik sor rövidebb, mint az oszlopai
output-line-too-long = az egyik sor túl hosszú
output-array-followed = a tömb után még van valami
output-not-ours = van benne valami, ami nem az Export Desktől származik: { $what }
output-cell = cella
output-kind-of-cell = cellafajta
output-xml-element = `{ $name }` elem
output-xml-rows-followed = a sorai után még van valami
output-xml-ends-early = véget ér, mielőtt a sorai véget érnének
output-xml-no-beginning = nem úgy kezdődik, mint egy XML-dokumentum
output-xml-no-element = nincs benne `{ $name }` elem
output-xml-missing-with-text = szöveget tartalmazó hiányzó érték
output-xml-open-row = lezáratlan sor
output-xml-column-twice = egy sorban kétszer szereplő oszlop: `{ $header }`
output-xml-column = `{ $header }` oszlop
output-xml-not-only-text = nem csak szövegből álló érték
output-xml-text-between = szöveg az elemei között
output-xml-document-type = dokumentumtípus
output-xml-comment = megjegyzés vagy utasítás
output-xml-white-space = térköz egy attribútumban, amely nem hivatkozásként szerepel
output-xml-entity = `{ $name }` entitás
output-xml-unnamed-field = név nélküli mező
output-xml-strange = van benne valami, amit az export nem ír: { $what }

## Amit a fogadók nem olvasnának pontosan

output-receiver-encoding = { $receiver }: nem olvassa ezt a kódolást: { $encoding }
output-choose-encoding = Válassza ezt: { $encodings }.
output-receiver-missing = { $receiver }: nem látja, mely értékek hiányoznak
output-write-for-missing = A hiányzó értékek helyett ezt írja: { $text }.
output-receiver-packed = { $receiver }: nem olvassa az ilyen fájlokat: { $packed }
output-other-compression = Válasszon másik tömörítést, vagy előbb csomagolja ki a fájlt.
output-receiver-too-many = { $found } túl sok; { $receiver }: legfeljebb { $most }
output-filter-or-split = Használjon szűrőket, vagy bontsa fel a fájlt.
output-filter-or-fewer-fields = Használjon szűrőket vagy kevesebb mezőt.
output-fewer-fields = Válasszon kevesebb mezőt.
output-receiver-drops-offsets = { $receiver }: a(z) `{ $header }` időpontjai elveszítik az időeltolódásukat
output-write-in-utc = Írja őket UTC-ben (`utc`).
output-other-header = Adjon másik fejlécet az oszlopnak.
output-column-name-long = túl hosszú oszlopnév: `{ $header }`; fogadó: { $receiver }
output-column-name-refused = { $receiver }: nem lehet ilyen nevű oszlop: `{ $header }`
output-column-name-twice = { $receiver }: nem lehet két ilyen nevű oszlop: `{ $header }`
output-xlsx-or-as-text = Válassza az XLSX elrendezést, vagy importálja a fájlt szövegként.
output-filter-or-load-text = Hagyja ki az ilyen sorokat szűrővel, vagy töltse be az oszlopot szövegként.
output-becomes-number = számmá válik
output-becomes-date = dátummá válik
output-loses-digits = csak az első { $digits } számjegye marad meg
output-loses-zeros = elveszti a kezdő nulláit
output-taken-for-formula = képletnek számít
output-guard-formulas = Kapcsolja be a „Képletvédelem” beállítást, vagy válassza az XLSX elrendezést.
output-longer-than = hosszabb ennél: { $length }
output-shorten-field = Hagyja ki a mezőt, vagy rövidítse le.
output-read-as-missing = egyezik ezzel: `{ $missing }`, ezért hiányzónak számít
output-other-missing-text = Válasszon a hiányzó értékekhez másik szöveget, olyat, amely egyik értékben sem szerepel.
output-dot-line = van benne olyan sor, amely csak ennyi: `\.`; a 18-asnál korábbi verziók ott megállnak
output-replace-dot-line = Cserélje le az értékekben ezt: `\.`, vagy töltse be a 18-as verzióval.
output-whole-digits = több mint { $digits } számjegye van a tizedesjel előtt
output-not-finite = végtelen vagy nem szám
output-outside-years = kívül esik a megengedett éveken ({ $first }–{ $last })
output-finding-in-row = { $receiver }: `{ $column }` { $what }; { $row }. sor
output-finding-in-rows = { $receiver }: `{ $column }` { $what }; sorok: { $rows }
output-finding-in-many = { $receiver }: `{ $column }` { $what }; { $rows }, elsőként: { $first }

## Fogadók, és ami náluk elvész

output-plain-csv = Egyszerű CSV (RFC 4180)
output-csv-no-missing = A szabvány nem ismer hiányzó értéket; a legtöbb program az üres cellát üres szövegként olvassa.
output-datetimes-stored-utc = Az időpontos dátumok UTC szerint, eltolás nélkül tárolódnak.
output-sqlite-all-texts = Minden oszlop szöveg: az SQLite nem ismer sem pontos tizedes számokat, sem dátumokat.
output-datetimes-instants = Az időpontos dátumok időpillanatok, eltolás nélkül.
output-datetimes-instants-utc = Az időpontos dátumok UTC szerinti időpillanatok, eltolás nélkül.
output-one-column-missing = Egyoszlopos fájlban a hiányzó értékek üres szövegek.
output-excel-double-click = Excel, dupla kattintással
output-excel-guesses = A számnak vagy dátumnak látszó szövegekből szám vagy dátum lesz, akár idézőjelben vannak, akár nem.
output-excel-semicolons = Ahol a tizedesjel vessző, az Excel a pontosvesszőknél tagol: azt válassza elválasztónak.
output-empty-cell-both = Az üres szöveg és a hiányzó érték is üres cella.
output-excel-text-csv = Excel, adatok szövegből/CSV-ből
output-libreoffice-import = LibreOffice, importálási beállításokkal
output-all-cells-texts = Minden cella szöveg.
output-carriage-return-dropped = A cellában lévő kétkarakteres sorvégből a kocsivissza elmarad.
output-bigquery-load = BigQuery betöltési feladat
output-marketing-cloud-import = Salesforce Marketing Cloud, importálás
output-both-empty = Az üres szöveg és a hiányzó érték is üres.

## Hogyan írjuk le a fájlt

output-header-names-columns = Az első sor nevezi meg az oszlopokat.
output-no-header = Nincs fejléc.
output-cells-enclosed = A cellák idézőjele: `{ $quote }`, a cellán belül megkettőzve: `{ $again }{ $third }`.
output-cells-not-enclosed = Egy cella sincs idézőjelben.
output-missing-written = A hiányzó érték: `{ $missing }`, idézőjel nélkül.
output-missing-nothing = A hiányzó érték üres cella; az üres szöveg üres idézőjelpár.

## A fájl betöltésének lépései

output-text-in = `{ $name }`: { $encoding } kódolású szöveg, soronként egy rekorddal.
output-separated-by = A cellák elválasztója: { $delimiter }.
output-delimiter-comma = vessző
output-delimiter-semicolon = pontosvessző
output-delimiter-tab = tabulátor
output-delimiter-pipe = függőleges vonal
output-open-by-double-click = Nyissa meg dupla kattintással: `{ $name }`.
output-check-split = Ellenőrizze, hogy oszlopokra tagolva jelenik-e meg; ha nem, válassza a profilban a Windows területi beállításaiban megadott listaelválasztót.
output-ids-are-numbers = A számnak látszó azonosítókból és kódokból szám lett. Ha meg szeretné őrizni őket, importálja a fájlt (Adatok, Szövegből vagy CSV-fájlból), vagy válassza az XLSX elrendezést.
output-excel-choose = Válassza az Excelben: Adatok, Szövegből vagy CSV-fájlból, majd `{ $name }`.
output-excel-detection = Fájl eredete: { $encoding }. Elválasztó: { $delimiter }. Adattípus észlelése: ne észlelje az adattípusokat.
output-excel-load = Válassza a „Betöltés” gombot. Minden oszlop szöveg. { $header }
output-sheets-choose = Válassza a Google Táblázatokban: Fájl, Importálás, Feltöltés, majd `{ $name }`.
output-sheets-separator = Elválasztó típusa: { $delimiter }. Kapcsolja ki a szöveg számokká, dátumokká és képletekké alakítását.
output-sheets-import = Válassza az „Adatok importálása” gombot.
output-marketing-folder = Tegye az Enhanced FTP Import mappájába: `{ $name }`.
output-marketing-activity = Hozzon létre az Automation Studióban egy „Import File” tevékenységet.
output-marketing-settings = Fájltípus: CSV. Elválasztó: { $delimiter }. Kódolás: { $encoding }. Kapcsolja be: „Respect double quotes as a text qualifier”.
output-marketing-headings = Kapcsolja be: „First row contains column headings”.
output-marketing-no-headings = Kapcsolja ki: „First row contains column headings”.
output-marketing-map = Válassza ki az adatbővítményt (data extension), és társítson az oszlopfejlécek szerint.
output-adobe-choose = Válassza az Experience Platformban: Sources, Local file upload (vagy a saját felhőtárát), majd `{ $name }`.
output-adobe-format = Adatformátum: delimited. Elválasztó: { $delimiter }.
output-adobe-map = Társítsa az oszlopokat a sémához.
output-adobe-map-texts = Társítsa az oszlopokat a sémához; ezek szövegek: { $columns }.
