/** Chapters about making an export. */
import type { Chapter } from "../chapter";

export const firstExport: Chapter = {
  id: "first",
  title: "Az első export",
  lead: "Az üres listától a kész fájlig.",
  sections: [
    {
      title: "A demómárkával",
      blocks: [
        "Kezdettől fogva kapcsolódik egy demómárka kitalált ügyfelekkel és eseményekkel, így saját adatok nélkül is mindent kipróbálhat. Üres lista esetén a három javasolt export bármelyike egyetlen kattintással kész fájlt készít.",
      ],
    },
    {
      title: "Lépésről lépésre",
      blocks: [
        {
          steps: [
            "Nyomja meg az Új export gombot. A varázsló az Adatmodell lépésnél nyílik meg: válassza ki, miről szóljon az export, például „Customers” vagy „Events”.",
            "Adjon nevet az exportnak. A program a modellből és az első szűrőből javasol nevet, amíg Ön be nem ír egy sajátot.",
            "Adjon hozzá szűrőket, ha nem minden sorra van szükség, és válasszon mezőket, ha nem minden oszlopra.",
            "Nézze meg alul az előnézetet: a fájl első bájtjait pontosan úgy mutatja, ahogyan a fájlba kerülnek, és azt is, hány sor felel meg.",
            "Az Áttekintésben nyomja meg a Létrehozás és futtatás gombot. Az export megjelenik a listában, és a háttérben fut.",
            "Ha elkészült, a részleteinél nyomja meg a Letöltés gombot, vagy nyissa meg a fájl mappáját.",
          ],
        },
        "A lépések tetszőleges sorrendben felkereshetők. Ami nem készült el, piszkozatként megmarad, az ablak bezárása után is.",
      ],
    },
    {
      title: "Újrafuttatás, módosítás, másolás",
      blocks: [
        "A Futtatás új fájlt készít az adott pillanat adataival. A Szerkesztés a definíciót módosítja; a korábbi futások és a fájljaik megmaradnak. A Klónozás új, már kitöltött exportot kezd. A „Mentés sablonként” megőriz egy definíciót, amelyből új exportot lehet kezdeni.",
      ],
    },
    {
      title: "Több export egyszerre",
      blocks: [
        "Jelölje be a négyzeteket a listában a nevek előtt, tartsa lenyomva kattintás közben a Ctrl vagy a Shift billentyűt, vagy nyomja meg a Shiftet a nyilakkal. Ekkor egy sávban megjelenik az összes kijelölt exporthoz a Futtatás, Szünet, Folytatás, Exportálás együtt, Címkék és Törlés.",
      ],
    },
    {
      title: "Több export egy csomagban",
      blocks: [
        "Egyes partnerek együtt kérik az ügyfeleket, a kártyákat és a tranzakciókat. Jelölje ki az exportokat, és nyomja meg az Exportálás együtt gombot: ez csomagot készít, vagyis önálló exportot saját névvel, fájlnévvel, célokkal és – a részleteinél – ütemezéssel. A fájljai egy zip-archívumban vagy egymás mellett vannak.",
        "Mindegyiket egyazon pillanatban olvassa a program: adatbázisból egyetlen tranzakcióban, fájlokból csak akkor, ha közben egyik sem változik. Ha egy export sikertelen, egyetlen fájl sem készül el, és semmi sem lesz kézbesítve, a futás pedig megmondja, melyik volt az. A futás részletei és a manifesztje mindegyikről felsorolják a sorokat, a bájtokat és az SHA-256-ot.",
        "A csomagban az exportok másolatai vannak: minden sorukat viszi, a saját ütemezésük, céljaik és az új sorokra szűkítés nélkül. Ami kimarad, az egyes nevek alatt látható.",
      ],
    },
    {
      title: "Címkék és kedvencek",
      blocks: [
        "A sor menüje kedvencnek jelöli az exportot, és módosítja a címkéit; a sáv az összes kijelölt sor címkéit módosítja. Amint vannak ilyenek, a lista feletti Megjelenítés a kedvencekre vagy egy címkére szűkíti a listát, és a keresés a címkék szavait is megtalálja. A címkék a listában maradnak: fájlokba és definíciókba nem kerülnek.",
      ],
    },
  ],
};

export const filters: Chapter = {
  id: "filters",
  title: "Szűrők",
  lead: "Mely sorok kerülnek az exportba.",
  sections: [
    {
      title: "Csoportok és feltételek",
      blocks: [
        "Egy sor akkor kerül a fájlba, ha legalább egy csoport minden feltételének megfelel: a csoporton belül a feltételeket „és”, a csoportokat „vagy” köti össze. Csoport nélkül minden sor exportálva lesz. A csoportok feletti mondat ugyanezt szavakban mondja el.",
      ],
    },
    {
      title: "Üres értékek",
      blocks: [
        "A tagadó összehasonlítások, például „nem egyenlő”, „egyik sem ezek közül” és „nem tartalmazza”, megtartják az érték nélküli sorokat. Az összes többi kihagyja őket, kivéve magát az „üres” összehasonlítást: ez a hiányzó értéket, az üres szöveget és az üres listát találja meg.",
      ],
    },
    {
      title: "Sok érték",
      blocks: [
        "Az „ezek egyike” beillesztett listát is elfogad: az értékek állhatnak külön sorokban, vagy elválaszthatja őket vessző, pontosvessző vagy tabulátor, idézőjelekkel vagy azok nélkül. A program megmondja, hány érték van, és melyek ismétlődnek vagy nem használhatók.",
      ],
    },
    {
      title: "Dátumok",
      blocks: [
        "A napok az export időzónája szerinti éjfélkor kezdődnek. A relatív dátumok, például „az elmúlt 30 nap” vagy „az előző hónapban”, a futás időpontjától számítanak; ütemezett futásnál ez az az időpont, amelyre tervezve volt, nem pedig az, amikor elkezdődött.",
        "Dátum beírható így: 2026-03-31, 31.3.2026, 2026. március 31., vagy a rendszer nyelvének sorrendjében. A mező alatt látható, hogyan értette a program.",
      ],
    },
    {
      title: "Csak az új sorok",
      blocks: [
        "A szűrők alatt „A futások sorai” beállítás dönti el, hogy minden megfelelő sor kell-e, vagy csak az újak. Hogy mi új, azt egy dátum mondja meg, például „Updated at”: a futás az utolsó olyan futás óta keletkezett sorokat viszi, amelynek fájlja minden célhoz megérkezett. Az első futás mindent visz.",
        "A sikertelen vagy megszakított futás nem számít: a következő annak a sorait is viszi. Az „Újra” ugyanazokat a sorokat viszi. A kimaradt időpontok nem hagynak rést. Egy export két futása sosem viszi ugyanazokat a sorokat: a második megvárja, amíg az első kézbesített.",
        "A dátumuknál később mentett sorokat „Az utolsó ennyi kihagyása” találja meg, percekben megadva: ekkor minden futás ennyivel korábban ér véget, és a következő viszi a többit.",
        "A részletek megmutatják, hol kezdődik a következő futás. Az „Újra teljes” még egyszer mindent visz; egy futás menüjében „A következő futás innen induljon” oda tér vissza, ahol az a futás véget ért.",
        "A módosított sornak új dátumot kell kapnia, a törölt soroknak pedig nincs dátumuk. A „Csak a változások, a sorok összehasonlításával” dátum nélkül is megtalálja őket: minden sort összehasonlít a már kézbesítettekkel, és a _change oszlop mondja meg, hogy egy sor hozzáadódott, megváltozott vagy eltűnt. A futás leáll, ha a szokásosnál több sor tűnne el, mert ha egy forrás elvesztette a sorait, azokat nem törölték; a határ beállítható.",
        "A fájlnévben a `{kind}` értéke full vagy delta, a `{from:YYYYMMDD}` és a `{to:YYYYMMDD}` pedig a futás időszakának két vége.",
      ],
    },
    {
      title: "Számok",
      blocks: [
        "Az olyan szám, mint az 1,234, jelenthet ezernél többet vagy egynél alig többet. A program úgy olvassa, ahogyan a rendszer nyelvén írják, és felajánlja a másik értelmezést is.",
      ],
    },
  ],
};

export const schedules: Chapter = {
  id: "schedules",
  title: "Ütemezések és óraátállítás",
  lead: "Mikor futnak az exportok maguktól, és mit változtat ezen az óraátállítás.",
  sections: [
    {
      title: "Fajták",
      blocks: [
        "Egy export futhat kézzel, egyszer egy adott napon, naponta, a hét adott napjain vagy a hónap adott napjain; egy vagy több időpontban, a saját időzónája szerint. Az Utolsó bármely hónap utolsó napja; a 29–31. nap a rövidebb hónapokban kimarad. A varázsló a következő tíz futást ebben az időzónában és az Önében is mutatja.",
      ],
    },
    {
      title: "Óraátállításkor",
      blocks: [
        {
          terms: [
            ["Kimaradó időpont", "A kimaradó órára ütemezett futás ugyanannyi idővel a rés után indul: 02:30-ból 03:30 lesz."],
            ["Kétszer előforduló időpont", "Egyszer fut, a kettő közül az elsőben."],
            ["Két egybeeső időpont", "Egyetlen futást adnak."],
          ],
        },
      ],
    },
    {
      title: "Ha a számítógép ki volt kapcsolva vagy aludt",
      blocks: [
        "A futásokhoz az kell, hogy az Export Desk nyitva legyen, akár ablak nélkül, a tálcán, vagy fusson az `export-desk-cli serve`. Az a futás, amely több mint egy perc késéssel kezdődne, kimaradtnak számít. Minden ütemezés megmondja, mi történjen ilyenkor:",
        {
          terms: [
            ["Egyszeri pótlás", "Egy futás a legutóbbi kimaradt időponthoz."],
            ["Mind pótlása", "Kimaradt időpontonként egy futás, az akkori dátumokkal."],
            ["Kihagyás", "Vár a következő időpontra."],
          ],
        },
        "Egy határnál régebbi futások nem lesznek pótolva; ez egy hét, ha Ön mást nem állít be. Ami az ütemezés szünetelése alatt marad ki, szintén nem lesz pótolva.",
      ],
    },
    {
      title: "Sosem fut kétszer",
      blocks: [
        "A tervezett időpontot a program ugyanabban a lépésben foglalja le az előzményekben, amelyben a futását sorba állítja. Így sem az ablak és a parancssor együtt, sem egy összeomlás nem futtatja kétszer. Az a futás, amelyet összeomlás szakít meg, sikertelen, és ezt jelzi is.",
      ],
    },
    {
      title: "Ha egy futás sikertelen",
      blocks: [
        "Az első hibától kezdve az export piros a listában, és az oldalsáv és a tálcaikon is számolja. Az ütemezés bizonyos számú egymást követő hiba után magától szünetelhet. Oldja meg a problémát, majd folytassa az ütemezést.",
        "Az ütemezésnek határideje is lehet, például 07:00. Ha a fájl fél órával előtte nincs meg, Ön értesítést kap; ha az időpont elmúlt, az export ekkor is piros lesz, és akik a hibákról e-mailt kapnak, most is kapnak egyet.",
      ],
    },
    {
      title: "Ha ez a számítógép ki van kapcsolva",
      blocks: [
        "A kikapcsolt számítógép nem tud figyelmeztetni. Egy figyelőszolgáltatás, például a healthchecks.io, igen: minden futás után egy hívásra vár, és szól, ha a hívás elmarad. Hozzon létre ott egy ellenőrzést, és illessze be az URL-jét az ütemezés életjel-URL mezőjébe.",
        "Sikertelen futás után a program ugyanezt az URL-t hívja, /fail végződéssel. Ha a szolgáltatása más alakot kér, írja be mindkét szót kapcsos zárójelben, például az Uptime Kumához: https://status.example.com/push/KEY?status={up|down}. Kézi és megszakított futás után nincs hívás.",
        "Ha egy hívás nem jut át, a program egy napon át vagy a következő futás végéig újra próbálja, és ezt a futás naplója is megmondja. Az URL kulcs: naplók, manifesztek és e-mailek nem mutatják, de a mentett definícióban benne van.",
      ],
    },
    {
      title: "Időzónaszabályok",
      blocks: [
        "A fájlok, a szűrők, az ütemezések és az ablak egyetlen időzóna-adatbázis szerint dolgoznak, amelyet a Névjegy nevez meg. Ha újabb szabályok miatt egy ütemezés futásai más időpontra kerülnek, ezt az Ütemezések képernyő és egy értesítés is jelzi.",
      ],
    },
  ],
};
