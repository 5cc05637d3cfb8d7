import { describe, expect, it } from 'vitest';
import { cosine } from '../../../../src/services/spreading/featureSpace.ts';
import { filtered } from '../../../../src/services/spreading/imageFilter.ts';
import { ImageOrders } from '../../../../src/services/spreading/imageOrders.ts';
import { LivePseudoLabels } from '../../../../src/services/spreading/livePseudoLabels.ts';
import { ascending, descending } from '../../../../src/services/spreading/rank.ts';
import { imageFilter } from '../../../../src/shared/contract/images.ts';
import { blobs } from '../../learning/propagation/syntheticFeatures.ts';
import { recordsOf, spaceOf, truthOf } from './syntheticSpace.ts';

/** Four clouds; row 396 lies opposite to 0, 397 equals 8, 398 nearly equals 9, 399 is a copy of file 30. */
const data = blobs(400, 4, 6, 0.3);
const put = (row: number, values: ArrayLike<number>): void => data.features.set(Array.from(values), row * 6);
const rowOf = (row: number): Float32Array => data.features.slice(row * 6, row * 6 + 6);
put(
  396,
  rowOf(0).map((value) => -value),
);
put(397, rowOf(8));
put(
  398,
  rowOf(9).map((value) => value * 1.001 + 0.0005),
);
const images = recordsOf(401, new Map([[399, 30]]));
const space = spaceOf(data);
const live = new LivePseudoLabels(space);
live.setLabels(truthOf(data, [0, 1, 2, 3]));
const orders = new ImageOrders(images, live);
const sorted = (sort: Parameters<ImageOrders['sorted']>[0], like?: number): number[] =>
  Array.from(orders.sorted(sort, like));

/** Largest similarity to another image. */
const closeness = (index: number): number =>
  Math.max(...Array.from({ length: 396 }, (_, other) => (other === index ? -1 : cosine(space, index, other))));

const meanCloseness = (indices: readonly number[]): number =>
  indices.reduce((sum, index) => sum + closeness(index), 0) / indices.length;

describe('ascending', () => {
  it('sorts rows by keys of both signs, equal ones by row', () => {
    expect(Array.from(ascending(Float32Array.of(0.5, -1, 0.5, 0, -2, 1e9)))).toEqual([4, 1, 3, 0, 2, 5]);
    expect(Array.from(descending(Float32Array.of(0.5, -1, 0.5)))).toEqual([0, 2, 1]);
  });
});

describe('ImageOrders', () => {
  it.each(['folder', 'typical', 'uncertain', 'outlier', 'nearDuplicates', 'similar'] as const)(
    'has every image once, and those not looked at last: %s',
    (sort) => {
      const order = sorted(sort, 5);
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 401 }, (_, index) => index));
      expect(order.at(-1)).toBe(400);
    },
  );

  it('is the order of the folder before images were looked at', () => {
    expect(Array.from(new ImageOrders(images.toReversed(), undefined).sorted('typical', undefined))).toEqual(
      images.map(({ index }) => index),
    );
  });

  it('begins with typical images of every cloud, none of them an outlier', () => {
    const first = sorted('typical').slice(0, 12);
    expect(new Set(first.map((index) => data.truth[index])).size).toBe(4);
    expect(first).not.toContain(396);
    // Where few stand for many, they lie closer to all others than images do on average.
    expect(meanCloseness(first.slice(0, 4))).toBeGreaterThan(
      meanCloseness(Array.from({ length: 100 }, (_, place) => 3 * place)),
    );
  });

  it('puts the least certain first and labelled ones last', () => {
    const order = sorted('uncertain');
    expect(order.slice(396, 400).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    const margins = order.slice(0, 396).map((index) => live.winners.margins[index]!);
    expect(margins).toEqual(margins.toSorted((a, b) => a - b));
  });

  it('puts what is least like its neighbours first', () => {
    const { similarities } = space.neighbours;
    const means = sorted('outlier')
      .slice(0, 400)
      .map((row) => similarities.subarray(10 * row, 10 * row + 10).reduce((sum, value) => sum + value / 10, 0));
    means.slice(1).forEach((mean, place) => expect(mean).toBeGreaterThan(means[place]! - 1e-6));
  });

  it('puts nearly equal images together, those with equal content first', () => {
    const order = sorted('nearDuplicates');
    expect(new Set(order.slice(0, 2))).toEqual(new Set([30, 399]));
    for (const [a, b] of [
      [8, 397],
      [9, 398],
    ]) {
      expect(Math.abs(order.indexOf(a!) - order.indexOf(b!))).toBeLessThanOrEqual(2);
      expect(order.indexOf(a!)).toBeLessThan(12);
    }
  });

  it('puts the most similar first, beginning with the image itself', () => {
    const order = sorted('similar', 8);
    expect(new Set(order.slice(0, 2))).toEqual(new Set([8, 397]));
    const cosines = order.slice(0, 400).map((index) => cosine(space, 8, index));
    cosines.slice(1).forEach((value, place) => expect(value).toBeLessThanOrEqual(cosines[place]! + 1e-6));
  });

  it('refuses to compare with an image that it does not know', () => {
    expect(() => orders.sorted('similar', 400)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
    expect(() => orders.sorted('similar', undefined)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  });
});

describe('filtered', () => {
  const labels = Int16Array.of(0, 1, -1, -1, -2, 1);
  const pseudo = Int16Array.of(0, 0, 1, 0, 1, -1);
  const six = recordsOf(6);
  const pass = (filter: object): number[] =>
    Array.from(filtered(Int32Array.of(5, 4, 3, 2, 1, 0), imageFilter.parse(filter), { labels, pseudo }, six));

  it.each([
    ['leaves out images that are gone', {}, [5, 3, 2, 1, 0]],
    ['by having a label', { labelled: 'labelled' }, [5, 1, 0]],
    ['by having none', { labelled: 'unlabeled' }, [3, 2]],
    ['by the class of the label, else of the pseudo-label', { classIndex: 1 }, [5, 2, 1]],
    ['by disagreement of label and opinion', { disagree: true }, [1]],
    ['by a given set', { within: [0, 3, 4] }, [3, 0]],
    ['by a part of the path, in any case', { pathContains: 'E 00003.PNG' }, [3]],
    ['by several at once', { labelled: 'labelled', classIndex: 1, within: [5] }, [5]],
  ])('%s', (_, filter, expected) => {
    expect(pass(filter)).toEqual(expected);
  });
});
