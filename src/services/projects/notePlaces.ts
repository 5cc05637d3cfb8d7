import type { ImagePlace } from '../../shared/domain/records.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { forgetBlankRows } from './pixelRows.ts';

/**
 * Notes that images moved, left or came back. Pixels that were cached while one of those that come back was gone have
 * nothing to show for it: they are forgotten, or a training would take that for an image.
 */
export async function notePlaces(store: ProjectStore, changes: readonly ImagePlace[]): Promise<void> {
  if (changes.length === 0) return;
  const gone = new Set(store.goneImages().map(({ index }) => index));
  const back = changes.filter(({ imageIndex, path }) => path !== undefined && gone.has(imageIndex));
  await forgetBlankRows(
    store,
    back.map(({ imageIndex }) => imageIndex),
  );
  store.setPlaces(changes);
}
