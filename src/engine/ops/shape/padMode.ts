/** Borders that repeat elements of the input. */
export type PadMode = 'reflect' | 'edge' | 'wrap';

/** Which element of an axis of this size a border copies; `place` counts from the first element and may be outside. */
export function sourceIndex(place: number, size: number, mode: PadMode): number {
  if (mode === 'edge') return Math.min(Math.max(place, 0), size - 1);
  if (mode === 'wrap') return ((place % size) + size) % size;
  const period = Math.max(1, 2 * (size - 1));
  const within = ((place % period) + period) % period;
  return within < size ? within : period - within;
}
