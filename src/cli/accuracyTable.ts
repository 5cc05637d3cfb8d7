import type { RunReport } from './runFolder.ts';

/** The accuracies of a run as a table to read. */
export function accuracyTable(accuracy: NonNullable<RunReport['accuracy']>): string {
  const rows: [string, number | undefined][] = [
    ['frozen features, the best classifier on them', accuracy.frozen],
    ['supervised, on the labels alone', accuracy.supervised],
    ['Handful', accuracy.trained],
  ];
  const lines = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(46)}${(100 * value).toFixed(1).padStart(5)} %`],
  );
  return [`Accuracy on the ${accuracy.imageCount} images whose labels were withheld:`, ...lines].join('\n');
}
