/** Newer versions of the app. */

export type UpdateState =
  /** This build has nobody to ask. */
  | { state: "off"; message: string; hint: string }
  | { state: "unasked" }
  | { state: "looking" }
  /** There is no newer version; `older` is what the server offers instead, if that is older than this one. */
  | { state: "current"; older: string | null }
  | { state: "found"; version: string; notes: string; published: string | null }
  | { state: "fetching"; version: string; bytes: number; total: number | null }
  /** The package is here and genuine, and something runs or will soon. */
  | { state: "waiting"; version: string; because: string }
  | { state: "installing"; version: string }
  /** The next start is of this version. */
  | { state: "installed"; version: string }
  | { state: "refused"; message: string; hint: string; again: boolean };

/** What belongs to it in the settings. */
export interface UpdateSettings {
  /** Whether newer versions are looked for once a day. */
  look_for_updates: boolean;
}

export interface UpdateBackend {
  /** What is known of newer versions, at once and whenever it changes. Gives a function that ends it. */
  watchUpdates(onState: (state: UpdateState) => void): () => void;
  lookForUpdates(): Promise<void>;
  /** Fetches the version that was found, waits until nothing runs, and installs it. */
  installUpdate(): Promise<void>;
  /** Gives up fetching or waiting. */
  stopUpdate(): Promise<void>;
  /** Starts the version that was installed, unless something runs. */
  restart(): Promise<void>;
}
