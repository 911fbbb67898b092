import { describe, expect, test } from "vitest";
import { standardFormat } from "../../ipc/standard-format";
import { checkEncryption, encryptionOf, encryptionWords, keepEncryption, shortId } from "./encryption";
import { withExtension } from "./file-name";

const pgp = { ...standardFormat, pgp: { recipients: ["a", "b"] } };

describe("encryption", () => {
  test("is part of the name and of the words", () => {
    expect(withExtension("x", pgp)).toBe("x.zip.pgp");
    expect(withExtension("x", { ...pgp, compression: "gzip", pgp: { recipients: ["a"], ending: "asc" } })).toBe("x.csv.gz.asc");
    expect(withExtension("x", { ...standardFormat, zip_password: "p" })).toBe("x.zip");
    expect(encryptionWords(pgp)).toEqual(["PGP for 2 keys (.pgp)"]);
    expect(encryptionWords({ ...standardFormat, pgp: { recipients: ["a"], sign_with: "us" } })).toEqual(["PGP for 1 key (.pgp)", "signed"]);
    expect(encryptionWords({ ...standardFormat, zip_password: "p" })).toEqual(["password (AES-256)"]);
    expect(encryptionWords(standardFormat)).toEqual([]);
  });

  test("names what is missing", () => {
    const paths = (format: Parameters<typeof checkEncryption>[0]) => checkEncryption(format).map(({ path }) => path);
    expect(paths({ ...standardFormat, pgp: { recipients: [], sign_with: " " } })).toEqual(["format.pgp.recipients", "format.pgp.sign_with"]);
    expect(paths({ ...standardFormat, zip_password: "" })).toEqual(["format.zip_password"]);
    expect(paths(pgp)).toEqual([]);
  });

  test("stays when a preset is chosen", () => {
    const next = { ...standardFormat, compression: "none" as const };
    expect(keepEncryption(pgp, next)).toEqual({ ...next, pgp: pgp.pgp });
    expect(keepEncryption({ ...standardFormat, zip_password: "p" }, next)).toEqual({ ...next, compression: "zip", zip_password: "p" });
    expect(keepEncryption(pgp, { ...next, zip_password: "q" })).toEqual({ ...next, zip_password: "q" });
    expect(keepEncryption(standardFormat, next)).toBe(next);
  });

  test("knows keys by the end of their fingerprint", () => {
    expect(shortId("0123456789ABCDEF0123456789ABCDEF01234567")).toBe("89ABCDEF01234567");
    expect(encryptionOf(pgp)).toBe("pgp");
  });
});
