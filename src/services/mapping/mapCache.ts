import type { ProjectStore } from '../ports/projectStore.ts';
import { fingerprint, type FeatureSpace } from '../spreading/featureSpace.ts';

const blobOf = ({ key }: FeatureSpace): string => `map-${key}.bin`;

/** Positions that were stored for just these images. */
export async function storedPositions(store: ProjectStore, space: FeatureSpace): Promise<Float32Array | undefined> {
  const bytes = await store.readBlob(blobOf(space));
  if (!bytes || bytes.length !== 4 + 8 * space.imageIndices.length) return undefined;
  // A copy, because positions must begin at a multiple of four bytes.
  const { buffer } = bytes.slice();
  if (new Int32Array(buffer, 0, 1)[0] !== fingerprint(space.imageIndices)) return undefined;
  return new Float32Array(buffer, 4);
}

/** Stores positions [N, 2] with a mark of the images they are of. Throws DISK_FULL. */
export async function storePositions(store: ProjectStore, space: FeatureSpace, positions: Float32Array): Promise<void> {
  const bytes = new ArrayBuffer(4 + positions.byteLength);
  new Int32Array(bytes, 0, 1)[0] = fingerprint(space.imageIndices);
  new Float32Array(bytes, 4).set(positions);
  await store.writeBlob(blobOf(space), new Uint8Array(bytes));
}
