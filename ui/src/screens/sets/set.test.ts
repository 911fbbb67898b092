import { describe, expect, it } from "vitest";
import type { ExportDetails, ExportSpec } from "../../ipc/backend";
import { standardFormat } from "../../ipc/standard-format";
import { leftOut, memberOf, setOf, setProblem, tidySet } from "./set";

const plain: ExportSpec = {
  version: 2, name: "Cards", model: "coupons", timezone: "Europe/Budapest", filters: [], aggregation: false,
  fields: [{ field: "id" }], sort: [], format: { ...standardFormat }, file_name: "{name}",
};
const full: ExportSpec = {
  ...plain,
  name: "Events",
  format: { ...standardFormat, compression: "gzip" },
  schedule: { when: { kind: "daily", times: ["09:00"] } } as ExportSpec["schedule"] & object,
  targets: ["SFTP"], delta: { by: "date", field: "created_at" }, split: { by: "rows", limit: 5 }, new_names_only: true,
};

describe("members of a set", () => {
  it("leave out what belongs to the set, and it is named", () => {
    expect(leftOut(plain, "archive")).toEqual([]);
    expect(leftOut(full, "archive")).toEqual(["schedule", "targets", "new_names_only", "delta", "split"]);
    const member = memberOf(full, "archive");
    expect(Object.keys(member).sort()).toEqual(Object.keys(plain).sort());
    expect(leftOut(member, "archive")).toEqual([]);
  });

  it("keep how they are packed and encrypted side by side", () => {
    const locked: ExportSpec = { ...plain, format: { ...standardFormat, zip_password: "Acme" } };
    expect(leftOut(locked, "archive")).toEqual(["zip_password"]);
    expect(memberOf(locked, "archive").format.zip_password).toBeUndefined();
    expect(leftOut(locked, "files")).toEqual([]);
    expect(memberOf(locked, "files").format.zip_password).toBe("Acme");
    expect(memberOf(full, "files").format.compression).toBe("gzip");
  });
});

describe("a set", () => {
  it("has what its members share", () => {
    expect(setOf([full, { ...full, name: "B" }], "UTC")).toMatchObject({ timezone: "Europe/Budapest", targets: ["SFTP"] });
    const mixed = setOf([full, { ...plain, timezone: "Asia/Tokyo" }], "UTC");
    expect(mixed.timezone).toBe("UTC");
    expect(mixed.targets).toBeUndefined();
  });

  it("is encrypted as its members were, or stays files", () => {
    const locked: ExportSpec = { ...plain, format: { ...standardFormat, zip_password: "Acme" } };
    const set = setOf([locked, { ...locked, name: "B" }], "UTC");
    expect(set.format.zip_password).toBe("Acme");
    expect(leftOut(locked, "archive", set.format)).toEqual([]);
    expect(tidySet(set).members?.map((member) => member.format.zip_password)).toEqual([undefined, undefined]);
    const files = tidySet({ ...set, packaging: "files" });
    expect(files.format.zip_password).toBeUndefined();
    expect(files.members?.map((member) => member.format.zip_password)).toEqual(["Acme", "Acme"]);
    expect(setOf([locked, plain], "UTC")).toMatchObject({ packaging: "files" });
  });

  it("is saved with members that can be members", () => {
    const saved = tidySet({ ...setOf([plain, full], "UTC"), name: " Partner " });
    expect(saved.name).toBe("Partner");
    expect(saved.members?.map((member) => leftOut(member, "archive"))).toEqual([[], []]);
  });

  it("is of one connection, and of no other sets", () => {
    const details = (spec: ExportSpec, connection: number) => ({ spec, connection }) as ExportDetails;
    expect(setProblem([details(plain, 1), details(full, 1)])).toBeNull();
    expect(setProblem([details(plain, 1), details(full, 2)])?.title).toContain("several connections");
    expect(setProblem([details(plain, 1), details(setOf([plain], "UTC"), 1)])?.title).toContain("another set");
  });
});
