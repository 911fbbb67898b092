/** The statement of accessibility: each criterion with its evidence, and what isn't met. */
import type { Chapter } from "../chapter";

export const accessibility: Chapter = {
  id: "accessibility",
  title: "Akadálymentesség",
  lead: "Akadálymentességi nyilatkozat: hogyan használható az ablak, mit és hogyan ellenőriztünk, és mi nem teljesül.",
  sections: [
    {
      title: "Megfelelőség",
      blocks: [
        "Ez a nyilatkozat az EN 301 549 V4.1.1 szabványt követi, amelynek szoftverekre vonatkozó követelményei a WCAG 2.2 A és AA szintű követelményei. Az ablak részben felel meg: a 2.2.1, a 2.4.11 és az 1.4.10 részben teljesül, az alább leírtak szerint. Ez önértékelés, automatikus tesztekkel; független vizsgálat nem volt.",
        "Minden alkalmazható feltétel itt szerepel annak a tesztnek a nevével, amely igazolja. A `test_` kezdetű tesztek a valódi ablakot kezelik Linuxon, és az AT-SPI segítségével azt olvassák, amit az ablak a képernyőolvasóknak közöl. A többi ugyanezeket az oldalakat kezeli Chromiumban, az axe-core szabályaival.",
      ],
    },
    {
      title: "Amire számíthat",
      blocks: [
        {
          list: [
            "Minden elvégezhető pusztán billentyűzettel. A billentyűparancsokhoz nyomja meg: Ctrl / vagy ?.",
            "A vezérlőknek van neve és szerepe, amelyet a képernyőolvasók felolvasnak; az előrehaladást, az eredményeket és a problémákat bejelentik.",
            "A szöveg a Ctrl + billentyűkkel 200%-ig nagyítható, és követi a rendszer szövegméretét.",
            "Az ablak követi a világos, a sötét és a nagy kontrasztú (kényszerített) színeket. Semminek a jelentését nem adja meg csupán a színe.",
            "A mozgás elmarad, ha a rendszer kevesebbet kér belőle.",
            "Semmi beírt nem vész el egy billentyű, egy kattintás vagy egy időkorlát miatt.",
          ],
        },
      ],
    },
    {
      title: "Észlelhető",
      blocks: [
        {
          terms: [
            ["1.1.1 Nem szöveges tartalom", "Teljesül. Az ikonok szavak mellett állnak, vagy van nevük. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["1.2 Időalapú média", "Nem alkalmazható: nincs se hang, se videó."],
            ["1.3.1 Információ és kapcsolatok", "Teljesül. A címsorokat, táblázatokat, csoportokat, címkéket és tájékozódási pontokat az ablak akként közli. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["1.3.2 Értelmes sorrend", "Teljesül. A közölt sorrend megegyezik a láthatóval. `test_an_export_is_made_by_keys_alone`"],
            ["1.3.3 Érzékszervi jellemzők", "Teljesül. Egyetlen utasítás sem szól csak alakról, színről vagy helyről. A szövegek elolvasásával ellenőrizve."],
            ["1.3.4 Tájolás", "Teljesül. Az ablak 900 × 600 mérettől felfelé bármekkora lehet."],
            ["1.3.5 A bevitel céljának azonosítása", "Nem alkalmazható: egyetlen mező sem kér adatot az alkalmazást használó személyről, kivéve a készítőként megjelenő nevet."],
            ["1.4.1 Színek használata", "Teljesül. Minden állapotnak a színe mellett szava is van. `what is on looks other than what is off`"],
            ["1.4.3 Kontraszt (minimum)", "Teljesül világos és sötét témában, az axe-core szerint minden képernyőn. `every step`, `every screen stays readable`"],
            ["1.4.4 Szöveg átméretezése", "Teljesül 200%-ig, nagyítással és a rendszer szövegméretével. `test_it_zooms_and_stays_so`, `every screen fits, and its heading is in sight`, `every step of the wizard can be read and left`"],
            ["1.4.5 Szöveget ábrázoló képek", "Teljesül. Nincsenek ilyenek."],
            ["1.4.10 Újratördelés", "Részben teljesül. 1280 × 800 200%-án a táblázatokon és az előnézeten kívül semmit sem kell két irányban görgetni. A 320 képpontos szélesség nem támogatott: a legkisebb ablak 900 képpont széles. `every screen fits, and its heading is in sight`"],
            ["1.4.11 Nem szöveges elemek kontrasztja", "Teljesül. A mezők, a jelölések és a fókusz kontrasztja 3:1. A színek értékeivel ellenőrizve; kényszerített színeknél `the row that the keys are at, the open row and the step are marked by lines`"],
            ["1.4.12 Szövegtérköz", "Teljesül. `nothing is lost when text is spaced out`"],
            ["1.4.13 Rámutatáskor vagy fókuszkor megjelenő tartalom", "Teljesül. Az elemleírások egy gomb nevét ismétlik meg, az Esc hatására eltűnnek, és semmit sem takarnak el abból, amihez tartoznak. A sorok mellett megjelenő műveletek a sor menüjében is megvannak."],
          ],
        },
      ],
    },
    {
      title: "Működtethető",
      blocks: [
        {
          terms: [
            ["2.1.1 Billentyűzet", "Teljesül. `test_an_export_is_made_by_keys_alone`, `an export is made with the keyboard alone`"],
            ["2.1.2 Nincs billentyűzetcsapda", "Teljesül. Az Esc kilép a párbeszédablakokból, a menükből és a listákból. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["2.1.4 Egykarakteres billentyűparancsok", "Teljesül. Az egyetlen módosítóbillentyű nélküli billentyűparancs, a ?, kikapcsolható a billentyűparancsok listájában. `the question mark can be switched off`"],
            ["2.2.1 Beállítható időzítés", "Részben teljesül. A jó hírek 6, a visszavonás lehetősége 10 másodperc után tűnik el; az idő áll, amíg a mutató vagy a fókusz rajtuk van, de nem állítható be. A hibák és a figyelmeztetések addig maradnak, amíg el nem vetik őket. Másnak nincs időkorlátja."],
            ["2.2.2 Szüneteltetés, leállítás, elrejtés", "Teljesül. Csak az előrehaladás mozog magától, és az elrejthető. A mozgás elmarad, ha a rendszer kevesebbet kér belőle."],
            ["2.3.1 Három felvillanás", "Teljesül. Semmi sem villog."],
            ["2.4.3 Fókuszsorrend", "Teljesül. Az új lépés felolvasása a címsorától indul; a párbeszédablak visszaadja a fókuszt. `test_every_step_is_told_and_read_from_its_heading`, `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["2.4.4 A hivatkozás célja", "Teljesül. A sorok és a kártyák gombjai megnevezik, mire vonatkoznak. `test_every_screen_says_what_is_on_it`"],
            ["2.4.6 Címsorok és címkék", "Teljesül. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["2.4.7 Látható fókusz", "Teljesül. A varázslón átvezető út minden állomása körvonalat kap. `test_an_export_is_made_by_keys_alone`"],
            ["2.4.11 Nem takart fókusz", "Részben teljesül. Az üzenetek a képernyő gombjai felett és a párbeszédablakok mellett állnak, de egy hosszú oldal végén eltakarhatnak egy vezérlőt, amíg el nem görgetik az oldalt vagy el nem vetik az üzenetet. `test_a_message_covers_no_button_of_a_dialog`"],
            ["2.5.1 Mutatógesztusok, 2.5.4 Mozgással történő működtetés", "Teljesül. Nincsenek ilyenek."],
            ["2.5.2 Mutatóművelet megszakítása", "Teljesül. A gombok felengedéskor lépnek működésbe; a listából kivezető húzás semmit sem változtat meg."],
            ["2.5.3 Címke a névben", "Teljesül. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["2.5.7 Húzó mozdulatok", "Teljesül. Az oszlopokat a beállításaikban lévő gombok mozgatják, az előnézet pedig kattintásra is átméreteződik. `nothing has to be dragged`"],
            ["2.5.8 Célterület mérete (minimum)", "Teljesül, az axe-core szerint minden képernyőn. `every step`"],
          ],
        },
      ],
    },
    {
      title: "Érthető",
      blocks: [
        {
          terms: [
            ["3.1.1 Nyelv", "Teljesül. Az oldal megmondja, milyen nyelvű, akkor is, ha közben másikat választottak. Az adatok megtartják saját írásirányukat. `Settings changes the language of everything at once`, `right-to-left text keeps its order and place`"],
            ["3.2.1 Fókuszba kerüléskor, 3.2.2 Bevitelkor", "Teljesül. Semmi sem nyílik meg, mozdul el vagy mentődik attól, hogy valami fókuszt vagy értéket kapott. `test_an_export_is_made_by_keys_alone`"],
            ["3.2.6 Következetes súgó", "Teljesül. Az F1 minden képernyőn annál nyitja meg a kézikönyvet, ami éppen látható. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["3.3.1 Hibák azonosítása, 3.3.3 Javaslat hiba esetén", "Teljesül. A hiba szavakkal a mezője mellett áll, a megoldással együtt, és az ablak a mezővel együtt közli. `test_a_wrong_value_is_said_where_it_is`"],
            ["3.3.2 Címkék vagy utasítások", "Teljesül. `test_every_step_is_told_and_read_from_its_heading`"],
            ["3.3.4 Hibamegelőzés", "Teljesül. Az Áttekintés mindent megmutat, mielőtt egy export létrejön; a törlés rákérdez, és visszavonható."],
            ["3.3.7 Ismételt bevitel", "Teljesül. Semmit sem kell kétszer beírni; a piszkozat megmarad."],
            ["3.3.8 Akadálymentes hitelesítés", "Teljesül. A jelszavak beilleszthetők, és a rendszer kulcstárában vannak."],
          ],
        },
      ],
    },
    {
      title: "Robusztus",
      blocks: [
        {
          terms: [
            ["4.1.2 Név, szerep, érték", "Teljesül. `test_every_screen_says_what_is_on_it`, `test_every_step_is_told_and_read_from_its_heading`, `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
            ["4.1.3 Állapotüzenetek", "Teljesül. A futás kezdetét és végét, minden negyedét, a sorok és a problémák számát az ablak a fókusz elmozdítása nélkül bejelenti. `test_a_first_file_is_told_from_its_start_to_its_end`, `test_every_step_is_told_and_read_from_its_heading`"],
            ["Együttműködés a kisegítő technológiákkal", "Teljesül Linuxon (AT-SPI), a fent megnevezett tesztek szerint. Windowson (UI Automation) és macOS-en (Accessibility) a rendszer webnézete ugyanazt az oldalt közli; ott nincsenek tesztek."],
            ["A rendszer beállításai", "Teljesül. Az ablak követi a színeket, a kontraszttémákat, a szövegméretet és a csökkentett mozgást. `what is on looks other than what is off`"],
            ["Dokumentáció", "Teljesül. Ez a kézikönyv az ablak része, és az ablak ugyanúgy közli, mint minden más képernyőt. `test_a_drawer_and_dialogs_take_the_focus_and_give_it_back`"],
          ],
        },
      ],
    },
    {
      title: "Ismert korlátok",
      blocks: [
        {
          list: [
            "Az adatmodellek és a mezők neve, valamint más programok és kiszolgálók válasza az eredeti nyelvén marad.",
            "A tesztek azt olvassák, amit az ablak a képernyőolvasóknak közöl; beszélő képernyőolvasót egyetlen teszt sem hallgat, és képernyőolvasót használó emberekkel még nem volt vizsgálat.",
            "A rendszer saját ablakai (fájlválasztás, a tálcaikon menüje) a rendszeréi.",
            "A nagyítás 200%-nál véget ér.",
          ],
        },
      ],
    },
  ],
};
