import type { Dirent } from 'node:fs';
import { existsSync, statSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

import type { FolderListing } from '../../../shared/contract/app.ts';
import { HandfulError } from '../../../shared/errors.ts';
import { allowedPlace, isAllowed, type AllowedRoots } from './allowedPlaces.ts';
import { isNoPermission, systemCode } from './diskErrors.ts';

type Entry = FolderListing['entries'][number];

const IMAGE_ENDINGS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.tif', '.tiff', '.gif', '.avif']);
/** Whoever has more than this in one folder types the path. */
const MAX_LOOKED_AT = 200_000;

/**
 * Folders, projects and ONNX files directly below `path`, in the order of their names, and how many images lie there.
 * Of huge folders only a part. Throws NOT_ALLOWED, FOLDER_MISSING.
 */
export async function listFolder(path: string, roots: AllowedRoots, maxEntries = 2000): Promise<FolderListing> {
  const place = allowedPlace(path, roots);
  const entries: Entry[] = [];
  let imageCount = 0;
  let lookedAt = 0;
  for await (const found of await opened(place)) {
    if (++lookedAt > MAX_LOOKED_AT) break;
    if (found.name.startsWith('.')) continue;
    if (IMAGE_ENDINGS.has(extname(found.name).toLowerCase())) imageCount++;
    else if (entries.length < maxEntries) entries.push(...entryOf(place, found, roots));
  }
  const parent = dirname(place);
  const hasParent = parent !== place && isAllowed(parent, roots);
  return { path: place, ...(hasParent ? { parent } : {}), entries: entries.toSorted(byName), imageCount };
}

async function opened(place: string): Promise<AsyncIterable<Dirent>> {
  try {
    return await opendir(place);
  } catch (error) {
    const code = systemCode(error);
    if (isNoPermission(error)) {
      throw new HandfulError('NOT_ALLOWED', `${place} may not be opened.`, 'Choose another folder.', { cause: error });
    }
    const message = code === 'ENOTDIR' ? `${place} is not a folder.` : `There is no folder at ${place}.`;
    throw new HandfulError('FOLDER_MISSING', message, 'Choose another folder.', { cause: error });
  }
}

/** A link counts as what it leads to, and only when that may be looked at. */
function entryOf(folder: string, found: Dirent, roots: AllowedRoots): Entry[] {
  const path = join(folder, found.name);
  const kind = kindOf(found, path);
  if (kind === undefined || (found.isSymbolicLink() && !isAllowed(path, roots))) return [];
  return [{ name: found.name, path, kind }];
}

function kindOf(found: Dirent, path: string): Entry['kind'] | undefined {
  const target = found.isSymbolicLink() ? statOf(path) : found;
  if (target?.isFile()) return extname(found.name).toLowerCase() === '.onnx' ? 'model' : undefined;
  if (!target?.isDirectory()) return undefined;
  return found.name.endsWith('.handful') && existsSync(join(path, 'project.db')) ? 'project' : 'folder';
}

function statOf(path: string): { isFile(): boolean; isDirectory(): boolean } | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const byName = (a: Entry, b: Entry): number => collator.compare(a.name, b.name);
