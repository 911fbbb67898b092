/** Words about runs, wherever they are shown. */
import type { ServerWork } from "../ipc/backend";
import { text, texts } from "./say";

export const runsText = texts("runs", {
  show: text,
  download: text,
  openSettings: text,
  openConnections: text,
  cancel: text,
  hide: text,
  finished: (name: string) => ({ name }),
  failed: (name: string) => ({ name }),
  undelivered: (name: string) => ({ name }),
  cancelled: (name: string) => ({ name }),
  progress: (name: string) => ({ name }),
  cancelNamed: (name: string) => ({ name }),
  hideNamed: (name: string) => ({ name }),
  dismissNamed: (name: string) => ({ name }),
  left: (duration: string) => ({ duration }),
  onCluster: (work: ServerWork) => ({
    stagesDone: String(work.stages_done), stages: String(work.stages), tasksDone: String(work.tasks_done), tasks: String(work.tasks),
  }),
});
