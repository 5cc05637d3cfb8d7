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
    const line = new Float32Array(sizePx + 2 * (kernel.length - 1));
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

/** Blurs the elements start, start + stride ... in place; `line` has room for them and the kernel's reach on both sides. */
function blurLine(data: Float32Array, start: number, stride: number, line: Float32Array, kernel: Float64Array): void {
  const reach = kernel.length - 1;
  const size = line.length - 2 * reach;
  const last = start + (size - 1) * stride;
  line.fill(data[start]!, 0, reach);
  for (let index = 0; index < size; index++) line[reach + index] = data[start + index * stride]!;
  line.fill(data[last]!, reach + size);
  for (let index = 0; index < size; index++) {
    const center = reach + index;
    let sum = kernel[0]! * line[center]!;
    for (let distance = 1; distance <= reach; distance++) {
      sum += kernel[distance]! * (line[center - distance]! + line[center + distance]!);
    }
    data[start + index * stride] = sum;
  }
}
