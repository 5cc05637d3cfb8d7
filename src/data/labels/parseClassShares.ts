import { HandfulError } from '../../shared/errors.ts';
import { parseTable } from '../csv/parseTable.ts';

/**
 * Reads a CSV file that says how frequent the classes are: header `class,share`, a positive number per class, of which
 * only the ratios count. `origin` names the file in errors.
 * Throws LABELS_UNREADABLE when it is no such CSV file and LABELS_INVALID for a class that is there twice or a share
 * that is no positive number, with the line.
 */
export function parseClassShares(csvText: string, origin: string): Record<string, number> {
  const shares = new Map<string, number>();
  for (const { line, values } of parseTable(csvText, { origin, columns: ['class', 'share'], row: 'class' })) {
    const [name, share] = [values[0]!.normalize('NFC'), Number(values[1])];
    const at = `${origin}, line ${line}`;
    if (shares.has(name)) throw invalid(`${at}: the class '${name}' is there twice.`, 'Delete the line that is wrong.');
    if (!Number.isFinite(share) || share <= 0) {
      const remedy = 'Write a number above 0, without a percent sign; only the ratios count.';
      throw invalid(`${at}: '${values[1]}' is not a share of '${name}'.`, remedy);
    }
    shares.set(name, share);
  }
  return Object.fromEntries(shares);
}

function invalid(message: string, remedy: string): HandfulError {
  return new HandfulError('LABELS_INVALID', message, remedy);
}
