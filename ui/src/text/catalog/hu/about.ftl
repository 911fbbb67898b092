### Words of the About screen.

about-title = Névjegy
about-product = Export Desk
about-purpose = Hűségprogram adatainak exportjai: meghatározás, előnézet, futtatás és kézbesítés, hogy a megérkező fájlban meg lehessen bízni.
about-version = { $version } verzió
about-offline = Csak ezen a számítógépen dolgozik: semmit sem küld sehová, amit nem Ön választott.
about-zones =
    { $origin ->
        [built_in] Időzóna-adatbázis: { $release }, beépített
        [system] Időzóna-adatbázis: { $release }, az operációs rendszeré
       *[imported] Időzóna-adatbázis: { $release }, importált
    }
about-import-zones = Újabb időzónák importálása…
about-import-hint = A Python tzdata csomagja (.whl fájl), vagy egy zoneinfo mappa .zip fájlként.
about-zones-imported = Használatban: időzóna-adatbázis, { $release }
about-licences = Nyílt forráskódú összetevők
about-search = Keresés nevekben és licencekben
about-packages =
    { $which ->
        [all] { $all } csomag
       *[some] { $shown } / { $all } csomag
    }
about-name = Név
about-package-version = Verzió
about-license = Licenc
about-source = Rész
about-sources-rust = motor
about-sources-npm = ablak
about-nothing-found = Nincs ilyen csomag
about-log = Napló
about-log-hint = Amit az alkalmazás és az ütemezett futások végeztek, a legújabb elöl. Sorokat és titkokat nem tartalmaz.
about-log-levels-all = Minden bejegyzés
about-log-levels-warning = Figyelmeztetések és hibák
about-log-levels-error = Hibák
about-log-level = Megjelenítés
about-log-names-error = Hiba
about-log-names-warning = Figyelmeztetés
about-log-names-info = Információ
about-log-names-debug = Hibakeresés
about-no-entries = Nincs bejegyzés
about-refresh = Frissítés
about-save-report = Jelentés mentése…
about-report-hint = Napló, verziók és beállítások egy fájlban, annak, aki segít Önnek.
about-report-saved = Jelentés mentve: { $path }
