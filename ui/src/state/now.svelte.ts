/** The time as the screens show it: they say minutes, so it goes on every few seconds. */
const EVERY = 15_000;

class Now {
  date = $state.raw(new Date());

  constructor() {
    setInterval(() => (this.date = new Date()), EVERY);
  }
}

export const now = new Now();
