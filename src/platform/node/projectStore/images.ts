import { HandfulError } from '../../../shared/errors.ts';
import type { ImagePlace, ImageRecord, NewImage, SkippedFile } from '../../../shared/domain/records.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import type { Database } from './database.ts';

interface ImageRow {
  readonly id: number;
  readonly path: string;
  readonly content_hash: string;
  readonly width_px: number;
  readonly height_px: number;
  readonly note: string | null;
  readonly duplicate_of: number | null;
}

/** A copy refers to the first image of that content that is in the folder now. */
const SELECT_IMAGES = `
  SELECT id, path, content_hash, width_px, height_px, note,
    (SELECT min(first.id) FROM image AS first
     WHERE first.content_hash = image.content_hash AND first.id < image.id AND first.is_present = 1) AS duplicate_of
  FROM image WHERE is_present = ? AND id >= ? ORDER BY id`;

type ImageMethods = 'addImages' | 'images' | 'goneImages' | 'setPlaces' | 'setSkipped' | 'skipped';

export function imageTable(database: Database): Pick<ProjectStore, ImageMethods> {
  return {
    addImages: (images) => database.transaction(() => addImages(database, images)),
    images: () => database.all<ImageRow>(SELECT_IMAGES, 1, 0).map(toRecord),
    goneImages: () => database.all<ImageRow>(SELECT_IMAGES, 0, 0).map(toRecord),
    setPlaces: (places) => database.transaction(() => setPlaces(database, places)),
    setSkipped: (files) => database.transaction(() => setSkipped(database, files)),
    skipped: () => database.all<SkippedFile>('SELECT path, reason FROM skipped_file ORDER BY path'),
  };
}

function addImages(database: Database, images: readonly NewImage[]): ImageRecord[] {
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
  return database.all<ImageRow>(SELECT_IMAGES, 1, firstId).map(toRecord);
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

function toRecord(row: ImageRow): ImageRecord {
  return {
    index: row.id,
    path: row.path,
    contentHash: row.content_hash,
    widthPx: row.width_px,
    heightPx: row.height_px,
    note: row.note ?? undefined,
    duplicateOf: row.duplicate_of ?? undefined,
  };
}
