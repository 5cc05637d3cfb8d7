import { expect, it } from 'vitest';

import { NONE_COLOUR, PALETTE } from '../../../../src/services/labeling/palette.ts';

type Triple = readonly [number, number, number];

/** Linear RGB as seen without one kind of cone: Machado et al. 2009, full severity. */
const VISIONS: Record<string, readonly Triple[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]], // prettier-ignore
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]], // prettier-ignore
};
const COLOURS = [...PALETTE, NONE_COLOUR];
const pairs = COLOURS.flatMap((first, i) => COLOURS.slice(i + 1).map((second) => [first, second] as const));

const dot = (row: Triple, v: Triple): number => row[0] * v[0] + row[1] * v[1] + row[2] * v[2];
const apply = (rows: readonly Triple[], v: Triple): Triple => [dot(rows[0]!, v), dot(rows[1]!, v), dot(rows[2]!, v)];

function linear(colour: string): Triple {
  const at = (start: number): number => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [at(1), at(3), at(5)];
}

/** Björn Ottosson's OKLab, in which equal distances look equally far. */
function oklab(rgb: Triple): Triple {
  const cones = apply(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], // prettier-ignore
    rgb,
  );
  return apply(
    [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]], // prettier-ignore
    [Math.cbrt(cones[0]), Math.cbrt(cones[1]), Math.cbrt(cones[2])],
  );
}

it.each(Object.entries(VISIONS))('differs from one colour to the next: %s vision', (_, vision) => {
  for (const [first, second] of pairs) {
    const [a, b] = [first, second].map((colour) => oklab(apply(vision, linear(colour))));
    expect(Math.hypot(a![0] - b![0], a![1] - b![1], a![2] - b![2]), `${first} ${second}`).toBeGreaterThan(0.06);
  }
});

it('stands out from white and from nearly black', () => {
  for (const colour of COLOURS) {
    const luminance = dot([0.2126, 0.7152, 0.0722], linear(colour));
    expect(1.05 / (luminance + 0.05), colour).toBeGreaterThan(2.2);
    expect((luminance + 0.05) / 0.06, colour).toBeGreaterThan(2.2);
  }
});
