import { HandfulError } from '../../../shared/errors.ts';
import type { ImagePlace, NewImage, SkippedFile } from '../../../shared/domain/records.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';
import { HeldImages, type StoredImage } from './heldImages.ts';

/** In the order of `SELECT_IMAGES`. */
type ImageRow = readonly [
  id: number,
  path: string,
  contentHash: string,
  widthPx: number,
  heightPx: number,
  note: string | null,
];

const SELECT_IMAGES = `
  SELECT id, path, content_hash, width_px, height_px, note FROM image WHERE is_present = ? ORDER BY id`;

type ImageMethods = 'addImages' | 'images' | 'goneImages' | 'setPlaces' | 'setSkipped' | 'skipped';

export function imageTable(database: Database): Pick<ProjectStore, ImageMethods> {
  let known: HeldImages | undefined;
  let skipped: readonly SkippedFile[] | undefined;
  const held = (): HeldImages => (known ??= new HeldImages(readImages(database, 1), readImages(database, 0)));
  return {
    addImages(images) {
      // Read before the new ones are written, or they would be in it twice.
      const others = held();
      const firstIndex = database.transaction(() => addImages(database, images));
      return others.add(firstIndex, images);
    },
    images: () => held().present,
    goneImages: () => held().gone,
    setPlaces(places) {
      database.transaction(() => setPlaces(database, places));
      known = undefined;
    },
    setSkipped(files) {
      database.transaction(() => setSkipped(database, files));
      skipped = undefined;
    },
    skipped: () => (skipped ??= database.all<SkippedFile>('SELECT path, reason FROM skipped_file ORDER BY path')),
  };
}

function readImages(database: Database, isPresent: 0 | 1): StoredImage[] {
  return database
    .arrays<ImageRow>(SELECT_IMAGES, isPresent)
    .map(([index, path, contentHash, widthPx, heightPx, note]) => ({
      index,
      path,
      contentHash,
      widthPx,
      heightPx,
      note: note ?? undefined,
    }));
}

/** Returns the index of the first one; the others follow it. */
function addImages(database: Database, images: readonly NewImage[]): number {
  const [next] = database.all<{ id: number }>('SELECT coalesce(max(id) + 1, 0) AS id FROM image');
  const firstId = next!.id;
  for (const [i, image] of images.entries()) {
    refuseTakenPath(database, image.path);
    database.run(
      'INSERT INTO image (id, path, content_hash, width_px, height_px, note) VALUES (?, ?, ?, ?, ?, ?)',
      firstId + i,
      image.path,
      image.contentHash,
      image.widthPx,
      image.heightPx,
      image.note ?? null,
    );
  }
  return firstId;
}

function setPlaces(database: Database, places: readonly ImagePlace[]): void {
  for (const { imageIndex } of places) database.run('UPDATE image SET is_present = 0 WHERE id = ?', imageIndex);
  for (const { imageIndex, path } of places) {
    if (path === undefined) continue;
    refuseTakenPath(database, path);
    database.run('UPDATE image SET is_present = 1, path = ? WHERE id = ?', path, imageIndex);
  }
}

function setSkipped(database: Database, files: readonly SkippedFile[]): void {
  database.run('DELETE FROM skipped_file');
  for (const { path, reason } of files) database.run('INSERT INTO skipped_file VALUES (?, ?)', path, reason);
}

function refuseTakenPath(database: Database, path: string): void {
  const [taken] = database.all<{ id: number }>('SELECT id FROM image WHERE path = ? AND is_present = 1', path);
  if (taken === undefined) return;
  throw new HandfulError(
    'INTERNAL',
    `${path} is image ${taken.id} already.`,
    'Please report this as a fault of Handful.',
  );
}
