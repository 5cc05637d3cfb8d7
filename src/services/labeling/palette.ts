/**
 * Colours that people with any kind of colour vision tell apart, on light and on dark ground: those of Okabe and Ito
 * (2008, jfly.uni-koeln.de/color) but for yellow and black, which one of the grounds swallows, and three darker ones.
 */
export const PALETTE = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#d55e00',
  '#cc79a7',
  '#56b4e9',
  '#6a45e8',
  '#a82222',
  '#873c69',
] as const;

/** Grey: of "none of these", which is no kind of thing. */
export const NONE_COLOUR = '#6b7280';

/** Colour of a class that nobody chose one for, '#rrggbb'. More classes than colours begin anew. */
export function paletteColour(classIndex: number): string {
  return PALETTE[classIndex % PALETTE.length]!;
}
