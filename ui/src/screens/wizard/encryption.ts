/** What a format says of who can read the file. */
import type { FileFormat, Problem } from "../../ipc/backend";
import { encryptionText as text } from "../../text/encryption";

export function encryptionOf(format: FileFormat): "none" | "pgp" | "password" {
  if (format.pgp) return "pgp";
  return format.zip_password === undefined ? "none" : "password";
}

/** The end of a fingerprint, by which keys are known. */
export const shortId = (fingerprint: string): string => fingerprint.slice(-16);

/** `PGP for 2 keys (.pgp), signed`, or nothing. */
export function encryptionWords(format: FileFormat): string[] {
  const { pgp } = format;
  if (pgp) return [text.words.pgp(pgp.recipients.length, pgp.ending ?? "pgp"), ...(pgp.sign_with === undefined ? [] : [text.words.signed])];
  return format.zip_password === undefined ? [] : [text.words.password];
}

/** What the window sees to be wrong; the engine looks into the keys. */
export function checkEncryption({ pgp, zip_password: password }: FileFormat): Problem[] {
  const problems: Problem[] = [];
  if (pgp?.recipients.length === 0) problems.push({ path: "format.pgp.recipients", ...text.noRecipients });
  if (pgp?.sign_with?.trim() === "") problems.push({ path: "format.pgp.sign_with", ...text.noSigningName });
  if (password?.trim() === "") problems.push({ path: "format.zip_password", ...text.noName });
  return problems;
}

/** A format in place of another. Encryption stays unless the new one has its own: nobody drops it by choosing a delimiter. */
export function keepEncryption(before: FileFormat, next: FileFormat): FileFormat {
  if (encryptionOf(next) !== "none" || encryptionOf(before) === "none") return next;
  const kept = structuredClone({ pgp: before.pgp, zip_password: before.zip_password });
  const password = kept.zip_password === undefined ? {} : { zip_password: kept.zip_password, compression: "zip" as const };
  return { ...next, ...(kept.pgp ? { pgp: kept.pgp } : {}), ...password };
}
