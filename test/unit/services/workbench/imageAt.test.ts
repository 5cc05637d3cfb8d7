import { expect, it } from 'vitest';
import { imageAt, imagesBetween } from '../../../../src/services/workbench/imageAt.ts';
import type { ImageRecord } from '../../../../src/shared/domain/records.ts';

function image(index: number): ImageRecord {
  return {
    index,
    path: `${index}.png`,
    contentHash: '',
    widthPx: 1,
    heightPx: 1,
    note: undefined,
    duplicateOf: undefined,
  };
}

/** Images 0, 3, 4 and 7 are gone. */
const images = [1, 2, 5, 6, 8].map(image);

function between(start: number, end: number): number[] {
  return imagesBetween(images, start, end).map(({ index }) => index);
}

it('finds the image of an index, and none where it is gone', () => {
  const found = Array.from({ length: 10 }, (_, index) => imageAt(images, index)?.index);
  expect(found).toEqual([undefined, 1, 2, undefined, undefined, 5, 6, undefined, 8, undefined]);
  expect(imageAt([], 0)).toBeUndefined();
});

it('finds the images between two indices, the second not included', () => {
  expect(between(0, 9)).toEqual([1, 2, 5, 6, 8]);
  expect(between(2, 6)).toEqual([2, 5]);
  expect(between(3, 5)).toEqual([]);
  expect(between(8, 100)).toEqual([8]);
  expect(between(9, 100)).toEqual([]);
  expect(between(6, 2)).toEqual([]);
});
