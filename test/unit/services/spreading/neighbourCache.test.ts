import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRowFile } from '../../../../src/platform/node/projectStore/rowFile.ts';
import type { ProjectStore } from '../../../../src/services/ports/projectStore.ts';
import {
  cachedNeighbours,
  cacheNeighbours,
  type ImageNeighbours,
} from '../../../../src/services/spreading/neighbourCache.ts';
import { blobs, exactNeighbours } from '../../learning/propagation/syntheticFeatures.ts';

const K = 3;
let folder: string;
let store: ProjectStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handful-'));
  const openRows: ProjectStore['openRows'] = (name, rowBytes) => openRowFile(path.join(folder, name), rowBytes);
  store = { openRows } as ProjectStore;
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => path.join(folder, 'neighbours-test');

/** Neighbours of so many images, each third of which is not there. */
function neighboursOf(count: number, seed = 1): ImageNeighbours {
  const graph = exactNeighbours(blobs(count, 2, 4, 1, seed), K);
  const imageIndices = Int32Array.from({ length: count }, (_, row) => row + Math.floor(row / 2));
  return { imageIndices, graph };
}

describe('cached neighbours', () => {
  it('come back as they were, and replace those before', async () => {
    expect(await cachedNeighbours(store, 'test', K)).toBeUndefined();
    for (const known of [neighboursOf(50), neighboursOf(20)]) {
      await cacheNeighbours(store, 'test', known);
      expect(await cachedNeighbours(store, 'test', K)).toEqual(known);
    }
    expect(await cachedNeighbours(store, 'other', K)).toBeUndefined();
  });

  it('are none after a write that was killed, however far it came', async () => {
    await cacheNeighbours(store, 'test', neighboursOf(20, 1));
    const before = readFileSync(file());
    await cacheNeighbours(store, 'test', neighboursOf(20, 2));
    const after = readFileSync(file());
    for (let length = 0; length < after.length; length += 9) {
      writeFileSync(file(), after.subarray(0, length));
      expect(await cachedNeighbours(store, 'test', K)).toBeUndefined();
      // What is not written yet may be what was there before, or zeros.
      for (const rest of [before, Buffer.alloc(before.length)]) {
        const mixed = Buffer.concat([after.subarray(0, length), rest.subarray(length)]);
        if (mixed.equals(before) || mixed.equals(after)) continue;
        writeFileSync(file(), mixed);
        expect(await cachedNeighbours(store, 'test', K)).toBeUndefined();
      }
    }
  });
});
