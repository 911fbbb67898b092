/** Time zones, as the engine knows them. */

/** An offset that holds from an instant on. */
export interface OffsetFrom {
  /** Seconds from 1970 UTC; null for the first. */
  from: number | null;
  /** Seconds that clocks are ahead of UTC. */
  offset: number;
  /** What the zone is called then, such as `CET`. */
  abbreviation: string;
}

export interface ZoneOffsets {
  zone: string;
  /** In order of time; none where there is no such zone. */
  offsets: OffsetFrom[];
}

/** The release of the time zone database that is in force. */
export interface ZoneData {
  /** Such as `2026f`. */
  release: string;
  origin: "built_in" | "system" | "imported";
  built_in: string;
  system: string | null;
}

/** What newer rules have changed of a schedule. */
export interface ZoneNote {
  id: number;
  export_id: number;
  export_name: string;
  at: string;
  text: string;
}

export interface ZoneBackend {
  /** The offsets of zones until 2100. */
  zoneOffsets(zones: string[]): Promise<ZoneOffsets[]>;
  zoneData(): Promise<ZoneData>;
  /** Lets the user choose a newer database and takes it over; null when nothing was chosen. */
  importZones(): Promise<ZoneData | null>;
  /** What newer rules have changed and nobody has dismissed. */
  zoneNotes(): Promise<ZoneNote[]>;
  dismissZoneNotes(ids: number[]): Promise<void>;
}
