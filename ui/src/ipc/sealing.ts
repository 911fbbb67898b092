/** Encrypted files: partners' public keys, passwords of zips, and keys that sign. */

/** Encryption of the whole file by OpenPGP. */
export interface Pgp {
  /** Public keys as texts. */
  recipients: string[];
  /** As text rather than bytes. */
  armor?: boolean;
  /** Ending that is added to the name; `pgp` if absent. */
  ending?: "pgp" | "gpg" | "asc";
  /** Name of the saved key that signs. */
  sign_with?: string;
}

/** A key that can be used now. */
export interface PgpKey {
  /** The public key, as it stands in a definition. */
  text: string;
  fingerprint: string;
  user_id: string;
  /** Fingerprint of the sub-key that is used. */
  subkey: string;
  algorithm: string;
  created_at: string;
  expires_at: string | null;
  /** Within 30 days. */
  expires_soon: boolean;
}

export interface SealingBackend {
  /** The public keys in a text, each with the part that encrypts. */
  pgpKeys(text: string): Promise<PgpKey[]>;
  /** Those in a file that is asked for; null when the dialog was closed. */
  openPgpKeys(): Promise<PgpKey[] | null>;
  hasZipPassword(name: string): Promise<boolean>;
  /** Saves it in the keychain; `short` allows fewer than 12 characters. */
  saveZipPassword(name: string, password: string, short: boolean): Promise<void>;
  /** The saved key that signs, without its secret; null where there is none. */
  signingKey(name: string): Promise<PgpKey | null>;
  /** Saves the private key in a file that is asked for; null when the dialog was closed. */
  saveSigningKey(name: string, passphrase: string): Promise<PgpKey | null>;
  forgetSigningKey(name: string): Promise<void>;
}
