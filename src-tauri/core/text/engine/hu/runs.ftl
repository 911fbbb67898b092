### Amit a motor a futásokról, fájljaikról, az üzenetekről, az előzményekről és a frissítésekről mond.

## Két futás fájljainak összehasonlítása

runs-compare-no-key = nincs kulcsoszlop kiválasztva
runs-compare-not-in-both = a következő oszlop nincs meg mindkét fájlban: `{ $column }`
runs-compare-same-key = `{ $file }`: két sornak ugyanaz a kulcsa: { $key }
runs-compare-altered = `{ $file }`: { $found } sor van benne, a futás viszont { $expected } sort írt
runs-compare-no-manifest = a fájl mellett nincs manifeszt, amely megmondaná, hogyan van írva: `{ $file }`
runs-compare-of-set = `{ $file }` egy csomaghoz tartozik, és csak egyedi exportok futásai hasonlíthatók össze
runs-compare-encrypted = `{ $file }` egy partner PGP-kulcsára van titkosítva, ezért itt nem olvasható
runs-compare-no-password = `{ $file }` titkosított, és a jelszava nincs itt elmentve: „{ $name }”
runs-compare-unreadable = `{ $file }` nem olvasható vissza: { $reason }
runs-compare-choose-key = Válassza ki azokat az oszlopokat, amelyek megkülönböztetik a sorokat, például id.
runs-compare-choose-shared = Olyan oszlopot válasszon, amely mindkét fájlban megvan.
runs-compare-add-to-key = Vegyen fel további oszlopokat a kulcsba, amíg minden sornak saját kulcsa nem lesz.
runs-compare-with-manifests = Futások fájljait hasonlítsa össze, a velük készült manifesztekkel együtt.
runs-compare-run-member = Futtassa önálló exportként a csomag exportját, és azokat a futásokat hasonlítsa össze.
runs-compare-without-encryption = Klónozza az exportot titkosítás nélkül, és annak a futásait hasonlítsa össze.
runs-compare-save-password = Mentse el a jelszót, majd hasonlítsa össze újra.
runs-compare-run-again = Futtassa újra az exportot, és az új fájlt hasonlítsa össze.
runs-compare-cells-and-columns = egy sorban { $cells } cella van, a fájlnak viszont { $columns } oszlopa

## Miért nincs fájl

runs-cannot-write = `{ $path }` nem írható: { $error }
runs-rows-incomplete = { $read } sor lett beolvasva a várt { $expected } helyett
runs-no-rows = egy sor sem felel meg, és az export ilyenkor sikertelen
runs-disk-full = a lemez megtelt: `{ $path }`
runs-writing-not-allowed = ide nem szabad írni: `{ $path }`
runs-free-space-run-again = Szabadítson fel helyet a lemezen, majd futtassa újra.
runs-make-folder-again = Hozza létre újra a mappát, vagy válasszon másikat.
runs-choose-other-name = Válasszon másik nevet, vagy engedélyezze a cserét vagy a számozást.
runs-run-when-unwritten = Futtassa újra, amikor az adatokat már nem írják.
runs-check-filters-and-data = Ellenőrizze a szűrőket és az adatokat, vagy készíttessen az exporttal sorok nélküli fájlt.
runs-one-more-problem = , és még egy probléma
runs-more-problems = , és még { $problems } probléma
runs-held-back = a fogadó nem olvasná pontosan a fájlt, ezért az nem jelenik meg: { $first }{ $more }

## Hivatkozások és a napló

runs-link-unknown = az Export Desk nem ismer ilyen hivatkozást: `{ $link }`
runs-link-example = A hivatkozás ilyen alakú: exportdesk://export/12. Másolja ki az egészet, vagy nyissa meg az exportot a listából.
runs-log-no-filter = { $variable } nem szűrő: { $error }

## Értesítések és e-mail

runs-notify-no-answer = nem válaszol
runs-mail-not-set-up = nincs beállítva e-mail-szerver
runs-mail-no-password = az e-mail-szerverhez nincs elmentve a következő felhasználó jelszava: `{ $user }`
runs-mail-password-unreadable = az e-mail-szerver jelszava nem olvasható: { $reason }
runs-mail-unwritten = az üzenet nem írható meg: { $reason }
runs-mail-unreachable = az e-mail-szerver (`{ $server }`) nem érhető el: { $reason }
runs-mail-silent = az e-mail-szerver (`{ $server }`) nem válaszol
runs-mail-dropped = az e-mail-szerver (`{ $server }`) bontotta a kapcsolatot
runs-mail-untrusted = az e-mail-szerver (`{ $server }`) nem megbízható: { $reason }
runs-mail-not-tls = az e-mail-szerver (`{ $server }`) nem TLS-sel kezd
runs-mail-no-starttls = az e-mail-szerver (`{ $server }`) nem kínál STARTTLS-t
runs-mail-tls-failed = nem jött létre TLS-kapcsolat az e-mail-szerverrel (`{ $server }`): { $reason }
runs-mail-no-password-login = az e-mail-szerver (`{ $server }`) nem kínál jelszavas bejelentkezést
runs-mail-login-refused = az e-mail-szerver (`{ $server }`) nem engedi bejelentkezni ezt a felhasználót: `{ $user }`; válasza: { $answer }
runs-mail-sender-refused = az e-mail-szerver (`{ $server }`) visszautasítja ezt a feladót: `{ $from }`; válasza: { $answer }
runs-mail-recipient-refused = az e-mail-szerver (`{ $server }`) visszautasítja a címzettet: { $answer }
runs-mail-message-refused = az e-mail-szerver (`{ $server }`) visszautasítja az üzenetet: { $answer }
runs-mail-not-now = az e-mail-szerver (`{ $server }`) most nem veszi át az üzenetet: { $answer }
runs-mail-no-mail-server = ami itt válaszol, az nem e-mail-szerver: `{ $server }`; oka: { $reason }
runs-mail-set-up = Állítsa be az e-mailt a Beállításokban.
runs-mail-type-password = Adja meg a jelszót az e-mail beállításainál.
runs-mail-correct-address = Javítsa ki a címet.
runs-mail-change-name = Módosítsa az export nevét vagy a feladót.
runs-mail-check-network = Ellenőrizze a szervert és a portot az e-mail beállításainál, a hálózatot, és hogy kell-e VPN.
runs-mail-check-security = Ellenőrizze a portot és a titkosítást: STARTTLS esetén általában 587, TLS esetén 465.
runs-mail-wait = Várjon; magától újra próbálkozik.
runs-mail-check-authority = Ellenőrizze a szerver nevét, vagy vetesse fel egy rendszergazdával a tanúsítványt kiadó hitelesítésszolgáltatót a számítógép megbízható szolgáltatói közé.
runs-mail-choose-starttls = Válassza a STARTTLS-t, vagy a TLS portját, amely általában 465.
runs-mail-choose-tls = Válassza a TLS-t a portjával, amely általában 465; e-mail sosem megy el titkosítatlanul.
runs-mail-ask-security = Kérdezze meg a szolgáltatót, milyen portot és titkosítást kér.
runs-mail-leave-user = Hagyja üresen a felhasználót, ha a szerver nem kér bejelentkezést, vagy kérdezze meg a szolgáltatót.
runs-mail-correct-login = Javítsa ki a felhasználót és a jelszót az e-mail beállításainál; egyes szolgáltatók külön ehhez az alkalmazáshoz készült jelszót kérnek.
runs-mail-use-sender = Az e-mail beállításainál olyan feladót adjon meg, amelynek nevében ez a felhasználó küldhet.
runs-mail-correct-recipient = Javítsa ki a címet az exportban, vagy kérdezze meg a szolgáltatót.
runs-mail-do-as-told = Kövesse a szerver válaszát; a túl nagy fájl kimaradhat az üzenetből.
runs-mail-check-host = Ellenőrizze a szervert és a portot az e-mail beállításainál.
runs-mail-nameless = az e-mail-szervernek nincs neve
runs-mail-type-host = Adja meg a szerver nevét.
runs-mail-no-host-name = `{ $host }` nem egy e-mail-szerver neve
runs-mail-type-host-alone = Csak a szerver nevét adja meg, például smtp.example.com.
runs-mail-usual-ports = STARTTLS esetén 587-et, TLS esetén 465-öt használjon, hacsak a szolgáltatója mást nem mond.
runs-mail-port-zero = 0-s port nem létezik
runs-mail-no-sender = `{ $address }` nem lehet feladó címe
runs-mail-type-sender = Adjon meg egy címet, például exports@example.com.
runs-mail-ascii-only = csak ASCII-címeket fogad el
runs-mail-not-smtp = a válasza nem SMTP
runs-mail-not-text = a válasza nem szöveg
runs-mail-nothing-answers = ott semmi sem válaszol
runs-certificate-unknown-issuer = a tanúsítványa olyan hitelesítésszolgáltatótól való, amelyet ez a számítógép nem ismer
runs-certificate-expired = lejárt a tanúsítványa
runs-certificate-not-yet-valid = a tanúsítványa még nem érvényes
runs-certificate-other-name = a tanúsítványa más névre szól
runs-certificate-revoked = a tanúsítványát visszavonták
runs-certificate-self-made = a tanúsítványát maga állította ki, és azért egyetlen hitelesítésszolgáltató sem kezeskedik

## Életjelek

runs-no-request = nem indítható kérés: { $reason }
runs-no-request-alone = nem indítható kérés
runs-place-unreachable = { $place } nem érhető el: { $reason }
runs-heartbeat-silent = nem válaszol a szolgáltatás: { $place }
runs-heartbeat-answers = a szolgáltatás ({ $place }) válasza: { $status }
runs-heartbeat-compare-url = Vesse össze az export ütemezésében megadott életjel-URL-t azzal, amelyet a szolgáltatás mutat.
runs-restart-computer = Indítsa újra a számítógépet, ha ez nem szűnik meg.
runs-heartbeat-check-network = Ellenőrizze a hálózatot, és hogy működik-e a szolgáltatás.
runs-heartbeat-check-service = Nézze meg, működik-e a szolgáltatás.

## Amit a mintafájl mutat

runs-sample-no-table = üres, vagy nem szöveges, JSON- vagy XML-tábla
runs-sample-note = Mintafájlból: { $name }
runs-sample-plain-text = Egyszerű szöveg.
runs-sample-gzip = Úgy kezdődik, mint egy gzip-fájl.
runs-sample-zip = Úgy kezdődik, mint egy zip-archívum.
runs-sample-json-lines = Minden sor JSON-objektum ({ $lines } sor).
runs-sample-xml-rows = { $rows } sora a következő elem: `{ $row }`, ebben: `{ $root }`.
runs-sample-xml-elements = Minden érték egy elem.
runs-sample-xml-attributes = Minden érték a sorának attribútuma.
runs-sample-xml-fields = Minden érték egy `field` elem, névvel.
runs-sample-xml-nil = Egyes elemekben `xsi:nil` áll.
runs-sample-xml-absent = Egyes sorokból hiányoznak értékek.
runs-sample-xml-none-missing = Egy érték sem hiányzik, ezért az számít, ami a legtöbb fájlban van.
runs-sample-mark-utf8 = Az UTF-8 bájtsorrendjelével kezdődik.
runs-sample-mark-utf16 = Az UTF-16 bájtsorrendjelével kezdődik.
runs-sample-encoding-named = A dokumentum megnevezi.
runs-sample-ascii = Csak ASCII-karakterek vannak benne, amelyek mindenhol egyformák.
runs-sample-utf8 = Az ASCII-n túli karakterei UTF-8 szerintiek.
runs-sample-shift-jis = Nem UTF-8, és Shift-JIS szerint japán szavak vannak benne.
runs-sample-windows-1250 = Nem UTF-8, és windows-1250 szerint közép-európai betűk vannak benne.
runs-sample-iso-8859-2 = Nem UTF-8, és ISO-8859-2 szerint közép-európai betűk vannak benne.
runs-sample-windows-1252 = Nem UTF-8; a legtöbb más fájl windows-1252.
runs-sample-line-ends = { $both } sor végződik CRLF-fel, { $feeds } LF-fel, { $returns } CR-rel.
runs-sample-extension = A fájl neve is így végződik.
runs-sample-date-in-name = A fájl dátuma lehet: { $found }.
runs-sample-split = Ezzel tagolva minden sorban { $cells } cella van ({ $rows } sor).
runs-sample-single-quotes = A cellák ezzel kezdődnek és végződnek.
runs-sample-one-column = Csak egy oszlop van, ezért elválasztó nem látszott.
runs-sample-line-length = Minden sor { $length } karakteres ({ $lines } sor).
runs-sample-widths = Ott kezdődik oszlop, ahol minden sorban szóköz áll előtte; az egymáshoz érő mezők nem különböztethetők meg.
runs-sample-header-value = Az első sorban ez áll: „{ $value }”, ami inkább érték, mint név.
runs-sample-header-twice = Az első sorban kétszer szerepel ugyanaz a szöveg.
runs-sample-header-names = Az első sorban { $names } különböző név áll.
runs-sample-all-enclosed = Minden cella idézőjelben van ({ $cells } cella).
runs-sample-none-enclosed = Egy cella sincs idézőjelben; amelyiknek kell, az kap.
runs-sample-texts-enclosed = { $columns } oszlopból { $texts } oszlop minden értéke idézőjelben van, akár kell, akár nem.
runs-sample-some-enclosed = { $all } cellából { $enclosed } van idézőjelben.
runs-sample-missing-word = { $cells } cellában ez a szó áll, idézőjel nélkül.
runs-sample-empty-plain = { $cells } cellában semmi sincs, üres idézőjelpár pedig egyikben sem.
runs-sample-empty-quoted = { $empty } cellában üres idézőjelpár áll, { $nothing } cellában semmi.
runs-sample-column = { $number }. oszlop
runs-sample-other-patterns = Szintén lehetséges: { $patterns }.
runs-sample-pattern = { $column }: minden érték így van írva ({ $values } érték), például { $example }.{ $others }
runs-sample-numbers = { $column }: olyan számok vannak benne, mint { $example }.
runs-sample-booleans = { $column }: csak ez a kettő fordul elő benne.

## A sorok összehasonlítása a kézbesítettekkel

runs-changes-same-key = két sornak ugyanaz a kulcsa: { $key }
runs-changes-no-key = { $row }. sor: nincs érték a következő kulcsoszlopban: `{ $column }`
runs-changes-disorder = { $row }. sor: nem a kulcs sorrendjében áll: { $key }
runs-changes-too-many-removed = { $all } kézbesített sorból { $removed } tűnne el, több mint { $percent }%
runs-changes-state-types = az utolsó kézbesített futás állapota nem használható: az értékei nem a mostani típusúak: { $reason }
runs-changes-state-unusable = az utolsó kézbesített futás állapota nem használható: { $reason }
runs-changes-hidden-row = { $row }. sor; { $hidden }
runs-changes-add-to-key = Vegyen fel további oszlopokat a kulcsba, amíg minden sornak saját kulcsa nem lesz.
runs-changes-filter-out = Szűrje ki az ilyen sorokat, vagy válasszon másik kulcsot.
runs-changes-other-key = Válasszon másik kulcsot.
runs-changes-check-source = Ellenőrizze a forrást. Ha rendben van, növelje a „Leállás, ha ennél több tűnne el” értékét (a definícióban `most_removed_percent`), vagy futtassa újra teljesen az exportot.
runs-changes-run-in-full = Futtassa újra teljesen az exportot.
runs-changes-ended-early = a sorok idő előtt véget értek
runs-changes-state-changed = `{ $name }` megváltozott
runs-changes-other-columns = a forrásnak akkor más oszlopai voltak

## Részek, nevek és kísérőfájlok

runs-parts-too-many = a sorok több mint { $most } részt adnak ki
runs-parts-larger = Készítsen nagyobb részeket.
runs-parts-row-too-large = { $row }. sor: egymaga nagyobb, mint amekkora egy rész lehet
runs-line-unwritten = egy sor nem írható ki: { $what }
runs-companion-line-unwritten = egy kísérőfájl egyik sora nem írható ki: { $what }
runs-line-wider-part = Szélesítse a részt, vagy hagyja ki.
runs-parts-same-entry = két résznek ez lenne a neve: `{ $name }`
runs-parts-same-name = két résznek ez lenne a neve: `{ $stem }.{ $extension }`
runs-write-into-name = Írja bele ezt: { $part }.
runs-file-kept = `{ $name }` a lecserélt futásé, és azóta megváltozott, ezért megmarad
runs-file-delete-kept = Törölje, ha már nincs rá szüksége.
runs-file-like-manifest = egy fájl neve olyan lenne, amilyen a manifeszteké: `{ $name }`
runs-file-other-extension = Válasszon másik nevet vagy kiterjesztést.
runs-files-same-name = két fájlnak ez lenne a neve: `{ $name }`
runs-files-other-companions = Válasszon más neveket a kísérőfájloknak.
runs-files-other-members = Válasszon más fájlneveket a csomag exportjainak.
runs-manifest-of-others = `{ $path }` már létezik, és nem az Export Desk manifesztje, ezért nem lesz lecserélve
runs-manifest-move-other = Helyezze át másik mappába, vagy válasszon másik fájlnevet.

## Maszkolt oszlopok

runs-masked-hash = SHA-256 (álnevesített, nem anonim)
runs-masked-keyed-hash = HMAC-SHA-256 a következő kulccsal: „{ $key }”, azonosítója { $id } (álnevesített, nem anonim)
runs-masked-keep = néhány karakter megmarad
runs-masked-truncate = a dátum egy része megmarad
runs-masked-band = számsávok
runs-masked-remove = eltávolítva
runs-masked-column = Maszkolt oszlop: `{ $header }`; módja: { $what }
runs-masked-no-phone-number = nem telefonszám, ezért
runs-masked-no-phone-numbers = nem telefonszám, ezért
runs-masked-row = sor
runs-masked-first-rows = első sorok
runs-masked-left-empty = `{ $field }`: { $values } { $are } üresen maradt ({ $rows }: { $numbers })
runs-masked-correct-numbers = Javítsa ki az adatokat, vagy adja meg, melyik országhoz tartoznak a + nélküli számok.

## A fájlt betöltő parancsok

runs-load-with-password = jelszavas archívumhoz nincs betöltőparancs
runs-load-unpack-7zip = Csomagolja ki a 7-Zippel, majd töltse be a benne lévő fájlt.
runs-load-lines-around = nincs betöltőparancs: az adatok körüli sorok adatsornak számítanának
runs-load-remove-lines = Távolítsa el ezeket a sorokat, mielőtt betölti a fájlt.
runs-load-header-line-end = nincs betöltőparancs: egy fejlécben sorvég van
runs-load-header-one-line = Egysoros fejlécet válasszon.
runs-load-several-parts = több részből álló archívumhoz nincs betöltőparancs
runs-load-several-files = nincs betöltőparancs { $files } fájlból álló táblához
runs-load-one-after-another = Töltse be egymás után az összes részt, vagy ne bontsa részekre a fájlt.
runs-load-archive-of-several = több fájlt tartalmazó archívum fájljához nincs betöltőparancs
runs-load-unpack-archive = Csomagolja ki az archívumot, majd töltse be a fájlját.

## Csomagok

runs-set-look-at-members = Nézze meg egyenként a csomag exportjait.
runs-set-transaction = A csomag minden exportja egyetlen tranzakcióban lett beolvasva
runs-set-unchanged-files = A csomag exportjainak egyetlen fájlja sem változott a beolvasás közben
runs-set-from-copy = A csomag exportjai az ezen a számítógépen lévő másolatból lettek beolvasva, amelybe az adatmodelljeik egymás után másolódtak
runs-set-one-after-another = A csomag exportjai egymás után lettek beolvasva: a kapcsolatnak nincs olyan pillanatképe, amelyet több lekérdezés közösen használhatna
runs-set-run-when-unwritten = Akkor futtassa a csomagot vagy frissítse a másolatot, amikor semmit sem írnak.
runs-set-no-fields = az adatokban nincs ilyen mező: { $fields }, ezért „{ $name }” ezek nélkül készül
runs-set-same-file = a csomag két exportjának fájlja ugyanezt a nevet kapná: `{ $name }`
runs-set-bytes-came-back = a kiírtakból { $bytes } bájt jött vissza

## Kész fájl visszaolvasása

runs-verify-no-manifest = nincs mellette manifeszt: csak maga a fájl lett visszaolvasva
runs-verify-other-manifest = a manifeszt (`{ $path }`) másik fájlról szól (`{ $file }`), nem erről: csak maga a fájl lett visszaolvasva
runs-verify-unchecked-pgp = Titkosított, ezért a sorai csak a partner titkos kulcsával olvashatók és számolhatók meg
runs-verify-unchecked-password = A sorai csak a jelszavával olvashatók és számolhatók meg
runs-verify-differs = { $what }: { $found }; a manifesztje szerint: { $says }
runs-verify-sha256 = nem az a fájl, amelyről a manifesztje szól; az SHA-256-összege
runs-verify-size = a mérete bájtban
runs-verify-content-size = a tartalmának mérete bájtban
runs-verify-crc32 = a tartalmának CRC-32-összege
runs-verify-encryption-method = a titkosításának módja
runs-verify-encryption-armor = szövegként van-e titkosítva (`armor`)
runs-verify-encryption-keys = a kulcsok azonosítói, amelyekkel titkosították
runs-verify-member-asked = az export `{ $key }` értéke a definícióban
runs-state-field-type = `{ $field }` mező típusa { $then } volt, és most { $now }
runs-folder-not-unicode = a neve nem Unicode
runs-verify-entry-name = a benne lévő fájl neve
runs-verify-first-listed = az elsőként felsorolt fájl szerint `{ $key }`
runs-verify-sum-of-files = a felsorolt fájlok sorainak összege
runs-verify-sum-of-members = `{ $key }` összege a csomag exportjaiban
runs-verify-key-is = `{ $key }`
runs-verify-read-and-written = a manifesztje szerint { $read } sor lett beolvasva és { $written } kiírva{ $of }
runs-verify-of-member = ebből: „{ $name }”
runs-verify-size-of = `{ $name }` mérete bájtban
runs-verify-listed-unreadable = `{ $name }`, amelyet a manifesztje felsorol: { $error }
runs-verify-listed-missing = `{ $name }` nincs meg, pedig a manifesztje felsorolja
runs-verify-rows-differ = { $rows } sora van; a manifesztje szerint: { $says }
runs-verify-entries-differ = { $entries } bejegyzése van; a manifesztjében: { $told }
runs-verify-other-entry = `{ $name }` nevű bejegyzése nem az, amelyről a manifesztje szól; { $key }
runs-verify-entry-rows-differ = `{ $name }` nevű bejegyzésében { $rows } sor van; a manifesztje szerint: { $says }
runs-verify-nothing = semmi
runs-verify-too-many-entries = több bejegyzése van, mint ahány exportja a csomagnak
runs-verify-kind-workbook = munkafüzet
runs-verify-kind-parquet = Parquet-fájl
runs-verify-empty = üres
runs-verify-other-kind = nem { $kind }
runs-verify-no-member = a csomag egyik exportja sem készítette
runs-verify-names-no-file = nem nevez meg fájlt
runs-verify-wrong-manifest = `{ $path }` nem a manifesztje: { $problem }

## Jelszavak és aláírókulcsok

runs-draft-no-name = a fájlnak még nincs neve
runs-draft-no-file = nincs fájl
runs-zip-password-missing = a zip jelszava nincs itt elmentve: „{ $name }”
runs-secret-save-in-format = Mentse el az export Formátum lépésében, vagy adja meg a környezetben (lásd a kézikönyvet).
runs-password-empty = a jelszó üres
runs-password-enter = Adjon meg egyet.
runs-password-short = a jelszó { $least } karakternél rövidebb
runs-password-longer = Akinél a fájl van, annyi ideig próbálgathat jelszavakat, ameddig csak akar: használjon hosszabbat.
runs-password-line-end = a jelszóban sorvég vagy tabulátor van
runs-password-typable = Olyan karaktereket használjon, amelyek begépelhetők.
runs-password-long = a jelszó { $bytes } bájtos, a 7-Zip pedig legfeljebb { $most } bájtot fogad el
runs-password-shorter = Használjon rövidebbet; az ékezetes betűk két vagy több bájtosak.
runs-secret-wrong-name = a név üres, vezérlőkarakter van benne, vagy 200 karakternél hosszabb
runs-key-not-ascii = a titkos kulcsban oda nem illő karakterek vannak
runs-key-too-long = a titkos kulcs { $most } karakternél hosszabb
runs-key-export-minimal = Mások aláírásai nélkül exportálja: `--export-options export-minimal`.
runs-signing-key-missing = az aláírókulcs nincs itt elmentve: „{ $name }”
runs-signing-key-unusable = az aláírókulcs („{ $name }”) nem használható: { $message }
runs-signing-key-damaged = a kulcstárban lévő aláírókulcs sérült: „{ $name }”
runs-signing-key-save-again = Mentse el újra.

## Az exportok előzményei

runs-answer-growing = `{ $name }` megérkezett. Letöltődik, amint már nem változik
runs-history-mapping = a kapcsolat hozzárendelése
runs-history-copy-report = az utolsó másolat jelentése
runs-history-damaged = az exportok előzményei sérültek (`{ $path }`): { $reason }
runs-history-unreadable = { $what } nem olvasható: { $reason }
runs-history-newer = az exportok előzményeit újabb Export Desk mentette: `{ $path }`
runs-history-unavailable = az exportok előzményei nem használhatók (`{ $path }`): { $reason }
runs-history-set-aside = Tegye félre, és kezdjen üres előzményekkel; semmi sem törlődik, és az exportált fájlok a helyükön maradnak.
runs-history-maybe-newer = Lehet, hogy újabb Export Desk mentette: használja azt. Ha sérült, mentse el újra vagy törölje; semmi mást nem érint.
runs-history-use-newer = Használja az újabb Export Desket, vagy tegye félre az előzményeket, és kezdjen üresekkel.
runs-free-space-try-again = Szabadítson fel helyet a lemezen, majd próbálja újra.
runs-history-check-folder = Ellenőrizze, hogy megvan-e a mappa, írhat-e bele, és nem használja-e más program a fájlt.
runs-history-busy = egy másik program éppen írja
runs-history-definition-of = a definíció („{ $name }”)
runs-list-file-due = A fájl még nincs meg. A határideje ez volt: { $at }
runs-list-this-computer = Ez a számítógép
runs-history-empty-file = üres fájl
runs-history-nothing-in-it = nincs benne semmi
runs-history-other-program = másik programhoz tartozik
runs-history-saved-settings = a beállítások mentett állapota
runs-history-the-settings = a beállítások: { $error }
runs-history-setting = `{ $name }` beállítás

## Frissítések

runs-update-no-source = ehhez a kiadáshoz nem tartozik hely, ahonnan frissítések jönnek
runs-update-wrong-address = `{ $address }` nem olyan cím, ahonnan frissítések jöhetnek
runs-update-no-key = ehhez a kiadáshoz nem tartozik nyilvános kulcs, amellyel a frissítések ellenőrizhetők
runs-update-not-installed = az Export Desk ezen példánya innen nem frissíthető: { $reason }
runs-update-silent = nem válaszol a kiszolgáló: { $place }
runs-update-answers = a kiszolgáló ({ $place }) válasza: { $status }
runs-update-manifest-unreadable = nem olvasható, amit a kiszolgáló a frissítésekről mond: { $reason }
runs-update-no-package = ehhez a platformhoz nincs telepítőcsomag: { $platform } (verzió: { $version })
runs-update-too-large = a telepítőcsomag nagyobb, mint { $megabytes } MB
runs-update-broke-off = a telepítőcsomag { $bytes } bájt után megszakadt
runs-update-unsigned = a telepítőcsomag nincs aláírva: { $reason }
runs-update-other-key = a telepítőcsomagot olyan kulccsal írták alá, amelyet ez a verzió nem ismer
runs-update-tampered = a telepítőcsomagot vagy az aláírását az aláírás után megváltoztatták
runs-update-other-package = a kínált telepítőcsomag („{ $offered }”) aláírása másról szól: „{ $signed }”
runs-update-install-failed = a telepítőcsomag nem telepíthető: { $reason }
runs-update-get-newer = Az újabb verziókat onnan szerezze be, ahonnan ez származik.
runs-update-install-package = Telepítse az egyik telepítőcsomagot; az utána innen frissíthető.
runs-update-check-network = Ellenőrizze a hálózatot, majd keressen újra. Minden más e nélkül is működik.
runs-update-look-later = Keressen újra később.
runs-update-try-later = Semmi sem települt. Próbálja újra később.
runs-update-tell-makers = Semmi sem települt, és a telepítőcsomag törlődött. Szóljon az Export Desk készítőinek; ne telepítse máshonnan.
runs-update-install-by-hand = Semmi sem változott. Telepítse kézzel a telepítőcsomagot, rendszergazdaként.
runs-update-command-by-hand = Semmi sem változott. Kézzel így megy: { $command }
runs-update-when-ended = Próbálja újra, ha véget ért.
runs-update-too-long = túl hosszú
runs-update-nobody-to-ask = itt semmi sem tudja bekérni a rendszergazda jelszavát
runs-update-no-package-installed = nem telepítőcsomag telepítette
runs-update-by-msi = .msi-csomag telepítette, amelyet az cserél le, aki ezt a számítógépet felügyeli
runs-update-not-in-app = nem egy alkalmazás mappájában van
runs-update-not-confirmed = rendszergazda nem erősítette meg
runs-update-not-one-app = a telepítőcsomagban nem egy alkalmazás van
runs-update-its-version = a verziója: { $error }
runs-update-signature-unreadable = az aláírása nem olvasható
runs-update-signature-outdated = az aláírása elavult fajtájú
