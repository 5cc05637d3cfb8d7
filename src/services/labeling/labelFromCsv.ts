import type { SkippedFile } from '../../shared/domain/records.ts';
import { matchLabels, missingFiles } from '../../data/labels/matchLabels.ts';
import { parseLabels } from '../../data/labels/parseLabels.ts';
import { PathIndex } from '../../data/labels/pathIndex.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { setMany } from './setLabels.ts';

export interface LabelsTaken {
  /** Images that the file labels. */
  readonly imageCount: number;
  /** Files that it labels but that the import could not read. */
  readonly unreadable: readonly SkippedFile[];
}

/**
 * Labels the images of a project from a CSV file `path,label`: all rows or, when it throws, none. A row for a file that
 * could not be imported is passed over and reported; one for a file that is not there throws LABELS_INVALID.
 * `origin` is the name of the file, for the log and for errors. Throws LABELS_UNREADABLE, LABELS_INVALID.
 */
export function labelFromCsv(store: ProjectStore, csvText: string, origin: string): LabelsTaken {
  const indexByPath = new Map(store.images().map((image) => [image.path, image.index]));
  const { labels, unmatched } = matchLabels(parseLabels(csvText, origin), indexByPath.keys(), origin);
  const skipped = new Map(store.skipped().map((file) => [file.path, file]));
  const skippedIndex = new PathIndex(skipped.keys());
  const unreadable = unmatched.map((row) => skipped.get(skippedIndex.find(row.path) ?? ''));
  const missing = unmatched.filter((_, i) => unreadable[i] === undefined);
  if (missing.length > 0) throw missingFiles(missing, origin);
  const byIndex = new Map([...labels].map(([path, label]) => [indexByPath.get(path)!, label]));
  setMany(store, byIndex, { source: 'human', origin });
  return { imageCount: byIndex.size, unreadable: unreadable.filter((file) => file !== undefined) };
}
