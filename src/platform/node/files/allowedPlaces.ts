import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

import { HandfulError } from '../../../shared/errors.ts';

/** What a user may look at and write to: below these folders, or everything. */
export type AllowedRoots = readonly string[] | 'everything';

/**
 * The path with its symbolic links resolved, as far as it exists. A place counts by where it really is, so that no
 * link leads out of a folder.
 */
export function realPlace(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(realPlace(parent), absolute.slice(parent.length));
  }
}

/** Whether `path` is `folder` or lies below it. Both are real places. */
export function isWithin(folder: string, path: string): boolean {
  const fromFolder = relative(folder, path);
  return fromFolder === '' || (fromFolder.split(/[/\\]/)[0] !== '..' && !isAbsolute(fromFolder));
}

/** Whether a path may be used. */
export function isAllowed(path: string, roots: AllowedRoots): boolean {
  return roots === 'everything' || roots.some((root) => isWithin(realPlace(root), realPlace(path)));
}

/** The real place of a path that may be used. Throws NOT_ALLOWED for any other. */
export function allowedPlace(path: string, roots: AllowedRoots): string {
  if (isAllowed(path, roots)) return realPlace(path);
  throw new HandfulError(
    'NOT_ALLOWED',
    `${path} is not in a folder that this Handful may use.`,
    `Choose a place below ${[roots].flat().join(' or ')}, or start Handful with "--root" and that folder.`,
  );
}
