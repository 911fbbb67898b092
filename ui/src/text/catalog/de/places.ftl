### Words that targets and connections share.

places-choose = Wählen…
places-choose-file = { $label } wählen…
places-optional = (optional)
places-saved-secret = Im Schlüsselbund gespeichert
places-replace-secret = Ersetzen
places-replace-named = Gespeichertes ersetzen: { $label }
places-keep-secret = Das Gespeicherte behalten
places-secret-hint = Liegt im Schlüsselbund dieses Computers und wird nie wieder angezeigt.
places-show-secret = { $label } beim Tippen anzeigen
places-hide-secret = { $label } verbergen
places-keychain-title = Der Schlüsselbund lässt sich nicht verwenden
places-other-kind = Andere Art
places-choose-kind = Art wählen
places-unencrypted = Nicht verschlüsselt
places-unreadable = Die Einstellungen lassen sich nicht lesen. Bearbeiten und speichern Sie sie neu, oder löschen Sie den Eintrag.
