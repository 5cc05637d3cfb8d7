import type { ImageFilter } from '../../shared/contract/images.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import { NO_LABEL } from '../labeling/heldLabels.ts';

/** What the images are at the moment; all are [image index]. */
export interface ImageClasses {
  /** Class index of the label, -1 without one, -2 without an image. */
  readonly labels: Int16Array;
  /** Class index of the pseudo-label, -1 without one. */
  readonly pseudo: Int16Array;
}

/** Those image indices that are in the folder and pass the filter, in the order given. */
export function filtered(
  order: Int32Array,
  filter: ImageFilter,
  { labels, pseudo }: ImageClasses,
  images: readonly ImageRecord[],
): Int32Array {
  const tests: ((index: number) => boolean)[] = [(index) => labels[index]! >= NO_LABEL];
  const { labelled, classIndex, disagree, within, pathContains } = filter;
  if (labelled !== 'all') tests.push((index) => labels[index]! >= 0 === (labelled === 'labelled'));
  if (classIndex !== undefined) {
    tests.push((index) => (labels[index]! >= 0 ? labels[index] : pseudo[index]) === classIndex);
  }
  if (disagree) tests.push((index) => labels[index]! >= 0 && pseudo[index]! >= 0 && labels[index] !== pseudo[index]);
  if (within !== undefined) tests.push(isIn(within));
  if (pathContains) tests.push(isIn(withText(images, pathContains)));
  return order.filter((index) => tests.every((test) => test(index)));
}

function isIn(indices: readonly number[]): (index: number) => boolean {
  const set = new Set(indices);
  return (index) => set.has(index);
}

/** Upper and lower case are the same. */
function withText(images: readonly ImageRecord[], text: string): number[] {
  const wanted = text.toLowerCase();
  return images.filter(({ path }) => path.toLowerCase().includes(wanted)).map(({ index }) => index);
}
