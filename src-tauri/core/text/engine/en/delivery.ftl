### What deliveries, targets, secrets, time zones and the app itself say.

## Times

delivery-under-time = under 0.1 s

## Secrets and the keychain

delivery-no-keychain = this computer has no keychain that Export Desk can use
delivery-keychain-locked = the keychain is locked
delivery-keychain-broken = the keychain doesn't answer as it should: { $reason }
delivery-start-secret-service = Start a secret service such as GNOME Keyring or KWallet, then start Export Desk again.
delivery-unlock-keychain = Unlock the keychain, then try again.
delivery-look-at-keychain = Look whether the keychain opens in the system's own program.
delivery-most-characters = { $what } may have { $limit } characters at most
delivery-several-entries = it has several entries of one name
delivery-entry-unreadable = the entry can't be read
delivery-not-regular-file = it isn't a regular file

## Time zones

delivery-zones-unreadable = `{ $path }` can't be read: { $reason }
delivery-zones-not-compiled = `{ $path }` isn't a compiled time zone database: { $found } zones were found
delivery-zones-no-release = `{ $path }` doesn't say which release of the time zone database it is
delivery-zones-damaged = `{ $zone }` in `{ $path }` can't be used: { $reason }
delivery-zones-not-newer = release { $release } isn't newer than { $current }, which is in use
delivery-zones-unwritable = `{ $path }` can't be written: { $reason }
delivery-check-file-whole = Check that the file is whole and may be read.
delivery-choose-tzdata = Choose Python's tzdata package (a .whl file), a .zip of a zoneinfo folder, or such a folder. IANA's tzdata archives hold source text, which isn't compiled.
delivery-add-zones-release = Add its tzdata.zi, or a file +VERSION with the release, such as 2026f.
delivery-get-zones-again = Get the database again, from another place if need be.
delivery-choose-newer-release = Nothing was changed. Choose a newer release.
delivery-check-disk-space = Check that the disk has space and may be written.
delivery-too-many-files = it has more than { $most } files
delivery-not-zip = it isn't a zip archive ({ $error })
delivery-zones-built-in = built in
delivery-zones-of-system = of the operating system
delivery-zones-imported = imported
delivery-no-zone = there is no time zone `{ $name }`
delivery-did-you-mean = Did you mean { $names }?
delivery-or = or
delivery-use-name-or-import = Use a name such as Europe/Budapest. If the zone is new, import a newer time zone database (About).
delivery-use-iana-name = Use an IANA name such as Europe/Budapest.
delivery-leap-seconds = it counts leap seconds

## Partners' answers

delivery-answer-wait-wrong = an answer can't be awaited for that long, or for no time
delivery-choose-answer-wait = Choose 1 minute to 7 days.
delivery-answer-path-example = Type it, such as { $stem }_result*.csv or results/{ $file }.err.
delivery-answer-path-missing = the path of the answer is missing
delivery-answer-path-control = the path of the answer holds a control character
delivery-type-again = Type it again.
delivery-answer-path-backslash = the path of the answer holds a `\`
delivery-divide-folders = Divide folders by `/`.
delivery-answer-path-leaves = the path of the answer leaves its folder by `.` or `..`
delivery-answer-path-from-root = Begin with a / to name another folder from the server's root, such as /result/{ $file }_result.
delivery-answer-path-empty-part = the path of the answer has an empty part
delivery-answer-placeholders = Only { $file } and { $stem } stand for something; use * for what the partner adds.
delivery-answer-placeholder-unknown = the path of the answer has a placeholder that isn't known
delivery-answer-use-placeholder = Use { $file } or { $stem }, so that the answer to another file isn't taken for this one's.
delivery-answer-path-unnamed = the path of the answer doesn't say which file it answers
delivery-answer-path-stars = `*` stands more than once, or in a folder
delivery-use-star-once = Use it once, in the name.
delivery-answer-path-alone = that is the delivered file itself
delivery-answer-too-large = `{ $path }` at `{ $place }` has { $size }; answers of up to { $limit } are fetched
delivery-fetch-answer-by-hand = Fetch it by hand, and ask the partner for smaller ones.
delivery-answer-not-readable = `{ $place }` doesn't allow reading `{ $path }`
delivery-let-read-answers = Ask its administrator to let this user read the partner's answers.
delivery-no-folder = there is no folder `{ $path }` on `{ $place }`
delivery-check-answer-path = Check the path of the partner's answer at the target.
delivery-folder-not-listed = `{ $place }` doesn't allow looking into `{ $folder }`
delivery-give-whole-answer-name = Ask its administrator, or give the whole name of the answer without `*`: then nobody has to look into the folder.
delivery-written-when-unknown = `{ $place }` doesn't tell when `{ $path }` was written
delivery-answer-age-unknown = Without that an answer can't be told from an older one.

## Object stores

delivery-check-settings-secret = Check the target's settings and its secret.
delivery-the-secret-key = the secret key
delivery-the-service-account-key = the service account's JSON key
delivery-the-access-key = the access key
delivery-kind-without-buckets = this kind of target has no buckets
delivery-choose-another-kind = Choose another kind.
delivery-name-being-given = another delivery is giving the name `{ $name }`
delivery-remove-claim-objects = It is tried again. If there is no other one, remove the object `{ $object }` and those in `{ $folder }`.
delivery-checked-size-md5 = size and MD5 (ETag)
delivery-checked-size-sha-read-back = size and SHA-256, read back
delivery-checked-md5-answer = MD5 (ETag of the store's answer)
delivery-bytes-instead = { $found } bytes instead of { $wanted }
delivery-size-and = size and
delivery-etag-of-answer = ETag of the store's answer
delivery-checked-md5 = { $size }MD5 ({ $how })
delivery-md5-not-told = `{ $place }` doesn't tell the MD5 of `{ $object }`
delivery-choose-other-check = Choose another way of checking for the target.
delivery-checked-sha-read-back = { $size }SHA-256, read back
delivery-other-sha = its SHA-256 is another one
delivery-other-md5 = its MD5 is another one
delivery-size = size
delivery-store-answer = the store's answer
delivery-with-first-object = with the first object
delivery-rename-not-needed-object = not needed: an object appears only when it is whole
delivery-bytes-as-written = { $bytes } bytes, as they were written
delivery-read-back-different = it was read back as something else
delivery-not-allowed-not-needed = not allowed there, and not needed
delivery-not-allowed-stays = not allowed there, and not needed: `{ $path }` stays
delivery-wrong-object-name = `{ $path }` can't be an object's name: { $error }
delivery-change-target-path = Change the target's path; `.`, `..` and empty parts aren't possible.
delivery-target-unusable = the target can't be used: { $reason }
delivery-target-settings-unusable = the target's settings can't be used
delivery-access-key-refused = `{ $place }` doesn't accept the access key
delivery-check-access-key-id = Check the access key's id.
delivery-check-secret-key-region = Check the secret key, and the region.
delivery-check-key-clock = Check the key, and this computer's clock.
delivery-clocks-differ = the clocks of `{ $place }` and of this computer differ too much
delivery-set-clock = Set this computer's clock right; if it is, tell the store's administrator.
delivery-check-account-key = Check the storage account and its access key.
delivery-bucket = bucket
delivery-container = container
delivery-no-such-bucket = there is no such { $what } on `{ $place }`
delivery-check-name-of = Check the { $what }'s name; it isn't made by itself.
delivery-no-key-there = there is no `{ $key }` on `{ $place }`
delivery-check-bucket-name = Check the bucket's name; it isn't made by itself.
delivery-check-access-key = Check the access key.
delivery-bucket-elsewhere = `{ $place }` isn't where the bucket is
delivery-check-region = Check the region.
delivery-refuses = `{ $place }` refuses: { $words }
delivery-ask-store-administrator = Ask the store's administrator what its log says about it.
delivery-wait-store = Wait; if this stays, ask the store's administrator.
delivery-busy = `{ $place }` can't do it now
delivery-no-host = there is no host `{ $host }`
delivery-check-endpoint-names = Check the endpoint, the region and the bucket's name.
delivery-unreachable = can't reach `{ $place }`
delivery-check-endpoint-vpn = Check the endpoint, or whether a VPN is needed.

## Errors of deliveries

delivery-made-not-delivered = made, not delivered to “{ $target }”: { $reason }
delivery-cancelled = the delivery was cancelled
delivery-deliver-again-later = Deliver it again when you like.
delivery-nothing-listens = can't reach `{ $place }`: nothing listens there
delivery-unreachable-because = can't reach `{ $place }`: { $reason }
delivery-check-host-port = Check the host and port, or whether a VPN is needed.
delivery-check-network-busy = Check the network and whether the server is busy.
delivery-no-reply = `{ $place }` doesn't answer
delivery-check-network-restarted = Check the network; the server may have been restarted.
delivery-connection-ended = the connection to `{ $place }` ended too early
delivery-login-refused = `{ $place }` doesn't let `{ $user }` in
delivery-act-writing = writing to
delivery-act-looking = asking for the size of
delivery-act-reading = reading back
delivery-act-naming = giving a name to
delivery-act-removing = removing
delivery-choose-writable-folder = Choose a folder that this user may write to, or ask its administrator.
delivery-test-checking = Test the target: it finds out which way of checking works there.
delivery-test-publishing = Test the target: it finds out which way of publishing works there, for example writing directly under the name.
delivery-ask-to-remove = Ask its administrator to remove it.
delivery-words-in-brackets = ({ $words })
delivery-not-allowed = `{ $place }` doesn't allow { $what } `{ $path }`{ $words }
delivery-arrived-untold = `{ $place }` has taken all of `{ $path }`, but doesn't tell whether it arrived whole: { $reason }
delivery-choose-answer-check-or-test = Choose “the server's answer” as the target's way of checking. A test of the target finds out what works there.
delivery-taken-away = `{ $place }` has taken all of `{ $path }`, and then it isn't there: files are fetched there as soon as they are written
delivery-choose-direct-and-answer = Choose “write directly” as the target's way of publishing and “the server's answer” as its way of checking; ask the partner whether this file arrived.
delivery-check-path-or-make = Check the path, or let the target make folders that aren't there.
delivery-exists = `{ $name }` is there already
delivery-choose-name-or-replace = Choose another name, or let the target replace or number.
delivery-free-space = Free space there, or ask its administrator for more.
delivery-disk-full = the disk or quota of `{ $place }` is full
delivery-arrived-different = what arrived as `{ $path }` isn't what was sent: { $what }
delivery-sent-again = It is sent again from the start; if this stays, check the network.
delivery-edit-target-secret = Edit the target and type it again; the system's keychain has none for it.
delivery-is-missing = { $what } is missing
delivery-run-again = Run the export again.

## Folders

delivery-this-computer = this computer
delivery-folder-gone = the folder `{ $folder }` isn't there
delivery-connect-drive-or-create = Connect its drive or network share. If it was removed, create it, or test the target: the test creates it.
delivery-drive-disconnected = the drive of the folder `{ $folder }` was disconnected
delivery-drive-not-mounted = the drive of the folder `{ $folder }` isn't mounted
delivery-connect-drive = Connect the drive or network share; the file is then sent again.
delivery-connect-drive-or-save = Connect the drive or network share; the file is then sent again. If the folder is to be on another drive, save the target again.
delivery-read-back = read back
delivery-kind-folder = folder
delivery-kind-special = pipe, a socket or a device
delivery-not-a-file = `{ $path }` is a { $what }, not a file
delivery-remove-or-choose = Remove it, or choose another name or folder for the target.
delivery-check-folder-drive = Check that the folder's disk or network drive works.
delivery-deliver-again = Deliver it again.

## FTP

delivery-wrong-certificate-name = `{ $host }` can't be the name in a certificate
delivery-type-certificate-name = Type the host's name as its certificate has it.
delivery-not-encrypted = not encrypted
delivery-the-password = the password
delivery-as-user = as `{ $user }`
delivery-check-user-password = Check the user and the password.
delivery-choose-ftps = The server wants encryption: choose FTP over SSL.
delivery-not-created = `{ $place }` can't create `{ $path }`: { $words }
delivery-check-folder-room = It is tried again. If this stays, check whether this user may write to the folder, and whether its disk has room for one more file.
delivery-not-continued = `{ $place }` doesn't go on with `{ $path }`: { $words }
delivery-sent-from-start = It is sent from the start.
delivery-by-hash = by the server's HASH
delivery-by-xsha256 = by the server's XSHA256
delivery-no-safe-connection = no safe connection to `{ $place }` can be made: { $reason }
delivery-check-port-encryption = Check the port and the kind of encryption.
delivery-wrong-ftp = `{ $place }` doesn't speak FTP as it should
delivery-ask-to-look = Ask the server's administrator to look at it.
delivery-busy-words = `{ $place }` can't do it now: { $words }
delivery-wait-server = Wait; if this stays, ask the server's administrator.
delivery-refuses-user = `{ $place }` refuses the user: { $words }
delivery-ask-server-administrator = Ask the server's administrator what its log says about it.

## The network

delivery-check-host-name = Check the host's name, or whether a VPN is needed.
delivery-no-host-because = there is no host `{ $host }`{ $reason }
delivery-unreachable-silent = can't reach `{ $place }`: it doesn't answer
delivery-file-changed = `{ $path }` isn't the file any more that the run made

## Tests of targets

delivery-rename-not-needed-direct = not needed: files are written directly under their name
delivery-other-size = its size is another one
delivery-choose-direct = Choose “write directly” as the target's way of publishing: that works there.
delivery-ask-to-allow = Ask the server's administrator to allow it.
delivery-read-back-not-possible = not possible: files are fetched as soon as they are written
delivery-choose-answer-check = Choose “the server's answer” as the target's way of checking.
delivery-hash-not-told = `{ $place }` doesn't tell the hash of a file
delivery-sizes-not-told = it doesn't tell the size of files
delivery-loses-whole = Until a file is whole, a part of it stands under its name; a marker tells the partner when it is.
delivery-loses-check = Only the server's answer says that a file arrived whole.

## Giving files their names

delivery-checked-size-sha = size and SHA-256, { $how }
delivery-after-renaming = after the renaming { $bytes } bytes stand there
delivery-name-not-given = `{ $place }` says that it has given the name `{ $to }`, and hasn't: `{ $from }` is still there
delivery-ask-or-choose-direct = Ask the server's administrator; or choose “write directly” as the target's way of publishing.
delivery-name-doubted = { $message }; whether the file has its name all the same isn't known
delivery-no-renaming-there = renaming over a file isn't possible there, and renaming that file neither
delivery-perhaps-earlier = ; perhaps by an attempt before, whose answer was lost
delivery-remove-claim-folder = It is tried again. If there is no other one, remove the folder `{ $folder }`.
delivery-presence-not-told = `{ $place }` doesn't tell whether `{ $path }` is there: { $reason }
delivery-choose-replace = Choose “Replace the file” for the target, and names that differ from run to run, such as with { $seq } or { $run }.
delivery-server-answer = the server's answer
delivery-only-part-arrived = only { $size } of { $total } bytes arrived as `{ $path }`
delivery-rest-sent-later = Check the network; the rest is sent at the next attempt.
delivery-checked-sha = { $size }SHA-256, { $how }
delivery-checked-size-only = size; the server doesn't allow reading back
delivery-name-is-now = { $message }; the file of that name is now `{ $path }`

## Settings of targets

delivery-kind-ftp = FTP, not encrypted
delivery-kind-ftps = FTP over SSL
delivery-type-what = Type { $what }.
delivery-control-character = { $what } holds a control character
delivery-the-folder = the folder
delivery-not-whole-path = `{ $path }` isn't a whole path
delivery-choose-folder-from-root = Choose the folder, from its drive or root.
delivery-the-host = the host
delivery-the-user = the user
delivery-port-zero = port 0 isn't possible
delivery-usually-22 = Usually it is 22.
delivery-choose-key-file = Choose the file of the private key.
delivery-key-file-missing = the key's file is missing
delivery-usually-21 = Usually it is 21.
delivery-the-bucket = the bucket
delivery-the-region = the region
delivery-the-access-key-id = the access key's id
delivery-the-storage-account = the storage account
delivery-the-container = the container
delivery-not-host-name = `{ $host }` isn't a host's name
delivery-type-host-alone = Type the name alone, such as sftp.example.com.
delivery-not-server-address = `{ $address }` isn't a server's address
delivery-begin-https = Begin with https://, or leave it empty.
delivery-address-has-secret = the server's address has a login or a token in it
delivery-leave-secret-out = Leave it out; the secret belongs in the keychain alone.
delivery-path-control = the path holds a control character
delivery-zero-bandwidth = nothing can be sent at 0 KiB a second
delivery-leave-empty-no-limit = Leave it empty for no limit.
delivery-too-many-hours = { $hours } hours of trying again are too many
delivery-choose-hours = Choose 0 to 168 hours.
delivery-name-staging-folder = Name a folder on the same disk of the server, or choose another way of publishing.
delivery-staging-missing = the folder to move files from is missing
delivery-staging-control = the folder to move files from holds a control character

## SFTP

delivery-shows-no-key = `{ $host }` shows no key
delivery-line-of = line { $line } of `{ $file }`
delivery-host-unconfirmed = nobody has confirmed yet that `{ $host }` is the right server: its key is { $fingerprint } ({ $kind })
delivery-test-and-trust = Test the target, compare the fingerprint with the one that the server's administrator gives, and trust it.
delivery-key-changed = `{ $host }` shows another key than before: { $now } instead of { $before }; somebody may be listening in, or the server was set up anew
delivery-remove-old-key = Ask the server's administrator. Only if the new key is right, remove { $line }, then test the target and trust the new key.
delivery-key-revoked = the key of `{ $host }` was revoked ({ $fingerprint })
delivery-line-says-so = Ask the server's administrator; { $line } says so.
delivery-without-being-asked = without being asked
delivery-by-password = by password
delivery-key-unreadable = the key `{ $path }` can't be read: { $error }
delivery-choose-key-file-again = Choose the file of the private key again.
delivery-check-user-key = Check the user, that the server knows the key, and the key's passphrase.
delivery-by-key = by the key `{ $path }`
delivery-start-agent = Start the SSH agent, add the key to it (ssh-add), then start Export Desk from where the agent is known.
delivery-no-agent = there is no SSH agent that answers
delivery-agent-empty = the SSH agent has no key
delivery-by-agent-key = by the agent's key { $key }
delivery-check-user-agent = Check the user, and that the server knows one of the agent's keys (ssh-add -l).
delivery-changed-coming = what came from `{ $place }` was changed on its way
delivery-check-network = Check the network.
delivery-is-ftp = `{ $place }` answers as an FTP server does, and not as one for SFTP
delivery-choose-ftp = Choose FTP, with or without SSL, or type the port of SFTP (usually 22).
delivery-is-sftp = `{ $place }` answers as an SFTP server does, and not as one for FTP
delivery-choose-sftp = Choose SFTP, or type the port of FTP (usually 21).
delivery-is-folder = `{ $path }` on `{ $place }` is a folder, and not a file
delivery-rename-folder = Remove or rename it there, or choose another file name.
delivery-no-modern-encryption = `{ $place }` has no modern way to encrypt that this app knows
delivery-ask-modern-ssh = Ask the server's administrator to allow modern algorithms of SSH.
delivery-host-list-unusable = the list of hosts `{ $file }` can't be used: { $reason }
delivery-look-at-permissions = Look at its permissions.
delivery-key-changed-now = `{ $host }` shows another key than a moment ago: { $now } instead of { $before }
delivery-dont-trust = Don't trust it; ask the server's administrator.
delivery-other-key-already = `{ $host }` has another key already
delivery-remove-line-first = Only if the new key is right, remove line { $line } of `{ $file }` first.
delivery-no-sftp = `{ $place }` lets `{ $user }` in, but offers no SFTP
delivery-ask-allow-sftp = Ask the server's administrator to allow SFTP for this user.
delivery-refuses-to-write = `{ $place }` refuses to write `{ $path }`: { $words }
delivery-by-check-file = by the server's check-file
delivery-status-no-file = no such file
delivery-status-denied = permission denied
delivery-status-failure = failure
delivery-status-unsupported = operation unsupported
delivery-status-exists = file already exists
delivery-status-no-space = no space on filesystem
delivery-status-quota = quota exceeded
delivery-status-number = status { $status }
delivery-not-written = `{ $place }` can't write `{ $path }`: { $words }
delivery-check-room-there = Check there whether the disk or quota has room for one more file, and whether the disk can be written to; ask the server's administrator.

## Certificates

delivery-certificates-unreadable = the certificates `{ $file }` can't be read: { $reason }
delivery-choose-file-again = Choose the file again.
delivery-no-usable-certificate = `{ $file }` holds no certificate that can be used: { $reason }
delivery-choose-pem = Choose a file of certificates in PEM (BEGIN CERTIFICATE).
delivery-none-in-it = there is none in it
delivery-no-trusted-list = this computer has no list of certificates to trust: { $error }
delivery-install-ca = Install the system's CA certificates, or choose a file of certificates.
delivery-changed-on-way = what went to or came from `{ $place }` was changed on its way
delivery-certificate-expired = the certificate of `{ $place }` has expired
delivery-ask-renew = Ask the server's administrator to renew it, and check this computer's clock.
delivery-certificate-early = the certificate of `{ $place }` isn't valid yet
delivery-check-clock-or-ask = Check this computer's clock, or ask the server's administrator.
delivery-certificate-unknown-issuer = nobody that this computer trusts has signed the certificate of `{ $place }`
delivery-choose-own-authority = If it is signed by your own authority or by itself, choose that certificate's file.
delivery-certificate-other-name = the certificate of `{ $place }` is for another name than `{ $host }`
delivery-type-name-or-ask = Type the host's name as the certificate has it, or ask the server's administrator.
delivery-certificate-revoked = the certificate of `{ $place }` was revoked
delivery-ask-new-certificate = Ask the server's administrator for a new one.
delivery-certificate-self-signed = the certificate of `{ $place }` is signed by itself
delivery-choose-self-signed = If its fingerprint is the one that the server's administrator gives, choose the certificate's file in the target.
delivery-certificate-untrusted = the certificate of `{ $place }` can't be trusted: { $reason }
delivery-check-port-encryption-ask = Check the port and the kind of encryption, or ask the server's administrator.

## The app

delivery-login-start-failed = The start at login can't be changed: { $error }
delivery-change-login-start = Change it in the system's own settings for programs that start at login.
delivery-log-unreadable = The log can't be read: { $error }
delivery-check-logs-folder = Check the permissions of the folder `logs` in the app's data folder.
delivery-report-unsaved = The report can't be saved to `{ $path }`: { $error }
delivery-choose-folder-to-write = Choose a folder that you may write to.
delivery-folder-not-shown = The folder of `{ $file }` can't be shown: { $error }
delivery-open-by-file-manager = Open it by the system's file manager.
delivery-dialog-not-opened = The dialog can't be opened: { $error }
delivery-reopen-window = Close the window and open it again.
delivery-nothing-at-link = there is nothing at { $link }
delivery-link-elsewhere = The export was deleted, or the link was made on another computer.
delivery-being-closed = Export Desk is being closed
delivery-start-again = Start it again.
delivery-no-tray-yet = The tray isn't there yet
delivery-history-usable = The history can be used, so it stays where it is
delivery-close-and-go-on = Close this message and go on.
delivery-no-tray-library = There is no tray: the library libayatana-appindicator3 isn't installed. Install the package libayatana-appindicator3-1, then start Export Desk again.
delivery-no-tray = There is no tray: { $error }
delivery-tilde = `~` stands for nothing in SFTP
delivery-tilde-hint = Leave it out: a path without / at its beginning begins in the user's home folder.
