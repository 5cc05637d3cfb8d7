import { isScratchEncoder } from '../../learning/encoders/createEncoder.ts';
import { HandfulError } from '../../shared/errors.ts';
import { requiredSizePx } from '../encoders/loadEncoder.ts';
import type { EncoderFiles } from '../ports/encoderFiles.ts';
import type { TrainSettings } from './settings.ts';

/**
 * The side of the square that the encoder sees, px: what the encoder insists on, else what the user asked for, else
 * what suits the images, which `suggest` says. Throws MODEL_UNREADABLE for an encoder that is not there, USAGE when the first two differ.
 */
export async function chooseImageSize(
  { encoder, imageSizePx }: TrainSettings,
  suggest: () => Promise<number>,
  files: EncoderFiles,
): Promise<number> {
  const isFile = !isScratchEncoder(encoder) && !files.builtIn.includes(encoder);
  const required = isFile ? requiredSizePx(await files.read(encoder), encoder) : undefined;
  if (required !== undefined && imageSizePx !== undefined && imageSizePx !== required) {
    throw new HandfulError(
      'USAGE',
      `The encoder '${encoder}' takes images of ${required} px only, not ${imageSizePx}.`,
      'Leave --image-size out.',
    );
  }
  return required ?? imageSizePx ?? (await suggest());
}
