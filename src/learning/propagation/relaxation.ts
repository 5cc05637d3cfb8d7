import type { PropagationGraph } from './propagationGraph.ts';
import { relaxationKernel, type RelaxationKernel } from './relaxationKernel.ts';

/** Classes that are solved together. */
export const BLOCK_WIDTH = 4;
const ROW_BYTES = BLOCK_WIDTH * 4;

/** The scores X of up to four classes and what their labels put in, both [N, 4]. */
export interface ClassBlock {
  readonly seeds: Float32Array;
  readonly scores: Float32Array;
}

/** The factor that suits a Jacobi matrix of spectral radius `spread` best (Young 1971). */
export function overRelaxation(spread: number): number {
  return 2 / (1 + Math.sqrt(1 - spread * spread));
}

/**
 * The equations of a graph, laid out for sweeps of successive over-relaxation. They converge for factors between 0
 * and 2, because W is symmetric and spread < 1.
 */
export class Relaxation {
  readonly blocks: readonly ClassBlock[];
  readonly #nodeCount: number;
  readonly #entryBytes: number;
  readonly #sweep: RelaxationKernel;

  constructor(graph: PropagationGraph, classCount: number) {
    const { nodeCount, columns, rowStart, transitions } = graph;
    const blockCount = Math.ceil(classCount / BLOCK_WIDTH);
    this.#nodeCount = nodeCount;
    this.#entryBytes = columns.length * 4;
    const { memory, sweep } = relaxationKernel(this.#rowEndAt + nodeCount * 4 + 2 * blockCount * this.#blockBytes);
    this.#sweep = sweep;
    new Int32Array(memory.buffer, 0, columns.length).set(columns.map((column) => column * ROW_BYTES));
    new Float32Array(memory.buffer, this.#entryBytes, columns.length).set(transitions);
    new Int32Array(memory.buffer, this.#rowEndAt, nodeCount).set(rowStart.subarray(1).map((end) => end * 4));
    this.blocks = Array.from({ length: blockCount }, (_, index) => ({
      seeds: new Float32Array(memory.buffer, this.#seedsAt(index), nodeCount * BLOCK_WIDTH),
      scores: new Float32Array(memory.buffer, this.#scoresAt(index), nodeCount * BLOCK_WIDTH),
    }));
  }

  /** Moves every score of a block, in the order of the nodes, `factor` times the way to what its equation asks for. */
  sweep(blockIndex: number, factor: number): void {
    if (this.#nodeCount === 0) return;
    const rowEnd = this.#rowEndAt;
    const scores = this.#scoresAt(blockIndex);
    const seeds = this.#seedsAt(blockIndex);
    this.#sweep(rowEnd, rowEnd + this.#nodeCount * 4, 0, this.#entryBytes, seeds, scores, scores, factor);
  }

  /** Columns come first, then the transitions, then where each row ends, then the blocks. */
  get #rowEndAt(): number {
    return 2 * this.#entryBytes;
  }

  get #blockBytes(): number {
    return this.#nodeCount * ROW_BYTES;
  }

  #seedsAt(blockIndex: number): number {
    return this.#rowEndAt + this.#nodeCount * 4 + 2 * blockIndex * this.#blockBytes;
  }

  #scoresAt(blockIndex: number): number {
    return this.#seedsAt(blockIndex) + this.#blockBytes;
  }
}
