import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HandfulError } from '../../../shared/errors.ts';
import { Database } from './database.ts';
import { inUseBy } from './holder.ts';

/** By path: databases that a full disk did not let go of. They are ours until this process ends, so it can reopen them. */
const stillHeld = new Map<string, Database>();

/** Where the database of a project is. */
export function databasePath(projectPath: string): string {
  return join(projectPath, 'project.db');
}

/**
 * The database of a project, held by this process alone. Throws PROJECT_IN_USE, PROJECT_DAMAGED, DISK_FULL.
 * Two processes that start at the same moment may both be told that the other was first: hence three attempts.
 */
export async function hold(projectPath: string): Promise<Database> {
  const path = databasePath(projectPath);
  const held = stillHeld.get(path);
  stillHeld.delete(path);
  if (held?.close() === false) return held;
  for (let attempt = 1; ; attempt++) {
    try {
      return new Database(path);
    } catch (error) {
      const isInUse = error instanceof HandfulError && error.code === 'PROJECT_IN_USE';
      if (!isInUse) throw error;
      if (attempt === 3) throw inUseBy(projectPath, error);
      await wait(20 + Math.random() * 80);
    }
  }
}

/** Lets go of a database, and of those that could not be let go of before. */
export function letGo(database: Database): void {
  stillHeld.set(database.path, database);
  for (const [path, each] of stillHeld) {
    if (each.close()) stillHeld.delete(path);
  }
}
