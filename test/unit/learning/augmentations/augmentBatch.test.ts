import { describe, expect, it } from 'vitest';
import { augmentBatch, plainViews, type ViewAddress } from '../../../../src/learning/augmentations/augmentBatch.ts';
import type { AugmentationPolicy } from '../../../../src/learning/augmentations/policy.ts';
import { augmentationPolicies } from '../../../../src/learning/augmentations/registry.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';

const SIZE = 16;
const PIXELS_PER_VIEW = 3 * SIZE * SIZE;
const random = randomGenerator(11);
const pixels = Uint8Array.from({ length: 4 * PIXELS_PER_VIEW }, () => Math.floor(256 * random()));
const rows = { pixels, sizePx: SIZE };
const natural = augmentationPolicies['natural']!;

function viewsOf(policy: AugmentationPolicy, addresses: readonly ViewAddress[], keys: number[], sizePx = SIZE) {
  const data = new Float32Array(addresses.length * 3 * sizePx * sizePx);
  augmentBatch(policy, rows, addresses, keys, { data, offset: 0, sizePx });
  return addresses.map((_, index) => data.subarray(index * 3 * sizePx * sizePx, (index + 1) * 3 * sizePx * sizePx));
}

const address = (row: number, changes: Partial<ViewAddress> = {}): ViewAddress => ({
  row,
  kind: 'global',
  imageIndex: 100 + row,
  viewIndex: 0,
  ...changes,
});

describe('augmentBatch', () => {
  it('makes the same view for the same address, whatever else is in the batch', () => {
    const [alone] = viewsOf(natural, [address(2)], [7, 30]);
    const [, , among] = viewsOf(natural, [address(0), address(1), address(2), address(3)], [7, 30]);
    expect(among).toEqual(alone);
  });

  it.each([
    ['seed', {}, [8, 30]],
    ['step', {}, [7, 31]],
    ['image', { imageIndex: 5 }, [7, 30]],
    ['view', { viewIndex: 1 }, [7, 30]],
    ['kind', { kind: 'support' }, [7, 30]],
  ] as const)('makes another view for another %s', (_, changes, keys) => {
    const [one] = viewsOf(natural, [address(2)], [7, 30]);
    const [other] = viewsOf(natural, [address(2, changes)], [...keys]);
    expect(other).not.toEqual(one);
  });

  it('writes where it is told and nowhere else', () => {
    const data = new Float32Array(3 * PIXELS_PER_VIEW).fill(-1);
    augmentBatch(natural, rows, [address(1)], [1], { data, offset: PIXELS_PER_VIEW, sizePx: SIZE });
    expect(data.findIndex((value) => value !== -1)).toBe(PIXELS_PER_VIEW);
    expect(data.findLastIndex((value) => value !== -1)).toBe(2 * PIXELS_PER_VIEW - 1);
  });

  it.each(Object.keys(augmentationPolicies))('%s: every kind of view is in [0, 1] and no two are the same', (name) => {
    const policy = augmentationPolicies[name]!;
    for (const kind of ['support', 'global', 'local'] as const) {
      const addresses = Array.from({ length: 60 }, (_, index) => address(index % 4, { kind, viewIndex: index }));
      const views = viewsOf(policy, addresses, [3], kind === 'local' ? 8 : SIZE);
      for (const view of views) expect(view.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(new Set(views.map((view) => view.join())).size).toBe(60);
    }
  });

  it.each(Object.keys(augmentationPolicies))(
    '%s: views keep the content: the mean stays near that of the image',
    (name) => {
      const addresses = Array.from({ length: 400 }, (_, viewIndex) => address(0, { viewIndex }));
      const views = viewsOf(augmentationPolicies[name]!, addresses, [3]);
      const mean = views.reduce((sum, view) => sum + view.reduce((s, v) => s + v, 0) / view.length, 0) / views.length;
      const source = pixels.subarray(0, PIXELS_PER_VIEW).reduce((sum, value) => sum + value, 0) / PIXELS_PER_VIEW / 255;
      expect(Math.abs(mean - source)).toBeLessThan(0.05);
    },
  );

  it('grayscale keeps the three channels of a grey image equal', () => {
    const grey = Uint8Array.from({ length: PIXELS_PER_VIEW }, (_, index) => (Math.floor(index / 3) * 53) % 256);
    const data = new Float32Array(PIXELS_PER_VIEW);
    const target = { data, offset: 0, sizePx: SIZE };
    augmentBatch(augmentationPolicies['grayscale']!, { pixels: grey, sizePx: SIZE }, [address(0)], [5], target);
    const plane = SIZE * SIZE;
    for (let pixel = 0; pixel < plane; pixel++) {
      expect(data[pixel + plane]).toBeCloseTo(data[pixel]!, 6);
      expect(data[pixel + 2 * plane]).toBeCloseTo(data[pixel]!, 6);
    }
  });
});

describe('plainViews', () => {
  it('returns the pixels of the asked rows, over 255', () => {
    const data = new Float32Array(2 * PIXELS_PER_VIEW);
    plainViews(rows, [3, 1], { data, offset: 0, sizePx: SIZE });
    [3, 1].forEach((row, index) => {
      for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
        for (let channel = 0; channel < 3; channel++) {
          const expected = pixels[row * PIXELS_PER_VIEW + 3 * pixel + channel]! / 255;
          expect(data[index * PIXELS_PER_VIEW + channel * SIZE * SIZE + pixel]).toBe(Math.fround(expected));
        }
      }
    });
  });
});
