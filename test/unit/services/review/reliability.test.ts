import { expect, test } from 'vitest';
import { calibrationErrorOf, reliabilityOf } from '../../../../src/services/review/reliability.ts';

const opinion = (confidence: number, isRight: boolean) => ({ label: 0, said: isRight ? 0 : 1, confidence });
const opinions = [opinion(0.95, true), opinion(0.93, true), opinion(1, false), opinion(0.55, true)];

test('opinions are put into ten bins of confidence, the surest into the last', () => {
  const bins = reliabilityOf(opinions);
  expect(bins).toHaveLength(10);
  expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 3]);
  expect(bins[9]!.from).toBe(0.9);
  expect(bins[9]!.confidence).toBeCloseTo((0.95 + 0.93 + 1) / 3);
  expect(bins[9]!.accuracy).toBeCloseTo(2 / 3);
});

test('the expected calibration error weighs the gap of each bin by its count', () => {
  const last = (3 / 4) * ((0.95 + 0.93 + 1) / 3 - 2 / 3);
  const fifth = (1 / 4) * (1 - 0.55);
  expect(calibrationErrorOf(opinions)).toBeCloseTo(last + fifth);
});

test('a classifier that is as sure as it is right has no error', () => {
  const fair = Array.from({ length: 4 }, (_, index) => opinion(0.75, index !== 0));
  expect(calibrationErrorOf(fair)).toBeCloseTo(0);
});

test('where nothing was held out there is no diagram', () => {
  expect(reliabilityOf([])).toEqual([]);
});
