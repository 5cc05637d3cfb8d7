import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { HandfulError } from '../../../shared/errors.ts';

const FILE = 'held-by.json';

/** Notes for others who holds the project. For information only: the lock is the database's. */
export function noteHolder(projectPath: string): void {
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(join(projectPath, FILE), JSON.stringify(holder));
  } catch {
    // Without the note others learn that the project is held, but not by whom.
  }
}

export function removeHolder(projectPath: string): void {
  rmSync(join(projectPath, FILE), { force: true });
}

/** PROJECT_IN_USE, with the holder as far as it is known. */
export function inUseBy(projectPath: string, cause: unknown): HandfulError {
  return new HandfulError(
    'PROJECT_IN_USE',
    `${projectPath} is open in ${holderOf(projectPath)}.`,
    'Close it there first, or wait until that has finished.',
    { cause },
  );
}

function holderOf(projectPath: string): string {
  try {
    const holder = JSON.parse(readFileSync(join(projectPath, FILE), 'utf8')) as { pid?: unknown; host?: unknown };
    if (holder.pid === process.pid && holder.host === hostname()) return 'this program already';
    return `another program (process ${String(holder.pid)} on ${String(holder.host)})`;
  } catch {
    return 'another program';
  }
}
