import { describe, expect, it } from "vitest";
import type { MailServer } from "../../ipc/backend";
import { checkServer, hasNoProblem } from "./mail";

const server: MailServer = { host: "smtp.company.com", port: 587, security: "starttls", user: "exports", from: "exports@company.com" };
const wrong = (change: Partial<MailServer>, port = "587", hasPassword = true): string[] =>
  Object.entries(checkServer({ ...server, ...change }, port, hasPassword)).flatMap(([name, problem]) => (problem === null ? [] : [name]));

describe("a mail server", () => {
  it("is right when it can be used", () => {
    expect(hasNoProblem(checkServer(server, "587", true))).toBe(true);
    expect(wrong({ user: "" }, "25", false)).toEqual([]);
    expect(wrong({ from: "Export Désk <exports@company.com>" })).toEqual([]);
    expect(wrong({ host: "[2001:db8::1]" })).toEqual([]);
  });

  it("has its problems named by their fields", () => {
    expect(wrong({ host: "", from: "exports" }, "0", false)).toEqual(["host", "port", "from", "password"]);
    for (const host of ["smtp.company.com:587", "https://smtp.company.com", "smtp company"]) expect(wrong({ host })).toEqual(["host"]);
    for (const from of ["Exports", "Exports <exports>", "<a@b.c> Exports", "a@b.c <a@b.c>"]) expect(wrong({ from })).toEqual(["from"]);
    for (const port of ["", "65536", "5x", "-1", "1.5"]) expect(wrong({}, port)).toEqual(["port"]);
  });
});
