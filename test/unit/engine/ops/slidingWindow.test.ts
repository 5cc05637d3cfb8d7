import { describe, expect, it } from 'vitest';
import { Attributes, toAttributeMap, type AttributeInit } from '../../../../src/engine/ops/attributes.ts';
import { readSlidingWindow, windowCounts } from '../../../../src/engine/ops/slidingWindow.ts';

function fail(message: string): never {
  throw new Error(message);
}

function read(
  attributes: Record<string, AttributeInit>,
  kernel: readonly number[],
  spatial: readonly (number | string)[],
) {
  return readSlidingWindow({ attributes: new Attributes(toAttributeMap(attributes), 'node'), fail }, kernel, spatial);
}

describe('readSlidingWindow', () => {
  it('puts the odd pad of SAME_UPPER at the end and of SAME_LOWER at the beginning', () => {
    const upper = read({ auto_pad: 'SAME_UPPER', strides: [2, 1] }, [3, 4], [6, 5]);
    expect([upper.padsBegin, upper.padsEnd]).toEqual([
      [0, 1],
      [1, 2],
    ]);
    const lower = read({ auto_pad: 'SAME_LOWER', strides: [2, 1] }, [3, 4], [6, 5]);
    expect([lower.padsBegin, lower.padsEnd]).toEqual([
      [1, 2],
      [0, 1],
    ]);
  });

  it('counts the dilation in SAME pads', () => {
    const { padsBegin, padsEnd } = read({ auto_pad: 'SAME_UPPER', dilations: [3] }, [3], [10]);
    expect([padsBegin, padsEnd]).toEqual([[3], [3]]);
  });

  it('refuses pads that do not cover every axis', () => {
    expect(() => read({ pads: [1, 1] }, [3, 3], [5, 5])).toThrow('must cover 2 spatial axes');
  });

  it('refuses SAME pads of an unknown size', () => {
    expect(() => read({ auto_pad: 'SAME_UPPER' }, [3], ['W'])).toThrow("not 'W'");
  });
});

describe('windowCounts', () => {
  it('counts a last, incomplete window only in ceil mode', () => {
    const window = read({ strides: [2] }, [2], [5]);
    expect(windowCounts(window, [5])).toEqual([2]);
    expect(windowCounts(window, [5], true)).toEqual([3]);
  });

  it('drops a ceil-mode window that would start in the end padding', () => {
    const window = read({ strides: [2], pads: [0, 1] }, [1], [4]);
    expect(windowCounts(window, [4], true)).toEqual([2]);
  });

  it('keeps the name of an unknown size that does not change', () => {
    expect(windowCounts(read({ pads: [1, 1] }, [3], ['W']), ['W'])).toEqual(['W']);
  });
});
