/** Chapters to look things up in. */
import type { Chapter } from "../chapter";

export const commandLine: Chapter = {
  id: "command",
  title: "Parancssor",
  lead: "Ugyanaz a motor ablak nélkül: szerverekhez, feladatütemezőkhöz és szkriptekhez.",
  sections: [
    {
      title: "Parancsok",
      blocks: [
        "A „Definíció mentése”, a részleteknél a „További műveletek” alatt, JSON-fájlba írja az exportot. Az `export-desk-cli` bárhol futtatja:",
        {
          terms: [
            ["run SPEC", "Elkészíti a fájlt; a `--data DIR` vagy a `--connection NAME` mondja meg, honnan, az `--out DIR` pedig, hogy hová."],
            ["preview SPEC", "A fájl első bájtjai, és hogy hány sor felel meg."],
            ["validate SPEC", "Minden, ami egy definícióban hibás."],
            ["next SPEC", "Mikor futtatja az ütemezése."],
            ["serve", "Ablak nélkül futtatja az ütemezéseket, az ablak előzményeivel, mellette vagy magában."],
            ["models", "Az adatmodellek és a mezőik."],
            ["delta list, rewind, full", "Meddig jutottak az új sorok exportjai, és hol kezdődik a következő futásuk."],
            ["sequence list, set", "Hézag nélküli számok: az egyes sorszámozások következő száma és annak beállítása."],
            ["target list, test, save, delete", "Ahová a program a fájlokat kézbesíti."],
            ["profile list, show, test, import, export, recognise", "Hogyan kérik a fogadók a fájljaikat."],
            ["pgp-key FILE", "Kinek a nyilvános kulcsai vannak egy fájlban, és melyik alkulcs titkosít."],
            ["verify FILE", "Egészben elolvas egy kész fájlt, és kiírja a hasheit."],
            ["compare OLD NEW --key ID", "Két kész fájl hozzáadott, eltávolított és megváltozott sorai."],
            ["zones", "A használt időzóna-adatbázis."],
            ["schema", "Egy definíció JSON-sémája."],
            ["demo --dir DIR", "Elkészít egy demómárkát egy mappában."],
          ],
        },
        "A többit az `export-desk-cli help COMMAND` mondja el.",
      ],
    },
    {
      title: "Szkriptekben",
      blocks: [
        "A `--json` kapcsolóval egyetlen jelentés kerül a szabványos kimenetre, az előrehaladás pedig soronként a szabványos hibakimenetre.",
        {
          terms: [
            ["0", "Kész, és mindenhová kézbesítve."],
            ["1", "A futás vagy egy kézbesítés sikertelen, vagy egy fájl sérült."],
            ["2", "A definíció vagy a parancssor hibás."],
            ["3", "A `verify` nem talált a fájlt megnevező manifesztet, vagy a `compare` eltérő sorokat talált."],
            ["130", "Megszakítva."],
          ],
        },
        "A titkok a kulcstárból vagy a környezetből jönnek (`EXPORT_DESK_PASSWORD`, `EXPORT_DESK_SECRET`, az ilyen nevű maszkoló kulcshoz `EXPORT_DESK_MASK_KEY_NAME`), soha nem argumentumból.",
      ],
    },
  ],
};

export const privacy: Chapter = {
  id: "privacy",
  title: "Amit a program soha nem küld el",
  lead: "Az Export Deskben nincs telemetria.",
  sections: [
    {
      title: "Nincs telemetria",
      blocks: [
        "Az Export Desk semmit sem számlál, semmit sem jelent, és nincs hozzá fiók. Önről, az adatairól, a definícióiról és a hibáiról semmit sem küld sem a készítőinek, sem másnak.",
      ],
    },
    {
      title: "Amihez kapcsolódik",
      blocks: [
        "Csak ahhoz, amit Ön maga állított be:",
        {
          list: [
            "a kapcsolatai adatbázisaihoz és tárolóihoz, amikor olvassa vagy teszteli őket;",
            "a céljaihoz, amikor fájlt kézbesít vagy egy célt tesztel;",
            "az e-mail-szerveréhez, amikor e-mailben jelez egy futást, vagy próbaüzenetet küld;",
            "az ütemezései életjel-URL-jeihez, a futásaik után: csak annyit küld, hogy a futás sikeres vagy sikertelen volt;",
            "ahhoz a helyhez, ahol az Export Desk újabb verzióit kínálják, amikor frissítést keres, vagy naponta egyszer, ha ezt bekapcsolta: csak azt kérdezi meg, melyik a legújabb verzió, és letölti a csomagját, ha Ön kéri.",
          ],
        },
        "Az ablak oldalai, köztük ez a kézikönyv is, a program részei, és nem kell hozzájuk hálózat.",
      ],
    },
    {
      title: "Frissítések",
      blocks: [
        "A Névjegy akkor keres frissítést, ha Ön kéri; a „Frissítések keresése naponta egyszer” ki van kapcsolva, amíg be nem kapcsolja. Semmi sem töltődik le és semmi sem települ magától.",
        "A program csak akkor fogad el egy csomagot, ha azt az ezen verzió által ismert két kulcs egyikével írták alá, és ha újabb ennél a verziónál; azt a csomagot, amelyet megváltoztattak, más kulccsal írtak alá, vagy amely új szám alatt egy régebbi, elutasítja és eltávolítja. A két kulcs azért van, hogy az egyik a másik helyére léphessen.",
        "A frissítés sosem zavar meg futást: amíg egy futás vagy a kézbesítése tart, valamint a tervezett időpont előtti öt percben vár, és megmondja, mire. A következő indítástól használatos.",
      ],
    },
    {
      title: "Hivatkozások exportokra",
      blocks: [
        "A futásokról szóló e-mailekben van egy hivatkozás, például `exportdesk://export/12`, amely megmutatja az exportot azon a számítógépen, amelyen fut. A hivatkozás csak megmutat valamit; senki sem indíthat el, módosíthat vagy törölhet vele semmit.",
      ],
    },
    {
      title: "Ami ezen a számítógépen marad",
      blocks: [
        {
          list: [
            "Az előzmények: definíciók, futások és beállítások, egyetlen SQLite-adatbázisban, amelyet csak Ön olvashat.",
            "Naplófájlok: legfeljebb öt az ablakhoz és öt a `serve` parancshoz, egyenként legfeljebb 10 MB. Soha nincsenek bennük sorok vagy titkok.",
            "Jelszavak és kulcsok, a rendszer kulcstárában.",
            "Kész fájlok, a Beállításokban megadott mappában.",
          ],
        },
      ],
    },
  ],
};
