### Words that targets and connections share.

places-choose = Választás…
places-choose-file = Választás: { INSIDE($label) }…
places-optional = (nem kötelező)
places-saved-secret = A kulcstárban mentve
places-replace-secret = Csere
places-replace-named = Mentett érték cseréje: { INSIDE($label) }
places-keep-secret = A mentett megtartása
places-secret-hint = A számítógép kulcstárában van, és többé nem látható.
places-show-secret = Megjelenítés gépelés közben: { INSIDE($label) }
places-hide-secret = Elrejtés: { INSIDE($label) }
places-keychain-title = A kulcstár nem használható
places-other-kind = Más fajta
places-choose-kind = Válassza ki a fajtáját
places-unencrypted = Nincs titkosítva
places-unreadable = A beállításai nem olvashatók. Szerkessze és mentse újra, vagy törölje.
