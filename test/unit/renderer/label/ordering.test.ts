import { describe, expect, it } from 'vitest';
import { alikeImages } from '../../../../src/renderer/screens/label/labelling/alikeImages.ts';
import { nextUnlabeled } from '../../../../src/renderer/screens/label/labelling/nextUnlabeled.ts';
import { mergeSuggestions } from '../../../../src/renderer/screens/label/suggestions/mergeSuggestions.ts';

const unlabeled =
  (...images: number[]) =>
  (image: number) =>
    images.includes(image);
const typical = (...images: number[]) => images.map((index) => ({ index, reason: 'typical' as const }));

describe('nextUnlabeled', () => {
  const order = Int32Array.of(10, 11, 12, 13);

  it('goes to the next one without a label', () => {
    expect(nextUnlabeled(order, 0, unlabeled(10, 12, 13))).toBe(2);
  });
  it('begins again at the top', () => {
    expect(nextUnlabeled(order, 2, unlabeled(11))).toBe(1);
  });
  it('goes on by one where none is left, and stays at the end', () => {
    expect(nextUnlabeled(order, 1, unlabeled())).toBe(2);
    expect(nextUnlabeled(order, 3, unlabeled())).toBe(3);
    expect(nextUnlabeled(new Int32Array(0), 0, unlabeled())).toBe(0);
  });
});

describe('alikeImages', () => {
  const order = Int32Array.of(0, 1, 2, 3, 4);

  it('takes those without a label that spread takes for the same class', () => {
    const labels = Int16Array.of(-1, -1, 1, -1, -1);
    const pseudo = Int16Array.of(0, 1, 0, 0, 0);
    expect(alikeImages(order, 0, 2, labels, pseudo)).toEqual([0, 3]);
    expect(alikeImages(order, 0, 9, labels, pseudo)).toEqual([0, 3, 4]);
  });

  it('goes by likeness alone before anything has spread', () => {
    const none = new Int16Array(5).fill(-1);
    expect(alikeImages(order, 0, 3, none, none)).toEqual([0, 1, 2]);
  });

  it('goes by the label of the image where it has one', () => {
    const labels = Int16Array.of(1, -1, -1, -1, -1);
    const pseudo = Int16Array.of(0, 1, 0, 1, 0);
    expect(alikeImages(order, 0, 9, labels, pseudo)).toEqual([0, 1, 3]);
  });
});

describe('mergeSuggestions', () => {
  it('keeps what still holds in its place and puts new ones behind', () => {
    expect(mergeSuggestions(typical(1, 2, 3), typical(4, 3, 1)).map(({ index }) => index)).toEqual([1, 3, 4]);
  });
  it('takes the new reason of one that stays', () => {
    expect(mergeSuggestions(typical(1), [{ index: 1, reason: 'uncertain' }])).toEqual([
      { index: 1, reason: 'uncertain' },
    ]);
  });
});
