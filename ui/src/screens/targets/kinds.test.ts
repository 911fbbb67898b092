import { describe, expect, it } from "vitest";
import type { TargetSettings } from "../../ipc/targets";
import { standardFormat } from "../../ipc/standard-format";
import { arrivalOf, isAlwaysSame } from "./arrival";
import { addressOf, divideHost, isSecretNeeded, isUnencrypted, newSettings, secretOf, targetKindOrder, targetProblems, testSteps, tidyTarget, withMode } from "./kinds";
import { offsetsOf } from "../../ipc/fake/zones";
import { keepZones } from "../../zones";

keepZones(offsetsOf(["Europe/Budapest"]));

const sftp: TargetSettings = { kind: "sftp", host: "sftp.example.com", port: 22, user: "bi", login: "password", key_file: null, path: "/in/{date}" };
const values = { name: "Points: “all”", model: "events", at: new Date("2026-11-24T22:30:05Z"), timezone: "Europe/Budapest", run: 7, rows: 12 };
const spec = { file_name: "{name}-{date}", format: standardFormat };

describe("a target in words", () => {
  it("names a port that isn't the usual one", () => {
    expect(addressOf(sftp)).toBe("sftp.example.com, folder /in/{date}, as bi");
    expect(addressOf({ ...sftp, port: 2222, path: "" })).toBe("sftp.example.com:2222, as bi");
  });

  it("says where a bucket is", () => {
    const s3: TargetSettings = { kind: "s3", bucket: "aurora", region: "eu-central-1", endpoint: null, access_key_id: "A", path_style: false, path: "", ca_file: null };
    expect(addressOf(s3)).toBe("bucket aurora at eu-central-1");
    expect(addressOf({ ...s3, endpoint: "https://minio.example.com:9000/" })).toBe("bucket aurora at minio.example.com:9000");
  });
});

describe("where a file arrives", () => {
  it("fills in the parts of folder and name, in the export's zone", () => {
    expect(arrivalOf(sftp, spec, values)).toBe("sftp://sftp.example.com/in/2026-11-24/Points- “all”-2026-11-24.zip");
  });

  it("keeps what was typed of a folder as it is, and makes its parts safe", () => {
    expect(arrivalOf({ kind: "folder", path: "../a:b/{name}" }, spec, values)).toBe("../a:b/Points- “all”/Points- “all”-2026-11-24.zip");
    expect(arrivalOf({ kind: "folder", path: "C:\\Exports" }, spec, values)).toBe("C:\\Exports\\Points- “all”-2026-11-24.zip");
  });

  it("is the same for every run without a part that changes", () => {
    expect(isAlwaysSame({ ...sftp, path: "/in" }, { file_name: "{name}-{model}" })).toBe(true);
    expect(isAlwaysSame({ ...sftp, path: "/in/{date}" }, { file_name: "{name}" })).toBe(false);
    for (const part of ["{run}", "{run:06}", "{date:YYYYMMDD}", "{date:DDMMYYYY@UTC}", "{seq}", "{seq:05}", "{sha256}", "{from:YYYYMMDD}"]) {
      expect(isAlwaysSame({ ...sftp, path: "/in" }, { file_name: `{name}-${part}` }), part).toBe(false);
    }
    for (const part of ["{part:03}", "{kind}", "{value}", "date:"]) expect(isAlwaysSame({ ...sftp, path: "/in" }, { file_name: `{name}-${part}` }), part).toBe(true);
  });
});

describe("what a target asks for", () => {
  it("finds a new one of every kind unfinished", () => {
    for (const kind of targetKindOrder) {
      expect(Object.keys(targetProblems(newSettings(kind))), kind).not.toEqual([]);
      expect(testSteps(kind).at(-1), kind).toBe("delete");
    }
  });

  it("wants a key file only for a key", () => {
    expect(targetProblems(sftp)).toEqual({});
    expect(Object.keys(targetProblems({ ...sftp, login: "key" }))).toEqual(["key_file"]);
    expect(secretOf({ ...sftp, login: "agent" })).toBe(null);
    expect(isSecretNeeded({ ...sftp, login: "key" })).toBe(false);
    expect(isSecretNeeded({ kind: "ftp", host: "h", port: 21, user: "anonymous", path: "" })).toBe(false);
  });

  it("refuses a port that was typed wrongly and a host with a scheme", () => {
    expect(Object.keys(targetProblems({ ...sftp, port: 70_000 }))).toEqual(["port"]);
    expect(Object.keys(targetProblems({ ...sftp, port: "ssh" as unknown as number }))).toEqual(["port"]);
    expect(Object.keys(targetProblems({ ...sftp, host: "sftp://sftp.example.com" }))).toEqual(["host"]);
  });

  it("sends no key file of a login that has none", () => {
    expect(tidyTarget({ ...sftp, key_file: "/old", host: " sftp.example.com " })).toEqual(sftp);
    expect(tidyTarget({ ...sftp, path: "" })).toEqual({ ...sftp, path: "" });
  });

  it("knows what isn't encrypted", () => {
    expect(isUnencrypted({ kind: "ftp", host: "h", port: 21, user: "u", path: "" })).toBe(true);
    expect(isUnencrypted({ kind: "gcs", bucket: "b", endpoint: "http://localhost:9000", path: "", ca_file: null })).toBe(true);
    expect(isUnencrypted(sftp)).toBe(false);
  });

  it("moves the usual port with the encryption, and no other", () => {
    const ftps: TargetSettings = { kind: "ftps", host: "h", port: 21, user: "u", path: "", mode: "explicit", ca_file: null };
    expect(withMode(ftps, "implicit")).toMatchObject({ port: 990, mode: "implicit" });
    expect(withMode({ ...ftps, port: 2121 }, "implicit")).toMatchObject({ port: 2121 });
  });
});

describe("an address typed as the host", () => {
  const empty: TargetSettings = { kind: "sftp", host: "", port: 22, user: "", login: "password", key_file: null, path: "" };
  const typed = (host: string) => divideHost({ ...empty, host });

  it("is divided into the fields", () => {
    expect(typed("name:2222").settings).toEqual({ ...empty, host: "name", port: 2222 });
    expect(typed("sftp://user@host:22/path").settings).toEqual({ ...empty, host: "host", user: "user", path: "/path" });
    expect(typed("[::1]:2222").settings).toEqual({ ...empty, host: "::1", port: 2222 });
    expect(typed("sftp://an%40na:p%3Aw@host/")).toEqual({ settings: { ...empty, host: "host", user: "an@na" }, password: "p:w" });
  });

  it("stays as it is where it isn't one of this kind", () => {
    for (const host of ["ftp://name", "2001:db8::5", "two words", ""]) expect(typed(host).settings).toEqual({ ...empty, host });
  });
});
