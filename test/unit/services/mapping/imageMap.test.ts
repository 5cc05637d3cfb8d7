import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { ImageMap } from '../../../../src/services/mapping/imageMap.ts';
import { placeImages } from '../../../../src/services/mapping/placeImages.ts';
import { scaled } from '../../../../src/services/mapping/scaled.ts';
import type { MapLayout } from '../../../../src/services/ports/mapLayout.ts';
import type { FeatureSpace } from '../../../../src/services/spreading/featureSpace.ts';
import type { Bench } from '../../../../src/services/workbench/bench.ts';
import { Activities } from '../../../../src/services/workbench/activities.ts';
import { unpackFloat32, unpackInt32 } from '../../../../src/shared/contract/columns.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import { HandfulError } from '../../../../src/shared/errors.ts';
import { blobs } from '../../learning/propagation/syntheticFeatures.ts';
import { spaceOf } from '../spreading/syntheticSpace.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });
/** Puts point i at (i, -i). */
const onALine: MapLayout = {
  layOut: async ({ nodeCount }) =>
    Float32Array.from({ length: 2 * nodeCount }, (_, entry) => (entry >> 1) * (entry % 2 ? -1 : 1)),
};
const free = { signal: { aborted: false }, onProgress: () => undefined };

describe('scaled', () => {
  it('fills -1 to 1 in the longer direction and keeps the shape', () => {
    expect(Array.from(scaled(Float32Array.of(10, 0, 14, 1, 12, 2)))).toEqual([-1, -0.5, 1, 0, 0, 0.5]);
    expect(Array.from(scaled(Float32Array.of(3, 3)))).toEqual([0, 0]);
    expect(scaled(new Float32Array())).toHaveLength(0);
  });
});

describe('placeImages', () => {
  it.each([0, 1, 2, 3, 40])('places %d images', async (count) => {
    const space = spaceOf(blobs(40, 2, 4, 0.3));
    const few = {
      ...space,
      imageIndices: space.imageIndices.slice(0, count),
      features: space.features.slice(0, 4 * count),
    };
    const positions = await placeImages({ runtime, mapLayout: onALine }, few, free);
    expect(positions).toHaveLength(2 * count);
    expect(new Set(positions.filter((_, entry) => entry % 2 === 0)).size).toBe(count);
    expect(positions.every((value) => Math.abs(value) <= 1)).toBe(true);
  });

  it('places images that are not laid out where those like them are', async () => {
    // 2,300 images around a circle: whoever is laid out is put where it is on that circle.
    const [count, dim] = [2300, 2];
    const angleOf = (row: number): number => (2 * Math.PI * row) / count;
    const features = Float32Array.from({ length: count * dim }, (_, entry) =>
      entry % 2 === 0 ? Math.cos(angleOf(entry >> 1)) : Math.sin(angleOf(entry >> 1)),
    );
    const imageIndices = Int32Array.from({ length: count }, (_, row) => row);
    const equations = { ...spaceOf(blobs(20, 2, 4, 0.3)).equations, bandwidth: 1e-4 };
    const space = { ...spaceOf(blobs(20, 2, 4, 0.3)), features, dim, imageIndices, equations };
    const byAngle: MapLayout = {
      layOut: async ({ nodeCount, neighbours, neighbourCount }) => {
        expect(nodeCount).toBe(2000);
        // Walk along the nearest neighbours' order: the sample is ascending, so row numbers follow the circle.
        expect(Math.abs(neighbours[neighbourCount * 1000]! - 1000)).toBeLessThanOrEqual(2);
        return Float32Array.from({ length: 2 * nodeCount }, (_, entry) => {
          const angle = (2 * Math.PI * (entry >> 1)) / nodeCount;
          return entry % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
        });
      },
    };
    const positions = await placeImages({ runtime, mapLayout: byAngle }, space, free);
    for (let row = 0; row < count; row++) {
      expect(
        Math.hypot(positions[2 * row]! - features[2 * row]!, positions[2 * row + 1]! - features[2 * row + 1]!),
      ).toBeLessThan(0.2);
    }
  });
});

/** As much of an open project as a map needs. */
function benchOf(mapLayout: MapLayout, blobsOf: Map<string, Uint8Array>) {
  const events: WorkbenchEvent[] = [];
  const background: Promise<unknown>[] = [];
  const bench = {
    store: {
      readBlob: async (name: string) => blobsOf.get(name),
      writeBlob: async (name: string, bytes: Uint8Array) => void blobsOf.set(name, bytes),
    },
    machine: { runtime, mapLayout },
    activities: new Activities(() => undefined),
    publish: (event: WorkbenchEvent) => events.push(event),
    inBackground: (work: Promise<unknown>) => background.push(work.catch(() => undefined)),
  } as unknown as Bench;
  return { bench, events, settled: () => Promise.all(background) };
}

describe('ImageMap', () => {
  const space = spaceOf(
    blobs(40, 2, 4, 0.3),
    10,
    Int32Array.from({ length: 40 }, (_, row) => 3 * row),
  );

  it('is none until images were looked at', () => {
    const { bench } = benchOf(onALine, new Map());
    expect(new ImageMap(bench, () => undefined).points()).toEqual({ state: 'none', indices: '', positions: '' });
  });

  it('is drawn once it is asked for, and remembered', async () => {
    const stored = new Map<string, Uint8Array>();
    const { bench, events, settled } = benchOf(onALine, stored);
    const map = new ImageMap(bench, () => space);
    expect(map.points().state).toBe('computing');
    await settled();
    expect(events).toEqual([{ type: 'map' }]);
    const points = map.points();
    expect(points).toMatchObject({ state: 'ready', features: 'frozen' });
    expect(unpackInt32(points.indices)).toEqual(space.imageIndices);
    expect(unpackFloat32(points.positions)).toHaveLength(80);
    const never: MapLayout = { layOut: () => Promise.reject(new Error('drawn again')) };
    const again = benchOf(never, stored);
    const reopened = new ImageMap(again.bench, () => space);
    reopened.points();
    await again.settled();
    expect(reopened.points()).toEqual(points);
  });

  it('shows the last one while one of other images is drawn', async () => {
    let current: FeatureSpace = space;
    const { bench, settled } = benchOf(onALine, new Map());
    const map = new ImageMap(bench, () => current);
    map.points();
    await settled();
    current = spaceOf(blobs(50, 2, 4, 0.3));
    expect(map.points().state).toBe('computing');
    expect(unpackInt32(map.points().indices)).toHaveLength(40);
    await settled();
    expect(unpackInt32(map.points().indices)).toHaveLength(50);
  });

  it('is not drawn again by itself after it was stopped', async () => {
    let drawings = 0;
    const stopping: MapLayout = {
      layOut: () => {
        drawings++;
        return Promise.reject(new HandfulError('STOPPED', 'Stopped.', ''));
      },
    };
    const { bench, settled } = benchOf(stopping, new Map());
    const map = new ImageMap(bench, () => space);
    map.points();
    await settled();
    expect(map.points().state).toBe('none');
    expect(drawings).toBe(1);
    expect(map.points().state).toBe('computing');
    await settled();
    expect(drawings).toBe(2);
  });
});
