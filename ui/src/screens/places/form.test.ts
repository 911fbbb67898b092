import { describe, expect, it } from "vitest";
import { partsOfHost } from "./form";

describe("an address in the box of the host", () => {
  it.each([
    ["x.example:2222", { host: "x.example", port: 2222 }],
    ["sftp://anna@files.example:2222/in/box", { host: "files.example", port: 2222, user: "anna", path: "/in/box" }],
    ["ftps://files.example/", { host: "files.example" }],
    ["postgresql://reader@db.example/loyalty%20eu", { host: "db.example", user: "reader", path: "/loyalty eu" }],
    ["[2001:db8::1]:22", { host: "2001:db8::1", port: 22 }],
  ])("%j is split", (text, parts) => expect(partsOfHost(text)).toEqual(parts));

  it.each(["files.example", "10.0.0.1", "2001:db8::1", "::1", "", "sftp://", "x.example:", "x.example:ssh"])("%j is left", (text) => expect(partsOfHost(text)).toBeNull());
});
