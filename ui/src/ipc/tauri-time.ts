/** Schedules, time zones and telling of people, asked from the desktop shell. */
import type { ExportRow, Schedule, Scheduling, Settings, Telling, TellingSettings, UpdateSettings, ZoneBackend } from "./backend";
import * as bindings from "./bindings";

const { commands } = bindings;

/** What the settings hold while there is no engine to ask. */
export const usualTelling: TellingSettings & UpdateSettings & Pick<Settings, "schedules_paused" | "log_detail"> = {
  notify: true,
  notify_on: { finished: true, failed: true, caught_up: true },
  keep_in_tray: true,
  start_at_login: false,
  look_for_updates: false,
  mail: null,
  mail_attach_limit_mb: 10,
  schedules_paused: false,
  log_detail: "info",
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
    saveMail: async (mail, password) => void (await asked(commands.saveMail(mail, password))),
    sendTestMail: async (to) => void (await asked(commands.sendTestMail(to))),
    mailPasswordSaved: () => asked(commands.mailPasswordSaved()),
    keychainProblem: () => asked(commands.keychainProblem()),
    trayProblem: () => asked(commands.trayProblem()),
  };
}

export function zones(asked: Asked): ZoneBackend {
  return {
    zoneOffsets: (names) => asked(commands.zoneOffsets(names)),
    zoneData: () => asked(commands.zoneData()),
    importZones: () => asked(commands.importZones()),
    zoneNotes: () => asked(commands.zoneNotes()),
    dismissZoneNotes: async (ids) => void (await asked(commands.dismissZoneNotes(ids))),
  };
}
