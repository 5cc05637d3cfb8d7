import type { ImagePlace, ImageRecord } from '../../shared/domain/records.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { inOrder } from './inOrder.ts';
import { contentHashOf } from './readImage.ts';

export interface Places {
  /** Images of the project that moved, left or came back. */
  readonly changes: readonly ImagePlace[];
  /** Paths at which no image of the project is: what is left to read. */
  readonly newPaths: readonly string[];
}

export interface FindOptions {
  readonly concurrency: number;
  /** Called for each file found as it was. */
  readonly onChecked: () => void;
  /** Called for each other file in which images that are not where they were have been looked for. */
  readonly onSearched: () => void;
}

/**
 * Compares the project with the folder. An image is its content: a file with new content under a known path is a new
 * image, and a known image that lies under a new path (moved, renamed, swapped with another) keeps its index and label.
 * Changes nothing; what the callbacks throw ends it.
 */
export async function findPlaces(
  store: ProjectStore,
  folder: ImageFolder,
  paths: readonly string[],
  options: FindOptions,
): Promise<Places> {
  const { concurrency, onChecked } = options;
  const listed = new Set(paths);
  const known = store.images();
  const unchanged = new Set<string>();
  const homeless = known.filter((image) => !listed.has(image.path));
  const toCheck = known.filter((image) => listed.has(image.path));
  const checks = inOrder(toCheck, concurrency, async (image) => ({
    image,
    hash: await contentHashOf(folder, image.path),
  }));
  for await (const { image, hash } of checks) {
    if (hash === image.contentHash) {
      unchanged.add(image.path);
      onChecked();
    } else homeless.push(image);
  }
  const candidates = paths.filter((path) => !unchanged.has(path));
  const found = await findAgain([...homeless, ...store.goneImages()], candidates, folder, options);
  const taken = new Set(found.map((place) => place.path));
  const foundIndices = new Set(found.map((place) => place.imageIndex));
  const left = homeless.filter((image) => !foundIndices.has(image.index));
  return {
    changes: [...found, ...left.map((image) => ({ imageIndex: image.index, path: undefined }))],
    newPaths: candidates.filter((path) => !taken.has(path)),
  };
}

/** The paths, among the candidates, at which images now are that are not where they were. */
async function findAgain(
  homeless: readonly ImageRecord[],
  candidates: readonly string[],
  folder: ImageFolder,
  { concurrency, onSearched }: FindOptions,
): Promise<ImagePlace[]> {
  // Without such images, which is the first import, nothing needs to be read twice.
  if (homeless.length === 0) return [];
  const byHash = new Map<string, ImageRecord[]>();
  for (const image of homeless) byHash.set(image.contentHash, [...(byHash.get(image.contentHash) ?? []), image]);
  const places: ImagePlace[] = [];
  const checks = inOrder(candidates, concurrency, async (path) => ({ path, hash: await contentHashOf(folder, path) }));
  for await (const { path, hash } of checks) {
    const image = hash === undefined ? undefined : byHash.get(hash)?.shift();
    if (image !== undefined) places.push({ imageIndex: image.index, path });
    onSearched();
  }
  return places;
}
