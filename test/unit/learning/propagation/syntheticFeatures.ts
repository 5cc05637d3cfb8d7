import type { NeighbourGraph } from '../../../../src/learning/propagation/neighbourGraph.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';

export interface SyntheticFeatures {
  /** [N, D] */
  readonly features: Float32Array;
  readonly dim: number;
  /** [N] */
  readonly truth: readonly number[];
}

/** Classes as clouds around random centres: `noise` 0.3 is well separated, 1 overlaps. Classes take turns. */
export function blobs(count: number, classCount: number, dim: number, noise: number, seed = 1): SyntheticFeatures {
  const random = normalGenerator(seed);
  const centres = Array.from({ length: classCount * dim }, random);
  const truth = Array.from({ length: count }, (_, row) => row % classCount);
  const features = Float32Array.from(
    truth.flatMap((classIndex) =>
      Array.from({ length: dim }, (_, entry) => centres[classIndex * dim + entry]! + noise * random()),
    ),
  );
  return { features, dim, truth };
}

/** Two interleaved half circles; the constant third coordinate makes directions tell places apart. */
export function twoMoons(count: number, noise: number): SyntheticFeatures {
  const random = normalGenerator(7);
  const truth = Array.from({ length: count }, (_, row) => row % 2);
  const features = truth.flatMap((moon, row) => {
    const angle = (Math.PI * row) / count;
    const [x, y] = moon === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [x - 0.5 + noise * random(), y - 0.25 + noise * random(), 3];
  });
  return { features: Float32Array.from(features), dim: 3, truth };
}

/** The neighbour graph by comparing everything with everything, in float64. */
export function exactNeighbours({ features, dim }: SyntheticFeatures, k: number): NeighbourGraph {
  const nodeCount = features.length / dim;
  const neighbourCount = Math.min(k, nodeCount - 1);
  const cosine = (a: number, b: number): number => {
    let [product, squaredA, squaredB] = [0, 0, 0];
    for (let entry = 0; entry < dim; entry++) {
      const [x, y] = [features[a * dim + entry]!, features[b * dim + entry]!];
      product += x * y;
      squaredA += x * x;
      squaredB += y * y;
    }
    return product / Math.max(Math.sqrt(squaredA * squaredB), 1e-24);
  };
  const nearest = Array.from({ length: nodeCount }, (_, row) =>
    Array.from({ length: nodeCount }, (_other, other) => ({ other, similarity: cosine(row, other) }))
      .filter(({ other }) => other !== row)
      .toSorted((a, b) => b.similarity - a.similarity)
      .slice(0, neighbourCount),
  ).flat();
  return {
    nodeCount,
    neighbourCount,
    neighbours: Int32Array.from(nearest, ({ other }) => other),
    similarities: Float32Array.from(nearest, ({ similarity }) => similarity),
  };
}

/** Normally distributed numbers (Box and Muller 1958). */
function normalGenerator(seed: number): () => number {
  const random = randomGenerator(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
