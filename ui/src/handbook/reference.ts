/** Chapters to look things up in. */
import type { Chapter } from "./chapter";

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
            ["target list, test, save, delete", "Where files are delivered to."],
            ["verify FILE", "Reads a finished file whole and gives its hashes."],
            ["zones", "The time zone database in use."],
            ["schema", "JSON Schema of a definition."],
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
            ["1", "The run or a delivery failed."],
            ["2", "The definition or the command line is wrong."],
            ["130", "Cancelled."],
          ],
        },
        "Secrets come from the keychain or from the environment (`EXPORT_DESK_PASSWORD`, `EXPORT_DESK_SECRET`), never from an argument.",
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
            "your e-mail server, when a run is told by e-mail or a test message is sent.",
          ],
        },
        "The pages of the window, this handbook included, are part of the program and need no network.",
      ],
    },
    {
      title: "What stays on this computer",
      blocks: [
        {
          list: [
            "The history: definitions, runs and settings, in one SQLite database that only you can read.",
            "Log files, five of 10 MB each at most. They never hold rows or secrets.",
            "Passwords and keys, in the system’s keychain.",
            "Finished files, in the folder that Settings names.",
          ],
        },
      ],
    },
  ],
};

export const accessibility: Chapter = {
  id: "accessibility",
  title: "Accessibility",
  lead: "How the window can be used, what was checked, and what is known to be missing.",
  sections: [
    {
      title: "Aim",
      blocks: ["The window is made to meet WCAG 2.2, level AA, which EN 301 549 asks of software."],
    },
    {
      title: "What you can rely on",
      blocks: [
        {
          list: [
            "Everything can be done with the keyboard alone. Press ? for the shortcuts.",
            "Controls have names and roles that screen readers speak; progress, results and problems are announced.",
            "Text can be enlarged to 200 % with Ctrl +, and follows the text size of the system.",
            "Light, dark and high-contrast (forced) colours are followed. No meaning is given by colour alone.",
            "Motion stops where the system asks for less of it.",
            "Nothing that was typed is lost by a key, a click or a time limit.",
          ],
        },
      ],
    },
    {
      title: "Evidence",
      blocks: [
        "Automatic tests go through the screens in light and dark, with axe-core’s rules for WCAG 2.0 to 2.2 A and AA, at 200 % text and in forced colours, and use the main paths with the keyboard alone.",
      ],
    },
    {
      title: "Known limits",
      blocks: [
        "The texts are in English only. Automatic tests find a part of all barriers; a review with people who use screen readers hasn’t been made yet.",
      ],
    },
  ],
};
