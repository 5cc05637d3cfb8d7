/** Pixels as the decoder gives them: interleaved grey, grey and alpha, RGB, or RGB and alpha; 8 or 16 bit. */
export interface RawPixels {
  readonly values: Uint8Array | Uint16Array;
  readonly channelCount: number;
}

export interface Rgb8 {
  /** 8-bit RGB, interleaved. */
  readonly pixels: Uint8Array;
  /** Whether any pixel was not opaque. */
  readonly isTransparent: boolean;
}

/**
 * Brings pixels to 8-bit RGB. 16 bit becomes round(v · 255 / 65535). Transparent pixels are laid over white:
 * (alpha · v + (max − alpha) · max) / max, rounded once, with alpha not premultiplied as PNG and TIFF give it.
 */
export function toRgb8({ values, channelCount }: RawPixels): Rgb8 {
  const max = values instanceof Uint16Array ? 65_535 : 255;
  if (max === 255 && channelCount === 3) return { pixels: values as Uint8Array, isTransparent: false };
  const hasAlpha = channelCount === 2 || channelCount === 4;
  const isGrey = channelCount < 3;
  const pixelCount = values.length / channelCount;
  const pixels = new Uint8Array(pixelCount * 3);
  let isTransparent = false;
  for (let p = 0; p < pixelCount; p++) {
    const from = p * channelCount;
    const alpha = hasAlpha ? values[from + channelCount - 1]! : max;
    if (alpha < max) isTransparent = true;
    for (let c = 0; c < 3; c++) {
      const value = values[isGrey ? from : from + c]!;
      // With alpha = max this is value · max / max, exactly.
      const overWhite = (alpha * value + (max - alpha) * max) / max;
      pixels[p * 3 + c] = Math.round((overWhite * 255) / max);
    }
  }
  return { pixels, isTransparent };
}
