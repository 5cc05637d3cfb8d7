import { HandfulError } from '../../shared/errors.ts';
import type { LabelRow } from './parseLabels.ts';
import { PathIndex } from './pathIndex.ts';

export interface MatchedLabels {
  /** Label by path as on disk, in order of first appearance. */
  readonly labels: ReadonlyMap<string, string>;
  /** Rows whose file is not among the paths. */
  readonly unmatched: readonly LabelRow[];
}

/**
 * Finds the file of every row. The same file twice with one label is fine; with two labels it throws LABELS_INVALID
 * with both lines, however its path is spelt.
 */
export function matchLabels(rows: readonly LabelRow[], paths: Iterable<string>, origin: string): MatchedLabels {
  const index = new PathIndex(paths);
  const rowByPath = new Map<string, LabelRow>();
  const unmatched: LabelRow[] = [];
  for (const row of rows) {
    const path = index.find(row.path);
    const earlier = path === undefined ? undefined : rowByPath.get(path);
    if (path === undefined) unmatched.push(row);
    else if (earlier === undefined) rowByPath.set(path, row);
    else if (earlier.label !== row.label) throw twoLabels(path, earlier, row, origin);
  }
  return { labels: new Map([...rowByPath].map(([path, row]) => [path, row.label])), unmatched };
}

/** At most this many lines are listed in one error. */
const LISTED = 5;

/** The error for rows whose file is not in the folder. */
export function missingFiles(rows: readonly LabelRow[], origin: string): HandfulError {
  const listed = rows.slice(0, LISTED).map((row) => `line ${row.line}: ${row.path}`);
  const rest = rows.length > LISTED ? ` and ${rows.length - LISTED} more` : '';
  return new HandfulError(
    'LABELS_INVALID',
    `${origin} labels files that are not in the folder (${listed.join('; ')}${rest}). No label was taken.`,
    'Write paths relative to the folder, spelt as on disk, and delete the lines of files that are not there.',
  );
}

function twoLabels(path: string, first: LabelRow, second: LabelRow, origin: string): HandfulError {
  const message = `${origin} labels ${path} '${first.label}' in line ${first.line} and '${second.label}' in line ${second.line}.`;
  return new HandfulError('LABELS_INVALID', message, 'Delete the line that is wrong. An image has one label.');
}
