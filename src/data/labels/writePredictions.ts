import { stringify } from 'csv-stringify/browser/esm/sync';

export interface PredictionRow {
  readonly path: string;
  readonly label: string;
  /** Probability of the label, 0 to 1; 1 where a person gave it. */
  readonly confidence: number;
  readonly source: 'human' | 'pseudo';
}

/**
 * A CSV file `path,label,confidence,source`, quoted as RFC 4180 says; lines end in LF. Values are as they are, but for
 * those that a spreadsheet would take for a formula and run.
 */
export function writePredictions(rows: readonly PredictionRow[]): string {
  const records = rows.map((row) => [asText(row.path), asText(row.label), row.confidence.toFixed(6), row.source]);
  return stringify([['path', 'label', 'confidence', 'source'], ...records], { record_delimiter: '\n' });
}

/** What begins like a formula gets an apostrophe, which tells spreadsheets that it is text (CWE-1236). */
const asText = (value: string): string => (/^[=+\-@\t\r＝＋－＠]./su.test(value) ? `'${value}` : value);
