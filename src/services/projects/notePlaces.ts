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
  const found = changes.filter(({ path }) => path !== undefined).map(({ imageIndex }) => imageIndex);
  const back = found.filter((imageIndex) => gone.has(imageIndex));
  if (back.length > 0) await forgetBlankRows(store, back);
  store.setPlaces(changes);
}
