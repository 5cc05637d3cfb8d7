import { existsSync } from 'node:fs';
import path from 'node:path';

/** Whether a project is at this place already. */
export function projectExists(project: string): boolean {
  return existsSync(path.join(project, 'project.db'));
}
