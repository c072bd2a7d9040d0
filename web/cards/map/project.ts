/** A point on the flat map: Web Mercator, the world being 1 wide and 1 high. */
export type Flat = { x: number; y: number };
export type Box = { left: number; top: number; right: number; bottom: number };

const furthest = 85.05;

export function flatten(longitude: number, latitude: number): Flat {
  const clamped = Math.max(-furthest, Math.min(furthest, latitude));
  const sine = Math.sin((clamped * Math.PI) / 180);
  return {
    x: longitude / 360 + 0.5,
    y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI),
  };
}

/** The box that holds every point with air around it, in the proportion `width / height`. */
export function frame(points: Flat[], proportion: number, smallest = 0.008): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const middle = {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
  const wide = Math.max(smallest, (Math.max(...xs) - Math.min(...xs)) * 1.35);
  const high = Math.max(smallest / proportion, (Math.max(...ys) - Math.min(...ys)) * 1.3);
  const width = Math.max(wide, high * proportion);
  const height = width / proportion;
  return {
    left: middle.x - width / 2,
    right: middle.x + width / 2,
    top: middle.y - height / 2,
    bottom: middle.y + height / 2,
  };
}

/** Zooms by `factor` (below 1 comes closer) about the middle. */
export function zoom(box: Box, factor: number): Box {
  const width = Math.min(1, Math.max(0.002, (box.right - box.left) * factor));
  const height = (width * (box.bottom - box.top)) / (box.right - box.left);
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

export const meets = (a: Box, b: Box) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
