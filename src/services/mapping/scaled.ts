/** Positions [N, 2] moved and scaled, alike in both directions, so that they fill -1 to 1 in the longer one. */
export function scaled(positions: Float32Array): Float32Array {
  const [x, y] = [rangeOf(positions, 0), rangeOf(positions, 1)];
  const half = Math.max(x.high - x.low, y.high - y.low) / 2 || 1;
  return positions.map((value, entry) => {
    const { low, high } = entry % 2 === 0 ? x : y;
    return Math.max(-1, Math.min(1, (value - (low + high) / 2) / half));
  });
}

function rangeOf(positions: Float32Array, axis: number): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let entry = axis; entry < positions.length; entry += 2) {
    low = Math.min(low, positions[entry]!);
    high = Math.max(high, positions[entry]!);
  }
  return { low, high };
}
