import type { ImageSort } from '../../shared/contract/images.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import { cosinesWith, type FeatureSpace } from './featureSpace.ts';
import type { LivePseudoLabels } from './livePseudoLabels.ts';
import { nearDuplicateOrder } from './nearDuplicates.ts';
import { ascending, descending } from './rank.ts';
import { typicalOrder } from './typicalOrder.ts';

/** Sorts that depend on the images alone. */
type LastingSort = 'typical' | 'outlier' | 'nearDuplicates';

/**
 * Image indices in every order. Those that do not depend on labels are found once. Images that are not in the feature
 * space come last, in the order of the folder.
 */
export class ImageOrders {
  readonly #images: readonly ImageRecord[];
  readonly #live: LivePseudoLabels | undefined;
  readonly #lasting = new Map<LastingSort, Int32Array>();
  #folder: Int32Array | undefined;

  /** `live` is undefined until the images have been looked at; then every order is that of the folder. */
  constructor(images: readonly ImageRecord[], live: LivePseudoLabels | undefined) {
    this.#images = images;
    this.#live = live;
  }

  /** Image indices by path. */
  get folder(): Int32Array {
    return (this.#folder ??= Int32Array.from(
      this.#images.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      ({ index }) => index,
    ));
  }

  /** Rows of the feature space in the order of that name. */
  typicalRows(space: FeatureSpace): Int32Array {
    return this.#lastingRows('typical', space);
  }

  /** Image indices [images]. Throws REQUEST_INVALID where the image `like` is not known. */
  sorted(sort: ImageSort, like: number | undefined): Int32Array {
    if (sort === 'folder' || !this.#live) return this.folder;
    const { space } = this.#live;
    const rows = this.#rows(sort, this.#live, like);
    const others = this.folder.filter((index) => (space.rowOf[index] ?? -1) < 0);
    const order = new Int32Array(rows.length + others.length);
    rows.forEach((row, place) => (order[place] = space.imageIndices[row]!));
    order.set(others, rows.length);
    return order;
  }

  #rows(sort: Exclude<ImageSort, 'folder'>, live: LivePseudoLabels, like: number | undefined): Int32Array {
    if (sort === 'uncertain') return leastCertain(live);
    if (sort === 'similar') return mostLike(live.space, like);
    return this.#lastingRows(sort, live.space);
  }

  #lastingRows(sort: LastingSort, space: FeatureSpace): Int32Array {
    const known = this.#lasting.get(sort);
    if (known) return known;
    const rows =
      sort === 'typical'
        ? typicalOrder(space)
        : sort === 'outlier'
          ? ascending(meanSimilarities(space))
          : nearDuplicateOrder(space, this.#images);
    this.#lasting.set(sort, rows);
    return rows;
  }
}

/** Rows without a label first, by how far the best class is ahead of the second. */
function leastCertain(live: LivePseudoLabels): Int32Array {
  const keys = live.winners.margins.slice();
  for (const row of live.labels.keys()) keys[row]! += 2;
  return ascending(keys);
}

function mostLike(space: FeatureSpace, like: number | undefined): Int32Array {
  const row = space.rowOf[like ?? -1] ?? -1;
  if (row >= 0) return descending(cosinesWith(space, row));
  throw new HandfulError(
    'REQUEST_INVALID',
    like === undefined
      ? 'It was not said which image the others should be like.'
      : `Image ${like} was not looked at yet.`,
    'Choose another image, or wait until Handful has looked at all of them.',
  );
}

/** Mean similarity of each row to its neighbours; an image alone is like nothing. [N] */
function meanSimilarities({ neighbours: { similarities, neighbourCount, nodeCount } }: FeatureSpace): Float32Array {
  const means = new Float32Array(nodeCount);
  similarities.forEach(
    (similarity, entry) => (means[Math.floor(entry / neighbourCount)]! += similarity / neighbourCount),
  );
  return means;
}
