import type { LogEntry } from "../backend";

/** What a log may hold an hour after the start. */
export function logEntries(now: Date): LogEntry[] {
  const at = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
  return [
    { at: at(3600), level: "info", program: "window", text: "export_desk_core::logging: started version=\"0.1.0\" process=4711" },
    { at: at(900), level: "info", program: "window", text: "run{id=12 export=3}: export_desk_core::engine: finished rows=6412880" },
    { at: at(840), level: "warning", program: "window", text: "delivery{run=12 target=\"Partner\"}: export_desk_core::engine: tried again in 60 s\nsftp.partner.example:22 did not answer within 15 s" },
    { at: at(780), level: "error", program: "serve", text: "export_desk_core::engine: a definition can't be read export=9" },
    { at: at(60), level: "debug", program: "window", text: "export_desk_source: tables found count=12" },
  ];
}
