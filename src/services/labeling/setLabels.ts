import { HandfulError } from '../../shared/errors.ts';
import type { LabelSource } from '../../shared/domain/records.ts';
import type { ProjectStore } from '../ports/projectStore.ts';

/** How labels were given: by whom or what (`origin`), and whether against the classifier (`corrected`). */
export interface Provenance {
  readonly source: LabelSource;
  readonly origin: string;
}

/**
 * Labels images, all or none; on disk when it returns. Images that have the label already get no new event.
 * Throws LABELS_INVALID for an empty class name.
 */
export function setMany(
  store: ProjectStore,
  labels: ReadonlyMap<number, string>,
  { source, origin }: Provenance,
): void {
  const held = new Map(store.labels().map((label) => [label.imageIndex, label.className]));
  const changed = [...labels]
    .map(([imageIndex, name]) => ({ imageIndex, className: className(name), source, origin }))
    .filter((event) => held.get(event.imageIndex) !== event.className);
  if (changed.length > 0) store.addLabels(changed);
}

export function setLabel(store: ProjectStore, imageIndex: number, name: string, provenance: Provenance): void {
  setMany(store, new Map([[imageIndex, name]]), provenance);
}

/** Takes the label of an image back; the log keeps what it was. */
export function removeLabel(store: ProjectStore, imageIndex: number, { source, origin }: Provenance): void {
  store.addLabels([{ imageIndex, className: null, source, origin }]);
}

/** One spelling for one class. */
function className(name: string): string {
  const spelt = name.trim().normalize('NFC');
  if (spelt === '') throw new HandfulError('LABELS_INVALID', 'The name of a class is empty.', 'Give the class a name.');
  return spelt;
}
