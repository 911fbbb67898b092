/** Masks of the backend that answers by itself: its hashes only look like hashes. */
import type { Mask } from "../backend";

/** 64 hexadecimal digits that depend on the text; no cryptography. */
export function lookalike(text: string): string {
  let digits = "";
  for (let part = 0; part < 8; part += 1) {
    let hash = 2_166_136_261 ^ part;
    for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
    digits += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return digits;
}

export function maskedText(text: string, mask: Mask): string | null {
  switch (mask.method) {
    case "hash":
    case "keyed_hash":
      return text === "" && !mask.hash_empty ? "" : lookalike(`${mask.key ?? ""}|${mask.recipe ?? ""}|${text}`);
    case "keep": {
      const letters = [...text];
      const [first, last] = [mask.first ?? 0, mask.last ?? 0];
      const kept = (place: number) => letters.length > first + last && (place < first || place >= letters.length - last);
      return letters.map((letter, place) => (kept(place) ? letter : (mask.with ?? "*"))).join("");
    }
    case "truncate": return text.slice(0, mask.to === "year" ? 4 : 7);
    case "band": {
      const width = mask.width ?? 1;
      const lower = Math.floor(Number(text) / width) * width;
      return `${lower}-${lower + width}`;
    }
    case "remove": return null;
  }
}
