import type { ProjectStore } from '../ports/projectStore.ts';
import { LabelBook } from './labelBook.ts';
import type { Provenance } from './provenance.ts';

/**
 * Labels images of a project that no window has open: all or none, as one change; on disk when it returns. Images that
 * have the label already get no new event. Throws LABELS_INVALID for an empty class name.
 */
export function setMany(store: ProjectStore, labels: ReadonlyMap<number, string>, provenance: Provenance): void {
  bookOf(store).assignEach(labels, provenance);
}

export function setLabel(store: ProjectStore, imageIndex: number, name: string, provenance: Provenance): void {
  setMany(store, new Map([[imageIndex, name]]), provenance);
}

/** Takes the label of an image back; the log keeps what it was. */
export function removeLabel(store: ProjectStore, imageIndex: number, provenance: Provenance): void {
  bookOf(store).assign([imageIndex], null, provenance);
}

function bookOf(store: ProjectStore): LabelBook {
  return new LabelBook({ store, images: () => store.images() });
}
