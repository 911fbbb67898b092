/**
 * English as another language would look: accented, and a third longer. What stays
 * plain on the screen isn't in the catalogue, and what is cut was given too little room.
 */
const ACCENTED = new Map(
  Object.entries({
    a: "ȧ", b: "ƀ", c: "ƈ", d: "ḓ", e: "ḗ", f: "ƒ", g: "ɠ", h: "ħ", i: "ī", j: "ĵ", k: "ķ", l: "ŀ", m: "ḿ", n: "ƞ", o: "ǿ", p: "ƥ", r: "ř", s: "ş",
    t: "ŧ", u: "ŭ", v: "ṽ", w: "ẇ", x: "ẋ", y: "ẏ", z: "ẑ", A: "Ȧ", B: "Ɓ", C: "Ƈ", D: "Ḓ", E: "Ḗ", F: "Ƒ", G: "Ɠ", H: "Ħ", I: "Ī", J: "Ĵ", K: "Ķ",
    L: "Ŀ", M: "Ḿ", N: "Ƞ", O: "Ǿ", P: "Ƥ", R: "Ř", S: "Ş", T: "Ŧ", U: "Ŭ", V: "Ṽ", W: "Ẇ", X: "Ẋ", Y: "Ẏ", Z: "Ẑ",
  }),
);

/** One piece of a message, without its variables. */
export function pseudo(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const accented = ACCENTED.get(letter) ?? letter;
    return /[aeo]/.test(letter) ? accented + accented : accented;
  });
}
