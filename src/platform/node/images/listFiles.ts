import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { HandfulError } from '../../../shared/errors.ts';

/** What systems and programs leave in folders of images, besides names that begin with a dot. */
const LITTER = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', '__macosx', '$recycle.bin', '@eadir']);

/**
 * Paths of all files below `root`, relative to it, with forward slashes, sorted by code unit (the same on every
 * system). Left out: hidden names, litter, projects (`*.handful`), devices and pipes. A link to a folder is followed
 * unless that folder is listed already, so loops end. A folder that may not be opened is listed itself, so that it is
 * reported and not passed over. Throws FOLDER_MISSING.
 */
export async function listFiles(root: string): Promise<string[]> {
  if (!(await isFolder(root))) {
    throw new HandfulError('FOLDER_MISSING', `There is no folder at ${root}.`, 'Check the path and its spelling.');
  }
  const files: string[] = [];
  const visited = new Set<string>();
  const pending = [''];
  // Links wait until every real folder is listed: an image is known by its real path, not by a link's.
  const links: string[] = [];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop() ?? links.shift()) {
    const path = join(root, folder);
    const identity = await realpath(path);
    if (visited.has(identity)) continue;
    visited.add(identity);
    const entries = await entriesOf(path);
    if (entries === undefined) files.push(folder);
    for (const entry of entries ?? []) {
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const kind = await kindOf(entry, join(root, inside));
      if (kind === 'file') files.push(inside);
      if (kind === 'folder') pending.push(inside);
      if (kind === 'link to folder') links.push(inside);
    }
  }
  return files.toSorted();
}

/** In code unit order; undefined when the folder may not be opened. */
async function entriesOf(path: string): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.filter((entry) => !isLeftOut(entry.name)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

function isLeftOut(name: string): boolean {
  return name.startsWith('.') || name.endsWith('.handful') || LITTER.has(name.toLowerCase());
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'link to folder' | 'other'> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  const target = await stat(path).catch(() => undefined);
  // A link that leads nowhere is listed; reading it says what is wrong.
  if (target === undefined || target.isFile()) return 'file';
  return target.isDirectory() ? 'link to folder' : 'other';
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
