import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HandfulError } from '../shared/errors.ts';

/** A token that nobody guesses, new with every start. */
export const randomToken = (): string => randomBytes(24).toString('base64url');

/** The token in a file: at least 16 letters, digits, '-' or '_'. Throws USAGE. */
export async function tokenOfFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unusable(`${path} cannot be read.`, error);
  });
  const token = text.trim();
  if (!/^[\w-]{16,}$/.test(token)) throw unusable(`${path} holds no token.`);
  return token;
}

function unusable(what: string, cause?: unknown): HandfulError {
  const remedy = 'Write at least 16 letters, digits, - or _ into it, such as what "openssl rand -hex 32" prints.';
  return new HandfulError('USAGE', what, remedy, { cause });
}
