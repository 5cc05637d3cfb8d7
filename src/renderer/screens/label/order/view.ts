import type { ImageFilter, ImageSort } from '../../../../shared/contract/images.ts';

/** Which images are asked for, and in which order. */
export interface View {
  readonly sort: ImageSort;
  readonly filter: ImageFilter;
  /** Image index that the sort 'similar' compares with. */
  readonly like?: number;
}

export const NO_FILTER: ImageFilter = { labelled: 'all', disagree: false };
export const FIRST_VIEW: View = { sort: 'folder', filter: NO_FILTER };

/** Whether every label may change which images belong to the view, or their order. */
export const followsLabels = ({ sort, filter }: View): boolean =>
  sort === 'uncertain' || filter.labelled !== 'all' || filter.disagree || filter.classIndex !== undefined;

/** Whether an image that just arrived belongs to the view for sure: it has no label and no pseudo-label yet. */
export const admitsNewImages = ({ filter }: View): boolean =>
  filter.labelled !== 'labelled' &&
  !filter.disagree &&
  filter.classIndex === undefined &&
  filter.within === undefined &&
  filter.pathContains === undefined;

export const isFiltered = (view: View): boolean => view.filter.labelled !== 'all' || !admitsNewImages(view);

/** A change of the filter; undefined takes a condition away. */
export type FilterChange = { readonly [Key in keyof ImageFilter]?: ImageFilter[Key] | undefined };

export function changeFilter(filter: ImageFilter, change: FilterChange): ImageFilter {
  const conditions = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(conditions) as ImageFilter;
}

/** The filters that one key goes through: all, without a label, with a label, model disagrees. */
export function nextQuickFilter({ labelled, disagree }: ImageFilter): FilterChange {
  if (disagree) return { labelled: 'all', disagree: false };
  if (labelled === 'all') return { labelled: 'unlabeled' };
  return labelled === 'unlabeled' ? { labelled: 'labelled' } : { labelled: 'all', disagree: true };
}
