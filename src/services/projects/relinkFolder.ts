import type { RelinkReport } from '../../shared/contract/project.ts';
import type { ImagePlace } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import { throwIfStopped, type StopSignal } from '../../shared/stopSignal.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { findPlaces } from './findPlaces.ts';
import { notePlaces } from './notePlaces.ts';

export interface CompareOptions {
  readonly concurrency: number;
  readonly signal?: StopSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Missing paths that are told. */
const LISTED = 20;

/**
 * What would be found of the project's images if they were looked for in `folder`, by content. Changes nothing.
 * Throws FOLDER_MISSING, STOPPED.
 */
export async function compareFolder(
  store: ProjectStore,
  folder: ImageFolder,
  options: CompareOptions,
): Promise<RelinkReport> {
  return (await compare(store, folder, options)).report;
}

/**
 * Looks for the images of the project in `folder` from now on. An image is found by its content, whatever its name;
 * what is not found stays in the project, with its label, until it is. Throws FOLDER_MISSING, STOPPED, and
 * FOLDER_EMPTY when none of the images is there, and has changed nothing then.
 */
export async function relinkFolder(
  store: ProjectStore,
  folder: ImageFolder,
  options: CompareOptions,
): Promise<RelinkReport> {
  const { report, changes } = await compare(store, folder, options);
  if (report.foundCount === 0) {
    throw new HandfulError(
      'FOLDER_EMPTY',
      `None of the ${report.missingCount} images of the project is in ${folder.root}.`,
      'Choose the folder that holds them; they may have other names, but must be the same files.',
    );
  }
  // Whatever happens between the two, no image is taken for another: each is known by its content.
  await notePlaces(store, changes);
  store.setFolder(folder.root);
  return report;
}

async function compare(
  store: ProjectStore,
  folder: ImageFolder,
  { concurrency, signal, onProgress }: CompareOptions,
): Promise<{ report: RelinkReport; changes: readonly ImagePlace[] }> {
  const paths = await folder.list();
  let done = 0;
  const step = (): void => {
    onProgress?.(++done, paths.length);
    throwIfStopped(signal, 'Looking for the images', 'Nothing was changed. Start it again.');
  };
  const { changes, newPaths } = await findPlaces(store, folder, paths, {
    concurrency,
    onChecked: step,
    onSearched: step,
  });
  const missing = new Set(changes.filter(({ path }) => path === undefined).map(({ imageIndex }) => imageIndex));
  const missingPaths = store
    .images()
    .filter(({ index }) => missing.has(index))
    .map(({ path }) => path);
  const unusable = new Set(store.skipped().map(({ path }) => path));
  return {
    changes,
    report: {
      foundCount: paths.length - newPaths.length,
      missingCount: missing.size,
      newCount: newPaths.filter((path) => !unusable.has(path)).length,
      missingPaths: missingPaths.slice(0, LISTED),
    },
  };
}
