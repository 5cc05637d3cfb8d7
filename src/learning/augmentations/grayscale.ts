import { applyColorMatrix, saturationMatrix } from './colorMatrix.ts';
import type { Augmentation } from './view.ts';

const TO_GRAY = saturationMatrix(0);

/** Takes the color out, keeping three equal channels. */
export const grayscale: Augmentation = (view) => applyColorMatrix(view, TO_GRAY, 0);
