import { HandfulError } from '../../shared/errors.ts';
import type { LabelRecord } from '../../shared/domain/records.ts';

/** Count of labels by class name. Throws LABELS_TOO_FEW when there are fewer than two classes to tell apart. */
export function requireClasses(labels: readonly LabelRecord[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { className } of labels) counts.set(className, (counts.get(className) ?? 0) + 1);
  if (counts.size >= 2) return counts;
  const [only] = counts.keys();
  const message = only === undefined ? 'No image has a label.' : `All labels are of one class, '${only}'.`;
  throw new HandfulError('LABELS_TOO_FEW', message, 'Label at least one image of each of two classes.');
}
