import { cosine, type FeatureSpace } from './featureSpace.ts';
import { ascending, descending } from './rank.ts';

/** Groups among which the first ones are chosen to be unlike each other, and how many are chosen so. */
const CANDIDATES = 1000;
const DIVERSE = 100;
/** Later turns count as this one, which keeps the keys exact in float32. */
const MAX_TURN = 1000;

/**
 * Rows in an order whose beginning stands for all images with as few as possible. An image is central that many others
 * are close to (its degree in the graph). Each image follows the nearest of its neighbours that is more central
 * (Rodriguez and Laio 2014, "Clustering by fast search and find of density peaks"), so that groups form around the
 * most central image of each place. First come the centres of the groups, large groups and those unlike the groups
 * before first; then the second image of each group, and so on. [N]
 */
export function typicalOrder(space: FeatureSpace): Int32Array {
  const centrality = centralityOf(space);
  const central = descending(centrality);
  const { groupOf, centres } = groupsOf(space, centrality, central);
  const turns = new Float32Array(centrality.length);
  const sizes = new Int32Array(centrality.length);
  for (const row of central) turns[row] = sizes[groupOf[row]!]!++;
  const placeOf = new Int32Array(centrality.length);
  centreOrder(space, centres, sizes).forEach((centre, place) => (placeOf[centre] = place));
  const keys = turns.map((turn, row) => Math.min(turn, MAX_TURN) * centres.length + placeOf[groupOf[row]!]!);
  return ascending(keys);
}

/** How many images are close to each, and how close. [N] */
function centralityOf({ equations: { degrees, nodeOf } }: FeatureSpace): Float32Array {
  return Float32Array.from(nodeOf, (node) => degrees[node]!);
}

/** The centre of the group that each row belongs to. Rows are visited from the most central on. */
function groupsOf(
  { neighbours: { neighbours, neighbourCount } }: FeatureSpace,
  centrality: Float32Array,
  central: Int32Array,
): { groupOf: Int32Array; centres: number[] } {
  const groupOf = new Int32Array(central.length).fill(-1);
  const centres: number[] = [];
  for (const row of central) {
    const own = neighbours.subarray(row * neighbourCount, (row + 1) * neighbourCount);
    const leader = own.find((other) => groupOf[other] !== -1 && centrality[other]! >= centrality[row]!);
    groupOf[row] = leader === undefined ? row : groupOf[leader]!;
    if (leader === undefined) centres.push(row);
  }
  return { groupOf, centres };
}

/** Greedily the largest group that is least like those before; groups after the first ones by size. */
function centreOrder(space: FeatureSpace, centres: readonly number[], sizes: Int32Array): number[] {
  const bySize = centres.toSorted((a, b) => sizes[b]! - sizes[a]!);
  const candidates = bySize.slice(0, CANDIDATES);
  const distances = new Float64Array(candidates.length).fill(2);
  const isChosen = new Uint8Array(candidates.length);
  const chosen: number[] = [];
  while (chosen.length < Math.min(DIVERSE, candidates.length)) {
    let best = -1;
    let bestWorth = -Infinity;
    candidates.forEach((centre, place) => {
      const worth = sizes[centre]! * distances[place]!;
      if (isChosen[place] === 0 && worth > bestWorth) [best, bestWorth] = [place, worth];
    });
    isChosen[best] = 1;
    chosen.push(candidates[best]!);
    candidates.forEach((centre, place) => {
      distances[place] = Math.min(distances[place]!, 1 - cosine(space, centre, candidates[best]!));
    });
  }
  return [...chosen, ...candidates.filter((_, place) => isChosen[place] === 0), ...bySize.slice(CANDIDATES)];
}
