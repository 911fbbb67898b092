/** Schedules and telling of people, asked from the desktop shell. */
import { invoke } from "@tauri-apps/api/core";
import type { ExportRow, Schedule, Scheduling, Telling, TellingSettings } from "./backend";
import * as bindings from "./bindings";

const { commands } = bindings;

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

export const row = (value: bindings.ExportRow): ExportRow => value as unknown as ExportRow;

type Asked = <T>(answer: Promise<T>) => Promise<T>;

export function scheduling(asked: Asked): Scheduling {
  const sent = (schedule: Schedule) => schedule as unknown as bindings.Schedule;
  return {
    nextFires: (schedule, timezone, count) => asked(commands.nextFires(sent(schedule), timezone, count)),
    upcoming: (days) => asked(commands.upcoming(days)),
    scheduled: async () => (await asked(commands.scheduled())).map(row),
    setSchedule: async (id, schedule) => void (await asked(commands.setSchedule(id, schedule && sent(schedule)))),
    pauseExport: async (id) => void (await asked(commands.pauseExport(id))),
    resumeExport: async (id) => void (await asked(commands.resumeExport(id))),
    pauseAll: async () => void (await asked(commands.pauseAll())),
    resumeAll: async () => void (await asked(commands.resumeAll())),
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
