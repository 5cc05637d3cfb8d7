import type { ImageRecord } from '../../shared/domain/records.ts';
import type { FeatureSpace } from './featureSpace.ts';
import { descending } from './rank.ts';

/**
 * Images are nearly equal when their 1 - cos is at most this part of the mean of 1 - cos between neighbours, so that
 * it fits every encoder.
 */
const DUPLICATE_SHARE = 0.1;
/** Rounding of float32 in the cosine of equal images. */
const ROUNDING = 1e-6;

/** Smallest similarity of images that count as nearly equal. */
export function duplicateSimilarity({ neighbours: { similarities } }: FeatureSpace): number {
  if (similarities.length === 0) return 1;
  const distance = similarities.reduce((sum, similarity) => sum + (1 - similarity), 0) / similarities.length;
  return 1 - Math.max(ROUNDING, DUPLICATE_SHARE * distance);
}

/** Those of the neighbours of a row that are nearly equal to it. */
export function nearlyEqualRows(space: FeatureSpace, row: number, threshold: number): number[] {
  const { neighbours, similarities, neighbourCount } = space.neighbours;
  const found: number[] = [];
  for (let entry = row * neighbourCount; entry < (row + 1) * neighbourCount; entry++) {
    if (similarities[entry]! >= threshold) found.push(neighbours[entry]!);
  }
  return found;
}

/**
 * Rows with groups of nearly equal images together, the group with the closest pair first; after the groups come the
 * images that are equal to none, those with the most similar neighbour first. Files with the same content are in one
 * group, whatever their neighbours. [N]
 */
export function nearDuplicateOrder(space: FeatureSpace, images: readonly ImageRecord[]): Int32Array {
  const rowCount = space.imageIndices.length;
  const threshold = duplicateSimilarity(space);
  const groups = new Groups(rowCount);
  const closest = nearestSimilarities(space);
  for (let row = 0; row < rowCount; row++) {
    for (const other of nearlyEqualRows(space, row, threshold)) groups.join(row, other);
  }
  for (const { index, duplicateOf } of images) {
    const [row, original] = [space.rowOf[index] ?? -1, space.rowOf[duplicateOf ?? -1] ?? -1];
    if (row < 0 || original < 0) continue;
    groups.join(row, original);
    closest[row] = closest[original] = EQUAL;
  }
  const byGroup = new Map<number, number[]>();
  const single: number[] = [];
  for (const row of descending(closest)) {
    if (groups.sizeOf(row) === 1) single.push(row);
    else {
      const members = byGroup.get(groups.of(row)) ?? [];
      members.push(row);
      byGroup.set(groups.of(row), members);
    }
  }
  return Int32Array.from([...byGroup.values()].flat().concat(single));
}

/** Before anything that is only nearly equal. */
const EQUAL = 2;

/** Similarity of each row to its nearest neighbour. [N] */
function nearestSimilarities({ neighbours: { similarities, neighbourCount, nodeCount } }: FeatureSpace): Float32Array {
  return Float32Array.from({ length: nodeCount }, (_, row) => similarities[row * neighbourCount] ?? -1);
}

/** Disjoint sets of rows (Galler and Fischer 1964). */
class Groups {
  readonly #parents: Int32Array;
  readonly #sizes: Int32Array;

  constructor(rowCount: number) {
    this.#parents = Int32Array.from({ length: rowCount }, (_, row) => row);
    this.#sizes = new Int32Array(rowCount).fill(1);
  }

  of(row: number): number {
    const parents = this.#parents;
    let root = row;
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
    return root;
  }

  sizeOf(row: number): number {
    return this.#sizes[this.of(row)]!;
  }

  join(a: number, b: number): void {
    const [larger, smaller] = [this.of(a), this.of(b)].toSorted((x, y) => this.#sizes[y]! - this.#sizes[x]!);
    if (larger === smaller) return;
    this.#parents[smaller!] = larger!;
    this.#sizes[larger!]! += this.#sizes[smaller!]!;
  }
}
