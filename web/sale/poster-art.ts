export type Light =
  | { kind: "moon"; x: number; y: number; radius: number }
  | { kind: "beams"; from: number[]; spread: number; lean: number }
  | { kind: "rings"; x: number; y: number; radii: number[] }
  | { kind: "footlights"; count: number; y: number };

/** The width and height that the drawing is made for; the poster cuts what it does not need. */
export const artWidth = 400;
export const artHeight = 500;

/** The light that a date's poster is drawn with, always the same for the same words. */
export function posterArt(seed: string): { angle: number; light: Light } {
  const random = seeded(seed);
  const between = (low: number, high: number) => Math.round(low + random() * (high - low));
  const kind = between(0, 3);
  const side = random() < 0.5;
  const angle = between(10, 80);
  const x = side ? between(60, 150) : between(250, 340);
  if (kind === 0) {
    return {
      angle,
      light: { kind: "moon", x, y: between(90, 170), radius: between(130, 175) },
    };
  }
  if (kind === 1) {
    const from = Array.from({ length: between(3, 5) }, () => between(20, 380));
    return {
      angle,
      light: { kind: "beams", from, spread: between(60, 110), lean: between(-90, 90) },
    };
  }
  if (kind === 2) {
    const step = between(26, 38);
    const radii = Array.from({ length: 6 }, (_, index) => 24 + step * index);
    return { angle, light: { kind: "rings", x, y: between(110, 190), radii } };
  }
  return { angle, light: { kind: "footlights", count: between(4, 7), y: between(215, 260) } };
}

/** Numbers from 0 to 1 that follow from the words alone (FNV-1a, then mulberry32). */
function seeded(words: string): () => number {
  let state = 2_166_136_261;
  for (const character of words) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619);
  }
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
