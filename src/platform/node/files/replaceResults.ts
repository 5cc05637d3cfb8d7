import { readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import type { PutOptions } from '../../../services/ports/outputs.ts';
import { HandfulError } from '../../../shared/errors.ts';
import { listFiles } from '../images/listFiles.ts';

/** Lists, in a folder of results, the files that were put there: a folder that holds others is not replaced. */
const MANIFEST = '.handful-files.json';

const manifest = z.array(z.string());

/** Throws ALREADY_THERE when something is in the way of the names that must stay. */
export async function requireReplaceable(root: string, { names, replace }: PutOptions): Promise<void> {
  const present = names.filter((name) => statSync(join(root, name), { throwIfNoEntry: false }) !== undefined);
  if (present.length === 0) return;
  if (!replace) {
    throw new HandfulError(
      'ALREADY_THERE',
      `${root} holds ${present.join(', ')} already.`,
      'Replace what is there, or choose another folder.',
    );
  }
  for (const name of present) if (isFolder(join(root, name))) await requireOnlyResults(join(root, name));
}

async function requireOnlyResults(folder: string): Promise<void> {
  const ours = new Set(readManifest(folder));
  const foreign = (await listFiles(folder)).find((file) => !ours.has(file));
  if (foreign === undefined) return;
  throw new HandfulError(
    'ALREADY_THERE',
    `${folder} holds something that Handful did not put there (${foreign}), so it is not replaced.`,
    'Choose another folder, or move that one away first.',
  );
}

/**
 * Renames everything in `made` into `root`. Folders that it replaces are moved to `replaced`. Returns the paths in
 * `root`. When a name cannot be put into place, what was there is still there.
 */
export async function putInPlace(made: string, root: string, replaced: string): Promise<string[]> {
  const names = (await readdir(made)).toSorted();
  await mkdir(replaced);
  for (const name of names) {
    const from = join(made, name);
    const target = join(root, name);
    if (isFolder(from)) await writeFile(join(from, MANIFEST), JSON.stringify(await listFiles(from)));
    if (isFolder(target)) await swapIn(from, target, join(replaced, name));
    else await rename(from, target);
  }
  return names.map((name) => join(root, name));
}

async function swapIn(from: string, target: string, aside: string): Promise<void> {
  await rename(target, aside);
  try {
    await rename(from, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
}

function readManifest(folder: string): string[] {
  try {
    return manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
