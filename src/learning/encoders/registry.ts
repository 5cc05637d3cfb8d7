import type { EncoderFamily } from './encoder.ts';
import { resNet18, resNet50 } from './resNet.ts';
import { vitSmall, vitTiny } from './visionTransformer.ts';
import { wideResNet } from './wideResNet.ts';

/** Every encoder that starts from scratch. */
export const encoderFamilies: readonly EncoderFamily[] = [wideResNet, resNet18, resNet50, vitTiny, vitSmall];

/** Encoders that come as files in resources/encoders. */
export const builtInEncoders = [
  {
    name: 'mobilenet-v2',
    file: 'mobilenet-v2-trunk.onnx',
    about: 'trained on photographs, 0.5 million parameters, the default: a good start on any machine',
  },
] as const;

/** All names, the default first. */
export const encoderNames: readonly string[] = [...builtInEncoders, ...encoderFamilies].map(({ name }) => name);
