import { describe, expect, it } from 'vitest';
import { wholeImage } from '../../../../src/learning/augmentations/randomPlacement.ts';
import { resample, type Placement } from '../../../../src/learning/augmentations/resample.ts';

/** Source pixels whose red says the column, green the row and blue the image. */
function countingSource(sizePx: number, imageCount = 1): Uint8Array {
  return Uint8Array.from({ length: imageCount * 3 * sizePx * sizePx }, (_, index) => {
    const pixel = Math.floor(index / 3);
    return [pixel % sizePx, Math.floor(pixel / sizePx) % sizePx, Math.floor(pixel / sizePx ** 2)][index % 3]!;
  });
}

/** The red (column) and green (row) planes as whole numbers. */
function placed(placement: Placement, sizePx: number, viewSizePx = sizePx): { columns: number[]; rows: number[] } {
  const data = new Float32Array(3 * viewSizePx ** 2);
  const source = { pixels: countingSource(sizePx), offset: 0, sizePx };
  resample(source, placement, { data, offset: 0, sizePx: viewSizePx });
  const bytes = Array.from(data, (value) => value * 255);
  const plane = viewSizePx ** 2;
  return { columns: bytes.slice(0, plane), rows: bytes.slice(plane, 2 * plane) };
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 4));
}

describe('resample', () => {
  const size = 3;
  const whole = wholeImage(size);

  it('gives the very pixels for the whole image at its own size, planes in a row, in the middle of a batch', () => {
    const pixels = Uint8Array.from({ length: 2 * 3 * 25 }, (_, index) => (index * 37) % 256);
    const data = new Float32Array(4 + 75 + 4).fill(-1);
    resample({ pixels, offset: 75, sizePx: 5 }, wholeImage(5), { data, offset: 4, sizePx: 5 });
    for (let pixel = 0; pixel < 25; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        expect(data[4 + channel * 25 + pixel]).toBe(Math.fround(pixels[75 + 3 * pixel + channel]! / 255));
      }
    }
    expect([...data.subarray(0, 4), ...data.subarray(79)]).toEqual(new Array(8).fill(-1));
  });

  it('mirrors left and right exactly', () => {
    const { columns, rows } = placed({ ...whole, mirrorX: true }, size);
    expectClose(columns, [2, 1, 0, 2, 1, 0, 2, 1, 0]);
    expectClose(rows, [0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  it('mirrors up and down exactly', () => {
    const { columns, rows } = placed({ ...whole, mirrorY: true }, size);
    expectClose(columns, [0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expectClose(rows, [2, 2, 2, 1, 1, 1, 0, 0, 0]);
  });

  it('turns a quarter counterclockwise exactly: right column becomes top row', () => {
    const { columns, rows } = placed({ ...whole, mirrorX: true, transpose: true }, size);
    expectClose(columns, [2, 2, 2, 1, 1, 1, 0, 0, 0]);
    expectClose(rows, [0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });

  it('turns a half exactly', () => {
    const { columns, rows } = placed({ ...whole, mirrorX: true, mirrorY: true }, size);
    expectClose(columns, [2, 1, 0, 2, 1, 0, 2, 1, 0]);
    expectClose(rows, [2, 2, 2, 1, 1, 1, 0, 0, 0]);
  });

  it('interpolates between pixel centers and repeats the edge when it enlarges', () => {
    const { columns } = placed(wholeImage(2), 2, 4);
    expectClose(columns.slice(0, 4), [0, 0.25, 0.75, 1]);
  });

  it('shows the asked part, at any size', () => {
    const { columns, rows } = placed({ ...whole, leftPx: 2, topPx: 1, widthPx: 4, heightPx: 2 }, 8, 2);
    expectClose(columns, [2.5, 4.5, 2.5, 4.5]);
    expectClose(rows, [1, 1, 2, 2]);
  });
});
