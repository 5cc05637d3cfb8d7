import { readFile } from 'node:fs/promises';
import { HandfulError } from '../shared/errors.ts';

/** Reads a CSV file of the user's. Throws LABELS_UNREADABLE when it is missing, a folder, or not UTF-8 text. */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new HandfulError(
      'LABELS_UNREADABLE',
      `${file} is not UTF-8 text.`,
      'Save it again as CSV with the encoding UTF-8.',
      { cause: error },
    );
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HandfulError('LABELS_UNREADABLE', `${file} cannot be read: ${reason}.`, 'Check the path.', {
      cause: error,
    });
  }
}
