import { describe, expect, it } from "vitest";
import { checkEmail } from "./checks";
import { addressesOf, isAddress, withAddresses } from "./email";
import { emailSentence } from "./words";

describe("addresses", () => {
  it.each(["a@b.org", "first.last+tag@sub.company.co.uk", "ügyfél@árvíz.hu", "root@localhost"])("%s is one", (text) => expect(isAddress(text)).toBe(true));
  it.each(["", "a", "a@", "@b.org", "a@b@c.org", "a b@c.org", "a@b..org", ".a@b.org", "a@b.org.", "a@-b.org", "Ann <a@b.org>"])("%j is none", (text) =>
    expect(isAddress(text)).toBe(false),
  );

  it("are found in what is pasted, each once", () => {
    expect(addressesOf("Ann Lee <ann@x.org>; bob@x.org,\n cyd@x.org dan@x.org")).toEqual(["ann@x.org", "bob@x.org", "cyd@x.org", "dan@x.org"]);
    expect(withAddresses(["ann@x.org"], "ANN@x.org, bob@x.org, bob@x.org")).toEqual(["ann@x.org", "bob@x.org"]);
  });
});

describe("the e-mail part", () => {
  it("needs somebody, and right addresses", () => {
    expect(checkEmail({ to: [], on: "both" }).map((problem) => problem.path)).toEqual(["email.to"]);
    expect(checkEmail({ to: ["a@b.org", "nobody"], on: "both" }).map((problem) => problem.path)).toEqual(["email.to[1]"]);
    expect(checkEmail({ to: Array.from({ length: 51 }, (_, place) => `a${place}@b.org`), on: "both" })).toHaveLength(1);
    expect(checkEmail({ to: ["a@b.org"], on: "failure" })).toEqual([]);
  });

  it("is a sentence", () => {
    expect(emailSentence({ to: ["a@b.org", "c@d.org"], on: "both", attach: true })).toBe("E-mail to a@b.org and c@d.org when a run is ready or fails, with the file");
    expect(emailSentence({ to: ["a@b.org"], on: "failure", attach: true })).toBe("E-mail to a@b.org when a run fails");
  });
});
