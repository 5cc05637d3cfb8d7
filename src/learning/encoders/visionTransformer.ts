import { add, reduceMean, reshape, transpose } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { linear } from '../layers/linear.ts';
import { layerNormalization } from '../layers/normalization.ts';
import type { Weights } from '../layers/weights.ts';
import { attention } from './attention.ts';
import type { EncoderFamily, Network } from './encoder.ts';

interface TransformerSettings {
  /** D, the size of a token. */
  readonly size: number;
  readonly depth: number;
  readonly headCount: number;
}

const STANDARD_DEVIATION = 0.02;
/** The hidden layer of a block is this many times wider than its tokens. */
const MLP_RATIO = 4;

/** Half as deep as DeiT-Ti (arXiv 2012.12877), for training in minutes. */
export const vitTiny: EncoderFamily = {
  name: 'vit-tiny',
  about: 'vision transformer, 6 blocks of 192, 2.7 million parameters',
  parse: (name) => (name === 'vit-tiny' ? network({ size: 192, depth: 6, headCount: 3 }) : undefined),
};

/** DeiT-S (arXiv 2012.12877, table 1). */
export const vitSmall: EncoderFamily = {
  name: 'vit-small',
  about: 'vision transformer, 12 blocks of 384, 21 million parameters, for a fast machine',
  parse: (name) => (name === 'vit-small' ? network({ size: 384, depth: 12, headCount: 6 }) : undefined),
};

/**
 * Vision transformer (arXiv 2010.11929) with pre-normalization, mean pooling and no class token. The position
 * embedding belongs to the grid of patches of `imageSizePx`; views of another size have it resized.
 */
function network({ size, depth, headCount }: TransformerSettings): Network {
  return (weights, images, { imageSizePx }) => {
    const patchSizePx = patchSize(imageSizePx);
    const patches = embedPatches(weights, images, size, patchSizePx);
    const placed = add(patches, positions(weights, patches, Math.floor(imageSizePx / patchSizePx)));
    let tokens = transpose(reshape(placed, [0, size, -1]), [0, 2, 1]);
    for (let block = 0; block < depth; block++) tokens = transformerBlock(weights, `block${block}`, tokens, headCount);
    return reduceMean(layerNormalization(weights, 'norm', tokens), [1], false);
  };
}

/** Patches that give between 64 and 256 tokens at the sizes people train at. */
function patchSize(imageSizePx: number): number {
  if (imageSizePx <= 48) return 4;
  return imageSizePx <= 128 ? 8 : 16;
}

/** [N, 3, H, W] -> [N, D, H/patch, W/patch] */
function embedPatches(weights: Weights, images: Value, size: number, patchSizePx: number): Value {
  const shape = [size, 3, patchSizePx, patchSizePx];
  const weight = weights.random('patch.weight', shape, 1 / Math.sqrt(3 * patchSizePx * patchSizePx));
  const bias = weights.filled('patch.bias', [size], 0);
  const window = [patchSizePx, patchSizePx];
  return images.builder.op('Conv', [images, weight, bias], { kernel_shape: window, strides: window });
}

/** The position embedding at the grid of the patches: [1, D, H', W'] */
function positions(weights: Weights, patches: Value, gridSize: number): Value {
  const embedding = weights.random('position', [1, patches.dim(1), gridSize, gridSize], STANDARD_DEVIATION);
  const grid = patches.builder.op('Shape', [patches], { start: 2, end: 4 });
  return patches.builder.op('Resize', [embedding, undefined, undefined, grid], { mode: 'linear', axes: [2, 3] });
}

function transformerBlock(weights: Weights, name: string, tokens: Value, headCount: number): Value {
  const settings = { headCount, standardDeviation: STANDARD_DEVIATION };
  const attended = attention(
    weights,
    `${name}.attention`,
    layerNormalization(weights, `${name}.norm1`, tokens),
    settings,
  );
  const mixed = add(tokens, attended);
  return add(mixed, perceptron(weights, `${name}.mlp`, layerNormalization(weights, `${name}.norm2`, mixed)));
}

function perceptron(weights: Weights, name: string, tokens: Value): Value {
  const size = tokens.dim(-1);
  const layer = { bias: true, standardDeviation: STANDARD_DEVIATION };
  const hidden = linear(weights, `${name}.fc1`, tokens, { ...layer, outputSize: MLP_RATIO * size });
  return linear(weights, `${name}.fc2`, tokens.builder.op('Gelu', [hidden]), { ...layer, outputSize: size });
}
