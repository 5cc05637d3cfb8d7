import { expect, test } from 'vitest';
import { accuracyOf } from '../../../../src/services/training/accuracy.ts';

test('only images with a truth and without a human label are judged', () => {
  const labels = new Map([
    ['a', 'cat'],
    ['b', 'dog'],
    ['c', 'dog'],
    ['d', 'cat'],
    ['unknown', 'cat'],
  ]);
  const truth = new Map([
    ['a', 'cat'],
    ['b', 'cat'],
    ['c', 'dog'],
    ['d', 'cat'],
    ['not imported', 'dog'],
  ]);
  expect(accuracyOf(labels, truth, new Set(['d']))).toEqual({
    overall: 2 / 3,
    perClass: { cat: 1 / 2, dog: 1 },
    imageCount: 3,
  });
});

test('nothing to judge is no accuracy', () => {
  expect(accuracyOf(new Map(), new Map([['a', 'cat']]), new Set())).toEqual({
    overall: 0,
    perClass: {},
    imageCount: 0,
  });
});
