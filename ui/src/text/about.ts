/** Words of the About screen. */
import { counted, formatNumber } from "../formats";

export const aboutText = {
  title: "About",
  product: "Export Desk",
  purpose: "Define, preview, run and deliver exports of a loyalty programme’s data, and trust the file that arrives.",
  version: (version: string) => `Version ${version}`,
  offline: "Works on this computer alone: nothing is sent anywhere that you haven’t chosen.",
  zones: (release: string, origin: "built_in" | "system" | "imported") => `Time zone database ${release}, ${aboutText.origins[origin]}`,
  origins: { built_in: "built in", system: "of the operating system", imported: "imported" },
  importZones: "Import newer time zones…",
  importHint: "Python’s tzdata package (a .whl file), or a .zip of a zoneinfo folder.",
  zonesImported: (release: string) => `Time zone database ${release} is in use`,
  licences: "Open-source components",
  search: "Search names and licences",
  packages: (shown: number, all: number) => (shown === all ? counted(all, "package", "packages") : `${formatNumber(shown)} of ${counted(all, "package", "packages")}`),
  name: "Name",
  packageVersion: "Version",
  license: "Licence",
  source: "Part",
  sources: { rust: "engine", npm: "window" },
  nothingFound: "No package matches",
};
