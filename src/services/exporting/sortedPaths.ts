import type { PredictionRow } from '../../data/labels/writePredictions.ts';
import { FreePaths, safeName } from './safeNames.ts';

/**
 * Where the copy of each image goes that has a label or pseudo-label, by its path: into the folder of its class, below
 * the folders it lies in. Two images never go to one place, and two classes never share a folder.
 */
export function sortedPaths(rows: readonly PredictionRow[]): Map<string, string> {
  const classFolders = new Map<string, string>();
  const freeFolders = new FreePaths();
  for (const { label } of rows) {
    if (!classFolders.has(label)) classFolders.set(label, freeFolders.take(safeName(label)));
  }
  const targets = rows.map(({ path, label }) => targetOf(path, classFolders.get(label)!));
  const free = new FreePaths();
  // Folders come first, so that no file is given the name of one.
  for (const { folder } of targets) for (const path of withParents(folder)) free.reserve(path);
  return new Map(
    rows.map(({ path }, row) => {
      const { folder, stem, ending } = targets[row]!;
      return [path, free.take(`${folder}/${stem}`, ending)];
    }),
  );
}

interface Target {
  readonly folder: string;
  readonly stem: string;
  readonly ending: string;
}

function targetOf(path: string, classFolder: string): Target {
  const parts = path.split('/').map(safeName);
  const name = parts.pop()!;
  const ending = /\.[^.]+$/.exec(name)?.[0] ?? '';
  return { folder: [classFolder, ...parts].join('/'), stem: name.slice(0, name.length - ending.length), ending };
}

/** `a/b/c`, `a/b` and `a`. */
function withParents(folder: string): string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}
