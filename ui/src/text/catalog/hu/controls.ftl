### Words of the shared parts.

controls-close = Bezárás
controls-cancel = Mégse
controls-save = Mentés
controls-undo = Visszavonás
controls-retry = Próbálja újra
controls-unsaved = A módosítások még nincsenek mentve.
controls-go-on-editing = Szerkesztés folytatása
controls-discard = Elvetés
controls-loading = Betöltés…
controls-nothing-found = Nincs találat
controls-show-options = Lehetőségek: { $label }
controls-choose-date = Választás naptárból: { $label }
controls-previous-month = Előző hónap
controls-next-month = Következő hónap
controls-day-pattern = ÉÉÉÉ-HH-NN
controls-moment-pattern = ÉÉÉÉ-HH-NN ÓÓ:PP
controls-time-pattern = ÓÓ:PP
controls-read-as = Így értve: { $words }.
controls-use-instead = Inkább: { $words }
controls-notifications = Értesítések
controls-dismiss = Elvetés
clipboard-copied = Másolva: { $what }
clipboard-not-copied = Nem másolható: { $what }
clipboard-not-copied-hint = Jelölje ki a szöveget, és nyomja meg a Ctrl C billentyűket.
