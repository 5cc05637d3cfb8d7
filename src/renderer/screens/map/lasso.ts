import type { Place } from './mapView.ts';

/** Points [N, 2] inside a closed line, by the even-odd rule; their numbers, ascending. */
export function pointsInside(positions: Float32Array, line: readonly Place[]): number[] {
  if (line.length < 3) return [];
  const [left, right] = [Math.min(...line.map(({ x }) => x)), Math.max(...line.map(({ x }) => x))];
  const [low, high] = [Math.min(...line.map(({ y }) => y)), Math.max(...line.map(({ y }) => y))];
  const inside: number[] = [];
  for (let point = 0; 2 * point < positions.length; point++) {
    const [x, y] = [positions[2 * point]!, positions[2 * point + 1]!];
    if (x < left || x > right || y < low || y > high) continue;
    if (isInside(x, y, line)) inside.push(point);
  }
  return inside;
}

function isInside(x: number, y: number, line: readonly Place[]): boolean {
  let inside = false;
  for (let end = 0, start = line.length - 1; end < line.length; start = end++) {
    const [a, b] = [line[start]!, line[end]!];
    if (a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y)) inside = !inside;
  }
  return inside;
}
