export { accessibility } from "./accessibility";
export { filters, firstExport, schedules } from "./making";
export { files, sources, targets } from "./places";
export { commandLine, privacy } from "./reference";
