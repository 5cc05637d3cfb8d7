import type { LabelledImage } from '../sampling/supportSampler.ts';
import { classProbabilities } from './classMass.ts';
import type { PropagationGraph } from './propagationGraph.ts';
import { Relaxation } from './relaxation.ts';
import { settle, TOLERANCE } from './settle.ts';

/** What the labels say of all images. */
export interface SpreadLabels {
  /** [N, C]; a labelled image has its label. */
  readonly probabilities: Float32Array;
  /** What a score of each class was multiplied by before the scores of an image were made to sum to 1. [C] */
  readonly classFactors: Float64Array;
}

/**
 * Spreads labels over the neighbour graph (Zhou et al. 2004; for features of networks Iscen et al. 2019, arXiv
 * 1904.04717). The solution is kept, so that a change of a few labels costs a fraction of solving again.
 * `imageIndex` counts the images of the graph.
 */
export class LabelPropagation {
  readonly #graph: PropagationGraph;
  readonly #classCount: number;
  readonly #relaxation: Relaxation;
  readonly #classOf = new Map<number, number>();

  /** `classCount` is C >= 1. Labels are given to `solve`. */
  constructor(graph: PropagationGraph, classCount: number) {
    this.#graph = graph;
    this.#classCount = classCount;
    this.#relaxation = new Relaxation(graph, classCount);
  }

  /** Class of each labelled image. */
  get labels(): ReadonlyMap<number, number> {
    return this.#classOf;
  }

  /** Spreads these labels, and no others, from the beginning. A smaller `tolerance` takes more time. */
  solve(labels: Iterable<LabelledImage>, tolerance = TOLERANCE): void {
    const { blocks } = this.#relaxation;
    for (const { seeds, scores } of blocks) {
      seeds.fill(0);
      scores.fill(0);
    }
    this.#classOf.clear();
    for (const { imageIndex, classIndex } of labels) this.#setSeed(imageIndex, classIndex);
    const all = Array.from(blocks.keys());
    for (const blockIndex of all) this.#relaxation.sweep(blockIndex, 1);
    settle(this.#relaxation, all, this.#graph.spread, tolerance);
  }

  /** Changes the labels of some images; undefined removes one. Only the classes that it concerns are solved again. */
  relabel(changes: ReadonlyMap<number, number | undefined>): void {
    const blocks = new Set<number>();
    for (const [imageIndex, classIndex] of changes) {
      const before = this.#classOf.get(imageIndex);
      if (before === classIndex) continue;
      this.#setSeed(imageIndex, classIndex);
      for (const index of [before, classIndex]) {
        if (index !== undefined) blocks.add(Math.floor(index / this.#relaxation.blockWidth));
      }
    }
    if (blocks.size > 0) settle(this.#relaxation, Array.from(blocks), this.#graph.spread, TOLERANCE);
  }

  /** Class probabilities of every image [N, C]; a labelled image has its label. See `spreadOut`. */
  probabilities(prior?: readonly number[]): Float32Array {
    return this.spreadOut(prior).probabilities;
  }

  /** `prior` [C] says how frequent the classes are, see `classProbabilities`; only its ratios count. */
  spreadOut(prior?: readonly number[]): SpreadLabels {
    const labelCounts = new Array<number>(this.#classCount).fill(0);
    for (const classIndex of this.#classOf.values()) labelCounts[classIndex]!++;
    const { rows, factors } = classProbabilities(this.#relaxation.blocks, this.#graph.nodeOf, labelCounts, prior);
    for (const [imageIndex, classIndex] of this.#classOf) {
      const start = imageIndex * this.#classCount;
      rows.fill(0, start, start + this.#classCount);
      rows[start + classIndex] = 1;
    }
    return { probabilities: rows, classFactors: factors };
  }

  /** Puts (1 - spread) D^-1/2 Y where the label says. */
  #setSeed(imageIndex: number, classIndex: number | undefined): void {
    const { spread, degrees, nodeOf } = this.#graph;
    const node = nodeOf[imageIndex]!;
    const put = (index: number, seed: number): void => {
      const { blocks, blockWidth } = this.#relaxation;
      blocks[Math.floor(index / blockWidth)]!.seeds[node * blockWidth + (index % blockWidth)] = seed;
    };
    const before = this.#classOf.get(imageIndex);
    if (before !== undefined) put(before, 0);
    this.#classOf.delete(imageIndex);
    if (classIndex === undefined) return;
    this.#classOf.set(imageIndex, classIndex);
    put(classIndex, (1 - spread) / Math.sqrt(degrees[node]! || 1));
  }
}
