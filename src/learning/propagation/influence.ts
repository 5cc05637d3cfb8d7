import type { PropagationGraph } from './propagationGraph.ts';
import { Relaxation } from './relaxation.ts';
import { settle } from './settle.ts';

/** Finer than for pseudo-labels: a share of the weight is shown as a number. */
const TOLERANCE = 0.01;

/**
 * How much a label of each image would weigh at one image. With G = (I - spread D^-1 W)^-1 the score of image i is the
 * sum over labelled images j of G_ij (1 - spread) d_j^-1/2: each label's part in it can be told exactly. W is symmetric,
 * so that G_ij = G_ji d_j / d_i, and one solution with a seed at i gives the whole row.
 */
export class LabelInfluence {
  readonly #graph: PropagationGraph;
  readonly #relaxation: Relaxation;

  constructor(graph: PropagationGraph) {
    this.#graph = graph;
    this.#relaxation = new Relaxation(graph, 1);
  }

  /** [N] The part in the score of image `imageIndex` that a label of each image would have. */
  on(imageIndex: number): Float32Array {
    const { spread, degrees, nodeOf } = this.#graph;
    const { seeds, scores, width } = this.#relaxation.blocks[0]!;
    const own = nodeOf[imageIndex]!;
    seeds.fill(0);
    scores.fill(0);
    seeds[own * width] = 1;
    this.#relaxation.sweep(0, 1);
    settle(this.#relaxation, [0], spread, TOLERANCE);
    const scale = (1 - spread) / (degrees[own]! || 1);
    return Float32Array.from(nodeOf, (node) => scale * Math.sqrt(degrees[node]! || 1) * scores[node * width]!);
  }
}
