import { symmetricAffinity, type Affinity } from './affinity.ts';
import { finish, type Steps } from '../../engine/steps.ts';
import type { NeighbourGraph } from './neighbourGraph.ts';

/** How far labels travel: the share of a node's class that comes from its neighbours, and the rest from its label. */
const SPREAD = 0.93;

/**
 * The equations of label spreading (Zhou et al. 2004, "Learning with Local and Global Consistency") in random-walk
 * form, (I - spread D^-1 W) X = (1 - spread) D^-1/2 Y with F = D^1/2 X. Nodes are numbered so that neighbours lie
 * close together in memory, which makes a sweep three times faster; `nodeOf` tells where an image went.
 */
export interface PropagationGraph {
  readonly nodeCount: number;
  readonly spread: number;
  /** Of the affinity, see there. */
  readonly bandwidth: number;
  /** [N] image -> node */
  readonly nodeOf: Int32Array;
  /** [N + 1] the entries of node i are `rowStart[i]` to `rowStart[i + 1]` */
  readonly rowStart: Int32Array;
  /** [E] */
  readonly columns: Int32Array;
  /** [E], spread * w_ij / d_i: the entries of a node sum to `spread` */
  readonly transitions: Float32Array;
  /** d_i, the sum of the weights of a node. [N] */
  readonly degrees: Float32Array;
}

/** Makes the affinity of the neighbours, numbers its nodes anew and normalises it. Once per set of features. */
export function propagationGraph(graph: NeighbourGraph): PropagationGraph {
  return finish(propagationGraphSteps(graph));
}

/** `propagationGraph` in steps, between which others may have their turn. */
export function* propagationGraphSteps(graph: NeighbourGraph): Steps<PropagationGraph> {
  const affinity = yield* symmetricAffinity(graph);
  yield;
  const imageOf = breadthFirst(affinity);
  yield;
  const nodeOf = new Int32Array(graph.nodeCount);
  imageOf.forEach((image, node) => (nodeOf[image] = node));
  const { rowStart, columns, weights } = renumber(affinity, imageOf, nodeOf);
  yield;
  const degrees = new Float32Array(graph.nodeCount);
  for (let node = 0; node < graph.nodeCount; node++) {
    let degree = 0;
    for (let entry = rowStart[node]!; entry < rowStart[node + 1]!; entry++) degree += weights[entry]!;
    degrees[node] = degree;
    for (let entry = rowStart[node]!; entry < rowStart[node + 1]!; entry++) weights[entry]! *= SPREAD / degree;
  }
  const { nodeCount } = graph;
  const { bandwidth } = affinity;
  return { nodeCount, spread: SPREAD, bandwidth, nodeOf, rowStart, columns, transitions: weights, degrees };
}

/** All rows, each after a neighbour where it has one that came before. */
function breadthFirst({ rowStart, columns }: Affinity): Int32Array {
  const order = new Int32Array(rowStart.length - 1);
  const seen = new Uint8Array(order.length);
  let end = 0;
  let position = 0;
  const visit = (row: number): void => {
    if (seen[row] === 1) return;
    seen[row] = 1;
    order[end++] = row;
  };
  for (let start = 0; start < order.length; start++) {
    visit(start);
    for (; position < end; position++) {
      const row = order[position]!;
      for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) visit(columns[entry]!);
    }
  }
  return order;
}

function renumber(affinity: Affinity, imageOf: Int32Array, nodeOf: Int32Array): Affinity {
  const rowStart = new Int32Array(affinity.rowStart.length);
  const columns = new Int32Array(affinity.columns.length);
  const weights = new Float32Array(affinity.weights.length);
  let count = 0;
  imageOf.forEach((image, node) => {
    for (let entry = affinity.rowStart[image]!; entry < affinity.rowStart[image + 1]!; entry++) {
      columns[count] = nodeOf[affinity.columns[entry]!]!;
      weights[count++] = affinity.weights[entry]!;
    }
    rowStart[node + 1] = count;
  });
  return { bandwidth: affinity.bandwidth, rowStart, columns, weights };
}
