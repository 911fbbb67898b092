### Words of sets: exports that are delivered together.

sets-together = Export together…
sets-title = Export together
sets-edit-title = Edit “{ $name }”
sets-text = All of them are read at one moment, as far as the connection allows, and their files are delivered together or not at all.
sets-name = Name
sets-name-placeholder = For example: Customers and cards for Acme
sets-file-name = File name
sets-file-name-hint = Parts such as {"{name}"}, {"{date:YYYYMMDD}"} and {"{seq:06}"} are filled in.
sets-timezone = Time zone
sets-packaging = Packaging
sets-packagings-archive-label = One zip archive
sets-packagings-files-label = Files side by side
sets-members =
    { $number ->
        [one] { $number } export
       *[other] { $number } exports
    }
sets-members-label = Exports in the set, in their order
sets-member-hint = Each is a copy: later changes of the export don’t change the set.
sets-up = Move { $name } up
sets-down = Move { $name } down
sets-remove = Remove { $name } from the set
sets-left-out = Without its { $what }
sets-left-schedule = schedule
sets-left-targets = targets
sets-left-email = e-mail
sets-left-companions = companion files
sets-left-sequence = sequence
sets-left-new-names-only = check for names that were used
sets-left-delta = limit to what is new: all rows are taken
sets-left-split = division into parts
sets-left-pgp = PGP encryption
sets-left-zip-password = password
sets-targets = Deliver to
sets-targets-none = It stays on this computer. Add targets on the Targets screen.
sets-create = Create set
sets-save = Save
sets-created = “{ $name }” was created
sets-created-text = Run it now, or give it a schedule in its details.
sets-saved = “{ $name }” was saved
sets-nameless = Give it a name.
sets-two = A set needs at least two exports.
sets-connections = Exports of several connections can’t be read at one moment
sets-connections-hint = Select exports of one connection.
sets-sets = A set can’t be in another set
sets-sets-hint = Select single exports.
sets-no-rows = Filters and fields are those of the exports in the set.
sets-member = Exports
sets-packaging-term = Packaging
sets-files = Files of the exports
