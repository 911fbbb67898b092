### Words of targets: the screen, the dialog, the test and deliveries.

target-kinds-sftp-name = SFTP server
target-kinds-sftp-short = SFTP
target-kinds-sftp-text = Over SSH, with a password or a key.
target-kinds-ftps-name = FTP over SSL
target-kinds-ftps-short = FTPS
target-kinds-ftps-text = FTP with an encrypted connection.
target-kinds-ftp-name = Plain FTP
target-kinds-ftp-short = FTP
target-kinds-ftp-text = Anyone on the way can read what is sent.
target-kinds-s3-name = S3 storage
target-kinds-s3-short = S3
target-kinds-s3-text = Amazon S3 and everything that speaks its language.
target-kinds-gcs-name = Google Cloud Storage
target-kinds-gcs-short = Google Cloud
target-kinds-gcs-text = A bucket, with a service account.
target-kinds-azure-name = Azure Blob Storage
target-kinds-azure-short = Azure
target-kinds-azure-text = A container, with an access key.
target-kinds-folder-name = Another folder
target-kinds-folder-short = Folder
target-kinds-folder-text = A network drive, or a folder that is synchronised.
target-form-host = Host
target-form-host-missing = Type the server’s name or address.
target-form-host-wrong = Type the name alone, without sftp:// or a path.
target-form-port = Port
target-form-port-wrong = Type a port from 1 to 65535.
target-form-user = User
target-form-user-missing = Enter the user name.
target-form-login = Sign in with
target-form-logins-password = Password
target-form-logins-key = Private key
target-form-logins-agent = SSH agent
target-form-agent-hint = The keys that this computer’s SSH agent holds are offered.
target-form-key-file = Private key file
target-form-key-missing = Choose the private key.
target-form-path-label = Folder on the server
target-form-path-hint = Parts such as {"{date}"}, {"{model}"} or {"{name}"} are filled in for each run. Leave empty for the login’s folder.
target-form-mode = Encryption
target-form-modes-explicit = Explicit, usually port 21
target-form-modes-implicit = Implicit, usually port 990
target-form-ca-file = Own certificate authority
target-form-ca-hint = A PEM file, when the server’s certificate isn’t from a public authority.
target-form-bucket = Bucket
target-form-bucket-missing = Type the bucket’s name.
target-form-region = Region
target-form-region-missing = Type the region, such as eu-central-1.
target-form-endpoint = Endpoint
target-form-endpoint-hint = Only for storage that isn’t the provider’s own, such as https://storage.example.com.
target-form-endpoint-wrong = Begin it with https://.
target-form-access-key-id = Access key ID
target-form-access-key-missing = Type the access key’s ID.
target-form-path-style = Bucket in the path instead of the host name
target-form-path-style-hint = Most storage that isn’t Amazon’s wants it.
target-form-prefix = Folder in the bucket
target-form-prefix-hint = Parts such as {"{date}"}, {"{model}"} or {"{name}"} are filled in for each run. Leave empty for the top.
target-form-account = Storage account
target-form-account-missing = Type the storage account’s name.
target-form-container = Container
target-form-container-missing = Type the container’s name.
target-form-container-path = Folder in the container
target-form-folder = Folder
target-form-folder-missing = Choose the folder.
target-form-folder-hint = Parts such as {"{date}"}, {"{model}"} or {"{name}"} are filled in for each run.
target-form-secrets-password = Password
target-form-secrets-passphrase = Passphrase of the key
target-form-secrets-secret-key = Secret access key
target-form-secrets-service-account = Service account key
target-form-secrets-access-key = Access key
target-form-secret-missing-password = Type the password.
target-form-secret-missing-passphrase = Type the passphrase.
target-form-secret-missing-secret-key = Paste the secret access key.
target-form-secret-missing-service-account = Paste the JSON key, or read it from its file.
target-form-secret-missing-access-key = Paste the account’s access key.
target-form-service-account-hint = The JSON key that Google gave you. Kept in this computer’s keychain and never shown again.
target-form-read-file = Read from file…
target-form-file-too-long = That file is too large for a key.
target-options-title = How it is delivered
target-options-summary-replace = replaces a file of the same name
target-options-summary-number = keeps both, with a number
target-options-summary-fail = stops if the name is taken
target-options-summary-ready = .ready marker
target-options-summary-manifest = manifest beside it
target-options-summary-no-folders = folders must exist
target-options-summary-publish = { INSIDE($way) }
target-options-summary-verify = checked: { INSIDE($way) }
target-options-summary-limit = at most { $rate }
target-options-summary-hours =
    { $hours ->
        [0] no long retries
        [one] tried for { $hours } hour
       *[other] tried for { $hours } hours
    }
target-options-if-exists = When the name is taken
target-options-if-exists-choices-replace = Replace the file
target-options-if-exists-choices-number = Keep both, with a number
target-options-if-exists-choices-fail = Stop and say so
target-options-publish = How a file appears
target-options-publish-choices-rename = Temporary name, then rename
target-options-publish-choices-direct = Write directly
target-options-publish-choices-move = Write elsewhere, then move
target-options-staging = Folder to write in
target-options-staging-hint = On the same disk of the server as the folder of the files.
target-options-staging-missing = Type the folder.
target-options-verify = How it is checked
target-options-verify-choices-automatic = Automatic
target-options-verify-choices-hash = Size and the server’s hash
target-options-verify-choices-size = Size
target-options-verify-choices-read-back = Read all of it back
target-options-verify-choices-answer = The server’s answer
target-options-create-folders = Create folders that are missing
target-options-ready-marker = Write an empty .ready file after it
target-options-ready-marker-hint = For partners who wait for a marker before they pick the file up.
target-options-manifest = Deliver the manifest beside it
target-options-manifest-hint = Rows, bytes and SHA-256 as a small JSON file.
target-options-bandwidth = Bandwidth limit
target-options-bandwidth-unit = KiB/s
target-options-bandwidth-hint = Leave empty for no limit.
target-options-bandwidth-wrong = Type a whole number from 8 to 1048576, or nothing.
target-options-retry-hours = Keep trying for
target-options-retry-hours-unit = hours
target-options-retry-hours-hint = When the server can’t be reached. 0 tries a few times and stops.
target-options-retry-hours-wrong = Type a whole number of hours from 0 to 168.
step-names-resolve-name = Find the host
step-names-resolve-doing = Finding the host…
step-names-connect-name = Connect
step-names-connect-doing = Connecting…
step-names-trust-name = Check the server’s identity
step-names-trust-doing = Checking the server’s identity…
step-names-log-in-name = Sign in
step-names-log-in-doing = Signing in…
step-names-write-name = Write a test file
step-names-write-doing = Writing a test file…
step-names-rename-name = Rename it
step-names-rename-doing = Renaming it…
step-names-read-back-name = Read it back
step-names-read-back-doing = Reading it back…
step-names-delete-name = Remove it
step-names-delete-doing = Removing it…
targets-title = Targets
targets-intro = Where finished files go, beside this computer. An export can have several.
targets-add = Add a target
targets-empty-title = Files stay on this computer
targets-empty-text = Add a server or a cloud storage, and exports can deliver their files there: whole, checked, and under the final name only once they are complete.
targets-exports =
    { $number ->
        [0] no export uses it
        [one] { $number } export uses it
       *[other] { $number } exports use it
    }
targets-test = Test
targets-test-named = Test { $name }
targets-stop = Stop
targets-stop-named = Stop testing { $name }
targets-edit-named = Edit { $name }
targets-delete-named = Delete { $name }
targets-hide-results = Hide
targets-hide-results-of = Hide the test of { $name }
targets-add-title = Add a target
targets-edit-title = Edit “{ $name }”
targets-kind-title = Add: { $kind }
targets-name = Name
targets-name-placeholder = Such as Finance inbox
targets-name-missing = Give it a name.
targets-name-taken = A target named “{ $name }” exists already. Choose another name.
targets-save = Save target
targets-saved = “{ $name }” was saved
targets-no-secret = No password is saved
targets-delete-title = Delete “{ $name }”?
targets-delete-text = Its password or key leaves the keychain as well. Files that were delivered stay where they are. This can’t be undone.
targets-delete = Delete
targets-in-use-title = “{ $name }” is in use
targets-in-use-text =
    { $number ->
        [one] { $number } export delivers to it. Choose another target for it first; then it can be deleted.
       *[other] { $number } exports deliver to it. Choose another target for them first; then it can be deleted.
    }
targets-deleted = “{ $name }” was deleted
targets-ftp-warning = Plain FTP isn’t encrypted
targets-ftp-warning-text = The password and the data can be read and changed on their way. Choose SFTP or FTP over SSL if the server has one of them.
targets-http-warning = This address isn’t encrypted
targets-http-warning-text = The password and the data can be read on their way. Use https:// if the server has it.
targets-as = as { $user }
targets-folder-of = folder { $folder }
targets-bucket-in = bucket { $bucket } at { $where }
targets-container =
    { $place ->
        [none] container { $container } of { $account }
       *[known] container { $container } of { $account } at { $where }
    }
targets-arrives = Arrives as
targets-example = For example
test-works = This works there: { $publish }; check: { $verify }
test-use = Use these options
test-region = Test of { $name }
test-running = Testing…
test-passed = Everything works
test-passed-hint = A test file was written, read back and removed in { $duration }.
test-failed = Stopped at: { $step }
test-stopped = The test was stopped
test-unknown-key = Is this the right server?
test-unknown-key-text = First connection to { $host }. Compare the fingerprint with the one that its administrator gave you. If they match, trust it.
test-fingerprint = Fingerprint
test-key-kind = Kind of key
test-trust = Trust this server
test-dont-trust = Cancel
test-changed-key = The server’s key has changed
test-changed-key-text = { $host } shows another key than the one that was trusted. Either it was set up anew, or someone else answers in its place. Nothing was sent, and nothing is until this is settled.
test-changed-key-hint = Ask the server’s administrator for the new fingerprint. If it is the one below, remove the old key from the known hosts of this computer and test again.
test-was-key = Trusted before
test-is-key = Shown now
delivery-title = Deliveries of run { $number }
delivery-status-waiting = Waiting
delivery-status-delivering = Delivering
delivery-status-retrying = Trying again
delivery-status-delivered = Delivered
delivery-status-failed = Not delivered
delivery-delivered = delivered to { $targets }
delivery-verified = checked by { $how }
delivery-attempts =
    { $number ->
        [one] { $number } attempt
       *[other] { $number } attempts
    }
delivery-next = next attempt { $when }
delivery-fingerprint = Fingerprint
delivery-path = Arrived as
delivery-bytes = Size
delivery-when = Delivered
delivery-rate = { $rate }/s
delivery-delivering = Delivering to { $target }
delivery-sent-of = { $sent } of { $total }
delivery-not-delivered = Made, not delivered
delivery-not-delivered-text = The file is complete and kept on this computer.
delivery-not-delivered-gone = The file was made, but it was removed since. Run the export again.
delivery-retry = Retry delivery
delivery-retry-of = Retry delivery of run { $number }
delivery-retried = The same file is on its way again
delivery-progress = Delivery to { $target }
