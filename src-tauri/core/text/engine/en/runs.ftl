### What the engine says about runs, their files, messages, the history and updates.

## Comparing the files of two runs

runs-compare-no-key = no key column is chosen
runs-compare-not-in-both = column `{ $column }` isn't in both files
runs-compare-same-key = two rows of `{ $file }` have the same key: { $key }
runs-compare-altered = `{ $file }` has { $found } rows and the run wrote { $expected }
runs-compare-no-manifest = no manifest beside `{ $file }` says how it is written
runs-compare-of-set = `{ $file }` belongs to a set, and only runs of single exports can be compared
runs-compare-encrypted = `{ $file }` is encrypted to a partner's PGP key, and can't be read here
runs-compare-no-password = `{ $file }` is encrypted, and its password “{ $name }” isn't saved here
runs-compare-unreadable = `{ $file }` can't be read back: { $reason }
runs-compare-choose-key = Choose the columns that tell rows apart, such as id.
runs-compare-choose-shared = Choose a column that both files have.
runs-compare-add-to-key = Add columns to the key until each row has a key of its own.
runs-compare-with-manifests = Compare files of runs, with the manifests that were made with them.
runs-compare-run-member = Run the member as an export of its own, and compare those runs.
runs-compare-without-encryption = Clone the export without encryption, and compare runs of that.
runs-compare-save-password = Save the password, then compare again.
runs-compare-run-again = Run the export again, and compare the new file.
runs-compare-cells-and-columns = a row has { $cells } cells and the file { $columns } columns

## Why there is no file

runs-cannot-write = can't write `{ $path }`: { $error }
runs-rows-incomplete = { $read } rows were read and { $expected } were expected
runs-no-rows = no rows match, and the export fails when there are none
runs-disk-full = the disk is full: `{ $path }`
runs-writing-not-allowed = writing to `{ $path }` isn't allowed
runs-free-space-run-again = Free disk space, then run again.
runs-make-folder-again = Make the folder again, or choose another.
runs-choose-other-name = Choose another name, or allow replacing or numbering.
runs-run-when-unwritten = Run again when the data is no longer being written.
runs-check-filters-and-data = Check the filters and the data, or let the export make a file without rows.
runs-one-more-problem = , and one more problem
runs-more-problems = , and { $problems } more problems
runs-held-back = the file wouldn't be read exactly, so it isn't published: { $first }{ $more }

## Links and the log

runs-link-unknown = the link `{ $link }` isn't one that Export Desk knows
runs-link-example = A link looks like exportdesk://export/12. Copy all of it, or open the export in the list.
runs-log-no-filter = { $variable } isn't a filter: { $error }

## Notifications and e-mail

runs-notify-no-answer = it doesn't answer
runs-mail-not-set-up = no mail server is set up
runs-mail-no-password = the password of `{ $user }` for the mail server isn't saved
runs-mail-password-unreadable = the mail server's password can't be read: { $reason }
runs-mail-unwritten = the message can't be written: { $reason }
runs-mail-unreachable = can't reach the mail server `{ $server }`: { $reason }
runs-mail-silent = the mail server `{ $server }` doesn't answer
runs-mail-dropped = the mail server `{ $server }` ended the connection
runs-mail-untrusted = the mail server `{ $server }` can't be trusted: { $reason }
runs-mail-not-tls = the mail server `{ $server }` doesn't begin with TLS
runs-mail-no-starttls = the mail server `{ $server }` offers no STARTTLS
runs-mail-tls-failed = no TLS connection with the mail server `{ $server }`: { $reason }
runs-mail-no-password-login = the mail server `{ $server }` offers no login with a password
runs-mail-login-refused = the mail server `{ $server }` refuses the login of `{ $user }`: { $answer }
runs-mail-sender-refused = the mail server `{ $server }` refuses the sender `{ $from }`: { $answer }
runs-mail-recipient-refused = the mail server `{ $server }` refuses the recipient: { $answer }
runs-mail-message-refused = the mail server `{ $server }` refuses the message: { $answer }
runs-mail-not-now = the mail server `{ $server }` doesn't take the message now: { $answer }
runs-mail-no-mail-server = what answers at `{ $server }` isn't a mail server: { $reason }
runs-mail-set-up = Set up e-mail in the settings.
runs-mail-type-password = Type the password in the settings for e-mail.
runs-mail-correct-address = Correct the address.
runs-mail-change-name = Change the export's name or the sender.
runs-mail-check-network = Check the host and port in the settings for e-mail, the network, and whether a VPN is needed.
runs-mail-check-security = Check the port and its security: 587 is usual for STARTTLS, 465 for TLS.
runs-mail-wait = Wait; it is tried again by itself.
runs-mail-check-authority = Check the host's name, or let an administrator add the authority that issued the certificate to this computer's trusted ones.
runs-mail-choose-starttls = Choose STARTTLS, or the port for TLS, usually 465.
runs-mail-choose-tls = Choose TLS with its port, usually 465; mail is never sent in the clear.
runs-mail-ask-security = Ask the provider which port and security it wants.
runs-mail-leave-user = Leave the user empty if the server asks for no login, or ask the provider.
runs-mail-correct-login = Correct user and password in the settings for e-mail; some providers want a password made for this app.
runs-mail-use-sender = Use a sender that this user may send as, in the settings for e-mail.
runs-mail-correct-recipient = Correct the address in the export, or ask the provider.
runs-mail-do-as-told = Do what the server's words say; a file that is too big can stay out of the message.
runs-mail-check-host = Check the host and port in the settings for e-mail.
runs-mail-nameless = the mail server has no name
runs-mail-type-host = Type its host name.
runs-mail-no-host-name = `{ $host }` isn't the name of a mail server
runs-mail-type-host-alone = Type its host name alone, such as smtp.example.com.
runs-mail-usual-ports = Use 587 for STARTTLS or 465 for TLS, unless your provider says another.
runs-mail-port-zero = port 0 doesn't exist
runs-mail-no-sender = `{ $address }` isn't a sender's address
runs-mail-type-sender = Type an address such as exports@example.com.
runs-mail-ascii-only = it takes addresses in ASCII alone
runs-mail-not-smtp = its answer isn't SMTP
runs-mail-not-text = its answer isn't text
runs-mail-nothing-answers = nothing answers there
runs-certificate-unknown-issuer = its certificate comes from an authority that this computer doesn't know
runs-certificate-expired = its certificate has expired
runs-certificate-not-yet-valid = its certificate isn't valid yet
runs-certificate-other-name = its certificate is for another name
runs-certificate-revoked = its certificate was revoked
runs-certificate-self-made = it made its certificate itself, and no authority vouches for that

## Heartbeats

runs-no-request = no request can be made: { $reason }
runs-no-request-alone = no request can be made
runs-place-unreachable = can't reach { $place }: { $reason }
runs-heartbeat-silent = the service at { $place } doesn't answer
runs-heartbeat-answers = the service at { $place } answers { $status }
runs-heartbeat-compare-url = Compare the heartbeat URL in the export's schedule with the one that the service shows.
runs-restart-computer = Restart the computer if this goes on.
runs-heartbeat-check-network = Check the network, and whether the service works.
runs-heartbeat-check-service = Look whether the service works.

## What a sample file shows

runs-sample-no-table = it is empty, or no table of text, JSON or XML
runs-sample-note = From the sample { $name }
runs-sample-plain-text = It is plain text.
runs-sample-gzip = It begins as a gzip file does.
runs-sample-zip = It begins as a zip archive does.
runs-sample-json-lines = All { $lines } lines are JSON objects.
runs-sample-xml-rows = Its { $rows } rows are elements `{ $row }` in `{ $root }`.
runs-sample-xml-elements = Each value is an element.
runs-sample-xml-attributes = Each value is an attribute of its row.
runs-sample-xml-fields = Each value is an element `field` with a name.
runs-sample-xml-nil = Some elements have `xsi:nil`.
runs-sample-xml-absent = Some rows lack some values.
runs-sample-xml-none-missing = No value is missing; this is what most files have.
runs-sample-mark-utf8 = It begins with UTF-8's byte order mark.
runs-sample-mark-utf16 = It begins with UTF-16's byte order mark.
runs-sample-encoding-named = The document names it.
runs-sample-ascii = It has only ASCII characters, which are alike everywhere.
runs-sample-utf8 = Its characters beyond ASCII are UTF-8.
runs-sample-shift-jis = It isn't UTF-8, and by Shift-JIS it has Japanese words.
runs-sample-windows-1250 = It isn't UTF-8, and by windows-1250 it has letters of Central Europe.
runs-sample-iso-8859-2 = It isn't UTF-8, and by ISO-8859-2 it has letters of Central Europe.
runs-sample-windows-1252 = It isn't UTF-8; most other files are windows-1252.
runs-sample-line-ends = { $both } lines end with CRLF, { $feeds } with LF, { $returns } with CR.
runs-sample-extension = The file's name ends with it.
runs-sample-date-in-name = { $found } may be the file's date.
runs-sample-split = Split by it, all { $rows } rows have { $cells } cells.
runs-sample-single-quotes = Cells begin and end with it.
runs-sample-one-column = There is one column, so none was seen.
runs-sample-line-length = All { $lines } lines have { $length } characters.
runs-sample-widths = Columns begin where every line has a space before; fields that touch each other can't be told apart.
runs-sample-header-value = The first row has “{ $value }”, which is a value rather than a name.
runs-sample-header-twice = The first row has the same text twice.
runs-sample-header-names = The first row has { $names } different names.
runs-sample-all-enclosed = All { $cells } cells are enclosed.
runs-sample-none-enclosed = No cell is enclosed; cells that need it will be.
runs-sample-texts-enclosed = All values of { $texts } of { $columns } columns are enclosed, needed or not.
runs-sample-some-enclosed = { $enclosed } of { $all } cells are enclosed.
runs-sample-missing-word = { $cells } cells are this word, not enclosed.
runs-sample-empty-plain = { $cells } cells have nothing, and none an empty enclosure.
runs-sample-empty-quoted = { $empty } cells are an empty enclosure, { $nothing } have nothing.
runs-sample-column = column { $number }
runs-sample-other-patterns = { $patterns } would fit as well.
runs-sample-pattern = All { $values } values of { $column } are written so, such as { $example }.{ $others }
runs-sample-numbers = { $column } has numbers such as { $example }.
runs-sample-booleans = { $column } has only these two.

## Comparing rows with those that were delivered

runs-changes-same-key = two rows have the same key: { $key }
runs-changes-no-key = row { $row } has no value in the key column `{ $column }`
runs-changes-disorder = row { $row } isn't in the order of the key: { $key }
runs-changes-too-many-removed = { $removed } of { $all } delivered rows would be removed, more than { $percent } %
runs-changes-state-types = the state of the last delivered run can't be used: its values aren't of the types that there are now: { $reason }
runs-changes-state-unusable = the state of the last delivered run can't be used: { $reason }
runs-changes-hidden-row = row { $row }; { $hidden }
runs-changes-add-to-key = Add columns to the key until each row has its own.
runs-changes-filter-out = Filter out such rows, or choose another key.
runs-changes-other-key = Choose another key.
runs-changes-check-source = Check the source. If it is right, raise “Stop if more would be removed” (`most_removed_percent` in a definition), or run the export in full again.
runs-changes-run-in-full = Run the export in full again.
runs-changes-ended-early = the rows ended early
runs-changes-state-changed = `{ $name }` was changed
runs-changes-other-columns = the source had other columns then

## Parts, names and companion files

runs-parts-too-many = the rows make more than { $most } parts
runs-parts-larger = Make larger parts.
runs-parts-row-too-large = row { $row } alone is larger than a part may be
runs-line-unwritten = a line can't be written: { $what }
runs-companion-line-unwritten = a line of a companion file can't be written: { $what }
runs-line-wider-part = Make the part wider, or leave it out.
runs-parts-same-entry = two parts would be called `{ $name }`
runs-parts-same-name = two parts would be called `{ $stem }.{ $extension }`
runs-write-into-name = Write { $part } into it.
runs-file-kept = `{ $name }` is of the replaced run and was changed since, so it stays
runs-file-delete-kept = Delete it if you don’t need it any more.
runs-file-like-manifest = a file called `{ $name }` would stand where manifests do
runs-file-other-extension = Choose another name or extension.
runs-files-same-name = two files would be called `{ $name }`
runs-files-other-companions = Choose other names of companion files.
runs-files-other-members = Choose other file names of the members.
runs-manifest-of-others = `{ $path }` is there and isn't a manifest of Export Desk, so it isn't replaced
runs-manifest-move-other = Move it to another folder, or choose another file name.

## Masked columns

runs-masked-hash = SHA-256 (pseudonymous, not anonymous)
runs-masked-keyed-hash = HMAC-SHA-256 with the key “{ $key }”, id { $id } (pseudonymous, not anonymous)
runs-masked-keep = some characters kept
runs-masked-truncate = a part of the date kept
runs-masked-band = bands of numbers
runs-masked-remove = removed
runs-masked-column = Column `{ $header }` is masked: { $what }
runs-masked-no-phone-number = isn't a phone number and is
runs-masked-no-phone-numbers = aren't phone numbers and are
runs-masked-row = row
runs-masked-first-rows = first rows
runs-masked-left-empty = { $values } of `{ $field }` { $are } left empty ({ $rows } { $numbers })
runs-masked-correct-numbers = Correct the data, or say of which country numbers without + are.

## Commands that load the file

runs-load-with-password = there is no load command for an archive with a password
runs-load-unpack-7zip = Unpack it by 7-Zip, then load the file in it.
runs-load-lines-around = there is no load command: the lines around the rows would be read as rows
runs-load-remove-lines = Remove these lines before you load the file.
runs-load-header-line-end = there is no load command: a header has a line end
runs-load-header-one-line = Choose a header of one line.
runs-load-several-parts = there is no load command for an archive of several parts
runs-load-several-files = there is no load command for a table in { $files } files
runs-load-one-after-another = Load all parts one after another, or don't split the file.
runs-load-archive-of-several = there is no load command for a file in an archive of several
runs-load-unpack-archive = Unpack the archive, then load its file.

## Sets

runs-set-look-at-members = Look at its members one by one.
runs-set-transaction = All members were read in one transaction
runs-set-unchanged-files = No file of any member changed while the members were read
runs-set-from-copy = The members were read from the copy on this computer, to which their data models were copied one after another
runs-set-one-after-another = The members were read one after another: the connection has no snapshot that several queries can share
runs-set-run-when-unwritten = Run the set, or refresh the copy, when nothing is written.
runs-set-no-fields = the data has no field { $fields }, so “{ $name }” is without them
runs-set-same-file = two members' files would be called `{ $name }`
runs-set-bytes-came-back = { $bytes } bytes came back of what was written

## Reading a finished file back

runs-verify-no-manifest = there is no manifest beside it: only the file itself was read back
runs-verify-other-manifest = the manifest `{ $path }` is about `{ $file }`, not about this file: only the file itself was read back
runs-verify-unchecked-pgp = It is encrypted, so its rows can be read and counted only with the partner’s private key
runs-verify-unchecked-password = Its rows can be read and counted only with its password
runs-verify-differs = { $what } { $found }, and its manifest says { $says }
runs-verify-sha256 = it isn't the file that its manifest speaks of: its SHA-256 is
runs-verify-size = its size in bytes is
runs-verify-content-size = the size of its content in bytes is
runs-verify-crc32 = the CRC-32 of its content is
runs-verify-encryption-method = the method of its encryption is
runs-verify-encryption-armor = whether it is encrypted as text (`armor`) is
runs-verify-encryption-keys = the ids of the keys that it is encrypted to are
runs-verify-member-asked = `{ $key }` of the member in the definition is
runs-state-field-type = field `{ $field }` was { $then } and is { $now }
runs-folder-not-unicode = its name isn't Unicode
runs-verify-entry-name = the name of the file in it is
runs-verify-first-listed = `{ $key }` of the first listed file is
runs-verify-sum-of-files = the sum of the listed files’ rows is
runs-verify-sum-of-members = the sum of the members’ `{ $key }` is
runs-verify-key-is = `{ $key }` is
runs-verify-read-and-written = its manifest says that { $read } rows were read and { $written } written{ $of }
runs-verify-of-member = of “{ $name }”
runs-verify-size-of = the size of `{ $name }` in bytes is
runs-verify-listed-unreadable = `{ $name }`, which its manifest lists: { $error }
runs-verify-listed-missing = `{ $name }`, which its manifest lists, isn't there
runs-verify-rows-differ = it has { $rows } rows, and its manifest says { $says }
runs-verify-entries-differ = it has { $entries } entries, and its manifest { $told }
runs-verify-other-entry = its entry `{ $name }` isn't the one that its manifest speaks of: its { $key } is
runs-verify-entry-rows-differ = its entry `{ $name }` has { $rows } rows, and its manifest says { $says }
runs-verify-nothing = nothing
runs-verify-too-many-entries = it has more entries than the set has members
runs-verify-kind-workbook = a workbook
runs-verify-kind-parquet = a Parquet file
runs-verify-empty = it is empty
runs-verify-other-kind = it isn't { $kind }
runs-verify-no-member = no member made it
runs-verify-names-no-file = it names no file
runs-verify-wrong-manifest = `{ $path }` isn't its manifest: { $problem }

## Passwords and signing keys

runs-draft-no-name = the file has no name yet
runs-draft-no-file = there is no file
runs-zip-password-missing = the password “{ $name }” of the zip isn't saved here
runs-secret-save-in-format = Save it in the export's Format step, or set it in the environment (see the handbook).
runs-password-empty = the password is empty
runs-password-enter = Enter one.
runs-password-short = the password has fewer than { $least } characters
runs-password-longer = Whoever has the file can try passwords for as long as they like: use a longer one.
runs-password-line-end = the password has a line end or a tab
runs-password-typable = Use characters that can be typed.
runs-password-long = the password has { $bytes } bytes, and 7-Zip takes { $most } at most
runs-password-shorter = Use a shorter one; letters with accents have two bytes or more.
runs-secret-wrong-name = the name is empty, has a control character or more than 200 characters
runs-key-not-ascii = the private key has characters that don't belong to one
runs-key-too-long = the private key has more than { $most } characters
runs-key-export-minimal = Export it without signatures by others: `--export-options export-minimal`.
runs-signing-key-missing = the signing key “{ $name }” isn't saved here
runs-signing-key-unusable = the signing key “{ $name }” can't be used: { $message }
runs-signing-key-damaged = the signing key “{ $name }” in the keychain is damaged
runs-signing-key-save-again = Save it again.

## The history of exports

runs-answer-growing = `{ $name }` is there. It is fetched once it no longer changes
runs-history-mapping = the mapping of the connection
runs-history-copy-report = the report of the last copy
runs-history-damaged = the history of exports at `{ $path }` is damaged: { $reason }
runs-history-unreadable = { $what } can't be read: { $reason }
runs-history-newer = the history of exports at `{ $path }` is from a newer Export Desk
runs-history-unavailable = the history of exports at `{ $path }` can't be used: { $reason }
runs-history-set-aside = Set it aside to start with an empty one; nothing is deleted, and exported files stay where they are.
runs-history-maybe-newer = It may have been saved by a newer Export Desk: use that one. If it is damaged, save it again or delete it; nothing else is affected.
runs-history-use-newer = Use the newer Export Desk, or set the history aside to start with an empty one.
runs-free-space-try-again = Free disk space, then try again.
runs-history-check-folder = Check that the folder is there, that you may write to it, and that no other program uses the file.
runs-history-busy = another program is writing to it
runs-history-definition-of = the definition of “{ $name }”
runs-list-file-due = The file isn't there yet. It was due by { $at }
runs-list-this-computer = This computer
runs-history-empty-file = it is an empty file
runs-history-nothing-in-it = there is nothing in it
runs-history-other-program = it belongs to another program
runs-history-saved-settings = what is saved of the settings
runs-history-the-settings = the settings: { $error }
runs-history-setting = setting `{ $name }`

## Updates

runs-update-no-source = this build doesn't know where updates come from
runs-update-wrong-address = `{ $address }` isn't an address that updates can come from
runs-update-no-key = this build has no public key that updates can be checked with
runs-update-not-installed = this copy of Export Desk can't be updated from here: { $reason }
runs-update-silent = the server at { $place } doesn't answer
runs-update-answers = the server at { $place } answers { $status }
runs-update-manifest-unreadable = what the server says of updates can't be read: { $reason }
runs-update-no-package = version { $version } has no package for { $platform }
runs-update-too-large = the package is larger than { $megabytes } MB
runs-update-broke-off = the package broke off after { $bytes } bytes
runs-update-unsigned = the package isn't signed: { $reason }
runs-update-other-key = the package is signed with a key that this version doesn't know
runs-update-tampered = the package or its signature was changed after it was signed
runs-update-other-package = the package that is offered as “{ $offered }” was signed as “{ $signed }”
runs-update-install-failed = the package can't be installed: { $reason }
runs-update-get-newer = Get newer versions where this one came from.
runs-update-install-package = Install one of the packages; that can then be updated from here.
runs-update-check-network = Check the network, then look again. Everything else works without it.
runs-update-look-later = Look again later.
runs-update-try-later = Nothing was installed. Try again later.
runs-update-tell-makers = Nothing was installed, and the package was removed. Tell the makers of Export Desk; don't install it from elsewhere.
runs-update-install-by-hand = Nothing was changed. Install the package by hand, as an administrator.
runs-update-command-by-hand = Nothing was changed. By hand it is: { $command }
runs-update-when-ended = Try again when it has ended.
runs-update-too-long = it is too long
runs-update-nobody-to-ask = nothing here can ask for an administrator's password
runs-update-no-package-installed = no package has installed it
runs-update-by-msi = it was installed by an .msi, which whoever manages this computer replaces
runs-update-not-in-app = it isn't in an app's folder
runs-update-not-confirmed = it wasn't confirmed by an administrator
runs-update-not-one-app = the package doesn't hold one app
runs-update-its-version = its version: { $error }
runs-update-signature-unreadable = its signature can't be read
runs-update-signature-outdated = its signature is of an outdated kind
