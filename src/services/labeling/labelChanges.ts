import type { ClassRecord, LabelEvent, NewChange } from '../../shared/domain/records.ts';
import type { ClassList } from './classList.ts';
import { NO_LABEL, type HeldLabels } from './heldLabels.ts';
import type { Provenance } from './provenance.ts';

/** A change of nothing has no events; it is not worth an entry of the log. */
export type PlannedChange = Pick<NewChange, 'labels' | 'classes' | 'what'>;

/** Gives images that are in the folder their classes, by name; classes that are new come into use. */
export function labelling(
  held: HeldLabels,
  classes: ClassList,
  classNames: ReadonlyMap<number, string>,
  { source, origin }: Provenance,
): PlannedChange {
  const named = classes.named(classNames.values());
  const labels: LabelEvent[] = [];
  for (const [imageIndex, name] of classNames) {
    const classIndex = named.get(name)!.index;
    if (held.labels[imageIndex] === classIndex) continue;
    const how = typeof source === 'function' ? source(imageIndex, name) : source;
    labels.push({ imageIndex, classIndex, source: how, origin });
  }
  const [only] = named.keys();
  const imageCount = labels.length;
  return {
    labels,
    classes: [...named.values()].filter(({ index }) => !classes.isInUse(index)),
    what: named.size === 1 ? { kind: 'labelled', imageCount, className: only! } : { kind: 'labelledEach', imageCount },
  };
}

/** Takes the labels of images in the folder away. */
export function clearing(held: HeldLabels, imageIndices: readonly number[], origin: string): PlannedChange {
  const labels = imageIndices
    .filter((imageIndex) => held.labels[imageIndex] !== NO_LABEL)
    .map((imageIndex) => ({ imageIndex, classIndex: null, source: 'human' as const, origin }));
  return { labels, classes: [], what: { kind: 'cleared', imageCount: labels.length } };
}

/** Takes a class out of use, and its labels away, also those of images that are gone. */
export function removal(held: HeldLabels, record: ClassRecord): PlannedChange {
  const labels = held
    .ofClass(record.index)
    .map((imageIndex) => ({ imageIndex, classIndex: null, source: 'human' as const, origin: 'class removed' }));
  const what = { kind: 'classRemoved', className: record.name } as const;
  return { labels, classes: [{ ...record, isRemoved: true }], what };
}

/** Makes the labels of one class labels of the other, also those of images that are gone. */
export function joining(held: HeldLabels, record: ClassRecord, other: ClassRecord): PlannedChange {
  const labels = held.ofClass(record.index).map((imageIndex) => ({
    imageIndex,
    classIndex: other.index,
    source: held.sourceOf(imageIndex),
    origin: 'classes joined',
  }));
  return {
    labels,
    classes: [{ ...record, isRemoved: true, joinedWith: other.index }],
    what: { kind: 'classJoined', className: record.name, to: other.name },
  };
}
