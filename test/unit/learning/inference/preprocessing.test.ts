import { expect, test } from 'vitest';

import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { createPreprocessing } from '../../../../src/services/exporting/preprocessing.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });

test.each([
  [64, 1, 1],
  [64, 3, 200],
  [64, 64, 64],
  [64, 65, 63],
  [64, 301, 200],
  [64, 1000, 40],
  [33, 333, 121],
  [5, 40, 17],
])('squares of %i px from %i x %i are the bilinear ones with antialiasing', async (sizePx, widthPx, heightPx) => {
  const random = randomGenerator(widthPx);
  const pixels = Uint8Array.from({ length: widthPx * heightPx * 3 }, () => 256 * random());
  const { preprocess } = await createPreprocessing(runtime, sizePx);
  const square = await preprocess([{ pixels, widthPx, heightPx, note: undefined }]);
  const expected = bilinear(pixels, { widthPx, heightPx, sizePx });
  const largest = square.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0);
  // Rounding is half a level. The sums are of float32: their error is far below a level, but may tip a half.
  expect(largest).toBeLessThan(0.501);
});

/** The same by its definition, pixel by pixel, in float64 and not rounded. */
function bilinear(
  pixels: Uint8Array,
  { widthPx, heightPx, sizePx }: { widthPx: number; heightPx: number; sizePx: number },
): Float64Array {
  const square = new Float64Array(sizePx * sizePx * 3);
  for (let y = 0; y < sizePx; y++) {
    const rows = triangle(y, heightPx / sizePx, heightPx);
    for (let x = 0; x < sizePx; x++) {
      const columns = triangle(x, widthPx / sizePx, widthPx);
      for (const [row, rowWeight] of rows) {
        for (const [column, columnWeight] of columns) {
          for (let c = 0; c < 3; c++) {
            const value = pixels[(row * widthPx + column) * 3 + c]!;
            square[(y * sizePx + x) * 3 + c]! += rowWeight * columnWeight * value;
          }
        }
      }
    }
  }
  return square;
}

function triangle(index: number, scale: number, length: number): [number, number][] {
  const reach = Math.max(scale, 1);
  const weights = Array.from({ length }, (_, pixel): [number, number] => [
    pixel,
    Math.max(0, 1 - Math.abs(pixel + 0.5 - (index + 0.5) * scale) / reach),
  ]).filter(([, weight]) => weight > 0);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return weights.map(([pixel, weight]) => [pixel, weight / sum]);
}
