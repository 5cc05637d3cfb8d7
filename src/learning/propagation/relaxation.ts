import type { PropagationGraph } from './propagationGraph.ts';
import { relaxationKernel, VECTOR_WIDTH, type RelaxationKernel } from './relaxationKernel.ts';

/** More sums would not stay in registers. */
const MAX_VECTORS = 3;

/** The scores X of the classes that are solved together and what their labels put in, both [N, width]. */
export interface ClassBlock {
  /** 4, 8 or 12; of the last block some columns may stand for no class. */
  readonly width: number;
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
  /** Classes per block: class c is column c % width of block floor(c / width). */
  readonly blockWidth: number;
  readonly #nodeCount: number;
  readonly #entryBytes: number;
  readonly #sweep: RelaxationKernel;

  constructor(graph: PropagationGraph, classCount: number) {
    const { nodeCount, columns, rowStart, transitions } = graph;
    const vectorCount = Math.min(MAX_VECTORS, Math.ceil(classCount / VECTOR_WIDTH));
    this.blockWidth = vectorCount * VECTOR_WIDTH;
    const blockCount = Math.ceil(classCount / this.blockWidth);
    this.#nodeCount = nodeCount;
    this.#entryBytes = columns.length * 4;
    const byteCount = this.#rowEndAt + nodeCount * 4 + 2 * blockCount * this.#blockBytes;
    const { memory, sweep } = relaxationKernel(byteCount, vectorCount);
    this.#sweep = sweep;
    new Int32Array(memory.buffer, 0, columns.length).set(columns.map((column) => column * this.blockWidth * 4));
    new Float32Array(memory.buffer, this.#entryBytes, columns.length).set(transitions);
    new Int32Array(memory.buffer, this.#rowEndAt, nodeCount).set(rowStart.subarray(1).map((end) => end * 4));
    this.blocks = Array.from({ length: blockCount }, (_, index) => ({
      width: this.blockWidth,
      seeds: new Float32Array(memory.buffer, this.#seedsAt(index), nodeCount * this.blockWidth),
      scores: new Float32Array(memory.buffer, this.#scoresAt(index), nodeCount * this.blockWidth),
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
    return this.#nodeCount * this.blockWidth * 4;
  }

  #seedsAt(blockIndex: number): number {
    return this.#rowEndAt + this.#nodeCount * 4 + 2 * blockIndex * this.#blockBytes;
  }

  #scoresAt(blockIndex: number): number {
    return this.#seedsAt(blockIndex) + this.#blockBytes;
  }
}
