/** Which masks fit a column, and what they begin with. */
import type { FieldType, Mask, MaskMethod, MaskRecipe } from "../../../ipc/backend";

const TEXTS: readonly FieldType[] = ["string", "select", "url", "image"];

export function isText(output: FieldType): boolean {
  return TEXTS.includes(output);
}

/** The masks that fit values of a type, in the order in which they are offered. */
export function masksFor(output: FieldType): MaskMethod[] {
  if (output === "list" || output === "object") return ["remove"];
  const own: MaskMethod[] = isText(output) ? ["keep"]
    : output === "date" || output === "datetime" ? ["truncate"]
    : output === "numeric" ? ["band"] : [];
  return ["hash", "keyed_hash", ...own, "remove"];
}

/** Recipes of hashes for a type; the first is the usual one. */
export function recipesFor(output: FieldType): MaskRecipe[] {
  if (!isText(output)) return ["plain"];
  return ["plain", "email", "email_meta", "email_google", "email_google_ads", "email_tiktok", "phone_e164", "phone_digits", "name", "name_meta"];
}

export function isPhone(mask: Mask): boolean {
  return mask.recipe === "phone_e164" || mask.recipe === "phone_digits";
}

/** A mask to begin with. The recipe stays from one hash to the other. */
export function newMask(method: MaskMethod, before: Mask | undefined, firstKey: string | undefined): Mask {
  switch (method) {
    case "hash":
    case "keyed_hash": {
      const { key: _key, ...hash } = before?.method === "hash" || before?.method === "keyed_hash" ? before : { method };
      if (method === "hash") return { ...hash, method };
      return { ...hash, method, ...(firstKey === undefined ? {} : { key: firstKey }) };
    }
    case "keep": return { method, last: 4 };
    case "truncate": return { method, to: "month" };
    case "band": return { method, width: 100 };
    case "remove": return { method };
  }
}

/** With another recipe; what only phone numbers have goes with them. */
export function withRecipe(mask: Mask, recipe: MaskRecipe): Mask {
  const { recipe: _before, ...rest } = mask;
  const next: Mask = recipe === "plain" ? rest : { ...rest, recipe };
  if (isPhone(next)) return next;
  const { without_plus: _plus, country_code: _code, trunk_prefix: _trunk, when_invalid: _invalid, ...others } = next;
  return others;
}

/** With another way to read numbers without `+`. */
export function withoutPlus(mask: Mask, choice: "refuse" | "international" | "national"): Mask {
  const { without_plus: _plus, country_code: code, trunk_prefix: trunk, ...rest } = mask;
  if (choice === "refuse") return rest;
  if (choice === "international") return { ...rest, without_plus: choice };
  return { ...rest, without_plus: choice, country_code: code ?? "", trunk_prefix: trunk ?? "" };
}
