### Amit a kézbesítések, a célok, a titkok, az időzónák és maga az alkalmazás mondanak.

## Idők

delivery-under-time = 0,1 s alatt

## Titkok és a kulcstár

delivery-no-keychain = ezen a számítógépen nincs olyan kulcstár, amelyet az Export Desk használni tud
delivery-keychain-locked = a kulcstár zárolva van
delivery-keychain-broken = a kulcstár nem a várt módon válaszol: { $reason }
delivery-start-secret-service = Indítson el egy titoktároló szolgáltatást, például GNOME Keyring vagy KWallet, majd indítsa újra az Export Desket.
delivery-unlock-keychain = Oldja fel a kulcstárat, és próbálja újra.
delivery-look-at-keychain = Nézze meg, hogy a kulcstár megnyílik-e a rendszer saját programjában.
delivery-most-characters = { $what }: legfeljebb { $limit } karakter lehet
delivery-several-entries = több azonos nevű bejegyzése van
delivery-entry-unreadable = a bejegyzés nem olvasható
delivery-not-regular-file = nem közönséges fájl

## Időzónák

delivery-zones-unreadable = `{ $path }` nem olvasható: { $reason }
delivery-zones-not-compiled = `{ $path }` nem lefordított időzóna-adatbázis: { $found } időzóna található benne
delivery-zones-no-release = `{ $path }` nem mondja meg, hogy az időzóna-adatbázis melyik kiadása
delivery-zones-damaged = `{ $zone }` nem használható (`{ $path }`): { $reason }
delivery-zones-not-newer = a kiadás ({ $release }) nem újabb a használatban lévőnél ({ $current })
delivery-zones-unwritable = `{ $path }` nem írható: { $reason }
delivery-check-file-whole = Ellenőrizze, hogy a fájl teljes és olvasható-e.
delivery-choose-tzdata = Válassza a Python tzdata csomagját (.whl fájl), egy zoneinfo mappa .zip fájlját vagy magát az ilyen mappát. Az IANA tzdata archívumai lefordítatlan forrásszöveget tartalmaznak.
delivery-add-zones-release = Tegye mellé a tzdata.zi fájlját vagy egy +VERSION nevű fájlt a kiadással, például 2026f.
delivery-get-zones-again = Szerezze be újra az adatbázist, ha kell, máshonnan.
delivery-choose-newer-release = Semmi sem változott. Válasszon újabb kiadást.
delivery-check-disk-space = Ellenőrizze, hogy a lemezen van-e hely, és írható-e.
delivery-too-many-files = több mint { $most } fájl van benne
delivery-not-zip = nem zip-archívum ({ $error })
delivery-zones-built-in = beépített
delivery-zones-of-system = az operációs rendszeré
delivery-zones-imported = importált
delivery-no-zone = nincs `{ $name }` nevű időzóna
delivery-did-you-mean = Erre gondolt: { $names }?
delivery-or = vagy
delivery-use-name-or-import = Használjon olyan nevet, mint Europe/Budapest. Ha az időzóna új, importáljon újabb időzóna-adatbázist (Névjegy).
delivery-use-iana-name = Használjon IANA-nevet, például Europe/Budapest.
delivery-leap-seconds = számol a szökőmásodpercekkel

## A partnerek válaszai

delivery-answer-wait-wrong = válaszra nem lehet ilyen sokáig vagy nulla ideig várni
delivery-choose-answer-wait = 1 perc és 7 nap közötti időt válasszon.
delivery-answer-path-example = Adja meg, például { $stem }_result*.csv vagy results/{ $file }.err.
delivery-answer-path-missing = a válasz útvonala hiányzik
delivery-answer-path-control = a válasz útvonalában vezérlőkarakter van
delivery-type-again = Adja meg újra.
delivery-answer-path-backslash = a válasz útvonalában `\` jel van
delivery-divide-folders = A mappákat `/` jellel válassza el.
delivery-answer-path-leaves = a válasz útvonala `.` vagy `..` résszel kilép a mappájából
delivery-answer-path-from-root = Másik mappát / jellel kezdve, a szerver gyökerétől adhat meg, például /result/{ $file }_result.
delivery-answer-path-empty-part = a válasz útvonalának van üres része
delivery-answer-placeholders = Csak ezeknek van jelentésük: { $file } és { $stem }; ahol a partner hozzátesz valamit, ott * álljon.
delivery-answer-placeholder-unknown = a válasz útvonalában ismeretlen helyőrző van
delivery-answer-use-placeholder = Használja a következők egyikét: { $file } vagy { $stem }; így más fájl válaszát nem tekintjük ezének.
delivery-answer-path-unnamed = a válasz útvonala nem mondja meg, hogy melyik fájlra válaszol
delivery-answer-path-stars = `*` egynél többször vagy mappában szerepel
delivery-use-star-once = Egyszer használja, a névben.
delivery-answer-path-alone = ez maga a kézbesített fájl
delivery-answer-too-large = `{ $path }` mérete { $size } (`{ $place }`); válaszokat eddig a méretig töltünk le: { $limit }
delivery-fetch-answer-by-hand = Töltse le kézzel, és kérjen a partnertől kisebbeket.
delivery-answer-not-readable = `{ $place }` nem engedi a következő olvasását: `{ $path }`
delivery-let-read-answers = Kérje meg a rendszergazdáját, hogy ez a felhasználó olvashassa a partner válaszait.
delivery-no-folder = nincs `{ $path }` nevű mappa itt: `{ $place }`
delivery-check-answer-path = Ellenőrizze a célnál a partner válaszának útvonalát.
delivery-folder-not-listed = `{ $place }` nem engedi a következő mappa listázását: `{ $folder }`
delivery-give-whole-answer-name = Forduljon a rendszergazdájához, vagy adja meg a válasz teljes nevét `*` nélkül: akkor nem kell listázni a mappát.
delivery-written-when-unknown = `{ $place }` nem közli, mikor íródott a következő fájl: `{ $path }`
delivery-answer-age-unknown = Enélkül a válasz nem különböztethető meg egy régebbitől.

## Objektumtárak

delivery-check-settings-secret = Ellenőrizze a cél beállításait és titkát.
delivery-the-secret-key = a titkos kulcs
delivery-the-service-account-key = a szolgáltatásfiók JSON-kulcsa
delivery-the-access-key = a hozzáférési kulcs
delivery-kind-without-buckets = az ilyen fajta célnak nincsenek tárolói
delivery-choose-another-kind = Válasszon másik fajtát.
delivery-name-being-given = egy másik kézbesítés éppen ezt a nevet adja: `{ $name }`
delivery-remove-claim-objects = Újra megpróbáljuk. Ha nincs másik kézbesítés, távolítsa el ezt az objektumot: `{ $object }`, és azokat, amelyek itt vannak: `{ $folder }`.
delivery-checked-size-md5 = méret és MD5 (ETag)
delivery-checked-size-sha-read-back = méret és SHA-256, visszaolvasva
delivery-checked-md5-answer = MD5 (a tárhely válaszának ETag értéke)
delivery-bytes-instead = { $found } bájt { $wanted } helyett
delivery-size-and = méret és
delivery-etag-of-answer = a tárhely válaszának ETag értéke
delivery-checked-md5 = { $size }MD5 ({ $how })
delivery-md5-not-told = `{ $place }` nem közli a következő MD5-értékét: `{ $object }`
delivery-choose-other-check = Válasszon másik ellenőrzési módot a célnak.
delivery-checked-sha-read-back = { $size }SHA-256, visszaolvasva
delivery-other-sha = más az SHA-256 értéke
delivery-other-md5 = más az MD5-értéke
delivery-size = méret
delivery-store-answer = a tárhely válasza
delivery-with-first-object = az első objektummal
delivery-rename-not-needed-object = nem szükséges: egy objektum csak teljes egészében jelenik meg
delivery-bytes-as-written = { $bytes } bájt, ahogyan kiírtuk
delivery-read-back-different = a visszaolvasott tartalom más
delivery-not-allowed-not-needed = ott nem engedélyezett, és nincs is rá szükség
delivery-not-allowed-stays = ott nem engedélyezett, és nincs is rá szükség: `{ $path }` megmarad
delivery-wrong-object-name = `{ $path }` nem lehet objektum neve: { $error }
delivery-change-target-path = Módosítsa a cél útvonalát; `.`, `..` és üres rész nem lehet benne.
delivery-target-unusable = a cél nem használható: { $reason }
delivery-target-settings-unusable = a cél beállításai nem használhatók
delivery-access-key-refused = `{ $place }` nem fogadja el a hozzáférési kulcsot
delivery-check-access-key-id = Ellenőrizze a hozzáférési kulcs azonosítóját.
delivery-check-secret-key-region = Ellenőrizze a titkos kulcsot és a régiót.
delivery-check-key-clock = Ellenőrizze a kulcsot és a számítógép óráját.
delivery-clocks-differ = a következő órája és ennek a számítógépnek az órája túlságosan eltér: `{ $place }`
delivery-set-clock = Állítsa be pontosan a számítógép óráját; ha pontos, szóljon a tárhely rendszergazdájának.
delivery-check-account-key = Ellenőrizze a tárfiókot és a hozzáférési kulcsát.
delivery-bucket = tároló
delivery-container = konténer
delivery-no-such-bucket = nincs ilyen { $what } itt: `{ $place }`
delivery-check-name-of = Ellenőrizze a nevet ({ $what }); magától nem jön létre.
delivery-no-key-there = `{ $key }` nem található itt: `{ $place }`
delivery-check-bucket-name = Ellenőrizze a tároló nevét; magától nem jön létre.
delivery-check-access-key = Ellenőrizze a hozzáférési kulcsot.
delivery-bucket-elsewhere = a tároló nem itt van: `{ $place }`
delivery-check-region = Ellenőrizze a régiót.
delivery-refuses = `{ $place }` elutasítja: { $words }
delivery-ask-store-administrator = Kérdezze meg a tárhely rendszergazdáját, mit jelez erről a tárhely.
delivery-wait-store = Várjon; ha ez nem múlik el, forduljon a tárhely rendszergazdájához.
delivery-busy = `{ $place }` ezt most nem tudja elvégezni
delivery-no-host = nincs `{ $host }` nevű kiszolgáló
delivery-check-endpoint-names = Ellenőrizze a végpontot, a régiót és a tároló nevét.
delivery-unreachable = `{ $place }` nem érhető el
delivery-check-endpoint-vpn = Ellenőrizze a végpontot, vagy hogy szükséges-e VPN.

## A kézbesítés hibái

delivery-made-not-delivered = elkészült, nincs kézbesítve („{ $target }”): { $reason }
delivery-cancelled = a kézbesítést megszakították
delivery-deliver-again-later = Kézbesítse újra, amikor szeretné.
delivery-nothing-listens = `{ $place }` nem érhető el: ott semmi sem fogad kapcsolatot
delivery-unreachable-because = `{ $place }` nem érhető el: { $reason }
delivery-check-host-port = Ellenőrizze a kiszolgálót és a portot, vagy hogy szükséges-e VPN.
delivery-check-network-busy = Ellenőrizze a hálózatot, és hogy nem túlterhelt-e a szerver.
delivery-no-reply = `{ $place }` nem válaszol
delivery-check-network-restarted = Ellenőrizze a hálózatot; lehet, hogy a szervert újraindították.
delivery-connection-ended = túl korán megszakadt a kapcsolat a következővel: `{ $place }`
delivery-login-refused = `{ $place }` nem engedi be a következő felhasználót: `{ $user }`
delivery-act-writing = írása
delivery-act-looking = méretének lekérdezése
delivery-act-reading = visszaolvasása
delivery-act-naming = név megadása
delivery-act-removing = eltávolítása
delivery-choose-writable-folder = Válasszon olyan mappát, amelybe ez a felhasználó írhat, vagy forduljon a rendszergazdájához.
delivery-test-checking = Tesztelje a célt: ebből kiderül, melyik ellenőrzési mód működik ott.
delivery-test-publishing = Tesztelje a célt: ebből kiderül, hogyan jelenhet meg ott a fájl, például közvetlenül a nevén írva.
delivery-ask-to-remove = Kérje meg a rendszergazdáját, hogy távolítsa el.
delivery-words-in-brackets = ({ $words })
delivery-not-allowed = `{ $place }` nem engedi a következőt: `{ $path }` { $what }{ $words }
delivery-arrived-untold = `{ $place }` az egészet átvette, de nem közli, hogy hiánytalanul megérkezett-e: `{ $path }`; { $reason }
delivery-choose-answer-check-or-test = Válassza a célnál „Az ellenőrzés módja” beállításhoz ezt: „A szerver válasza”. A cél tesztje kideríti, mi működik ott.
delivery-taken-away = `{ $place }` az egészet átvette, utána mégsincs ott: `{ $path }`; ott a fájlokat elviszik, amint megíródtak
delivery-choose-direct-and-answer = Válassza a célnál a „Hogyan jelenik meg a fájl” beállításhoz ezt: „Közvetlen írás”, „Az ellenőrzés módja” beállításhoz pedig ezt: „A szerver válasza”; kérdezze meg a partnert, hogy ez a fájl megérkezett-e.
delivery-check-path-or-make = Ellenőrizze az útvonalat, vagy engedje, hogy a cél létrehozza a hiányzó mappákat.
delivery-exists = `{ $name }` már ott van
delivery-choose-name-or-replace = Válasszon másik nevet, vagy engedje, hogy a cél lecserélje a fájlt, vagy számot tegyen a névbe.
delivery-free-space = Szabadítson fel ott helyet, vagy kérjen többet a rendszergazdájától.
delivery-disk-full = megtelt a lemez vagy a kvóta itt: `{ $place }`
delivery-arrived-different = nem az érkezett meg, amit elküldtünk: `{ $path }`; { $what }
delivery-sent-again = Elölről újra elküldjük; ha ez nem múlik el, ellenőrizze a hálózatot.
delivery-edit-target-secret = Szerkessze a célt, és adja meg újra; a rendszer kulcstárában nincs hozzá mentve.
delivery-is-missing = { $what } hiányzik
delivery-run-again = Futtassa újra az exportot.

## Mappák

delivery-this-computer = ez a számítógép
delivery-folder-gone = nincs meg a következő mappa: `{ $folder }`
delivery-connect-drive-or-create = Csatlakoztassa a meghajtóját vagy hálózati megosztását. Ha eltávolították, hozza létre, vagy tesztelje a célt: a teszt létrehozza.
delivery-drive-disconnected = leválasztották a következő mappa meghajtóját: `{ $folder }`
delivery-drive-not-mounted = a következő mappa meghajtója nincs csatolva: `{ $folder }`
delivery-connect-drive = Csatlakoztassa a meghajtót vagy a hálózati megosztást; a fájlt ezután újra elküldjük.
delivery-connect-drive-or-save = Csatlakoztassa a meghajtót vagy a hálózati megosztást; a fájlt ezután újra elküldjük. Ha a mappa másik meghajtóra kerül, mentse el újra a célt.
delivery-read-back = visszaolvasva
delivery-kind-folder = mappa
delivery-kind-special = csővezeték, foglalat vagy eszköz
delivery-not-a-file = `{ $path }` nem fájl, hanem { $what }
delivery-remove-or-choose = Távolítsa el, vagy válasszon másik nevet vagy mappát a célnak.
delivery-check-folder-drive = Ellenőrizze, hogy a mappa lemeze vagy hálózati meghajtója működik-e.
delivery-deliver-again = Kézbesítse újra.

## FTP

delivery-wrong-certificate-name = `{ $host }` nem szerepelhet névként tanúsítványban
delivery-type-certificate-name = Úgy adja meg a kiszolgáló nevét, ahogyan a tanúsítványában szerepel.
delivery-not-encrypted = nincs titkosítva
delivery-the-password = a jelszó
delivery-as-user = felhasználó: `{ $user }`
delivery-check-user-password = Ellenőrizze a felhasználót és a jelszót.
delivery-choose-ftps = A szerver titkosítást kér: válassza ezt: „FTP SSL felett”.
delivery-not-created = `{ $place }` nem tudja létrehozni a következőt: `{ $path }`; { $words }
delivery-check-folder-room = Újra megpróbáljuk. Ha ez nem múlik el, ellenőrizze, hogy ez a felhasználó írhat-e a mappába, és hogy a lemezén elfér-e még egy fájl.
delivery-not-continued = `{ $place }` nem folytatja a következőt: `{ $path }`; { $words }
delivery-sent-from-start = Elölről küldjük el.
delivery-by-hash = a szerver HASH parancsával
delivery-by-xsha256 = a szerver XSHA256 parancsával
delivery-no-safe-connection = nem hozható létre biztonságos kapcsolat a következővel: `{ $place }`; { $reason }
delivery-check-port-encryption = Ellenőrizze a portot és a titkosítás fajtáját.
delivery-wrong-ftp = `{ $place }` nem a szabályok szerint használja az FTP-t
delivery-ask-to-look = Kérje meg a szerver rendszergazdáját, hogy nézzen utána.
delivery-busy-words = `{ $place }` ezt most nem tudja elvégezni: { $words }
delivery-wait-server = Várjon; ha ez nem múlik el, forduljon a szerver rendszergazdájához.
delivery-refuses-user = `{ $place }` elutasítja a felhasználót: { $words }
delivery-ask-server-administrator = Kérdezze meg a szerver rendszergazdáját, mit jelez erről a szerver.

## A hálózat

delivery-check-host-name = Ellenőrizze a kiszolgáló nevét, vagy hogy szükséges-e VPN.
delivery-no-host-because = nincs `{ $host }` nevű kiszolgáló{ $reason }
delivery-unreachable-silent = `{ $place }` nem érhető el: nem válaszol
delivery-file-changed = `{ $path }` már nem az a fájl, amelyet a futás készített

## A célok tesztelése

delivery-rename-not-needed-direct = nem szükséges: a fájlokat közvetlenül a nevükön írjuk
delivery-other-size = más a mérete
delivery-choose-direct = Válassza a célnál a „Hogyan jelenik meg a fájl” beállításhoz ezt: „Közvetlen írás”; ott ez működik.
delivery-ask-to-allow = Kérje meg a szerver rendszergazdáját, hogy engedélyezze.
delivery-read-back-not-possible = nem lehetséges: a fájlokat elviszik, amint megíródtak
delivery-choose-answer-check = Válassza a célnál „Az ellenőrzés módja” beállításhoz ezt: „A szerver válasza”.
delivery-hash-not-told = `{ $place }` nem közli a fájlok hashét
delivery-sizes-not-told = nem közli a fájlok méretét
delivery-loses-whole = Amíg egy fájl nem teljes, a nevén csak egy része van; jelző mutatja a partnernek, mikor teljes.
delivery-loses-check = Csak a szerver válasza mondja, hogy egy fájl hiánytalanul megérkezett.

## A fájlok elnevezése

delivery-checked-size-sha = méret és SHA-256, { $how }
delivery-after-renaming = átnevezés után { $bytes } bájt van ott
delivery-name-not-given = `{ $place }` azt jelzi, hogy megtörtént az átnevezés erre: `{ $to }`, pedig nem: `{ $from }` még ott van
delivery-ask-or-choose-direct = Forduljon a szerver rendszergazdájához, vagy válassza a célnál a „Hogyan jelenik meg a fájl” beállításhoz ezt: „Közvetlen írás”.
delivery-name-doubted = { $message }; nem tudni, hogy a fájl mégis megkapta-e a nevét
delivery-no-renaming-there = ott nem lehet másik fájl helyére átnevezni, és azt a fájlt sem lehet átnevezni
delivery-perhaps-earlier = ; lehet, hogy egy korábbi kísérlettől, amelynek a válasza elveszett
delivery-remove-claim-folder = Újra megpróbáljuk. Ha nincs másik kézbesítés, távolítsa el a következő mappát: `{ $folder }`.
delivery-presence-not-told = `{ $place }` nem közli, hogy ott van-e a következő: `{ $path }`; { $reason }
delivery-choose-replace = Válassza a célnál ezt: „A fájl cseréje”, és használjon futásonként eltérő neveket, például ezekkel: { $seq } vagy { $run }.
delivery-server-answer = a szerver válasza
delivery-only-part-arrived = { $total } bájtból csak { $size } érkezett meg a következő néven: `{ $path }`
delivery-rest-sent-later = Ellenőrizze a hálózatot; a többit a következő kísérletkor küldjük el.
delivery-checked-sha = { $size }SHA-256, { $how }
delivery-checked-size-only = méret; a szerver nem engedi a visszaolvasást
delivery-name-is-now = { $message }; az ilyen nevű fájl most itt van: `{ $path }`

## A célok beállításai

delivery-kind-ftp = FTP, titkosítás nélkül
delivery-kind-ftps = FTP SSL felett
delivery-type-what = Adja meg a következőt: { $what }.
delivery-control-character = { $what } vezérlőkaraktert tartalmaz
delivery-the-folder = a mappa
delivery-not-whole-path = `{ $path }` nem teljes útvonal
delivery-choose-folder-from-root = Válassza ki a mappát, a meghajtótól vagy a gyökértől kezdve.
delivery-the-host = a kiszolgáló neve
delivery-the-user = a felhasználó neve
delivery-port-zero = a port nem lehet 0
delivery-usually-22 = Általában 22.
delivery-choose-key-file = Válassza ki a titkos kulcs fájlját.
delivery-key-file-missing = a kulcs fájlja hiányzik
delivery-usually-21 = Általában 21.
delivery-the-bucket = a tároló neve
delivery-the-region = a régió
delivery-the-access-key-id = a hozzáférési kulcs azonosítója
delivery-the-storage-account = a tárfiók neve
delivery-the-container = a konténer neve
delivery-not-host-name = `{ $host }` nem egy kiszolgáló neve
delivery-type-host-alone = Csak a nevet adja meg, például sftp.example.com.
delivery-not-server-address = `{ $address }` nem egy szerver címe
delivery-begin-https = Kezdje így: https://, vagy hagyja üresen.
delivery-address-has-secret = a szerver címében bejelentkezés vagy token van
delivery-leave-secret-out = Hagyja ki; a titoknak csak a kulcstárban van helye.
delivery-path-control = az útvonal vezérlőkaraktert tartalmaz
delivery-zero-bandwidth = másodpercenként 0 KiB sebességgel semmi sem küldhető el
delivery-leave-empty-no-limit = Üresen hagyva nincs korlát.
delivery-too-many-hours = { $hours } órányi próbálkozás túl sok
delivery-choose-hours = 0 és 168 óra közötti értéket válasszon.
delivery-name-staging-folder = Adjon meg egy mappát a szerver ugyanazon lemezén, vagy válassza a fájl megjelenésének másik módját.
delivery-staging-missing = hiányzik a mappa, ahonnan a fájlokat áthelyezzük
delivery-staging-control = a mappa, ahonnan a fájlokat áthelyezzük, vezérlőkaraktert tartalmaz

## SFTP

delivery-shows-no-key = `{ $host }` nem mutat kulcsot
delivery-line-of = `{ $file }` fájl { $line }. sora
delivery-host-unconfirmed = még senki sem erősítette meg, hogy `{ $host }` a megfelelő szerver: a kulcsa { $fingerprint } ({ $kind })
delivery-test-and-trust = Tesztelje a célt, vesse össze az ujjlenyomatot azzal, amelyet a szerver rendszergazdája ad meg, és jelölje megbízhatónak.
delivery-key-changed = `{ $host }` más kulcsot mutat, mint korábban: { $now }, a korábbi pedig { $before }; lehet, hogy valaki lehallgatja a kapcsolatot, vagy a szervert újratelepítették
delivery-remove-old-key = Forduljon a szerver rendszergazdájához. Csak ha az új kulcs helyes, akkor távolítsa el a következőt: { $line }; ezután tesztelje a célt, és jelölje megbízhatónak az új kulcsot.
delivery-key-revoked = a következő kulcsát visszavonták: `{ $host }` ({ $fingerprint })
delivery-line-says-so = Forduljon a szerver rendszergazdájához; itt áll: { $line }.
delivery-without-being-asked = kérdés nélkül
delivery-by-password = jelszóval
delivery-key-unreadable = nem olvasható a következő kulcs: `{ $path }`; { $error }
delivery-choose-key-file-again = Válassza ki újra a titkos kulcs fájlját.
delivery-check-user-key = Ellenőrizze a felhasználót, azt, hogy a szerver ismeri-e a kulcsot, és a kulcs jelmondatát.
delivery-by-key = ezzel a kulccsal: `{ $path }`
delivery-start-agent = Indítsa el az SSH-ügynököt, adja hozzá a kulcsot (ssh-add), majd indítsa az Export Desket onnan, ahol az ügynök ismert.
delivery-no-agent = nincs SSH-ügynök, amely válaszolna
delivery-agent-empty = az SSH-ügynöknek nincs kulcsa
delivery-by-agent-key = az ügynök kulcsával: { $key }
delivery-check-user-agent = Ellenőrizze a felhasználót, és hogy a szerver ismeri-e az ügynök egyik kulcsát (ssh-add -l).
delivery-changed-coming = útközben megváltozott, ami innen jött: `{ $place }`
delivery-check-network = Ellenőrizze a hálózatot.
delivery-is-ftp = `{ $place }` FTP-szerverként válaszol, nem SFTP-szerverként
delivery-choose-ftp = Válassza az FTP-t, SSL-lel vagy anélkül, vagy írja be az SFTP portját (általában 22).
delivery-is-sftp = `{ $place }` SFTP-szerverként válaszol, nem FTP-szerverként
delivery-choose-sftp = Válassza az SFTP-t, vagy írja be az FTP portját (általában 21).
delivery-is-folder = `{ $path }` mappa, nem fájl (`{ $place }`)
delivery-rename-folder = Távolítsa el vagy nevezze át ott, vagy válasszon másik fájlnevet.
delivery-no-modern-encryption = `{ $place }` nem kínál olyan korszerű titkosítást, amelyet ez az alkalmazás ismer
delivery-ask-modern-ssh = Kérje meg a szerver rendszergazdáját, hogy engedélyezze az SSH korszerű algoritmusait.
delivery-host-list-unusable = nem használható a kiszolgálók következő listája: `{ $file }`; { $reason }
delivery-look-at-permissions = Nézze meg a jogosultságait.
delivery-key-changed-now = `{ $host }` más kulcsot mutat, mint az imént: { $now }, az előbbi pedig { $before }
delivery-dont-trust = Ne bízzon meg benne; forduljon a szerver rendszergazdájához.
delivery-other-key-already = a következőnek már van egy másik kulcsa: `{ $host }`
delivery-remove-line-first = Csak ha az új kulcs helyes, akkor távolítsa el előbb ezt: `{ $file }` fájl { $line }. sora.
delivery-no-sftp = `{ $place }` beengedi a következő felhasználót: `{ $user }`, de nem kínál SFTP-t
delivery-ask-allow-sftp = Kérje meg a szerver rendszergazdáját, hogy engedélyezze az SFTP-t ennek a felhasználónak.
delivery-refuses-to-write = `{ $place }` elutasítja a következő írását: `{ $path }`; { $words }
delivery-by-check-file = a szerver check-file bővítményével
delivery-status-no-file = nincs ilyen fájl
delivery-status-denied = hozzáférés megtagadva
delivery-status-failure = hiba
delivery-status-unsupported = nem támogatott művelet
delivery-status-exists = a fájl már létezik
delivery-status-no-space = nincs hely a fájlrendszeren
delivery-status-quota = kvóta túllépve
delivery-status-number = állapotkód: { $status }
delivery-not-written = `{ $place }` nem tudja írni a következőt: `{ $path }`; { $words }
delivery-check-room-there = Ellenőrizze ott, hogy a lemezen vagy a kvótában van-e hely még egy fájlnak, és hogy a lemez írható-e; forduljon a szerver rendszergazdájához.

## Tanúsítványok

delivery-certificates-unreadable = nem olvasható a tanúsítványok következő fájlja: `{ $file }`; { $reason }
delivery-choose-file-again = Válassza ki újra a fájlt.
delivery-no-usable-certificate = `{ $file }` nem tartalmaz használható tanúsítványt: { $reason }
delivery-choose-pem = Válasszon PEM formátumú tanúsítványfájlt (BEGIN CERTIFICATE).
delivery-none-in-it = egy sincs benne
delivery-no-trusted-list = ezen a számítógépen nincs lista a megbízható tanúsítványokról: { $error }
delivery-install-ca = Telepítse a rendszer CA-tanúsítványait, vagy válasszon tanúsítványfájlt.
delivery-changed-on-way = útközben megváltozott az ezzel folytatott adatforgalom: `{ $place }`
delivery-certificate-expired = lejárt a következő tanúsítványa: `{ $place }`
delivery-ask-renew = Kérje meg a szerver rendszergazdáját, hogy újítsa meg, és ellenőrizze a számítógép óráját.
delivery-certificate-early = még nem érvényes a következő tanúsítványa: `{ $place }`
delivery-check-clock-or-ask = Ellenőrizze a számítógép óráját, vagy forduljon a szerver rendszergazdájához.
delivery-certificate-unknown-issuer = nem olyan szolgáltató írta alá a következő tanúsítványát, amelyben ez a számítógép megbízik: `{ $place }`
delivery-choose-own-authority = Ha a saját hitelesítésszolgáltatója írta alá, vagy önaláírt, válassza ki annak a tanúsítványnak a fájlját.
delivery-certificate-other-name = a tanúsítvány (`{ $place }`) más névre szól, mint `{ $host }`
delivery-type-name-or-ask = Úgy adja meg a kiszolgáló nevét, ahogyan a tanúsítványban szerepel, vagy forduljon a szerver rendszergazdájához.
delivery-certificate-revoked = visszavonták a következő tanúsítványát: `{ $place }`
delivery-ask-new-certificate = Kérjen újat a szerver rendszergazdájától.
delivery-certificate-self-signed = a tanúsítvány (`{ $place }`) önaláírt
delivery-choose-self-signed = Ha az ujjlenyomata az, amelyet a szerver rendszergazdája ad meg, válassza ki a célnál a tanúsítvány fájlját.
delivery-certificate-untrusted = nem megbízható a következő tanúsítványa: `{ $place }`; { $reason }
delivery-check-port-encryption-ask = Ellenőrizze a portot és a titkosítás fajtáját, vagy forduljon a szerver rendszergazdájához.

## Az alkalmazás

delivery-login-start-failed = A bejelentkezéskor való indulás nem módosítható: { $error }
delivery-change-login-start = Módosítsa a rendszer saját beállításaiban, a bejelentkezéskor induló programoknál.
delivery-log-unreadable = A napló nem olvasható: { $error }
delivery-check-logs-folder = Ellenőrizze a `logs` mappa jogosultságait az alkalmazás adatmappájában.
delivery-report-unsaved = A jelentés nem menthető ide: `{ $path }`; { $error }
delivery-choose-folder-to-write = Válasszon olyan mappát, amelybe írhat.
delivery-folder-not-shown = A következő fájl mappája nem jeleníthető meg: `{ $file }`; { $error }
delivery-open-by-file-manager = Nyissa meg a rendszer fájlkezelőjével.
delivery-dialog-not-opened = A párbeszédablak nem nyitható meg: { $error }
delivery-reopen-window = Zárja be az ablakot, és nyissa meg újra.
delivery-nothing-at-link = ezen a hivatkozáson nincs semmi: { $link }
delivery-link-elsewhere = Az exportot törölték, vagy a hivatkozás másik számítógépen készült.
delivery-being-closed = Az Export Desk bezárása folyamatban van
delivery-start-again = Indítsa el újra.
delivery-no-tray-yet = A tálcaikon még nincs meg
delivery-history-usable = Az előzmények használhatók, ezért a helyükön maradnak
delivery-close-and-go-on = Zárja be ezt az üzenetet, és folytassa.
delivery-no-tray-library = Nincs tálcaikon: a libayatana-appindicator3 könyvtár nincs telepítve. Telepítse a libayatana-appindicator3-1 csomagot, majd indítsa újra az Export Desket.
delivery-no-tray = Nincs tálcaikon: { $error }
delivery-tilde = a `~` jelnek SFTP-nél nincs jelentése
delivery-tilde-hint = Hagyja el: a / nélkül kezdődő útvonal a felhasználó saját mappájában kezdődik.
