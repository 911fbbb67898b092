/** Words about runs, wherever they are shown. */
import type { ServerWork } from "../ipc/backend";

export const runsText = {
  show: "Show",
  download: "Download",
  openSettings: "Open settings",
  openConnections: "Open connections",
  cancel: "Cancel",
  hide: "Hide",
  finished: (name: string) => `“${name}” is ready`,
  failed: (name: string) => `“${name}” failed`,
  undelivered: (name: string) => `“${name}” is ready, delivery failed`,
  cancelled: (name: string) => `“${name}” was cancelled`,
  progress: (name: string) => `Progress of ${name}`,
  cancelNamed: (name: string) => `Cancel ${name}`,
  hideNamed: (name: string) => `Hide ${name}; it goes on`,
  dismissNamed: (name: string) => `Dismiss: ${name}`,
  left: (duration: string) => `${duration} left`,
  onCluster: ({ stages_done, stages, tasks_done, tasks }: ServerWork) =>
    `on the cluster: ${stages_done} of ${stages} stages, ${tasks_done} of ${tasks} tasks`,
};
