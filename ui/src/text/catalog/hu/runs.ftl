### Words about runs, wherever they are shown.

runs-show = Megjelenítés
runs-download = Letöltés
runs-open-settings = Beállítások megnyitása
runs-open-connections = Kapcsolatok megnyitása
runs-cancel = Mégse
runs-hide = Elrejtés
runs-finished = „{ $name }” elkészült
runs-failed = „{ $name }” sikertelen
runs-undelivered = „{ $name }” elkészült, a kézbesítés sikertelen
runs-cancelled = „{ $name }” megszakítva
runs-progress = Előrehaladás: { $name }
runs-cancel-named = Megszakítás: { $name }
runs-hide-named = Elrejtés: { $name }; tovább fut
runs-dismiss-named = Elvetés: { $name }
runs-left = { $duration } van hátra
runs-on-cluster = a fürtön: { $stagesDone } / { $stages } szakasz, { $tasksDone } / { $tasks } feladat
