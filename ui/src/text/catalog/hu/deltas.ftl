### Words of exports that take only what is new.

delta-title = A futások sorai
delta-kinds-all = minden megfelelő sor
delta-kinds-date = csak az új sorok, dátum szerint
delta-kinds-rows = csak a változások, a sorok összehasonlításával
delta-field = A sor dátuma
delta-choose-field = Válasszon dátumot
delta-field-hint = Az új vagy módosított sornak itt új dátumra van szüksége.
delta-lag = Az utolsó ennyi kihagyása
delta-minutes = perc
delta-lag-wrong = 0 és 525 600 közötti egész számot adjon meg.
delta-lag-hint = Olyan sorokhoz, amelyeket a dátumuknál később mentenek. A következő futás viszi őket.
delta-since = Ez előtti sorok nélkül
delta-since-optional = nem kötelező
delta-since-hint = Nap nélkül az első futás mindent elvisz.
delta-explained = A futás az utolsó olyan futás óta keletkezett sorokat viszi, amelynek fájlja minden célhoz megérkezett. A sikertelen vagy megszakított futás nem számít, és a kimaradt időpont nem hagy rést.
delta-key = Sorok párosítása
delta-key-hint = Azok a sorok kerülnek összehasonlításra, amelyeknek itt azonos az értékük.
delta-model-key = az adatmodell kulcsa
delta-further-key = és ez is
delta-no-further-key = semmi más
delta-groups = amik szerint csoportosítva vannak
delta-removed = Az eltávolított sorban
delta-removed-kinds-as-last = az utolsó értékei vannak
delta-removed-kinds-key-only = csak a kulcsa van
delta-percent = Leállás, ha ennél több tűnne el
delta-percent-unit = % a sorokból
delta-percent-wrong = 0 és 100 közötti egész számot adjon meg.
delta-percent-hint = A forrás, amely elvesztette a sorait, nem számít törlésnek.
delta-change-at = A _change oszlop helye
delta-change-places-first = elöl
delta-change-places-last = hátul
delta-explained-rows = A futás minden sort összehasonlít a már kézbesítettekkel, és azt viszi, ami azóta hozzáadódott, megváltozott vagy eltűnt. Hogy melyik, azt a _change oszlop mondja meg. A sorok a kulcs sorrendjében jönnek.
delta-rows-sentence = Csak az utolsó kézbesített futás óta hozzáadott, módosított vagy eltávolított sorok; párosítás: { $key }; leáll, ha a sorok több mint { $percent } %-a tűnne el
delta-changes = { $added } hozzáadva, { $changed } módosítva, { $removed } eltávolítva
delta-next-rows = A következő futás az azóta változottakat viszi: { INSIDE($when) }
delta-short-rows = csak a változások
delta-sentence =
    { $limits ->
        [lag-since] Csak azok a sorok, amelyekben ez új az utolsó kézbesített futás óta: { $field }; a futás előtti { $lag } percig, { $since } előttiek nélkül
        [lag-none] Csak azok a sorok, amelyekben ez új az utolsó kézbesített futás óta: { $field }; a futás előtti { $lag } percig
        [none-since] Csak azok a sorok, amelyekben ez új az utolsó kézbesített futás óta: { $field }; { $since } előttiek nélkül
       *[none-none] Csak azok a sorok, amelyekben ez új az utolsó kézbesített futás óta: { $field }
    }
delta-short = csak új sorok
delta-term = Új sorok
delta-no-field = Egyik dátum sem mondja meg, melyik sor új.
    .hint = Válasszon mezőt, vagy vigyen minden sort.
delta-not-date = Nem dátum: { $label }.
    .hint = Válasszon dátummezőt.
delta-not-moment = „{ $value }” nem dátum.
    .hint = Így írja: 2026-03-31.
delta-full = teljes, eddig: { INSIDE($to) }
delta-full-since = teljes, ettől: { INSIDE($from) }, eddig: { INSIDE($to) }
delta-delta = új, ettől: { INSIDE($from) }, eddig: { INSIDE($to) }
delta-next = A következő futás innen viszi a sorokat: { INSIDE($from) }
delta-next-full = A következő futás minden sort visz
delta-delivered-by = Minden korábbit ez kézbesített: { $run }. futás.
delta-full-again = Újra teljes
delta-full-again-done = A következő futás minden sort visz
delta-rewind = A következő futás innen induljon
delta-rewound = A következő futás ott indul, ahol ez véget ért: { $run }. futás
