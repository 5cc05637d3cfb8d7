import type { Value } from '../../engine/graph/value.ts';
import type { Weights } from '../layers/weights.ts';

/** An encoder that starts from scratch. */
export interface EncoderFamily {
  /** As it is listed: `resnet-18`, or `wrn-D-K` with placeholders. */
  readonly name: string;
  /** For whom it is, in a line. */
  readonly about: string;
  /** The network that a name asks for, or undefined when the name is not of this family. */
  readonly parse: (name: string) => Network | undefined;
}

/** Adds the network: images [N, 3, H, W], standardised -> representations [N, D]. */
export type Network = (weights: Weights, images: Value, settings: { readonly imageSizePx: number }) => Value;
