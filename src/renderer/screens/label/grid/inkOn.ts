/** Black or white, whichever is read better on a colour '#rrggbb' (WCAG 2 contrast; one of them is always above 4.5). */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const luminance = relativeLuminance(colour);
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
}

/** Relative luminance, 0 to 1, as WCAG 2 defines it. */
function relativeLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => linear(parseInt(colour.slice(start, start + 2), 16)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
