import { parse } from 'csv-parse/browser/esm/sync';

import { HandfulError } from '../../shared/errors.ts';

/** A row of a table, as it is written in the file. */
export interface TableRow {
  /** Line of the file where the row begins, from 1. */
  readonly line: number;
  /** In the order of the columns that were asked for. */
  readonly values: readonly string[];
}

/** Where an error is, and what the table should look like. */
export interface TableFile {
  /** The name of the file. */
  readonly origin: string;
  /** Names of the columns, which the file may have in any order. */
  readonly columns: readonly string[];
  /** What to add to a file that has none. */
  readonly row: string;
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a CSV file with a header: quotes as in RFC 4180, any line ends, an optional byte order mark, spaces around
 * values ignored. Throws LABELS_UNREADABLE when it is no such CSV file or has other columns, and LABELS_INVALID for a
 * row that is too short, too long or has an empty value, with the line, and for a file without rows.
 */
export function parseTable(csvText: string, file: TableFile): TableRow[] {
  const { origin, columns } = file;
  const [header, ...rows] = parseRows(csvText, origin);
  if (header === undefined) throw unreadable(`${origin} is empty.`, headerRemedy(columns));
  const places = columnPlaces(header, file);
  if (rows.length === 0) throw invalid(`${origin} holds no rows below its header.`, `Add a line per ${file.row}.`);
  return rows.map((row) => {
    const line = firstLine(row);
    if (row.record.length !== columns.length) {
      const found = `${origin}, line ${line}: ${row.record.length} values where ${columns.length} belong.`;
      throw invalid(found, 'Put values that contain a comma into double quotes.');
    }
    const values = places.map((place) => row.record[place]!);
    const empty = values.indexOf('');
    if (empty >= 0) {
      const what = empty === 0 ? columns[0] : `${columns[empty]} of ${values[0]}`;
      throw invalid(`${origin}, line ${line}: the ${what} is empty.`, 'Fill it in or delete the line.');
    }
    return { line, values };
  });
}

function parseRows(csvText: string, origin: string): ParsedRow[] {
  const broken = csvText.indexOf('\ufffd');
  if (broken >= 0) {
    const line = csvText.slice(0, broken).split('\n').length;
    throw unreadable(`${origin}, line ${line}: it holds characters that are not UTF-8.`, "Save it as 'CSV UTF-8'.");
  }
  const options = { bom: true, trim: true, info: true, skip_empty_lines: true, relax_column_count: true };
  try {
    return parse(csvText, { ...options, record_delimiter: ['\r\n', '\n', '\r'] }) as unknown as ParsedRow[];
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    const message = `${origin}, line ${line ?? '?'}: a double quote opens or closes in the wrong place.`;
    const remedy = 'Put the whole value into double quotes and write a double quote inside it twice.';
    throw new HandfulError('LABELS_UNREADABLE', message, remedy, { cause: error });
  }
}

/** Where in a row each column is. */
function columnPlaces(header: ParsedRow, { origin, columns }: TableFile): number[] {
  const names = header.record.map((name) => name.toLowerCase());
  const at = `${origin}, line ${firstLine(header)}`;
  const remedy = headerRemedy(columns);
  for (const name of names) {
    if (!columns.includes(name)) throw unreadable(`${at}: the column '${name}' is unknown.`, remedy);
  }
  for (const name of columns) {
    if (!names.includes(name)) throw unreadable(`${at}: the column '${name}' is missing.`, remedy);
  }
  if (names.length > columns.length) throw unreadable(`${at}: a column is there twice.`, remedy);
  return columns.map((name) => names.indexOf(name));
}

const headerRemedy = (columns: readonly string[]): string =>
  `The first line must be '${columns.join(',')}', in UTF-8, with commas between the columns.`;

/** The parser says where a row ends; quoted values may go over several lines. */
function firstLine({ record, info }: ParsedRow): number {
  return info.lines - record.join('').split('\n').length + 1;
}

function unreadable(message: string, remedy: string): HandfulError {
  return new HandfulError('LABELS_UNREADABLE', message, remedy);
}

function invalid(message: string, remedy: string): HandfulError {
  return new HandfulError('LABELS_INVALID', message, remedy);
}
