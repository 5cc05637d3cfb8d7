import type { TrainReport } from './report.ts';

/** What a classifier file says of itself. */
export function classifierMetadata(report: TrainReport): Record<string, string> {
  return {
    producer: 'Handful',
    classes: JSON.stringify(report.classes.map(({ name }) => name)),
    humanLabels: JSON.stringify(Object.fromEntries(report.classes.map(({ name, labels }) => [name, labels]))),
    images: JSON.stringify(report.images),
    recipe: JSON.stringify({ ...report.settings, imageSizePx: report.imageSizePx }),
    kept: JSON.stringify(report.kept),
    preprocessing: `RGB, resized to ${report.imageSizePx} x ${report.imageSizePx} px (bilinear, antialiased), inside the file`,
  };
}
