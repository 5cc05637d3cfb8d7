/**
 * Uniform numbers in [0, 1) from a seed made of any integers, such as (seed, step, row): the same keys always give
 * the same numbers, so a training step can be replayed without a generator's state. sfc32 (C. Doty-Humphrey, 2010)
 * started from a murmur-like mix of the keys.
 */
export function randomGenerator(...keys: readonly number[]): () => number {
  let hash = 0x9e3779b9;
  const next = (): number => (hash = mix(hash + 0x6d2b79f5));
  for (const key of keys) hash = mix(hash ^ mix(key + 0x85ebca6b));
  let [a, b, c, counter] = [next(), next(), next(), 1];
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
