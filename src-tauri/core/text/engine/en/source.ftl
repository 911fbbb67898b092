### What the reading of data says.

## Files and folders

source-no-folder = there is no folder `{ $folder }`
source-no-data-for-model = `{ $folder }` has no data for { $model }
source-two-could-be-data = both `{ $first }` and `{ $second }` could be the data of { $model }
source-data-lack-field = the data of { $model } has no field `{ $field }`
source-none-of-the-fields = `{ $path }` has none of the fields of { $model }
source-wrong-type = column `{ $field }` of { $table }is { $found }, which can't be read as { $wanted }
source-damaged = `{ $path }` is damaged: { $reason }
source-changed-while-read = `{ $path }` changed while it was read
source-cannot-read = can't read `{ $path }`: { $reason }
source-packing-not-read = can't read `{ $path }`: files that are packed as { $ending } aren't read
source-delta-lake-table = `{ $path }` is a Delta Lake table: its files also have rows that were deleted or replaced
source-unpacks-too-large = `{ $path }` unpacks to more than the disk holds
source-at-line = `{ $path }`, line { $line }: { $reason }
source-at-line-and-column = `{ $path }`, line { $line }, column `{ $column }`: { $reason }
source-another-encoding = `{ $path }` has another encoding: { $reason }
source-columns-renamed = `{ $path }` has no column for the fields { $fields }, and its columns { $columns } are none of them
source-and-more = and more
source-value-cannot-be-read = a value in `{ $path }` can't be read: { $reason }
source-total-cannot-be-computed = { $total } in `{ $path }` can't be computed: { $reason }
source-ends-too-early = it ends too early
source-gone-or-protected = it is gone or protected
source-no-file = it is no file
source-not-there = it isn't there
source-path-not-absolute = its path isn't absolute
source-entries-with-one-name = several of its files have one name
source-holds-several-files = it holds { $number } files, not one
source-folder-within-table = folder `{ $folder }` isn't read: it stands within the folder of a table
source-ending-of-no-table = `{ $first }` isn't read: its ending is none of a table's
source-endings-of-no-table = `{ $first }` and { $rest } more aren't read: their endings are none of a table's

## Columns of a table's files

source-two-columns-of-name = it has two columns `{ $column }`
source-whole-numbers-too-wide = column `{ $column }` has whole numbers of 128 bits, which aren't known here
source-rows-do-not-ascend = it says that its rows ascend by `{ $column }`, and they don't
source-column-read-as-other = column `{ $name }` of `{ $path }` is read as `{ $first }`
source-column-read-as-field = column `{ $column }` is read as field `{ $field }`
source-no-column-of-other-file = it has no column of `{ $path }`, another file of the table
source-and-so-many-more = and { $more } more
source-column-empty-in-files = column `{ $name }` is empty in the rows of { $files }{ $more }
source-lacks-column-of-others = it has no column `{ $name }`, which other files of the table have
source-column-called-otherwise = its column `{ $found }` is called `{ $name }` in other files of the table
source-no-type-holds-both = its column `{ $column }` is { $found } and in other files { $others }, and no type holds both exactly
source-header-column-twice = its header has the column `{ $name }` twice
source-column-gone-from-table = `{ $table }` has no column `{ $column }` any more
source-column-without-objects = column `{ $column }` of `{ $table }` holds neither objects nor JSON texts
source-variant = a VARIANT
source-map = a map
source-dictionary-of = a dictionary of { $type }

## Text and JSON files

source-too-many-digits-before-point = `{ $text }` has more than { $digits } digits before the point
source-neither-true-nor-false = `{ $text }` is neither true nor false
source-not-a-date = `{ $text }` isn't a date such as 2026-07-01
source-not-a-date-and-time = `{ $text }` isn't a date and time such as 2026-07-01T10:00:00Z
source-finer-than-microsecond = `{ $text }` is finer than a microsecond
source-beyond-nanosecond-years = `{ $text }` is beyond 1677 to 2262, and other times of the table are finer than a microsecond
source-character-not-usable = { $character } can't be a delimiter, enclosure or escape
source-character-with-two-meanings = { $character } can't have two meanings
source-text-after-list = text follows the end of the list
source-comma-before-list-end = a comma stands before the end of the list
source-comma-missing-between-rows = a comma is missing between two rows
source-row-not-json-object = a row isn't a JSON object
source-json-row-too-long = a row is longer than { $most } MB; a table within an object isn't read
source-object-has-name-twice = an object has `{ $name }` twice
source-row-has-name-twice = it has `{ $name }` twice
source-name-in-another-case = this row writes the name in another case than others do
source-row-of-other-width = the row that begins with `{ $start }` has { $cells } and { $expected } { $width }
source-header-has = the header has
source-first-row-has = the first row has
source-one-cell = 1 cell
source-line-of-other-width = line { $line } has { $cells } cells, not { $expected }
source-cell-never-closed = a cell opens with { $enclosure } here and the file ends before it closes
source-cell-too-long = a cell opens with { $enclosure } here and hasn't closed after { $most } MB
source-text-after-closed-cell = text follows the closing { $enclosure } of a cell
source-lone-carriage-return = a carriage return stands alone, and other lines end with a line feed
source-escape-at-file-end = the file ends behind an escape character
source-file-ends-within-row = the file ends before this row does
source-not-json = column `{ $column }`: `{ $text }` isn't a JSON { $wanted } (at character { $character } of the value)
source-part-of-json = column `{ $column }`: `{ $text }`: { $reason }

## Values, sums and averages

source-of-field = field `{ $field }`: { $reason }
source-of-field-of-model = field `{ $field }` of { $model }: { $reason }
source-of-row-and-column = row { $row } of `{ $table }`, column `{ $column }`: { $reason }
source-sum-of-field = the sum of field `{ $field }`
source-average-of-field = the average of field `{ $field }`
source-total-of-field = the total of field `{ $field }`
source-field-not-a-number = field `{ $field }`: `{ $text }` isn't a number
source-field-too-many-digits = field `{ $field }`: `{ $text }` has more digits than the 38 that fit, { $decimals } of them decimals
source-field-instant-beyond-days = field `{ $field }`: an instant is beyond all days
source-field-no-binary-fraction = field `{ $field }`: { $type } is no binary fraction
source-field-no-wide-decimal = field `{ $field }`: a number isn't a wide decimal
source-field-no-identifier = field `{ $field }`: an identifier isn't sixteen bytes
source-no-binary-fraction = { $type } is no binary fraction
source-value-too-many-decimals = a value has more than { $decimals } decimals
source-value-too-many-digits = a value has more than { $digits } digits before the point
source-average-too-many-digits = with { $decimals } decimals it has more than 38 digits
source-total-too-many-digits = a total has more than 38 digits
source-total-no-number = a total has more than 38 digits, or is no number
source-no-average-of-type = an average of { $type } can't be computed
source-no-total-of-type = a total of { $type } can't be computed
source-value-hidden = a value can't be read; { $why }
source-answer-hidden = of its answer, { $why }
source-answer-hidden-after = { $what } (of its answer, { $why })
source-masked-not-shown = it isn't shown, because columns of this export are masked

## Memory and the query engine

source-needs-more-resources = the export needs more working memory or disk space than it may use: { $reason }
source-needs-more-bytes = { $consumer } holds { $held } of { $share } bytes and needs { $additional } more
source-disk-full-while-sorting = the disk is full while rows are sorted or grouped
source-engine-stopped = the query engine stopped: { $reason }
source-nobody-waits = nobody waits
source-bucket-closed = the bucket was closed
source-copy-not-of-files = a copy isn't made of files
source-file-in-no-bucket = a file is in no bucket
source-no-random-numbers = the system gives no random numbers

## Servers and databases

source-no-table-is-model = no table of `{ $place }` is { $model }
source-no-such-table = `{ $place }` has no table `{ $table }`
source-tables-changed = the tables of `{ $place }` have changed: { $reason }
source-not-read-by-version = `{ $place }` can't be read by this version
source-user-not-let-in = `{ $place }` doesn't let user `{ $user }` in: { $reason }
source-no-such-database = `{ $place }`: there is no database `{ $database }`
source-cannot-be-trusted = `{ $place }` can't be trusted: { $reason }
source-user-may-not-read = user `{ $user }` may not read this from `{ $place }`: { $reason }
source-connection-broke = the connection to `{ $place }` broke: { $reason }
source-query-stopped = `{ $place }` stopped the query: { $reason }
source-stopped-answering = `{ $place }` stopped answering: { $reason }
source-folder-of-wal = can't read `{ $path }`: it is in WAL mode, and its folder can't be written
source-locked-by-somebody = `{ $place }` was locked by somebody else for { $seconds } s
source-no-room-for-query = `{ $place }` has no room for the query: { $reason }
source-cannot-answer = `{ $place }` can't answer: { $reason }
source-pausing-transactions-end = it ends transactions that pause, as that of a set does while a member is written
source-cancelled-at-server = somebody cancelled it at the server
source-no-certificate-in-it = there is no certificate in it
source-nothing-listens = nothing listens there
source-no-answer-in-time = no answer in time
source-name-not-known = its name isn't known
source-query-too-long = the query took longer than the { $seconds } s that it may
source-query-too-long-for-server = the query took longer than the server allows
source-transaction-ended = the transaction that all members are read in has ended
source-session-ended = the session ended
source-text-not-utf-8 = its text isn't UTF-8 from byte { $byte }
source-rows-of-total-came = { $rows } of { $total } rows came
source-bytes-of-total-came = { $bytes } of { $total } bytes came
source-column-has-other-type = column `{ $column }` of `{ $table }` is { $found } now
source-tables-not-said = it didn't say what tables it has for { $seconds } s
source-no-login-in-time = it accepted a connection, and no login came of it in { $time }
source-no-answer = no answer
source-no-row-came = no row came
source-no-further-row-came = no further row came
source-nothing-for-so-long = { $what } for { $seconds } s
source-more-digits-than-fit = { $number } has more digits than the { $digits } that fit
source-numbers-rounded = column `{ $column }` has numbers of more digits than fit: they were rounded to { $decimals } decimals
source-map-view-fewer-digits-or-text = Map a view whose column has fewer digits, or is a text.
source-rows-of-table = Rows of { $table }.

## Values of MySQL, PostgreSQL and SQLite

source-value-cut-off = a value of { $type } is cut off
source-longer-than-packet = it is longer than half of the server's max_allowed_packet, so the server can't write it as hexadecimal digits
source-too-far-away = it is too far away
source-cut-off = it is cut off
source-no-date = { $year }-{ $month }-{ $day } is no date
source-came-as-text = it came as text
source-infinity-no-day = it is infinity, which is no day
source-infinity-no-instant = it is infinity, which is no instant
source-nan-no-number = it is NaN, which is no number
source-infinity-no-number = it is infinity, which is no number
source-more-digits-than-38 = it has more digits than the 38 that fit
source-folder-and-bucket = large results can't go through a folder and a bucket
source-folder-or-bucket = Choose the folder or the bucket.
source-staging-connection-unknown = its connection isn't known here
source-two-tables = `{ $table }` stands for two tables, `{ $first }` in the schema `{ $its }` and `{ $second }` in the schema `{ $other }`
source-list-holds-nan = a list in `{ $name }` holds NaN or infinity
source-row-holds-nan = a row in `{ $name }` holds NaN or infinity
source-no-sqlite-database = it is no SQLite database
source-disk-gave-nothing = its disk gave nothing for { $seconds } s
source-no-julian-day = { $day } isn't a Julian day; { $advice }
source-no-unix-seconds = { $number } isn't a number of Unix seconds; { $advice }
source-maybe-digits-of-day = may be a day's digits or Unix seconds
source-maybe-number-of-days = may be a number of days or Unix seconds
source-map-view-as-text = map a view that gives it as text, such as 2026-07-01
source-blob-of-bytes = a BLOB of { $bytes } bytes

## Buckets

source-no-such-object = there is no such object
source-no-such-bucket = there is no bucket `{ $bucket }` on `{ $place }`
source-check-bucket-and-endpoint = Check the bucket's name, and the endpoint.
source-not-for-everybody = `{ $place }` doesn't let everybody read `{ $what }`
source-type-access-key = Type an access key.
source-not-for-this-key = `{ $place }` doesn't let this key read `{ $what }`
source-ask-for-bucket-rights = Ask for the right to list the bucket and to get its objects (s3:ListBucket, s3:GetObject).
source-no-path-in-bucket = `{ $path }` can't be a path in a bucket
source-no-dots-in-path = `.`, `..` and empty parts aren't possible.
source-secret-key-missing = the secret key that belongs to `{ $id }` is missing
source-type-secret-key-again = Edit the connection and type it again; on the command line, set the environment variable EXPORT_DESK_PASSWORD.
source-bucket-cannot-be-opened = the bucket can't be opened: { $reason }
source-check-settings = Check the settings.
source-nothing-under-path = there is nothing under `{ $path }`
source-check-path-and-case = Check the path; capitals and small letters are different ones.

## Spark

source-token-not-accepted = `{ $place }` doesn't accept the token: { $reason }
source-enter-valid-token = Enter a token that is valid and may use this cluster.
source-no-spark-connect = `{ $place }` doesn't speak Spark Connect: { $reason }
source-check-spark-port = Check the host and port: Spark's own server listens for it on port 15002.
source-rows-too-large-at-once = `{ $place }` sent rows of more than 128 MB in one piece
source-export-fewer-wide-fields = Export fewer wide fields at once, or lower spark.sql.execution.arrow.maxRecordsPerBatch on the server.
source-result-too-large = the result is larger than `{ $place }` may hand out (spark.driver.maxResultSize)
source-set-staging-folder = Set a staging folder in the connection: the cluster then writes large results there. Or raise spark.driver.maxResultSize on the cluster.
source-spark-session-ended = the session with `{ $place }` ended on the server: { $reason }
source-new-session-begun = Run again; a new session is begun.
source-query-forgotten = the server has forgotten the query
source-query-stopped-there = somebody stopped the query there
source-table-overwritten = a table of `{ $place }` was overwritten while it was read
source-run-when-nobody-writes = Run again when nobody writes the table.
source-table-file-unreadable = a file of a table of `{ $place }` can't be read, as when it is overwritten meanwhile: { $reason }
source-or-file-is-damaged = Run again when nobody writes the table. If it happens again, the file is damaged.
source-number-too-long-for-server = a number has more digits than `{ $place }` can hold: { $reason }
source-sum-has-38-digits = A sum has at most 38 digits. Map a view whose column has fewer digits before the point, for example CAST(column AS DECIMAL(18, 2)).
source-cluster-lost-machines = the cluster lost the machines that worked
source-server-does-not-encrypt = the server doesn't encrypt; switch encryption off
source-no-answer-after-accepting = it accepted a connection, and no answer came of it in { $seconds } s
source-server-ends-sessions = the server ends every session
source-no-count-came = no count came
source-plan-not-said = it didn't say how it would carry out a query for { $time }
source-columns-not-said = it didn't say what columns a table has for { $seconds } s
source-correct-connection = Correct the connection.
source-host-no-name = the host isn't a name or an address
source-header-cannot-be-sent = a header can't be sent
source-token-cannot-be-sent = the token has letters that can't be sent
source-server-did-not-say-columns = the server didn't say what columns the table has
source-ended-without-last-word = it ended without its last word
source-staging-no-address = it has no address
source-staging-rows-differ = the cluster wrote { $written } rows to it, and { $seen } were seen here
source-staging-not-seen = what the cluster wrote to `{ $address }` wasn't seen here for { $seconds } s
source-no-name-of-part = `{ $name }` isn't the name of a part
source-two-are-one-part = `{ $one }` and `{ $other }` are one part
source-staging-folder-unusable = the staging folder `{ $folder }` can't be used: { $reason }
source-choose-usable-staging-folder = Choose one that the cluster can write to and this computer can read, or leave it out of the connection.
source-rows-from-elsewhere = rows from { $start } came where row { $expected } was due
source-columns-came-instead = { $found } columns came instead of { $expected }
source-of-column-of-table = column `{ $column }` of `{ $table }`: { $reason }
source-map-view-that-casts = Map a view that casts the column to a type of fewer digits.
source-text-no-valid-utf-8 = a text of `{ $table }` isn't valid UTF-8
source-map-view-that-repairs = Map a view that repairs it, by make_valid_utf8(column), or shows its bytes, by hex(column).
source-rows-cannot-be-read = the rows of `{ $table }` can't be read: { $reason }
source-check-arrow-batches = Test the connection. If it works, check that the server's Arrow batches aren't compressed.

## What to do

source-hint-switch-encryption = Switch encryption on at the server, or off in the connection if the network is safe.
source-hint-check-date-or-early = Check this computer's date, or whether the server's certificate was made too early.
source-hint-renew-certificate = Let the server's certificate be renewed, or check this computer's date.
source-hint-name-in-certificate = Type the server's name as it stands in its certificate.
source-hint-name-authority = Name the file of the certificate authority that signed the server's certificate.
source-hint-check-folder = Check the folder's name, or whether its disk is connected.
source-hint-put-file-there = Put `{ $model }.parquet`, `{ $again }.csv` or `{ $third }.json` there, or choose another folder.
source-hint-leave-one = Leave one of the two there.
source-hint-leave-field-out = Leave the field out of the export, or add its column to the data.
source-hint-name-columns = Name its columns as the data model's fields, or choose another folder.
source-hint-store-column-as = Store the column as { $wanted }.
source-hint-replace-file = Replace the file with a whole copy, then run again.
source-hint-run-when-written = Run again when the file is no longer being written.
source-hint-choose-pem-file = Choose the authority's certificate as a PEM file: it has a line `-----BEGIN CERTIFICATE-----`.
source-hint-check-file-readable = Check that the file is there and that you may read it.
source-hint-unpack = Unpack it, or pack it as gz or zip; Parquet is packed within.
source-hint-write-present-rows = Write the table's present rows to another folder, and connect that.
source-hint-correct-value = Correct the value in the data, then run again.
source-hint-leave-rows-out = Leave rows out by a filter, make smaller groups, or export the rows without it.
source-hint-free-disk-or-check = Free disk space, or check that the file is what it should be.
source-hint-same-columns = Give all files of the table the same columns with a header line, then run again.
source-hint-correct-file-or-reading = Correct the file, or how its text is read in the connection's mapping.
source-hint-choose-encoding = Choose the file's encoding in the connection's mapping.
source-hint-rename-or-match = Rename the columns, match them in the connection's mapping, or choose the fields.
source-hint-correct-or-view = Correct the value, or map the model to a view that leaves it out.
source-hint-correct-mapping = Correct the connection's mapping, or the table.
source-hint-map-model = Map the model to a table or view in the connection's mapping.
source-hint-choose-table = Choose the table in the connection's mapping; its name may have changed.
source-hint-look-through-mapping = Look through the connection's mapping, then run again.
source-hint-choose-other-kind = Choose another kind of connection.
source-hint-check-database = Check the database's name.
source-hint-ask-for-select = Ask for the right to SELECT from it.
source-hint-run-when-up = Run again when the server and the network are up.
source-hint-let-transactions-pause = Ask the database's administrator to let transactions of this user pause (`idle_in_transaction_session_timeout`).
source-hint-ask-why = Ask the database's administrator why, then run again.
source-hint-raise-time-limit = Raise the connection's time limit, filter more, or run again later.
source-hint-check-server-and-network = Check the server and what stands before it (proxy, firewall, VPN). If it is only slow, raise the connection's time limit.
source-hint-sqlite-shm = SQLite needs a `-shm` file beside such a database. Allow writing to the folder, copy the file with its `-wal` to another folder, or let its owner run `PRAGMA journal_mode = DELETE`.
source-hint-run-when-table-free = Run again when whoever works on the table there is done.
source-hint-ask-for-room = Ask the database's administrator to make room, then run again.
source-hint-test-connection = Test the connection; if it works, look at the model's mapping.
source-hint-raise-memory = Raise the memory limit, free disk space, or export fewer rows.

## Settings and addresses of connections

source-address-no-bucket = the address isn't that of a bucket
source-type-bucket-address = Type it as s3://bucket or s3://bucket/folder.
source-endpoint-no-address = the endpoint isn't an address that can be asked
source-type-endpoint = Type it as https://storage.example.com.
source-server-no-name = the server has no name
source-type-host = Type its host name or address.
source-database-no-name = the database has no name
source-type-database = Type the database's name.
source-type-reading-user = Type the name of a user who may read.
source-limit-is-zero = the { $limit } is 0 s
source-limit-of-query = time limit of a query
source-limit-of-connecting = time limit for connecting
source-limit-of-login = time limit for the login
source-limit-of-first-row = time limit for the first row
source-limit-between-rows = time limit between rows
source-type-one-second = Type at least 1 s, or leave it empty.
source-header-not-written = a header isn't written as name=value
source-header-would-be-shown = the header `{ $name }` would be shown to everybody
source-write-headers = Write headers as name=value, several with semicolons between them; the token has a field of its own.
source-staging-not-chosen = the staging folder isn't chosen
source-choose-staging = Choose the folder in which this computer finds what the cluster writes.
source-staging-address-wrong = the staging folder's address isn't an address
source-type-staging-address = Type it as file:///mnt/staging or dbfs:/Volumes/main/staging.
source-connection-no-address = the connection isn't an address
source-kinds-of-addresses = Use demo, file://, sqlite://, postgres://, mysql://, s3:// or sc://.
source-password-in-address = there is a password in the connection's address
source-token-in-address = there is a token in the connection's address
source-set-password-variable = Leave it out and set the environment variable EXPORT_DESK_PASSWORD.
source-connection-not-known = connection `{ $kind }` isn't known
source-server-parameters = Use tls=verify or off, ca_file=FILE, and in seconds timeout=, connect_timeout=, login_timeout=, first_row_timeout=, idle_timeout=.
source-parameter-not-known = `{ $name }` isn't known in an address with this value
source-write-postgres-address = Write postgres://user@host/database.
source-address-lacks-user = the address lacks a user or a database
source-one-demo-brand = there is one demo brand
source-bucket-parameter-not-known = `{ $name }` isn't known in the address of a bucket
source-bucket-parameters = Use region=, endpoint=, path_style=on or off, ca_file=FILE.
source-write-spark-address = Write sc://host:15002/;use_ssl=true;name=value.
source-address-not-spark = the address isn't that of a Spark Connect server
source-spark-address-no-path = the address of a Spark Connect server has no path
source-parameter-without-value = a parameter of the address has no value
source-spark-parameters = Use use_ssl=true or false, catalog=, schema=, user_id=, ca_file=FILE, staging_folder=DIR, staging_url=URL, staging_megabytes=N, and in seconds timeout=, connect_timeout=, first_row_timeout=, idle_timeout=.
source-parameter-value-not-possible = `{ $name }` can't have this value here
source-no-total = { $of } can't be computed: { $reason }
source-hidden-value-of-field = it is of field `{ $field }`; { $hidden }
