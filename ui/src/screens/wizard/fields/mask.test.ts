import { describe, expect, it } from "vitest";
import { isPhone, masksFor, newMask, recipesFor, withoutPlus, withRecipe } from "./mask";

describe("masks of a column", () => {
  it("fit its type", () => {
    expect(masksFor("string")).toEqual(["hash", "keyed_hash", "keep", "remove"]);
    expect(masksFor("datetime")).toEqual(["hash", "keyed_hash", "truncate", "remove"]);
    expect(masksFor("numeric")).toEqual(["hash", "keyed_hash", "band", "remove"]);
    expect(masksFor("boolean")).toEqual(["hash", "keyed_hash", "remove"]);
    expect(masksFor("object")).toEqual(["remove"]);
    expect(recipesFor("numeric")).toEqual(["plain"]);
    expect(recipesFor("select")).toContain("phone_e164");
  });

  it("keep the recipe from one hash to the other, and the key only where it counts", () => {
    const keyed = newMask("keyed_hash", { method: "hash", recipe: "email" }, "Partner");
    expect(keyed).toEqual({ method: "keyed_hash", recipe: "email", key: "Partner" });
    expect(newMask("hash", keyed, "Partner")).toEqual({ method: "hash", recipe: "email" });
    expect(newMask("keyed_hash", undefined, undefined)).toEqual({ method: "keyed_hash" });
    expect(newMask("keep", keyed, "Partner")).toEqual({ method: "keep", last: 4 });
  });

  it("have phone settings for phone numbers only", () => {
    const phone = withoutPlus(withRecipe({ method: "hash" }, "phone_e164"), "national");
    expect(phone).toEqual({ method: "hash", recipe: "phone_e164", without_plus: "national", country_code: "", trunk_prefix: "" });
    expect(isPhone(phone)).toBe(true);
    expect(withoutPlus(phone, "international")).toEqual({ method: "hash", recipe: "phone_e164", without_plus: "international" });
    expect(withoutPlus(phone, "refuse")).toEqual({ method: "hash", recipe: "phone_e164" });
    expect(withRecipe({ ...phone, when_invalid: "empty" }, "email")).toEqual({ method: "hash", recipe: "email" });
    expect(withRecipe(phone, "plain")).toEqual({ method: "hash" });
  });
});
