/** A keychain in memory, and keys that are what their text says. */
import type { PgpKey, SealingBackend } from "../sealing";
import { refusal } from "./refusal";

const day = 86_400_000;

/** A made-up key; its text has the name, and days until it expires. */
function fakeKey(name: string, days: number | null): PgpKey {
  const expires = days === null ? null : new Date(Date.now() + days * day).toISOString();
  const digits = [...name].map((letter) => letter.charCodeAt(0).toString(16).toUpperCase()).join("").padEnd(40, "7").slice(0, 40);
  return {
    text: `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${name}|${days ?? ""}\n-----END PGP PUBLIC KEY BLOCK-----\n`,
    fingerprint: digits, user_id: name, subkey: [...digits].reverse().join(""), algorithm: "RSA 3072",
    created_at: new Date(Date.now() - 100 * day).toISOString(), expires_at: expires, expires_soon: days !== null && days <= 30,
  };
}

export class FakeSealing implements SealingBackend {
  readonly #passwords = new Set<string>();
  readonly #signing = new Map<string, PgpKey>();
  readonly #wait: () => Promise<void>;

  constructor(wait: () => Promise<void>) {
    this.#wait = wait;
  }

  async pgpKeys(text: string): Promise<PgpKey[]> {
    await this.#wait();
    const wrong = (message: string, hint: string) => refusal("spec", message, hint, [{ path: "format.pgp.recipients", message, hint }]);
    if (text.includes("PRIVATE KEY")) throw wrong("this is a private key, and a public one is needed; it wasn’t kept", "Use the partner’s public key. A private key must never be handed on.");
    const keys = [...text.matchAll(/BEGIN PGP PUBLIC KEY BLOCK-----\s+([^|\n]+)\|(-?\d*)/g)].map(([, name = "", days]) => fakeKey(name, days ? Number(days) : null));
    if (keys.length === 0) throw wrong("there is no PGP key in it", "Use the public key as the partner sent it, from its BEGIN line to its END line.");
    const expired = keys.find(({ expires_at }) => expires_at !== null && new Date(expires_at) < new Date());
    if (expired) throw wrong(`the PGP key of ${expired.user_id} expired on ${expired.expires_at?.slice(0, 10) ?? ""}`, "Ask the partner for a new public key.");
    return keys;
  }

  async openPgpKeys(): Promise<PgpKey[]> {
    await this.#wait();
    return [fakeKey("Northwind files <files@northwind.example>", 20)];
  }

  async hasZipPassword(name: string): Promise<boolean> {
    await this.#wait();
    return this.#passwords.has(name);
  }

  async saveZipPassword(name: string, password: string, short: boolean): Promise<void> {
    await this.#wait();
    if (!short && [...password].length < 12) throw refusal("spec", "the password has fewer than 12 characters", "Whoever has the file can try passwords for as long as they like: use a longer one.");
    this.#passwords.add(name);
  }

  async signingKey(name: string): Promise<PgpKey | null> {
    await this.#wait();
    return this.#signing.get(name) ?? null;
  }

  async saveSigningKey(name: string): Promise<PgpKey> {
    await this.#wait();
    const key = fakeKey("Aurora exports <exports@aurora.example>", null);
    this.#signing.set(name, key);
    return key;
  }

  async forgetSigningKey(name: string): Promise<void> {
    await this.#wait();
    this.#signing.delete(name);
  }
}
