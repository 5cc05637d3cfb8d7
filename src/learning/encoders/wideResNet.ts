import { add, relu } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { convolution } from '../layers/convolution.ts';
import { batchNormalization } from '../layers/normalization.ts';
import type { Weights } from '../layers/weights.ts';
import type { EncoderFamily, Network } from './encoder.ts';
import { globalPool } from './globalPool.ts';

const STEM_CHANNELS = 16;

/** Wide residual networks with pre-activation (arXiv 1605.07146): depth D = 6 n + 4, width K. D = 64 K numbers out. */
export const wideResNet: EncoderFamily = {
  name: 'wrn-D-K',
  about: 'wide residual network of depth D (10, 16, 22, 28 ...) and width K, for images of about 32 pixels',
  parse(name) {
    const [, depth, width] = /^wrn-(\d+)-(\d+)$/.exec(name)?.map(Number) ?? [];
    if (!depth || !width || depth < 10 || (depth - 4) % 6 !== 0) return undefined;
    return network((depth - 4) / 6, width);
  },
};

function network(blocksPerStage: number, width: number): Network {
  return (weights, images) => {
    let x = convolution(weights, 'conv1', images, { outputChannels: STEM_CHANNELS, kernelSize: 3 });
    for (const stage of [0, 1, 2]) {
      const outputChannels = STEM_CHANNELS * width * 2 ** stage;
      for (let block = 0; block < blocksPerStage; block++) {
        const stride = stage > 0 && block === 0 ? 2 : 1;
        x = preActivationBlock(weights, `layer${stage + 1}.${block}`, x, outputChannels, stride);
      }
    }
    return globalPool(relu(batchNormalization(weights, 'bn', x)));
  };
}

function preActivationBlock(weights: Weights, name: string, x: Value, outputChannels: number, stride: number): Value {
  const activated = relu(batchNormalization(weights, `${name}.bn1`, x));
  const first = convolution(weights, `${name}.conv1`, activated, { outputChannels, kernelSize: 3, stride });
  const second = relu(batchNormalization(weights, `${name}.bn2`, first));
  const residual = convolution(weights, `${name}.conv2`, second, { outputChannels, kernelSize: 3 });
  const sameShape = stride === 1 && x.dim(1) === outputChannels;
  const shortcut = sameShape
    ? x
    : convolution(weights, `${name}.shortcut`, x, { outputChannels, kernelSize: 1, stride });
  return add(residual, shortcut);
}
