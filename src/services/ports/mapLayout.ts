import type { StopSignal } from '../../shared/stopSignal.ts';

/** What is near what: N points, K neighbours of each, nearest first, never the point itself. */
export interface LayoutInput {
  readonly nodeCount: number;
  readonly neighbourCount: number;
  /** [N, K] */
  readonly neighbours: Int32Array;
  /** [N, K] cosines */
  readonly similarities: Float32Array;
  readonly seed: number;
}

export interface LayoutOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: StopSignal;
}

/** Lays points out in the plane so that neighbours come to lie near each other, without holding up the engine. */
export interface MapLayout {
  /** Positions [N, 2] of any scale, the same for the same input. Needs N > K >= 1. Rejects with STOPPED. */
  layOut(input: LayoutInput, options?: LayoutOptions): Promise<Float32Array>;
}
