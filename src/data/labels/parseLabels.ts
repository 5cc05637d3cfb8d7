import { parseTable } from '../csv/parseTable.ts';

/** A row of a CSV file of labels, as it is written there. */
export interface LabelRow {
  /** Line of the file where the row begins, from 1. */
  readonly line: number;
  readonly path: string;
  /** Unicode normalised (NFC), so that one class has one spelling. */
  readonly label: string;
}

/**
 * Reads a CSV file of labels: header `path,label` (in either order). `origin` names the file in errors.
 * Throws LABELS_UNREADABLE when it is no such CSV file and LABELS_INVALID for a row that says nothing, with the line.
 */
export function parseLabels(csvText: string, origin: string): LabelRow[] {
  const rows = parseTable(csvText, { origin, columns: ['path', 'label'], row: 'labelled image' });
  return rows.map(({ line, values: [path, label] }) => ({ line, path: path!, label: label!.normalize('NFC') }));
}
