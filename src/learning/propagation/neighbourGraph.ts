/** The nearest neighbours of every image by cosine similarity, nearest first, never the image itself. */
export interface NeighbourGraph {
  /** N */
  readonly nodeCount: number;
  /** K */
  readonly neighbourCount: number;
  /** [N, K], row-major */
  readonly neighbours: Int32Array;
  /** [N, K], each in [-1, 1] */
  readonly similarities: Float32Array;
}

/** Neighbours per image. From 7 to 20 the accuracy of propagation hardly changes; more blurs small classes. */
export const NEIGHBOUR_COUNT = 15;
