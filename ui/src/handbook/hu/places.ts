/** Chapters about where data comes from and where files go. */
import type { Chapter } from "../chapter";

export const targets: Chapter = {
  id: "targets",
  title: "Célok",
  lead: "Ahová a program a kész fájlokat kézbesíti.",
  sections: [
    {
      title: "Fajták",
      blocks: [
        "Egy fájl mindig megmarad ezen a számítógépen. Emellett kézbesíthető SFTP-, SSL feletti FTP- és egyszerű FTP-szerverre, S3-tárhelyre, a Google Cloud Storage és az Azure Blob Storage szolgáltatásba és más mappákba is. A célt egyszer kell menteni a Célok képernyőn, utána bármely export Cél lépésében kiválasztható.",
      ],
    },
    {
      title: "Tesztelés",
      blocks: [
        "A Tesztelés kapcsolódik, bejelentkezik, kiír egy kis fájlt, ellenőrzi és törli, és minden lépést az időtartamával együtt mutat. A sikertelen lépés megmondja, mi az oka és mi a teendő. Ahol a szerver valamit nem enged, ott a program olyan beállításokat javasol, amelyek működnek.",
        "Az SSH-szerverhez való első kapcsolódáskor megjelenik az ujjlenyomata. Vesse össze azzal, amelyet a szerver üzemeltetője mond. Csak akkor bízzon meg a szerverben, ha egyeznek.",
      ],
    },
    {
      title: "Hogyan jelenik meg a fájl",
      blocks: [
        {
          terms: [
            ["Átnevezve", "A fájl ideiglenes néven íródik, majd új nevet kap, hogy senki se olvasson belőle csak egy részt."],
            ["Közvetlenül", "A saját nevén íródik, olyan szerverekhez, amelyek nem neveznek át."],
            ["Áthelyezve", "Másik mappába íródik, majd átkerül a helyére."],
          ],
        },
        "Egy fájl csak akkor számít kézbesítettnek, ha valami bizonyítja, hogy ez az: a mérete, a hashe vagy a visszaolvasott fájl. A sikertelen kézbesítést a program néhány órán át újra próbálja, ugyanazokkal a bájtokkal és új lekérdezés nélkül.",
      ],
    },
    {
      title: "A partnerek válaszai",
      blocks: [
        "Egyes partnerek fájlt írnak az eredményekről vagy az elutasított sorokról, miután elolvastak egy fájlt. A cél űrlapján a „Várakozás a partner válaszára” mondja meg, hol jelenik meg ez a fájl, és mennyi ideig kell rá várni: a `Points.zip` mellett a `{stem}_result*.csv` ezt találja meg: `Points_result_77.csv`. A szerver másik mappájához kezdje az útvonalat / jellel.",
        "A válasz erre a számítógépre másolódik, és a futás részleteinél látható; a partnernél semmi sem változik. Elutasított sorok vagy meg nem érkező válasz esetén az export a következő futásáig sikertelennek látszik, és erről értesítés és e-mail is szól.",
      ],
    },
    {
      title: "Titkok",
      blocks: ["A jelszavak és a kulcsok a rendszer kulcstárában vannak, soha nem definícióban, naplóban vagy az előzményekben."],
    },
  ],
};

export const sources: Chapter = {
  id: "sources",
  title: "Adatforrások",
  lead: "Ahonnan a sorok jönnek.",
  sections: [
    {
      title: "Kapcsolatok",
      blocks: [
        "Az Export Desk Parquet-, CSV- és JSON-fájlok mappáit, SQLite-, PostgreSQL- és MySQL-adatbázisokat, Spark-szervereket (köztük a Databrickset) és S3-tárolókat olvas. A „Kapcsolat hozzáadása” minden fajtát felsorol. A program soha semmit nem ír a forrásba.",
      ],
    },
    {
      title: "Leképezés",
      blocks: [
        "Az ismert nevű táblákat és oszlopokat a program magától rendeli össze az adatmodellekkel és a mezőkkel. A Leképezésben ez javítható, és bármely más táblából is készíthető modell. Ha egy oszlopot később átneveznek vagy eltűnik, ez kiderül, mielőtt egy futás használná.",
      ],
    },
    {
      title: "Szövegfájlok",
      blocks: [
        "Hogy egy tagolt szövegfájlt hogyan kell olvasni (elválasztó, idézőjel, kódolás, tizedesjel, dátumok), azt a program a fájl elejéből állapítja meg, és az első sorokkal együtt megmutatja. A Leképezésben módosítható. Az olvashatatlan érték leállítja a futást, és a hiba megnevezi a fájlt, a sort és az okot: hibás fájl sosem készül észrevétlenül.",
      ],
    },
    {
      title: "Spark és Databricks",
      blocks: [
        "A szűrők, a csoportok és a rendezés a fürtön futnak, ide csak az eredmény érkezik. Amíg a fürt dolgozik, az ablak mutatja, hány szakasza és feladata készült el. Ha egy futást megszakít, a lekérdezés a fürtön is leáll. Ha megszakad a kapcsolat, a lekérdezés onnan folytatódik, ahol tartott.",
        "A fürt csak egy bizonyos méretig ad ki eredményeket (`spark.driver.maxResultSize`, általában 1 GB). Nagyobbakhoz válasszon a kapcsolatban köztes mappát: olyat, amelybe a fürt írhat, és amelyet ez a számítógép olvashat, például egy hálózati megosztást. A fürt Parquet formában oda írja a sorokat; a program onnan sorrendben elolvassa, majd törli őket. Ha a kettő csak egy tárolót ér el közösen, mappa helyett annak a kapcsolatát válassza.",
        "A Sparknak nincs pillanatfelvétele az egyszerű fájlokból álló tábláról. Ha valaki olvasás közben felülírja, a futás leáll, és ezt jelzi. A Delta- és Iceberg-táblákat a program a kezdetkori változatukban olvassa, amelyet a manifeszt megnevez (`table_version`).",
      ],
    },
    {
      title: "Offline másolat",
      blocks: [
        "Egy kapcsolat másolatot tarthat a kiválasztott modellekről ezen a számítógépen: egészben lekérve, vagy időbélyeg szerint csak az új sorokat. A másolatot olvasó exportok megmondják, hogy az mikori.",
      ],
    },
  ],
};

export const files: Chapter = {
  id: "files",
  title: "Fájlok és manifesztek",
  lead: "Milyen a kész fájl, és hogyan ellenőrizheti a fogadója.",
  sections: [
    {
      title: "A formátum",
      blocks: [
        "A fájl fajtáját a Formátum lépés dönti el. Válassza a fogadó profilját vagy egy előbeállítást, vagy nyomja meg a „Testreszabás” gombot, ha az elválasztót, az idézőjeleket, a sorvéget, a kódolást, a cseréket és a tömörítést, XML esetén pedig az elemek nevét és fajtáját szeretné beállítani. Az előnézet a pontos bájtokat mutatja, és azt, mit csinálna belőlük az Excel.",
        "A „Fájlok és sorok” több fájlra osztja a sorokat, sorokat ír eléjük és mögéjük, és kísérőfájlokat ad hozzá, például jelzőt, ellenőrzőösszeget és vezérlőfájlt. Egy futásnak vagy minden fájlja megjelenik, vagy egyik sem.",
        "A Profilok képernyő őrzi, hogyan kéri egy fogadó a fájljait. Profil készülhet a partner által küldött mintafájlból is: mentés előtt minden beállítás az indoklásával együtt látható. A profilt használó exportok követik a változásait. A „Betölthető?” felsorolja azokat az értékeket, amelyeket a kiválasztott fogadók nem pontosan olvasnának.",
        "Az a szöveg, amelyet egy táblázatkezelő képletnek venne, ártalmatlanná tehető; ekkor egy karakter kerül elé, és a futás naplója megszámolja az ilyen cellákat.",
      ],
    },
    {
      title: "Maszkolt oszlopok",
      blocks: [
        "Egy oszlop beállításai mást tehetnek az értékek helyére. A hiányzó értékek hiányzók maradnak, és a maszkolt oszlop minden fájlfajtában szöveg:",
        {
          terms: [
            ["SHA-256", "Az egységesített érték hashe, ahogyan a hirdetési platformok kérik: e-mail-címek a Google-nek, a Metának és a TikToknak, telefonszámok + jellel vagy anélkül, nevek."],
            ["Kulcsos hash", "HMAC-SHA-256 saját kulccsal, fogadónként eggyel. Az Export Desk elkészíti a kulcsot, vagy átveszi az Önét, és a rendszer kulcstárában tartja. A Beállításokban lemásolható a fogadónak. A naplók és a manifesztek megnevezik az azonosítóját, így két, különböző kulccsal készült futás megkülönböztethető."],
            ["Egy rész megtartása", "Az első vagy az utolsó karakterek megmaradnak, a többi helyére más kerül. A rövid értékek egészükben cserélődnek."],
            ["Hónap vagy év", "Ami egy dátumból megmarad."],
            ["Sávok", "A 100-150 a számokat jelenti 100-tól 150-ig, a 150 nélkül."],
            ["Eltávolítás", "Minden érték hiányzik."],
          ],
        },
        "A hash álnevesített, nem anonim: aki ismer egy címet, az is elkészítheti a hashét. Ezt csak a kulcsos hash akadályozza meg, amíg másoknál nincs meg a kulcs.",
        "Telefonszámból csak akkor készül hash, ha az országkódja kétségtelen. A többi leállítja a futást, vagy üresen marad, és meg van számolva. Adja meg, melyik országhoz tartoznak a + nélküli számok, és ott milyen számjegyekkel kezdődnek.",
        "A szűrők, a sorok rendje és a csoportok a valódi értékeket használják. A fájlok, az előnézetek, az üzenetek és a jelentések nem mutatják őket: az olvashatatlan értéket csak a sora és az oszlopa nevezi meg. A sorok nem bonthatók fájlokra maszkolt mező szerint.",
      ],
    },
    {
      title: "Titkosított fájlok",
      blocks: [
        "A Testreszabás alatt vagy egy profilban a Titkosítás olyan fájlt készít, amelyet csak a fogadója nyithat meg. Az előnézet és az ellenőrzések továbbra is a titkosítatlan sorokat mutatják; az ezen a számítógépen maradó másolat titkosított, ahogyan kézbesítve lett.",
        {
          terms: [
            ["PGP", "Adja hozzá mindenki nyilvános kulcsát, aki olvashatja a fájlt; a program a legújabb titkosító alkulcsot használja, és az ujjlenyomatával és a lejáratával együtt mutatja. A futások a kulcs lejárta előtt 30 napig figyelmeztetnek, utána pedig elutasítva lesznek, mielőtt bármit olvasnának. A név végére .pgp, .gpg vagy .asc kerül."],
            ["Aláírás", "A titkos kulcs és a jelmondata a rendszer kulcstárában marad. A fogadó az Ön nyilvános kulcsával látja, hogy a fájl Öntől jött."],
            ["Jelszó", "Zip-archívum AES-256 titkosítással. A Windows Intéző nem tudja megnyitni; a 7-Zip, a WinZip és a Keka igen. A jelszó a kulcstárban marad, és legalább 12 karakteres legyen. Más úton küldje el, mint a fájlt."],
          ],
        },
        "A „Fájl ellenőrzése” a titkosított fájl hashét és szerkezetét vizsgálja. Egy PGP-fájl tartalma csak a fogadó titkos kulcsával olvasható, ezért két ilyen futás nem hasonlítható össze; a zip-archívumot a program egészben elolvassa, ha a jelszava mentve van.",
        "A parancssor a titkokat a kulcstárban vagy ezekben találja meg: `EXPORT_DESK_ZIP_PASSWORD_NAME`, `EXPORT_DESK_PGP_KEY_NAME` és `EXPORT_DESK_PGP_PASSPHRASE_NAME`, ahol NAME a név nagybetűkkel. Az `export-desk-cli pgp-key FILE` megmutatja, milyen egy kulcs.",
      ],
    },
    {
      title: "A név",
      blocks: [
        "A fájl neve részekből áll: `{name}`, `{model}`, `{date}`, `{time}`, `{run}`, `{rows}` és `{seq}`; az utóbbi hézag nélküli sorszám, amely az elfogadott kézbesítéseket számolja. A fájlnévben nem megengedett karakterek helyére „-” kerül; az eredményt a Név és időzóna lépés mutatja.",
      ],
    },
    {
      title: "Egészben vagy sehogy",
      blocks: [
        "Egy fájl csak akkor kapja meg a nevét, ha teljes, és a lemezen van. A sikertelen, megszakított vagy félbeszakadt futás nem hagy maga után fájlt.",
      ],
    },
    {
      title: "Manifeszt",
      blocks: [
        "Minden fájl mellett van egy kis JSON-fájl a sorok és a bájtok számával, az SHA-256-tal és az időzóna-adatbázis kiadásával. Egy cél a fájllal együtt ezt is kézbesítheti.",
        "A „Fájl ellenőrzése”, egy futás menüjében, elolvassa a fájlt, és összeveti ezzel az SHA-256-tal. Másik számítógépen:",
        { code: "export-desk-cli verify FILE" },
      ],
    },
    {
      title: "Meddig maradnak meg a fájlok",
      blocks: ["A Beállítások megmondja, hány nap után törlődnek a kész fájlok. Az előzmények megőrzik, amit tudni lehetett róluk."],
    },
    {
      title: "Két futás összehasonlítása",
      blocks: ["A „Két futás összehasonlítása”, egy export részleteinél, megmutatja, mely sorok adódtak hozzá, tűntek el vagy változtak meg két fájl között; a párosításhoz Ön választja ki az oszlopokat."],
    },
  ],
};
