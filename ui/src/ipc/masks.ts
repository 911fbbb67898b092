/** Masked columns, and the keys of their hashes. */

export type MaskMethod = "hash" | "keyed_hash" | "keep" | "truncate" | "band" | "remove";

export type MaskRecipe =
  | "plain" | "email" | "email_meta" | "email_google" | "email_google_ads" | "email_tiktok"
  | "phone_e164" | "phone_digits" | "name" | "name_meta";

/** What the file has in place of a column's values; which members count depends on the method. */
export interface Mask {
  method: MaskMethod;
  /** Of hashes: how a value is normalised before. `plain` if absent. */
  recipe?: MaskRecipe;
  /** Of keyed hashes: name of the key, which the keychain has. */
  key?: string;
  hash_empty?: boolean;
  /** Of phone numbers: how one without `+` is read; as no number if absent. */
  without_plus?: "international" | "national";
  country_code?: string;
  trunk_prefix?: string;
  /** Of phone numbers: what becomes of a value that can't be one; `stop` if absent. */
  when_invalid?: "stop" | "empty";
  /** Of kept parts: how many characters, and what stands for the others. */
  first?: number;
  last?: number;
  with?: string;
  /** Of dates: the part that stays. */
  to?: "month" | "year";
  /** Of bands: a whole number. */
  width?: number;
}

export interface SavedMaskKey {
  name: string;
  /** What tells it from other keys. */
  id: string;
}

export interface MaskKeyBackend {
  /** Keeps a key in the keychain; null makes a new one. */
  saveMaskKey(name: string, key: string | null): Promise<SavedMaskKey>;
  /** The key's text, for whoever has to have it elsewhere. */
  maskKey(name: string): Promise<string>;
  deleteMaskKey(name: string): Promise<void>;
}
