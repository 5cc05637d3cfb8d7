import { stringify } from 'csv-stringify/browser/esm/sync';

export interface PredictionRow {
  readonly path: string;
  readonly label: string;
  /** Probability of the label, 0 to 1; 1 where a person gave it. */
  readonly confidence: number;
  readonly source: 'human' | 'pseudo';
}

/** A CSV file `path,label,confidence,source`, quoted as RFC 4180 says, values otherwise as they are; lines end in LF. */
export function writePredictions(rows: readonly PredictionRow[]): string {
  const records = rows.map((row) => [row.path, row.label, row.confidence.toFixed(6), row.source]);
  return stringify([['path', 'label', 'confidence', 'source'], ...records], { record_delimiter: '\n' });
}
