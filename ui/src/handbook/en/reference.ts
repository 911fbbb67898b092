/** Chapters to look things up in. */
import type { Chapter } from "../chapter";

export const commandLine: Chapter = {
  id: "command",
  title: "Command line",
  lead: "The same engine without a window: for servers, schedulers and scripts.",
  sections: [
    {
      title: "Commands",
      blocks: [
        "Save definition, in the details under More actions, writes an export as JSON. `export-desk-cli` runs it anywhere:",
        {
          terms: [
            ["run SPEC", "Makes the file; `--data DIR` or `--connection NAME` says from where, `--out DIR` to where."],
            ["preview SPEC", "The file’s first bytes, and how many rows match."],
            ["validate SPEC", "Everything that is wrong with a definition."],
            ["next SPEC", "When its schedule runs it."],
            ["serve", "Runs schedules without a window, on the window’s own history, beside it or alone."],
            ["models", "Data models and their fields."],
            ["delta list, rewind, full", "How far exports of new rows have come, and where their next run begins."],
            ["sequence list, set", "Numbers without gaps: the next number of each sequence, and setting one."],
            ["target list, test, save, delete", "Where files are delivered to."],
            ["profile list, show, test, import, export, recognise", "How receivers want their files."],
            ["pgp-key FILE", "Whose public keys are in a file, and which sub-key encrypts."],
            ["verify FILE", "Reads a finished file whole and gives its hashes."],
            ["compare OLD NEW --key ID", "Rows of two finished files that were added, removed or changed."],
            ["zones", "The time zone database in use."],
            ["schema", "JSON Schema of a definition."],
            ["demo --dir DIR", "Makes a demo brand in a folder."],
          ],
        },
        "`export-desk-cli help COMMAND` says the rest.",
      ],
    },
    {
      title: "In scripts",
      blocks: [
        "With `--json` one report goes to standard output and progress to standard error, line by line.",
        {
          terms: [
            ["0", "Finished, and delivered everywhere."],
            ["1", "The run or a delivery failed, or a file is damaged."],
            ["2", "The definition or the command line is wrong."],
            ["3", "`verify` found no manifest that names the file, or `compare` found other rows."],
            ["130", "Cancelled."],
          ],
        },
        "Secrets come from the keychain or from the environment (`EXPORT_DESK_PASSWORD`, `EXPORT_DESK_SECRET`, `EXPORT_DESK_MASK_KEY_NAME` for the masking key of that name), never from an argument.",
      ],
    },
  ],
};

export const privacy: Chapter = {
  id: "privacy",
  title: "What is never sent",
  lead: "Export Desk has no telemetry.",
  sections: [
    {
      title: "No telemetry",
      blocks: [
        "Export Desk counts nothing, reports nothing and has no account. Nothing about you, your data, your definitions or your errors is sent to its makers or to anybody else.",
      ],
    },
    {
      title: "What it connects to",
      blocks: [
        "Only to what you have set up yourself:",
        {
          list: [
            "databases and buckets of your connections, when they are read or tested;",
            "your targets, when a file is delivered or a target is tested;",
            "your e-mail server, when a run is told by e-mail or a test message is sent;",
            "the heartbeat URLs of your schedules, after their runs: nothing but that the run succeeded or failed;",
            "the place where newer versions of Export Desk are offered, when you look for updates, or once a day if you have turned that on: nothing but which version is the newest, and its package when you want it.",
          ],
        },
        "The pages of the window, this handbook included, are part of the program and need no network.",
      ],
    },
    {
      title: "Updates",
      blocks: [
        "About looks for updates when you ask for it; Look for updates once a day is off unless you turn it on. Nothing is downloaded or installed by itself.",
        "A package is taken only if it was signed with one of the two keys that this version knows, and if it is newer than this version; a package that was changed, is signed with another key or is an older one under a new number is refused and removed. With two keys one can take the place of the other.",
        "An update never disturbs a run: while one runs or is being delivered, and in the five minutes before a planned time, it waits and says for what. It is used from the next start on.",
      ],
    },
    {
      title: "Links to exports",
      blocks: [
        "E-mails about runs hold a link such as `exportdesk://export/12`, which shows that export on the computer that it runs on. A link only shows something; nobody can start, change or delete anything by one.",
      ],
    },
    {
      title: "What stays on this computer",
      blocks: [
        {
          list: [
            "The history: definitions, runs and settings, in one SQLite database that only you can read.",
            "Log files: at most five for the window and five for `serve`, each up to 10 MB. They never hold rows or secrets.",
            "Passwords and keys, in the system’s keychain.",
            "Finished files, in the folder that Settings names.",
          ],
        },
      ],
    },
  ],
};
