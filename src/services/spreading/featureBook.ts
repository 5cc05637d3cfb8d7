import { builtInEncoders } from '../../learning/encoders/registry.ts';
import { NEIGHBOUR_COUNT, type NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import { propagationGraphSteps } from '../../learning/propagation/propagationGraph.ts';
import { loadEncoder } from '../encoders/loadEncoder.ts';
import { buildNeighbourGraph } from '../features/neighbourGraph.ts';
import { updateNeighbourGraph, type KnownNeighbours } from '../features/updateNeighbourGraph.ts';
import { openPixelRows } from '../projects/pixelRows.ts';
import type { Bench } from '../workbench/bench.ts';
import { fillFeatureRows, firstUnseen, readUnitRows, type FeatureWork } from './featureRows.ts';
import { rowsOf, type FeatureSource, type FeatureSpace } from './featureSpace.ts';
import { cachedNeighbours, cacheNeighbours, type ImageNeighbours } from './neighbourCache.ts';
import { newestTrainedFeatures } from './trainedFeatures.ts';
import { inTurns } from './turns.ts';

/** What images are compared by before a training has made something better. */
const ENCODER = builtInEncoders[0].name;

interface Vectors {
  readonly source: FeatureSource;
  readonly key: string;
  readonly imageIndices: Int32Array;
  /** [N, D], rows of length 1 */
  readonly features: Float32Array;
  readonly dim: number;
}

/**
 * Images as vectors. Everything that takes long is done once and cached with the project; where it was stopped or
 * images came, it goes on with those that are missing. Long work shows as activities of the bench.
 */
export class FeatureBook {
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /**
   * The images by what the newest training made of them or, before the first one, by the built-in encoder as it came.
   * Images without pixels, or that came after the training, are not in it. Throws STOPPED, DISK_FULL,
   * MODEL_UNSUPPORTED.
   */
  async newest(): Promise<FeatureSpace> {
    return this.#compare((await this.#trained()) ?? (await this.#frozen()));
  }

  async #trained(): Promise<Vectors | undefined> {
    const found = await newestTrainedFeatures(this.#bench.store);
    if (!found) return undefined;
    const { rows, dim, runId } = found;
    try {
      // A row that says nothing is of an image that was away then.
      const imageIndices = this.#presentBelow(rows.rowCount);
      const read = await readUnitRows(rows, imageIndices, dim);
      return { source: 'trained', key: `run-${runId}`, dim, ...withoutUnseen(imageIndices, read, dim) };
    } finally {
      await rows.close();
    }
  }

  async #frozen(): Promise<Vectors> {
    const { machine, store } = this.#bench;
    const sizePx = await this.#bench.imageSizePx();
    const encoder = await loadEncoder(ENCODER, machine.encoders, machine.runtime, { imageSizePx: sizePx, seed: 0 });
    const dim = encoder.representationDim;
    const key = `${ENCODER}-${sizePx}`;
    const rows = await store.openRows(`features-${key}`, dim * 4);
    const pixels = await openPixelRows(store, sizePx);
    try {
      const inference = { graph: encoder.graph, weights: new Map(), representationDim: dim };
      const present = this.#presentBelow(Infinity);
      const work = { runtime: machine.runtime, encoder: inference, sizePx, pixels, rows, imageIndices: present };
      return { source: 'frozen', key, dim, ...(await this.#seen(work, dim)) };
    } finally {
      await rows.close();
      await pixels.close();
    }
  }

  /** The features of all images that have pixels, after a look at those that were not looked at. */
  async #seen(work: FeatureWork, dim: number): Promise<Pick<Vectors, 'imageIndices' | 'features'>> {
    const { rows, pixels } = work;
    const read = async () => {
      const imageIndices = work.imageIndices.filter((index) => index < rows.rowCount);
      return { imageIndices, features: await readUnitRows(rows, imageIndices, dim) };
    };
    const cached = await read();
    const unseen = firstUnseen(cached.imageIndices, cached.features, dim);
    if (unseen === undefined && rows.rowCount >= pixels.rowCount) return cached;
    // An image that is in the folder now was not when its row was made: from there on they are looked at again.
    if (unseen !== undefined) await rows.truncate(unseen);
    if (rows.rowCount < pixels.rowCount) {
      const activity = { kind: 'features', title: 'Looking at the images' } as const;
      await this.#bench.activities.run(activity, (handle) => fillFeatureRows(work, handle));
    }
    return read();
  }

  async #compare(vectors: Vectors): Promise<FeatureSpace> {
    const neighbours = await this.#neighbours(vectors);
    const equations = await inTurns(propagationGraphSteps(neighbours));
    return { ...vectors, rowOf: rowsOf(vectors.imageIndices), neighbours, equations };
  }

  async #neighbours({ key, imageIndices, features, dim }: Vectors): Promise<NeighbourGraph> {
    const { store, machine, activities } = this.#bench;
    // So few images are compared faster than read.
    const isCached = imageIndices.length > NEIGHBOUR_COUNT;
    const known = isCached ? await cachedNeighbours(store, key, NEIGHBOUR_COUNT) : undefined;
    if (known && isOf(known, imageIndices)) return known.graph;
    const title = 'Comparing the images with each other';
    return activities.run({ kind: 'neighbours', title }, async ({ signal, progress }) => {
      const options = { onProgress: progress, signal };
      const graph = known
        ? await updateNeighbourGraph(machine.runtime, features, dim, asOf(known, imageIndices), options)
        : await buildNeighbourGraph(machine.runtime, features, dim, NEIGHBOUR_COUNT, options);
      if (isCached) await cacheNeighbours(store, key, { imageIndices, graph });
      return graph;
    });
  }

  #presentBelow(end: number): Int32Array {
    return Int32Array.from(this.#bench.images(), ({ index }) => index)
      .filter((index) => index < end)
      .toSorted();
  }
}

function withoutUnseen(imageIndices: Int32Array, features: Float32Array, dim: number) {
  const isSeen = (_: number, row: number): boolean => !Number.isNaN(features[row * dim]!);
  if (imageIndices.every(isSeen)) return { imageIndices, features };
  const rows = Array.from(imageIndices.keys()).filter((row) => isSeen(0, row));
  const kept = new Float32Array(rows.length * dim);
  rows.forEach((row, place) => kept.set(features.subarray(row * dim, (row + 1) * dim), place * dim));
  return { imageIndices: Int32Array.from(rows, (row) => imageIndices[row]!), features: kept };
}

function isOf({ imageIndices: known }: ImageNeighbours, imageIndices: Int32Array): boolean {
  return known.length === imageIndices.length && known.every((image, row) => image === imageIndices[row]);
}

/** What is known of neighbours, for rows that are these images now. */
function asOf({ imageIndices: before, graph }: ImageNeighbours, imageIndices: Int32Array): KnownNeighbours {
  const rowOf = rowsOf(imageIndices);
  return { graph, rowNow: before.map((imageIndex) => rowOf[imageIndex] ?? -1) };
}
