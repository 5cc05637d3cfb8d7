import { add, relu } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { convolution } from '../layers/convolution.ts';
import { batchNormalization } from '../layers/normalization.ts';
import type { Weights } from '../layers/weights.ts';
import type { EncoderFamily, Network } from './encoder.ts';
import { globalPool } from './globalPool.ts';

interface BlockSettings {
  readonly name: string;
  /** Channels inside the block. */
  readonly channels: number;
  readonly stride: number;
}

type Block = (weights: Weights, x: Value, settings: BlockSettings) => Value;

/** The widths of the four stages. */
const STAGE_CHANNELS = [64, 128, 256, 512];
/** A bottleneck block gives out four times the channels it works in. */
const EXPANSION = 4;

/** arXiv 1512.03385, table 1; the stride of a bottleneck stands in its 3x3 convolution, as torchvision has it. */
export const resNet18: EncoderFamily = {
  name: 'resnet-18',
  about: 'residual network, 11 million parameters, for images from about 64 pixels',
  parse: (name) => (name === 'resnet-18' ? network(basicBlock, [2, 2, 2, 2]) : undefined),
};

export const resNet50: EncoderFamily = {
  name: 'resnet-50',
  about: 'residual network, 24 million parameters, for images from about 96 pixels and a fast machine',
  parse: (name) => (name === 'resnet-50' ? network(bottleneckBlock, [3, 4, 6, 3]) : undefined),
};

function network(block: Block, blockCounts: readonly number[]): Network {
  return (weights, images) => {
    let x = convolution(weights, 'conv1', images, { outputChannels: STAGE_CHANNELS[0]!, kernelSize: 7, stride: 2 });
    x = relu(batchNormalization(weights, 'bn1', x));
    x = x.builder.op('MaxPool', [x], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
    STAGE_CHANNELS.forEach((channels, stage) => {
      for (let index = 0; index < blockCounts[stage]!; index++) {
        const stride = stage > 0 && index === 0 ? 2 : 1;
        x = block(weights, x, { name: `layer${stage + 1}.${index}`, channels, stride });
      }
    });
    return globalPool(x);
  };
}

const basicBlock: Block = (weights, x, { name, channels, stride }) => {
  const first = normalizedConvolution(weights, name, 1, x, channels, 3, stride);
  const residual = normalizedConvolution(weights, name, 2, relu(first), channels, 3);
  return relu(add(residual, shortcut(weights, name, x, channels, stride)));
};

const bottleneckBlock: Block = (weights, x, { name, channels, stride }) => {
  const narrow = normalizedConvolution(weights, name, 1, x, channels, 1);
  const spatial = normalizedConvolution(weights, name, 2, relu(narrow), channels, 3, stride);
  const residual = normalizedConvolution(weights, name, 3, relu(spatial), EXPANSION * channels, 1);
  return relu(add(residual, shortcut(weights, name, x, EXPANSION * channels, stride)));
};

function normalizedConvolution(
  weights: Weights,
  block: string,
  index: number,
  x: Value,
  outputChannels: number,
  kernelSize: number,
  stride = 1,
): Value {
  const convolved = convolution(weights, `${block}.conv${index}`, x, { outputChannels, kernelSize, stride });
  return batchNormalization(weights, `${block}.bn${index}`, convolved);
}

function shortcut(weights: Weights, block: string, x: Value, outputChannels: number, stride: number): Value {
  if (stride === 1 && x.dim(1) === outputChannels) return x;
  const name = `${block}.downsample`;
  const projected = convolution(weights, `${name}.conv`, x, { outputChannels, kernelSize: 1, stride });
  return batchNormalization(weights, `${name}.bn`, projected);
}
