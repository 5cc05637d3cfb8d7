import { pack } from '../../shared/contract/columns.ts';
import type { MapPoints } from '../../shared/contract/map.ts';
import type { FeatureSpace } from '../spreading/featureSpace.ts';
import type { Bench } from '../workbench/bench.ts';
import { storedPositions, storePositions } from './mapCache.ts';
import { placeImages } from './placeImages.ts';

interface DrawnMap {
  readonly space: FeatureSpace;
  /** [N, 2] */
  readonly positions: Float32Array;
}

/** The map of an open project: drawn in the background once somebody asks for it, and again when that is outdated. */
export class ImageMap {
  readonly #bench: Bench;
  readonly #space: () => FeatureSpace | undefined;
  #drawn: DrawnMap | undefined;
  #drawing: Promise<void> | undefined;
  /** Whether the last drawing was stopped or failed, and nobody was told yet. */
  #gaveUp = false;

  /** `space` is what images are compared by at the moment. */
  constructor(bench: Bench, space: () => FeatureSpace | undefined) {
    this.#bench = bench;
    this.#space = space;
  }

  /**
   * The map as it is; where there is none, or one of other images, drawing begins, and until it is done the last one is
   * given. After it was stopped the first to ask is told so, and the next one begins it again.
   */
  points(): MapPoints {
    const space = this.#space();
    if (space && this.#drawn?.space !== space && !this.#gaveUp) this.#draw();
    this.#gaveUp = false;
    const state = this.#drawing ? 'computing' : this.#drawn ? 'ready' : 'none';
    if (!this.#drawn) return { state, indices: pack(new Int32Array()), positions: pack(new Float32Array()) };
    const { positions, space: drawnSpace } = this.#drawn;
    return { state, features: drawnSpace.source, indices: pack(drawnSpace.imageIndices), positions: pack(positions) };
  }

  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = this.#drawNewest()
      .catch((error: unknown) => {
        this.#gaveUp = true;
        throw error;
      })
      .finally(() => {
        this.#drawing = undefined;
        this.#bench.publish({ type: 'map' });
      });
    this.#bench.inBackground(this.#drawing);
  }

  async #drawNewest(): Promise<void> {
    const { store, activities, machine } = this.#bench;
    const space = this.#space()!;
    const stored = await storedPositions(store, space);
    const positions =
      stored ??
      (await activities.run({ kind: 'map', title: 'Drawing the map' }, ({ signal, progress }) =>
        placeImages(machine, space, { signal, onProgress: progress }),
      ));
    if (!stored) await storePositions(store, space, positions);
    this.#drawn = { space, positions };
  }
}
