/** Schedules and telling of people, asked from the desktop shell. */
import { invoke } from "@tauri-apps/api/core";
import type { ExportRow, Fire, RunRow, Scheduling, Telling, TellingSettings, Upcoming } from "./backend";

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

type Asked = <T>(answer: Promise<T>) => Promise<T>;

export function scheduling(asked: Asked): Scheduling {
  const done = async (command: string, given: Record<string, unknown> = {}) => void (await asked(invoke(command, given)));
  return {
    nextFires: (schedule, timezone, count) => asked(invoke<Fire[]>("next_fires", { schedule, timezone, count })),
    upcoming: (days) => asked(invoke<Upcoming[]>("upcoming", { days })),
    scheduled: async () => (await asked(invoke<object[]>("scheduled"))).map(row),
    setSchedule: (id, schedule) => done("set_schedule", { id, schedule }),
    pauseExport: (id) => done("pause_export", { id }),
    resumeExport: (id) => done("resume_export", { id }),
    pauseAll: () => done("pause_all"),
    resumeAll: () => done("resume_all"),
  };
}

export function telling(asked: Asked): Telling {
  return {
    saveMail: async (mail, password) => void (await asked(invoke("save_mail", { mail, password }))),
    sendTestMail: async (to) => void (await asked(invoke("send_test_mail", { to }))),
    mailPasswordSaved: () => asked(invoke<boolean>("mail_password_saved")),
    keychainProblem: () => asked(invoke<string | null>("keychain_problem")),
    trayProblem: () => asked(invoke<string | null>("tray_problem")),
  };
}
