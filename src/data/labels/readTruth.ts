import { HandfulError } from '../../shared/errors.ts';
import { matchLabels } from './matchLabels.ts';
import { parseLabels } from './parseLabels.ts';

/**
 * The true label by path as on disk, from a CSV file of the same form as labels, to measure with and never to learn
 * from. Rows for files that are not among `paths` are passed over. Throws LABELS_UNREADABLE, LABELS_INVALID.
 */
export function readTruth(csvText: string, paths: Iterable<string>, origin: string): ReadonlyMap<string, string> {
  const { labels } = matchLabels(parseLabels(csvText, origin), paths, origin);
  if (labels.size > 0) return labels;
  const remedy = 'Write paths relative to the folder, spelt as on disk.';
  throw new HandfulError('LABELS_INVALID', `${origin} names no file of the folder.`, remedy);
}
