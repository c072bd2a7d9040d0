import { type Box, meets } from "./project.ts";

export type Dot = { key: string; x: number; y: number; label: string };
export type Label = Dot & { at: { x: number; y: number; anchor: "start" | "end" | "middle" } };

const high = 14;
const perLetter = 6.4;
const radius = 11;

/** Gives each dot's name a free side: right, left, below, above; a name without room is left out. */
export function placeLabels(dots: Dot[], frame: { width: number; height: number }): Label[] {
  const taken: Box[] = dots.map(({ x, y }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  const inside: Box = { left: 4, top: 4, right: frame.width - 4, bottom: frame.height - 4 };
  const placed: Label[] = [];
  for (const dot of dots) {
    const width = dot.label.length * perLetter;
    const sides = [
      { x: dot.x + radius + 3, y: dot.y, anchor: "start", left: dot.x + radius + 3 },
      { x: dot.x - radius - 3, y: dot.y, anchor: "end", left: dot.x - radius - 3 - width },
      { x: dot.x, y: dot.y + radius + 8, anchor: "middle", left: dot.x - width / 2 },
      { x: dot.x, y: dot.y - radius - 8, anchor: "middle", left: dot.x - width / 2 },
    ] as const;
    for (const { left, ...at } of sides) {
      const box = { left, right: left + width, top: at.y - high / 2, bottom: at.y + high / 2 };
      const fits =
        box.left >= inside.left &&
        box.right <= inside.right &&
        box.top >= inside.top &&
        box.bottom <= inside.bottom;
      if (!fits || taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      placed.push({ ...dot, at });
      break;
    }
  }
  return placed;
}
