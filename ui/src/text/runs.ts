/** Words about runs, wherever they are shown. */
export const runsText = {
  show: "Show",
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
};
