import { existsSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

import type { Database } from './database.ts';

interface FolderRow {
  readonly folder_absolute: string;
  readonly folder_relative: string | null;
}

/** Where the images of the project are: seen from the project first, so that both can be moved together. */
export function readFolder(database: Database, projectPath: string): string {
  const [row] = database.all<FolderRow>('SELECT folder_absolute, folder_relative FROM project');
  const { folder_absolute: absolute, folder_relative: fromProject } = row!;
  if (fromProject === null) return absolute;
  const moved = resolve(projectPath, fromProject);
  return existsSync(moved) || !existsSync(absolute) ? moved : absolute;
}

export function writeFolder(database: Database, projectPath: string, folder: string): void {
  const fromProject = relative(projectPath, folder);
  database.run(
    `INSERT INTO project (id, folder_absolute, folder_relative, created_at) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET folder_absolute = excluded.folder_absolute, folder_relative = excluded.folder_relative`,
    folder,
    // On another drive of Windows there is no relative path.
    isAbsolute(fromProject) ? null : fromProject.split(sep).join('/'),
    new Date().toISOString(),
  );
}
