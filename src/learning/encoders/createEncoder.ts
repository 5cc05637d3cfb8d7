import { EngineError } from '../../engine/errors.ts';
import { div, sub } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { Weights } from '../layers/weights.ts';
import type { Network } from './encoder.ts';
import { encoderFamilies } from './registry.ts';

export interface EncoderSettings {
  /** Size of the large views. Views of other sizes are accepted too. */
  readonly imageSizePx: number;
  readonly seed: number;
}

/** Brings [0, 1] to about mean 0 and deviation 1. */
const PIXEL_MEAN = 0.5;
const PIXEL_DEVIATION = 0.25;

/**
 * An encoder with random weights, by its name (`wrn-16-2`, `resnet-18` ...). Template graph: `images` float32
 * [N, 3, H, W], RGB in [0, 1] -> `representations` [N, D]; parameters are named initializers, and
 * BatchNormalization stands as nodes. Throws MODEL_UNSUPPORTED when there is no encoder of that name.
 */
export function createEncoder(name: string, settings: EncoderSettings): Graph {
  const network = findNetwork(name);
  if (!network) throw unknownEncoder(name);
  const builder = new GraphBuilder();
  const images = builder.input('images', 'float32', ['N', 3, 'H', 'W']);
  const standardised = div(sub(images, PIXEL_MEAN), PIXEL_DEVIATION);
  builder.output('representations', network(new Weights(builder, settings.seed), standardised, settings));
  return builder.build(name);
}

/** Whether this is the name of an encoder that starts from scratch. */
export const isScratchEncoder = (name: string): boolean => findNetwork(name) !== undefined;

function findNetwork(name: string): Network | undefined {
  for (const family of encoderFamilies) {
    const network = family.parse(name);
    if (network) return network;
  }
  return undefined;
}

function unknownEncoder(name: string): EngineError {
  const names = encoderFamilies.map((family) => family.name).join(', ');
  return new EngineError('MODEL_UNSUPPORTED', `no encoder '${name}' can start from scratch; these can: ${names}`);
}
