import { between, type Augmentation, type Range } from './view.ts';

/** Beyond this many standard deviations the kernel is cut. */
const KERNEL_REACH = 3;

/**
 * Gaussian blur of a random width (arXiv 2002.05709, appendix A). `sigma` is a fraction of the view's size, so that
 * small views are not blurred away; the authors' 0.1 to 2 pixels at 224 are 0.0005 to 0.009. Edges repeat.
 */
export function gaussianBlur(sigma: Range): Augmentation {
  return ({ data, offset, sizePx }, random) => {
    const kernel = gaussianKernel(between(random, sigma) * sizePx);
    const line = new Float32Array(sizePx);
    for (let channel = 0; channel < 3; channel++) {
      const plane = offset + channel * sizePx * sizePx;
      for (let index = 0; index < sizePx; index++) blurLine(data, plane + index * sizePx, 1, line, kernel);
      for (let index = 0; index < sizePx; index++) blurLine(data, plane + index, sizePx, line, kernel);
    }
  };
}

/** Weights of the distances 0, 1, 2 ... on either side. */
function gaussianKernel(sigmaPx: number): Float64Array {
  const reach = Math.ceil(KERNEL_REACH * sigmaPx);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, distance) => Math.exp(-0.5 * (distance / sigmaPx) ** 2));
  const sum = kernel.reduce((total, weight) => total + 2 * weight, -kernel[0]!);
  return kernel.map((weight) => weight / sum);
}

function blurLine(data: Float32Array, start: number, stride: number, line: Float32Array, kernel: Float64Array): void {
  const size = line.length;
  for (let index = 0; index < size; index++) line[index] = data[start + index * stride]!;
  for (let index = 0; index < size; index++) {
    let sum = kernel[0]! * line[index]!;
    for (let distance = 1; distance < kernel.length; distance++) {
      const before = index < distance ? 0 : index - distance;
      const after = index + distance < size ? index + distance : size - 1;
      sum += kernel[distance]! * (line[before]! + line[after]!);
    }
    data[start + index * stride] = sum;
  }
}
