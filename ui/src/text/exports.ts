/** Words of the Exports screen. */
import type { ExportStatus } from "../ipc/backend";
import { counted, formatNumber } from "../formats";
import { statusNames } from "./status";

const FILTERS: ExportStatus[] = ["pending", "processing", "finished", "failed", "active", "inactive"];

export const exportsText = {
  title: "Exports",
  total: (number: number) => counted(number, "export", "exports"),
  matching: (matching: number, total: number) => `${formatNumber(matching)} of ${counted(total, "export", "exports")}`,
  search: "Search exports",
  status: "Status",
  statusPrefix: "Status:",
  anyStatus: "all",
  statusOptions: [
    { value: "all" as const, label: "all" },
    ...FILTERS.map((status) => ({ value: status, label: statusNames[status] })),
  ],
  newExport: "New export",
  more: "New from…",
  importDefinition: "Import a definition…",
  fromTemplate: "From a template…",
  templates: {
    title: "Begin with a template",
    description: "The wizard opens filled in. Save an export as a template in its details, under More actions.",
    delete: (name: string) => `Delete the template ${name}`,
    deleted: (name: string) => `The template “${name}” was deleted`,
  },
  importing: (name: string) => `“${name}” was read`,
  columns: {
    name: "Name",
    model: "Model",
    created: "Created at",
    by: "By",
    target: "Target",
    status: "Status",
    rows: "Rows",
    size: "Size",
  },
  none: "—",
  sortedAscending: "sorted, first to last",
  sortedDescending: "sorted, last to first",
  nothingFound: "No export matches",
  nothingFoundHint: "Try fewer letters, or show every status.",
  showAll: "Show all exports",
  problem: "The list of exports can't be shown",
  draft: (name: string, when: string) => `Draft of “${name}”, saved ${when}`,
  unnamedDraft: (when: string) => `Unfinished draft, saved ${when}`,
  continueDraft: "Continue",
  discardDraft: "Discard",
  draftDiscarded: "The draft was discarded",
  listLabel: "Exports; arrow keys move, letters go to a name, Enter opens the details, Alt P pauses or resumes a schedule",
  first: {
    title: "Welcome to Export Desk",
    text: "A demo brand is connected, so you can try everything with made-up data. Each of these makes a finished file in a moment.",
    make: "Make this file",
    makeNamed: (name: string) => `Make this file: ${name}`,
    adjust: "Adjust first",
    adjustNamed: (name: string) => `Adjust first: ${name}`,
    ownTitle: "With your own data",
    connect: "Connect your data",
    connectText: "Folders of Parquet, CSV or JSON files, databases, S3.",
    create: "Define an export",
    createText: "Choose a data model, filters, fields and a format, with a live preview.",
    import: "Import a definition",
    importText: "A JSON file that was saved from Export Desk or its command line.",
  },
};
