import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of something that ships with Handful: 'encoders', 'demo/images'. The folder of resources lies in one
 * of those above this file, which is another one in the sources than in what is built from them.
 */
export function resourcePath(name: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'resources', 'encoders'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error('The resources of Handful are missing; install it again.');
    folder = above;
  }
  return path.join(folder, 'resources', name);
}
