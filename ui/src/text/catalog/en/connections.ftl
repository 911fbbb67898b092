### Words of the Connections screen.

connection-kinds-demo-name = Demo brand
connection-kinds-demo-short = Demo brand, with made-up data
connection-kinds-postgres-name = PostgreSQL
connection-kinds-postgres-short = PostgreSQL
connection-kinds-postgres-text = A database server, read only.
connection-kinds-mysql-name = MySQL or MariaDB
connection-kinds-mysql-short = MySQL / MariaDB
connection-kinds-mysql-text = A database server, read only.
connection-kinds-spark-name = Spark or Databricks
connection-kinds-spark-short = Spark
connection-kinds-spark-text = A cluster that is asked by Spark Connect, read only.
connection-kinds-sqlite-name = SQLite file
connection-kinds-sqlite-short = SQLite
connection-kinds-sqlite-text = A database in one file.
connection-kinds-folder-name = Folder with files
connection-kinds-folder-short = Folder
connection-kinds-folder-text = Parquet, CSV or JSON lines, zipped or not.
connection-kinds-object-store-name = Files in S3 storage
connection-kinds-object-store-short = S3
connection-kinds-object-store-text = Parquet, CSV or JSON lines in a bucket, zipped or not.
connection-form-path = Folder
connection-form-path-hint = One file for each data model, named after it. For example a shared drive where another system leaves its files.
connection-form-path-missing = Choose the folder with the files.
connection-form-database = Database
connection-form-database-missing = Type the database’s name.
connection-form-file = Database file
connection-form-file-missing = Choose the file.
connection-form-file-hint = It is only read, also while another program writes it.
connection-form-host = Host
connection-form-host-missing = Type the server’s name or address.
connection-form-host-wrong = Type the name alone, without a scheme or a path.
connection-form-port = Port
connection-form-port-wrong = Type a port from 1 to 65535.
connection-form-user = User
connection-form-user-missing = Enter the user name.
connection-form-user-hint = One that may only read is enough.
connection-form-password = Password
connection-form-password-missing = Type the password.
connection-form-catalog = Catalog
connection-form-catalog-hint = Leave empty for the tables of all catalogs.
connection-form-schema = Schema
connection-form-schema-hint = Leave empty for all schemas.
connection-form-headers = Headers
connection-form-headers-hint = What the server wants with every call, as name=value, with semicolons between several. The token has its own field.
connection-form-headers-wrong = Write each header as name=value, with semicolons between several.
connection-form-token = Token
connection-form-staging = Staging folder for large results
connection-form-staging-hint = A shared folder that the cluster can write to. Above a size it writes the rows there, they are read from it and removed.
connection-form-staging-bucket = Staging bucket for large results
connection-form-staging-bucket-hint = A connection of a bucket that the cluster can write to, with a key that may write and delete there. Instead of a folder.
connection-form-staging-no-bucket = None
connection-form-staging-url = The cluster’s name for that folder
connection-form-staging-url-hint = Leave empty if the cluster has it under the same path.
connection-form-staging-url-wrong = Type it as file:///mnt/staging or dbfs:/Volumes/main/staging.
connection-form-staging-size = Used from
connection-form-staging-size-hint = Expected size of a result. Leave empty for 256 MB.
connection-form-staging-unit = MB
connection-form-staging-size-wrong = Type a whole number of megabytes from 0 to 1000000, or nothing.
connection-form-spark-user-hint = By which name the server knows you, where no token says it.
connection-form-tls = Encryption
connection-form-tls-choices-verify = TLS, the certificate is checked
connection-form-tls-choices-off = None
connection-form-ca-file = Own certificate authority
connection-form-ca-hint = A PEM file, when the server’s certificate isn’t from a public authority.
connection-form-timeout = Longest query
connection-form-timeout-unit = seconds
connection-form-timeout-hint = Empty lets a query take as long as it needs.
connection-form-timeout-wrong = Type a whole number of seconds from 1 to 86400, or nothing.
connection-form-limits-connect-timeout-seconds-label = Longest wait for a connection
connection-form-limits-connect-timeout-seconds-hint = Leave empty for 15 seconds.
connection-form-limits-login-timeout-seconds-label = Longest wait for the login
connection-form-limits-login-timeout-seconds-hint = Leave empty for 15 seconds.
connection-form-limits-first-row-timeout-seconds-label = Longest wait for the first row
connection-form-limits-first-row-timeout-seconds-hint = Leave empty for 15 minutes.
connection-form-limits-idle-timeout-seconds-label = Longest wait between rows
connection-form-limits-idle-timeout-seconds-hint = Leave empty for 2 minutes.
connection-form-url = Address
connection-form-url-hint = The bucket and the folder in it: one file for each data model, named after it.
connection-form-url-missing = Type the address, such as s3://bucket/folder.
connection-form-url-wrong = Begin it with s3://.
connection-form-region = Region
connection-form-endpoint = Endpoint
connection-form-endpoint-hint = Only for storage that isn’t Amazon’s, such as https://minio.example.com.
connection-form-endpoint-wrong = Begin it with https://.
connection-form-path-style = The bucket is part of the path
connection-form-path-style-hint = As most storage wants it that isn’t Amazon’s.
connection-form-access-key-id = Access key ID
connection-form-access-key-hint = Empty for a bucket that everybody may read. One that may only list and read is enough.
connection-form-secret-key = Secret access key
connections-title = Connections
connections-intro = Where the data comes from. It is only ever read.
connections-add = Add a connection
connections-add-title = Add a connection
connections-kind-title = Add: { $kind }
connections-exports =
    { $number ->
        [0] no export uses it
        [one] { $number } export uses it
       *[other] { $number } exports use it
    }
connections-test = Test
connections-stop = Stop
connections-test-named = Test { $name }
connections-stop-named = Stop testing { $name }
connections-edit = Edit…
connections-mapping = Mapping
connections-mapping-named = Mapping of { $name }
connections-offline = Offline copy…
connections-delete = Delete
connections-more-named = More for { $name }
connections-edit-title = Edit “{ $name }”
connections-name = Name
connections-name-placeholder = Such as Loyalty warehouse
connections-name-missing = Give it a name.
connections-name-taken = A connection named “{ $name }” exists already. Choose another name.
connections-save = Save connection
connections-saved = “{ $name }” was saved
connections-map = Open mapping
connections-no-secret = No { INSIDE($secret) } is saved
connections-tls-off = This connection isn’t encrypted
connections-tls-off-text = The password and the data can be read on their way. Switch TLS on unless the server is on this computer.
connections-token-plain-text = The token and the data can be read on their way. Switch TLS on unless the server is on this computer.
connections-bucket-plain-text = The data can be read on its way. Use an https:// endpoint unless the server is on this computer.
connections-delete-title = Delete “{ $name }”?
connections-delete-text = The data stays as it is; its mapping, its offline copy and its password go. This can’t be undone.
connections-in-use-title = “{ $name }” is in use
connections-in-use-text =
    { $number ->
        [one] { $number } export reads from it. Choose another connection for it first; then it can be deleted.
       *[other] { $number } exports read from it. Choose another connection for them first; then it can be deleted.
    }
connections-deleted = “{ $name }” was deleted
connections-testing = Looking at the data…
connections-found =
    { $number ->
        [one] { $number } data model found
       *[other] { $number } data models found
    }
connections-found-none = Connected. No file or table has a known name
connections-found-none-hint = Match them in Mapping.
connections-problems =
    { $number ->
        [one] { $number } problem
       *[other] { $number } problems
    }
connections-missing = Not found: { $models }.
connections-model = Data model
connections-file = Table or file
connections-rows = Rows
connections-state = State
connections-ready = ready
connections-results = What is in { $name }
connections-hide-results = Hide
connections-hide-results-of = Hide the test of { $name }
connections-as = as { $user }
connections-database-at = { $database } at { $host }
