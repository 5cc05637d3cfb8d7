import { applyColorMatrix, hueMatrix, meanLuma, multiply, saturationMatrix } from './colorMatrix.ts';
import { between, type Augmentation } from './view.ts';

export interface ColorJitterSettings {
  /** Factors are uniform in [1 - amount, 1 + amount]; amounts in [0, 1]. */
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** In turns of the color circle, up to 0.5 either way. */
  readonly hue: number;
}

/**
 * Random brightness, then contrast (about the mean brightness), saturation and hue (arXiv 2002.05709, appendix A).
 * All four are linear, so that they are one pass over the view; torchvision draws their order and cuts to [0, 1]
 * after each, here the order is fixed and the cut comes at the end.
 */
export function colorJitter(settings: ColorJitterSettings): Augmentation {
  return (view, random) => {
    const factor = (amount: number): number => between(random, [1 - amount, 1 + amount]);
    const brightness = factor(settings.brightness);
    const contrast = factor(settings.contrast);
    const saturation = saturationMatrix(factor(settings.saturation));
    const hue = hueMatrix(between(random, [-settings.hue, settings.hue]));
    const gain = brightness * contrast;
    const matrix = multiply(hue, saturation).map((entry) => entry * gain);
    applyColorMatrix(view, matrix, (1 - contrast) * brightness * meanLuma(view));
  };
}
