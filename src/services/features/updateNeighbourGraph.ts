import { takeRows } from '../../learning/classifiers/takeRows.ts';
import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import type { Runtime } from '../ports/runtime.ts';
import { nearestRows, type SearchOptions } from './nearestRows.ts';
import { asCosine, buildNeighbourGraph, emptyGraph, requireFinite, takeNearest } from './neighbourGraph.ts';

/** Neighbours that were found before rows came or went. */
export interface KnownNeighbours {
  readonly graph: NeighbourGraph;
  /** For each row then the row that it is now, -1 where it is gone. */
  readonly rowNow: Int32Array;
}

/** Where more of the rows than this have to be searched anew, all of them are: it hardly takes longer, and is simpler. */
const LARGEST_SHARE = 0.25;

/**
 * The same as `buildNeighbourGraph` for `features` [N, D] with N > K, but for rounding and the order of equals, with far
 * less work where few rows came or went. Searched anew are rows that are new, and rows that had a neighbour that is
 * gone; all others keep their neighbours, but for new rows that are nearer. Throws as `buildNeighbourGraph`.
 */
export async function updateNeighbourGraph(
  runtime: Runtime,
  features: Float32Array,
  dim: number,
  known: KnownNeighbours,
  options: SearchOptions = {},
): Promise<NeighbourGraph> {
  const { neighbourCount } = known.graph;
  const nodeCount = features.length / dim;
  const graph = emptyGraph(nodeCount, neighbourCount);
  const isKept = takeKnown(graph, known);
  const sought = rowsWithout(isKept);
  if (sought.length > LARGEST_SHARE * nodeCount) {
    return buildNeighbourGraph(runtime, features, dim, neighbourCount, options);
  }
  requireFinite(features, dim);
  const added = rowsWithout(wasThere(nodeCount, known));
  const total = sought.length + (added.length > 0 ? nodeCount : 0);
  const counted = (before: number): SearchOptions => ({
    ...options,
    onProgress: (done) => options.onProgress?.(before + done, total),
  });
  const work = { runtime, features, dim, graph };
  if (sought.length > 0) await searchAnew(work, sought, counted(0));
  if (added.length > 0) await letIn(work, added, isKept, counted(sought.length));
  return graph;
}

interface UpdateWork {
  readonly runtime: Runtime;
  readonly features: Float32Array;
  readonly dim: number;
  /** Is written to. */
  readonly graph: NeighbourGraph;
}

async function searchAnew(
  { runtime, features, dim, graph }: UpdateWork,
  sought: Int32Array,
  options: SearchOptions,
): Promise<void> {
  const queries = takeRows(features, sought, dim);
  for await (const block of nearestRows(runtime, features, queries, dim, graph.neighbourCount + 1, options)) {
    takeNearest(graph, block, (query) => sought[query]!);
  }
}

/** Puts new rows among the neighbours of the kept rows that they are near to. */
async function letIn(
  { runtime, features, dim, graph }: UpdateWork,
  added: Int32Array,
  isKept: Uint8Array,
  options: SearchOptions,
): Promise<void> {
  const k = Math.min(graph.neighbourCount, added.length);
  for await (const block of nearestRows(runtime, takeRows(features, added, dim), features, dim, k, options)) {
    for (let query = 0; query < block.indices.length / k; query++) {
      const row = block.start + query;
      if (isKept[row] === 0) continue;
      for (let position = query * k; position < (query + 1) * k; position++) {
        offer(graph, row, added[block.indices[position]!]!, asCosine(block.similarities[position]!));
      }
    }
  }
}

/** Makes `other` a neighbour of a row if it is nearer than the last one, which then is none any more. */
function offer(graph: NeighbourGraph, row: number, other: number, similarity: number): void {
  const { neighbourCount, neighbours, similarities } = graph;
  const [first, last] = [row * neighbourCount, (row + 1) * neighbourCount - 1];
  if (similarity <= similarities[last]!) return;
  let place = last;
  for (; place > first && similarities[place - 1]! < similarity; place--) {
    neighbours[place] = neighbours[place - 1]!;
    similarities[place] = similarities[place - 1]!;
  }
  neighbours[place] = other;
  similarities[place] = similarity;
}

/** Copies the neighbours of rows that still have all of theirs. Returns which rows those are: [N], 1 or 0. */
function takeKnown(graph: NeighbourGraph, { graph: before, rowNow }: KnownNeighbours): Uint8Array {
  const { nodeCount, neighbourCount, neighbours, similarities } = graph;
  const isKept = new Uint8Array(nodeCount);
  rowNow.forEach((row, rowThen) => {
    if (row < 0) return;
    const [to, from] = [row * neighbourCount, rowThen * neighbourCount];
    const now = before.neighbours.subarray(from, from + neighbourCount).map((neighbour) => rowNow[neighbour]!);
    if (now.includes(-1)) return;
    neighbours.set(now, to);
    similarities.set(before.similarities.subarray(from, from + neighbourCount), to);
    isKept[row] = 1;
  });
  return isKept;
}

/** 1 for each row that was there before. [N] */
function wasThere(nodeCount: number, { rowNow }: KnownNeighbours): Uint8Array {
  const was = new Uint8Array(nodeCount);
  for (const row of rowNow) if (row >= 0) was[row] = 1;
  return was;
}

/** Rows that have no mark. */
function rowsWithout(marks: Uint8Array): Int32Array {
  return Int32Array.from(marks.keys()).filter((row) => marks[row] === 0);
}
