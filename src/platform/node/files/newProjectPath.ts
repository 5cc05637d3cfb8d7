import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { HandfulError } from '../../../shared/errors.ts';
import { isAllowed, realPlace, type AllowedRoots } from './allowedPlaces.ts';
import { isNoPermission } from './diskErrors.ts';

/**
 * `NAME.handful` beside the folder NAME, or in `documents` where nothing can or may be written beside it.
 * Throws FOLDER_MISSING, PROJECT_EXISTS.
 */
export function newProjectPath(folder: string, documents: string, roots: AllowedRoots): string {
  const place = realPlace(folder);
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new HandfulError('FOLDER_MISSING', `There is no folder at ${folder}.`, 'Check the path and its spelling.');
  }
  // The topmost folder of a disk has no name.
  const name = `${basename(place) || 'images'}.handful`;
  const beside = join(dirname(place), name);
  const isPossible = isAllowed(beside, roots) && isFree(beside) && canBeMade(beside);
  return isPossible ? beside : free(join(documents, name));
}

function free(path: string): string {
  isFree(path);
  return path;
}

/** Throws PROJECT_EXISTS when there is something other than an empty folder. */
function isFree(path: string): true {
  if (!existsSync(path)) return true;
  const isProject = existsSync(join(path, 'project.db'));
  if (!isProject && statSync(path).isDirectory() && readdirSync(path).length === 0) return true;
  throw new HandfulError(
    'PROJECT_EXISTS',
    isProject ? `There is a project for this folder already: ${path}.` : `There is something else at ${path}.`,
    isProject ? 'Open it to go on with it, or choose another place for a new one.' : 'Choose another place.',
  );
}

/** Only trying tells: permissions, read-only disks and quotas all have a say. */
function canBeMade(path: string): boolean {
  if (existsSync(path)) return true;
  try {
    mkdirSync(path);
    rmdirSync(path);
    return true;
  } catch (error) {
    if (isNoPermission(error)) return false;
    throw error;
  }
}
