/** Words in which numbers, sizes, durations and days are written. */
import { text, texts } from "./say";

export const formatsText = texts("formats", {
  today: text,
  yesterday: text,
  tomorrow: text,
  bytes: (number: number) => ({ number }),
  underTenth: (seconds: number) => ({ seconds }),
  milliseconds: (number: number) => ({ number }),
  seconds: (seconds: string) => ({ seconds }),
  minutes: (minutes: string) => ({ minutes }),
  minutesAndSeconds: (minutes: string, seconds: string) => ({ minutes, seconds }),
  hours: (hours: string) => ({ hours }),
  hoursAndMinutes: (hours: string, minutes: string) => ({ hours, minutes }),
});
