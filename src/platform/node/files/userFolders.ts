import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's documents, or the home folder where there are none. */
export function documentsFolder(home = homedir()): string {
  const candidates = [linuxDocuments(home), join(home, 'Documents')];
  return candidates.find((path) => path !== undefined && isFolder(path)) ?? home;
}

/** Desktops of Linux name the folder in the language of the user, and say so in this file. */
function linuxDocuments(home: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const settings = readFileSync(
      join(process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'user-dirs.dirs'),
      'utf8',
    );
    return /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(settings)?.[1]?.replace('$HOME', home);
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
