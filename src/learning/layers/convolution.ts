import type { Value } from '../../engine/graph/value.ts';
import type { Weights } from './weights.ts';

export interface ConvolutionSettings {
  readonly outputChannels: number;
  /** Side of the square kernel, odd: the padding keeps the size when the stride is 1. */
  readonly kernelSize: number;
  readonly stride?: number;
}

/** [N, C, H, W] -> [N, K, H/stride, W/stride], without a bias: a normalization follows. He initialisation (fan-out). */
export function convolution(weights: Weights, name: string, x: Value, settings: ConvolutionSettings): Value {
  const { outputChannels, kernelSize, stride = 1 } = settings;
  const shape = [outputChannels, x.dim(1), kernelSize, kernelSize];
  const standardDeviation = Math.sqrt(2 / (outputChannels * kernelSize * kernelSize));
  const weight = weights.random(`${name}.weight`, shape, standardDeviation);
  const pad = (kernelSize - 1) / 2;
  return x.builder.op('Conv', [x, weight], {
    kernel_shape: [kernelSize, kernelSize],
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
  });
}
