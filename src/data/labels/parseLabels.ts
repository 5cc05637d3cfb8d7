import { parse } from 'csv-parse/browser/esm/sync';

import { HandfulError } from '../../shared/errors.ts';

/** A row of a CSV file of labels, as it is written there. */
export interface LabelRow {
  /** Line of the file where the row begins, from 1. */
  readonly line: number;
  readonly path: string;
  /** Unicode normalised (NFC), so that one class has one spelling. */
  readonly label: string;
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const COLUMNS = ['path', 'label'];
const HEADER_REMEDY = "The first line must be 'path,label', in UTF-8, with commas between the columns.";

/**
 * Reads a CSV file of labels: header `path,label` (in either order), quotes as in RFC 4180, any line ends, an optional
 * byte order mark, spaces around values ignored. `origin` names the file in errors.
 * Throws LABELS_UNREADABLE when it is no such CSV file and LABELS_INVALID for a row that says nothing, with the line.
 */
export function parseLabels(csvText: string, origin: string): LabelRow[] {
  const [header, ...rows] = parseRows(csvText, origin);
  if (header === undefined) throw unreadable(`${origin} is empty.`, HEADER_REMEDY);
  const [pathColumn, labelColumn] = columnPlaces(header, origin);
  if (rows.length === 0) {
    throw new HandfulError(
      'LABELS_INVALID',
      `${origin} holds no rows below its header.`,
      'Add a line per labelled image.',
    );
  }
  return rows.map((row) => {
    const { record } = row;
    const line = firstLine(row);
    if (record.length !== COLUMNS.length) {
      const found = `${origin}, line ${line}: ${record.length} values where 2 belong.`;
      throw invalid(found, 'Put values that contain a comma into double quotes.');
    }
    const path = record[pathColumn]!;
    const label = record[labelColumn]!.normalize('NFC');
    if (path === '') throw invalid(`${origin}, line ${line}: the path is empty.`, 'Fill it in or delete the line.');
    if (label === '')
      throw invalid(`${origin}, line ${line}: the label of ${path} is empty.`, 'Fill it in or delete the line.');
    return { line, path, label };
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

/** Places of the columns `path` and `label`. */
function columnPlaces(header: ParsedRow, origin: string): [path: number, label: number] {
  const names = header.record.map((name) => name.toLowerCase());
  const at = `${origin}, line ${firstLine(header)}`;
  for (const name of names) {
    if (!COLUMNS.includes(name)) throw unreadable(`${at}: the column '${name}' is unknown.`, HEADER_REMEDY);
  }
  for (const name of COLUMNS) {
    if (!names.includes(name)) throw unreadable(`${at}: the column '${name}' is missing.`, HEADER_REMEDY);
  }
  if (names.length > COLUMNS.length) throw unreadable(`${at}: a column is there twice.`, HEADER_REMEDY);
  return [names.indexOf('path'), names.indexOf('label')];
}

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
