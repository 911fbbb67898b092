### Words that targets and connections share.

places-choose = Choose…
places-choose-file = Choose { INSIDE($label) }…
places-optional = (optional)
places-saved-secret = Saved in the keychain
places-replace-secret = Replace
places-replace-named = Replace the saved { INSIDE($label) }
places-keep-secret = Keep the saved one
places-secret-hint = Kept in this computer’s keychain and never shown again.
places-show-secret = Show { INSIDE($label) } while typing
places-hide-secret = Hide { INSIDE($label) }
places-keychain-title = The keychain can’t be used
places-other-kind = Another kind
places-choose-kind = Choose what it is
places-unencrypted = Not encrypted
places-unreadable = Its settings can’t be read. Edit it to save them again, or delete it.
