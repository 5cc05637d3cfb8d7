import type { ClassBlock } from './relaxation.ts';

/** Of more nodes than this an even sample is watched. */
const WATCHED_NODES = 4_000;

/**
 * Remembers the scores of the `swept` blocks. What it returns tells the share of nodes whose scores in them have
 * changed since by more than `tolerance` times the sum of all their scores.
 */
export function watchChange(all: readonly ClassBlock[], swept: readonly ClassBlock[]): (tolerance: number) => number {
  const { width, scores } = all[0]!;
  const nodeCount = scores.length / width;
  const stride = Math.ceil(nodeCount / WATCHED_NODES);
  const nodes = Array.from({ length: Math.ceil(nodeCount / stride) }, (_, index) => index * stride);
  const before = swept.map((block) => takeRows(block, nodes));
  return (tolerance) => {
    const changes = new Float64Array(nodes.length);
    const sums = new Float64Array(nodes.length);
    swept.forEach((block, index) => addDistances(changes, takeRows(block, nodes), before[index]!));
    for (const block of all) addDistances(sums, takeRows(block, nodes), new Float32Array(nodes.length * width));
    return changes.filter((change, index) => change > tolerance * sums[index]!).length / nodes.length;
  };
}

function takeRows({ scores, width }: ClassBlock, nodes: readonly number[]): Float32Array {
  const taken = new Float32Array(nodes.length * width);
  nodes.forEach((node, index) => taken.set(scores.subarray(node * width, (node + 1) * width), index * width));
  return taken;
}

/** Adds to each sum the distance of two rows. */
function addDistances(sums: Float64Array, a: Float32Array, b: Float32Array): void {
  const width = a.length / sums.length;
  for (let index = 0; index < a.length; index++) sums[Math.floor(index / width)]! += Math.abs(a[index]! - b[index]!);
}
