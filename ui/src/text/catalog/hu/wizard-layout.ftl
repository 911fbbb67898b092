### Text of what a partner's file may need: constant columns, other words for values, replacements, widths.

constant-add = Állandó oszlop hozzáadása
constant-added = Állandó oszlop hozzáadva.
constant-unnamed = az állandó oszlop
constant-header = Fejléc
constant-value = Szöveg minden sorban
constant-place = Hely
constant-place-wrong = Adja meg az oszlop számát.
constant-title = Állandó oszlopok
value-map-title = Más szavak az értékekre
value-map-begin = Értékek cseréje
value-map-add = Érték hozzáadása
value-map-from = { $row }. érték
value-map-to = Ehelyett írva: { $value }
value-map-empty = (üres érték)
value-map-remove = Eltávolítás: { $value }
value-map-twice = { $value } kétszer szerepel; az első számít.
value-map-others = Minden más érték
value-map-stop = A futás leállítása
value-map-write = Így írva
value-map-others-text = Szöveg az összes többihez
replace-title = Csere a szövegekben
replace-lead = Olyan karakterekhez, amelyeket a fogadó nem fogad el. \n a sortörés, \t a tabulátor, \\ a fordított törtjel.
replace-add = Csere hozzáadása
replace-line-breaks = Sortörések szóközre
replace-tabs = Tabulátorok szóközre
replace-find = { $row }. csere
replace-find-label = Csere
replace-with = { $row }. új szöveg
replace-with-label = erre
replace-nothing = (semmi)
replace-remove = Csere eltávolítása: { $find }
replace-missing = Adja meg a lecserélendő szöveget.
widths-sum =
    { $which ->
        [all] soronként { $characters } karakter
       *[some] { $total } szélességből { $set } megadva
    }
widths-propose = Szélességek az első sorokból
widths-proposing = Sorok olvasása…
widths-proposed = { $count } szélesség megadva { $rows } sor alapján. Vesse össze a fogadó specifikációjával.
widths-failed = A sorok nem olvashatók
widths-choose-all = Minden mező kiválasztása
empty-result-title = Ha egy sor sem felel meg
empty-result-choices-file-name = Sorok nélküli fájl készítése
empty-result-choices-file-note = fejléccel, ha van
empty-result-choices-no-file-name = Ne készüljön fájl
empty-result-choices-no-file-note = nincs kézbesítés, a futás sikeres
empty-result-choices-fail-name = Hiba
empty-result-choices-fail-note = nincs fájl, és a futás sikertelennek számít
empty-result-words-file = sorok nélküli fájl
empty-result-words-no-file = nincs fájl és nincs kézbesítés
empty-result-words-fail = a futás sikertelen, nincs fájl
entry-title = Név az archívumban
entry-placeholder = az export neve
entry-holds = tartalma
