/** Chapters about where data comes from and where files go. */
import type { Chapter } from "./chapter";

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
        "Export Desk reads folders of Parquet, CSV and JSON files, SQLite, PostgreSQL and MySQL databases, and S3 buckets. Add a connection lists every kind. Nothing is ever written to a source.",
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
        "The Format step decides on the kind of file, delimiter, quotes, line ending, encoding and compression. The preview shows the exact bytes and what Excel would make of them. Presets keep a choice for other exports.",
        "Text that a spreadsheet would take for a formula can be made harmless; then a character is put before it, and the run’s log counts such cells.",
      ],
    },
    {
      title: "The name",
      blocks: [
        "A file’s name is made of parts: `{name}`, `{model}`, `{date}`, `{time}`, `{run}` and `{rows}`. Characters that a file name can’t have become “-”; the Name step shows the result.",
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
