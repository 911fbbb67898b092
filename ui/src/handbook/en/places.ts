/** Chapters about where data comes from and where files go. */
import type { Chapter } from "../chapter";

export const targets: Chapter = {
  id: "targets",
  title: "Targets",
  lead: "Where finished files are delivered.",
  sections: [
    {
      title: "Kinds",
      blocks: [
        "A file always stays on this computer. It can also be delivered to SFTP, FTP over SSL and FTP servers, S3 storage, Google Cloud Storage, Azure Blob Storage and other folders. A target is saved once, under Targets, and chosen in the Target step of any export.",
      ],
    },
    {
      title: "Test",
      blocks: [
        "Test connects, signs in, writes a small file, checks it and removes it, and shows each step with its time. A step that fails says why and what to do. Where a server doesn’t allow something, the settings that work there are proposed.",
        "At the first connection to an SSH server its fingerprint is shown. Compare it with the one that the server’s owner tells you. Trust the server only if they match.",
      ],
    },
    {
      title: "How a file appears",
      blocks: [
        {
          terms: [
            ["Renamed", "The file is written under a temporary name, then renamed, so that nobody reads half of it."],
            ["Direct", "It is written under its own name, for servers that rename nothing."],
            ["Moved", "It is written into another folder, then moved."],
          ],
        },
        "A file counts as delivered only when something proves that it is this one: its size, its hash, or the file read back. A delivery that fails is tried again for some hours, with the same bytes and without a new query.",
      ],
    },
    {
      title: "Answers of partners",
      blocks: [
        "Some partners write a file of results or rejected rows after they have read a file. In the target’s form, Wait for the partner’s answer says where that file appears and for how long to wait: `{stem}_result*.csv` next to `Points.zip` finds `Points_result_77.csv`. Begin the path with / for another folder of the server.",
        "The answer is copied to this computer and shown in the run’s details; at the partner nothing is changed. Rejected rows, or an answer that doesn’t arrive, mark the export as failed until its next run, and are told by a notification and by e-mail.",
      ],
    },
    {
      title: "Secrets",
      blocks: ["Passwords and keys are in the system’s keychain, never in a definition, a log or the history."],
    },
  ],
};

export const sources: Chapter = {
  id: "sources",
  title: "Data sources",
  lead: "Where rows come from.",
  sections: [
    {
      title: "Connections",
      blocks: [
        "Export Desk reads folders of Parquet, CSV and JSON files, SQLite, PostgreSQL and MySQL databases, Spark servers (Databricks among them), and S3 buckets. Add a connection lists every kind. Nothing is ever written to a source.",
      ],
    },
    {
      title: "Mapping",
      blocks: [
        "Tables and columns whose names are known are matched with data models and fields by themselves. Mapping corrects that, and makes a model from any other table. A column that is renamed or missing later is said before a run uses it.",
      ],
    },
    {
      title: "Text files",
      blocks: [
        "How a delimited file is read (delimiter, quote, encoding, decimal sign, dates) is found out from its beginning and shown with the first rows. It can be changed in Mapping. A value that can’t be read stops the run and names file, line and reason: a wrong file is never made silently.",
      ],
    },
    {
      title: "Spark and Databricks",
      blocks: [
        "Filters, groups and order run on the cluster, and only the result comes here. While it works, the window says how many of its stages and tasks are done. Cancelling a run stops the query on the cluster too. If the connection breaks, the query goes on where it was.",
        "A cluster hands out results only up to a size (`spark.driver.maxResultSize`, usually 1 GB). For larger ones choose a staging folder in the connection: one that the cluster can write to and this computer can read, such as a network share. The cluster writes the rows there as Parquet, they are read from it in order, and removed. Where both reach a bucket and no folder, choose the bucket’s connection instead.",
        "Spark has no snapshot of a table of plain files. If somebody overwrites it while it is read, the run stops and says so. A table of Delta or Iceberg is read in the version that it has at the start, and the manifest names it (`table_version`).",
      ],
    },
    {
      title: "Offline copy",
      blocks: [
        "A connection can keep a copy of chosen models on this computer: fetched as a whole, or only new rows by a timestamp. Exports that read the copy say of when it is.",
      ],
    },
  ],
};

export const files: Chapter = {
  id: "files",
  title: "Files and manifests",
  lead: "What a finished file is like, and how its receiver can check it.",
  sections: [
    {
      title: "The format",
      blocks: [
        "The Format step decides on the kind of file. Choose the receiver’s profile or a preset, or press “Customise” for delimiter, quotes, line ending, encoding, replacements and compression, and in XML for the names and kind of its elements. The preview shows the exact bytes and what Excel would make of them.",
        "“Files and lines” splits the rows into several files, writes lines before and after them, and adds companion files such as markers, checksums and control files. All files of a run are published, or none.",
        "The Profiles screen keeps how a receiver wants its files. It can be made from a sample file that a partner sent: each setting is shown with its reason before you save it. Exports that use a profile follow its changes. “Will it load?” lists values that the chosen receivers wouldn’t read exactly.",
        "Text that a spreadsheet would take for a formula can be made harmless; then a character is put before it, and the run’s log counts such cells.",
      ],
    },
    {
      title: "Masked columns",
      blocks: [
        "The settings of a column can put something else in place of its values. Missing values stay missing, and a masked column is text in every kind of file:",
        {
          terms: [
            ["SHA-256", "A hash of the normalised value, as ad platforms want it: e-mail addresses for Google, Meta and TikTok, phone numbers with or without +, names."],
            ["Keyed hash", "HMAC-SHA-256 with a key of your own, one for each receiver. Export Desk makes the key or takes yours, and keeps it in the system’s keychain. Settings copies it for the receiver. Logs and manifests name its id, so that two runs with different keys can be told apart."],
            ["Keep a part", "The first or last characters stay, the others are replaced. Short values are replaced as a whole."],
            ["Month or year", "What stays of a date."],
            ["Bands", "100-150 are the numbers from 100 up to but not including 150."],
            ["Remove", "Every value is missing."],
          ],
        },
        "Hashes are pseudonymous, not anonymous: whoever knows an address can hash it too. Only a keyed hash keeps others from that, as long as they don’t have the key.",
        "Phone numbers are hashed only if there is no doubt about their country code. Others stop the run, or are left empty and counted. Say of which country numbers without + are, and which digits they begin with there.",
        "Filters, the order of rows and groups use the true values. Files, previews, messages and reports don’t show them: a value that can’t be read is named by its line and column alone. Rows can’t be split by a masked field.",
      ],
    },
    {
      title: "Encrypted files",
      blocks: [
        "Under Customise, or in a profile, Encryption makes a file that only its receiver can open. The preview and the checks go on showing the plain rows; the copy on this computer is encrypted, as delivered.",
        {
          terms: [
            ["PGP", "Add the public key of everyone who may read the file; the newest sub-key for encryption is used, and shown with its fingerprint and expiry. Runs warn for 30 days before a key expires and are refused afterwards, before they read anything. The name gets .pgp, .gpg or .asc."],
            ["Signature", "Your private key and its passphrase stay in the system’s keychain. The receiver sees with your public key that the file is from you."],
            ["Password", "A zip with AES-256. Windows Explorer can’t open it; 7-Zip, WinZip and Keka can. The password stays in the keychain and should have 12 characters or more. Send it by another way than the file."],
          ],
        },
        "Verify file checks an encrypted file’s hash and structure. What is inside a PGP file can be read only with the receiver’s private key, so two such runs can’t be compared; a zip is read whole where its password is saved.",
        "A command finds secrets in the keychain or in `EXPORT_DESK_ZIP_PASSWORD_NAME`, `EXPORT_DESK_PGP_KEY_NAME` and `EXPORT_DESK_PGP_PASSPHRASE_NAME`, where NAME is the name in capitals. `export-desk-cli pgp-key FILE` shows what a key is.",
      ],
    },
    {
      title: "The name",
      blocks: [
        "A file’s name is made of parts: `{name}`, `{model}`, `{date}`, `{time}`, `{run}`, `{rows}` and `{seq}`, a number without gaps that counts accepted deliveries. Characters that a file name can’t have become “-”; the Name & time zone step shows the result.",
      ],
    },
    {
      title: "Whole or not at all",
      blocks: [
        "A file gets its name only when it is whole and on the disk. A run that fails, is cancelled or is interrupted leaves no file.",
      ],
    },
    {
      title: "Manifest",
      blocks: [
        "Beside each file stands a small JSON file with its rows, bytes and SHA-256, and the release of the time zone database. A target can deliver it with the file.",
        "Verify file, in a run’s menu, reads the file and compares it with that SHA-256. On another computer:",
        { code: "export-desk-cli verify FILE" },
      ],
    },
    {
      title: "How long files stay",
      blocks: ["Settings says after how many days finished files are removed. The history keeps what was known of them."],
    },
    {
      title: "Compare two runs",
      blocks: ["Compare two runs, in an export’s details, shows which rows were added, removed or changed between two files, matched by columns that you choose."],
    },
  ],
};
