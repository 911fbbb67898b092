### Words of the Compare screen.

compare-title = Két futás összehasonlítása
compare-back = Vissza az exporthoz
compare-earlier = Korábbi futás
compare-later = Későbbi futás
compare-export = Export
compare-run = Futás
compare-no-runs = nincs befejezett futás, amelynek megvan a fájlja
compare-loading-runs = Futások keresése…
compare-run-label = { $number }. futás · { $when }
compare-rows = { $number } sor
compare-key = Sorok párosítása
compare-key-hint = Azok a sorok kerülnek összehasonlításra, amelyeknek ezekben az oszlopokban azonos az értékük.
compare-key-missing = Válasszon legalább egy oszlopot.
compare-no-columns = A két fájlnak nincs közös oszlopa.
compare-pick-both = Válasszon két futást.
compare-same-run = Válasszon két különböző futást.
compare-compare = Összehasonlítás
compare-cancel = Mégse
compare-comparing = A két fájl soronkénti összehasonlítása…
compare-swap = A két futás felcserélése
compare-added = Hozzáadva
compare-removed = Eltávolítva
compare-changed = Módosítva
compare-unchanged = Változatlan
compare-same = A két fájl ugyanazokat a sorokat tartalmazza
compare-same-text = { $number } sor minden oszlopban egyezik.
compare-differences = Első eltérések
compare-shown =
    { $which ->
        [all] { $all } eltérés
       *[some] az első { $shown }, összesen { $all } eltérés
    }
compare-save = Összes mentése CSV-ként…
compare-saved = Minden eltérés mentve: { $path }
compare-kinds-added = Hozzáadva
compare-kinds-removed = Eltávolítva
compare-kinds-changed = Módosítva
compare-column = Oszlop
compare-before = Korábban
compare-after = Később
compare-empty = üres
compare-changed-columns = { $number } oszlop módosult
compare-more-columns = További { $number } oszlop
compare-filter = Megjelenítés
compare-all = Összes
compare-search-exports = Írjon az exportok kereséséhez
