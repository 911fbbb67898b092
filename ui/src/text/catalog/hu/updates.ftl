### Words about newer versions of the app.

updates-title = Frissítések
updates-daily = Frissítések keresése naponta egyszer
updates-daily-hint = Ki van kapcsolva, amíg be nem kapcsolja. Csak azt kérdezi meg, melyik a legújabb verzió, és semmit sem árul el Önről; semmi sem települ magától.
updates-look = Frissítések keresése
updates-look-again = Keresés újra
updates-unasked = Még nem kérdezte meg senki, van-e újabb verzió.
updates-looking = Újabb verzió keresése…
updates-current = Ez a legújabb verzió.
updates-older = Ez a legújabb verzió. A kiszolgáló a következőt kínálja: { $version }; ez régebbi, ezért nem települ.
updates-found = Elérhető verzió: { $version }
updates-published = Megjelenés: { $when }.
updates-notes = Újdonságok
updates-install = Letöltés és telepítés
updates-fetching = Letöltés alatt: { $version }
updates-fetched-of = { $fetched } / { $total }
updates-waiting = A(z) { $version } verzió letöltve, és az aláírása érvényes
updates-because = Akkor települ, amikor semmit sem zavar: { $because }.
updates-installing = Telepítés alatt: { $version }
updates-confirm = A rendszer rendszergazdai jelszót kérhet.
updates-installed = Telepítve: { $version }
updates-finish = A következő indítástól használatos.
updates-restart = Újraindítás a befejezéshez
updates-stop = Most nem
updates-show = Megjelenítés
