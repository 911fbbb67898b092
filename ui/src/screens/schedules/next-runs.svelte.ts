/**
 * The next instants of a schedule while it is being edited: asked a moment
 * after each change, and anew when the first of them has come.
 */
import { toCommandError } from "../../errors";
import { backend } from "../../ipc";
import type { CommandError, Fire, Schedule } from "../../ipc/backend";

export const SHOWN = 10;
const WAITS = 150;

type Ask = (schedule: Schedule, timezone: string, count: number) => Promise<Fire[]>;

export class NextRuns {
  /** What was last found; it stays until something newer is. */
  fires = $state.raw<Fire[] | null>(null);
  problem = $state.raw<CommandError | null>(null);
  /** Nothing can be asked while something is wrong or missing. */
  settled = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #ask: Ask;

  constructor(ask: Ask = (...given) => backend.nextFires(...given)) {
    this.#ask = ask;
  }

  /** Called with every change; null while something is wrong. */
  follow(schedule: Schedule | null, timezone: string): void {
    clearTimeout(this.#timer);
    const turn = (this.#turn += 1);
    this.settled = schedule !== null;
    if (schedule === null) return;
    this.#timer = setTimeout(() => void this.#load(schedule, timezone, turn), this.fires === null ? 0 : WAITS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  async #load(schedule: Schedule, timezone: string, turn: number): Promise<void> {
    try {
      const fires = await this.#ask(schedule, timezone, SHOWN);
      if (turn !== this.#turn) return;
      this.fires = fires;
      this.problem = null;
      const [first] = fires;
      // Timers can't wait longer than 24 days; whoever looks so long will look again.
      const left = first ? Date.parse(first.at) - Date.now() : Number.POSITIVE_INFINITY;
      if (left < 86_400_000) this.#timer = setTimeout(() => void this.#load(schedule, timezone, turn), Math.max(left, 1_000));
    } catch (thrown) {
      if (turn === this.#turn) this.problem = toCommandError(thrown);
    }
  }
}
