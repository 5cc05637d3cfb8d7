import { builtInEncoders } from '../../learning/encoders/registry.ts';
import { NEIGHBOUR_COUNT, type NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import { propagationGraphSteps } from '../../learning/propagation/propagationGraph.ts';
import { HandfulError } from '../../shared/errors.ts';
import { loadEncoder } from '../encoders/loadEncoder.ts';
import { buildNeighbourGraph } from '../features/neighbourGraph.ts';
import { updateNeighbourGraph, type KnownNeighbours } from '../features/updateNeighbourGraph.ts';
import type { RowFile } from '../ports/projectStore.ts';
import { openPixelRows } from '../projects/pixelRows.ts';
import type { Bench } from '../workbench/bench.ts';
import { inTurns } from '../workbench/turns.ts';
import { fillFeatureRows, readSeen, type Look, type SeenImages } from './featureRows.ts';
import { rowsOf, type FeatureSource, type FeatureSpace } from './featureSpace.ts';
import { lookAsTrained } from './lookAsTrained.ts';
import { cachedNeighbours, cacheNeighbours, type ImageNeighbours } from './neighbourCache.ts';
import { newestTrainedFeatures } from './trainedFeatures.ts';

/** What images are compared by before a training has made something better. */
const ENCODER = builtInEncoders[0].name;

interface Vectors extends SeenImages {
  readonly source: FeatureSource;
  readonly key: string;
  readonly dim: number;
  readonly classShares?: ReadonlyMap<number, number>;
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
   * The images by what the newest training made of its encoder or, before the first one, by the built-in encoder as it
   * came. Images without pixels are not in it. Throws STOPPED, DISK_FULL, MODEL_UNSUPPORTED.
   */
  async newest(): Promise<FeatureSpace> {
    return this.#compare((await this.#trained()) ?? (await this.#frozen()));
  }

  /** Undefined where nothing is left of what the newest training made. */
  async #trained(): Promise<Vectors | undefined> {
    const found = await newestTrainedFeatures(this.#bench.store);
    if (!found) return undefined;
    const { rows, dim, runId, classShares } = found;
    try {
      const seen = await this.#seen(rows, dim, (unseen) => this.#lookAsTrained(dim, unseen));
      return seen.imageIndices.length > 0
        ? { source: 'trained', key: `run-${runId}`, dim, classShares, ...seen }
        : undefined;
    } finally {
      await rows.close();
    }
  }

  /**
   * Undefined where images that the training did not see cannot be looked at as it would have: its classifier is lost,
   * or their files are needed and away. They are left out until that changes or the next training has seen them, since
   * what another encoder makes of them cannot be compared with the others.
   */
  async #lookAsTrained(dim: number, unseen: Int32Array): Promise<Look | undefined> {
    try {
      return await lookAsTrained(this.#bench, dim, unseen);
    } catch (error) {
      if (error instanceof HandfulError && error.code !== 'STOPPED') return undefined;
      throw error;
    }
  }

  async #frozen(): Promise<Vectors> {
    const { machine, store } = this.#bench;
    const sizePx = await this.#bench.imageSizePx();
    const encoder = await loadEncoder(ENCODER, machine.encoders, machine.runtime, { imageSizePx: sizePx, seed: 0 });
    const dim = encoder.representationDim;
    const key = `${ENCODER}-${sizePx}`;
    const rows = await store.openRows(`features-${key}`, dim * 4);
    try {
      const inference = { graph: encoder.graph, weights: new Map(), representationDim: dim };
      const seen = await this.#seen(rows, dim, async () => {
        return { encoder: inference, sizePx, pixels: await openPixelRows(store, sizePx) };
      });
      return { source: 'frozen', key, dim, ...seen };
    } finally {
      await rows.close();
    }
  }

  /** All images that were looked at, after a look at those that were not. */
  async #seen(
    rows: RowFile,
    dim: number,
    openLook: (unseen: Int32Array) => Promise<Look | undefined>,
  ): Promise<SeenImages> {
    const { machine, activities } = this.#bench;
    const present = Int32Array.from(this.#bench.images(), ({ index }) => index).toSorted();
    const seen = await readSeen(rows, present, dim);
    if (seen.imageIndices.length === present.length) return seen;
    const rowOf = rowsOf(seen.imageIndices);
    const unseen = present.filter((index) => (rowOf[index] ?? -1) < 0);
    const look = await openLook(unseen);
    if (!look) return seen;
    try {
      if (look.pixels.rowCount <= unseen[0]!) return seen;
      const work = { ...look, runtime: machine.runtime, rows, seen, unseen };
      const activity = { kind: 'features', title: 'Looking at the images' } as const;
      await activities.run(activity, (handle) => fillFeatureRows(work, handle));
      return await readSeen(rows, present, dim);
    } finally {
      await look.pixels.close();
    }
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
}

function isOf({ imageIndices: known }: ImageNeighbours, imageIndices: Int32Array): boolean {
  return known.length === imageIndices.length && known.every((image, row) => image === imageIndices[row]);
}

/** What is known of neighbours, for rows that are these images now. */
function asOf({ imageIndices: before, graph }: ImageNeighbours, imageIndices: Int32Array): KnownNeighbours {
  const rowOf = rowsOf(imageIndices);
  return { graph, rowNow: before.map((imageIndex) => rowOf[imageIndex] ?? -1) };
}
