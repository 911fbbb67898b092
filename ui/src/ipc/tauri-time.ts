/** Schedules and telling of people, asked from the desktop shell. */
import type { ExportRow, RunRow, Scheduling, Telling, TellingSettings } from "./backend";

/** What the settings hold when an older engine doesn't know of them. */
export const usualTelling: TellingSettings & { schedules_paused: boolean } = {
  notify: true,
  notify_on: { finished: true, failed: true, caught_up: true },
  keep_in_tray: true,
  start_at_login: false,
  mail: null,
  mail_attach_limit_mb: 10,
  schedules_paused: false,
};

export const row = (value: object): ExportRow =>
  ({ schedule: null, timezone: "UTC", next_fire: null, failures_in_a_row: 0, paused_because: null, latest_status: null, ...value }) as ExportRow;
export const run = (value: object): RunRow => ({ planned_for: null, ...value }) as RunRow;

const nothing = (): Promise<never> =>
  Promise.reject({ code: "other", message: "This engine has no schedules yet", hint: null, retryable: false, problems: [] });

export const scheduling: Scheduling = {
  nextFires: async () => [],
  upcoming: async () => [],
  scheduled: async () => [],
  setSchedule: nothing,
  pauseExport: nothing,
  resumeExport: nothing,
  pauseAll: nothing,
  resumeAll: nothing,
};

export const telling: Telling = {
  saveMail: nothing,
  sendTestMail: nothing,
  mailPasswordSaved: async () => false,
  keychainProblem: async () => null,
  trayProblem: async () => null,
};
