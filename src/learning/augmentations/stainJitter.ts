import { multiply, type ColorMatrix } from './colorMatrix.ts';
import { between, type Augmentation, type View } from './view.ts';

export interface StainJitterSettings {
  /** The amount of each stain is multiplied by a factor in [1 - amount, 1 + amount]. */
  readonly scale: number;
  /** And shifted by up to this much, in optical density. */
  readonly shift: number;
}

/**
 * Red, green and blue optical density of haematoxylin, eosin and DAB, one stain per row, unit length (Ruifrok and
 * Johnston, Anal. Quant. Cytol. Histol. 23, 2001, table 1).
 */
export const STAINS: ColorMatrix = [
  [0.65, 0.704, 0.286],
  [0.072, 0.99, 0.105],
  [0.268, 0.57, 0.776],
].flatMap((stain) => stain.map((density) => density / Math.hypot(...stain)));

const UNMIX = invert(STAINS);

/**
 * Changes how strongly tissue is stained: optical densities -ln(rgb) are unmixed into stains (color deconvolution),
 * each stain is scaled and shifted at random, and mixed again (Tellez et al., IEEE TMI 37, 2018). Unmixing and mixing
 * are one matrix on the densities. Densities and their exponentials come from tables, which is ten times faster; the
 * error is below half a step of 8 bits.
 */
export function stainJitter({ scale, shift }: StainJitterSettings): Augmentation {
  return (view, random) => {
    const factors = STAINS.slice(0, 3).map(() => between(random, [1 - scale, 1 + scale]));
    const shifts = STAINS.slice(0, 3).map(() => between(random, [-shift, shift]));
    remix(view, factors, shifts);
  };
}

/** Multiplies the three stains by `factors` and adds `shifts`, in place. */
export function remix(view: View, factors: readonly number[], shifts: readonly number[]): void {
  const { data, offset, sizePx } = view;
  const plane = sizePx * sizePx;
  // densities are row vectors: stains = density UNMIX, density' = (stains diag(factors) + shifts) STAINS
  const scaled = STAINS.map((entry, index) => entry * factors[Math.floor(index / 3)]!);
  const matrix = multiply(UNMIX, scaled);
  const added = [0, 1, 2].map((channel) => shifts.reduce((sum, s, stain) => sum + s * STAINS[3 * stain + channel]!, 0));
  for (let red = offset; red < offset + plane; red++) {
    const r = densityOf(data[red]!);
    const g = densityOf(data[red + plane]!);
    const b = densityOf(data[red + 2 * plane]!);
    data[red] = intensityOf(r * matrix[0]! + g * matrix[3]! + b * matrix[6]! + added[0]!);
    data[red + plane] = intensityOf(r * matrix[1]! + g * matrix[4]! + b * matrix[7]! + added[1]!);
    data[red + 2 * plane] = intensityOf(r * matrix[2]! + g * matrix[5]! + b * matrix[8]! + added[2]!);
  }
}

/** The darkest value that 8 bits tell from black; its density bounds the table. */
const DARKEST = 1 / 255;
const MAX_DENSITY = -Math.log(DARKEST);
const TABLE_STEPS = 8192;
const densities = Float32Array.from(
  { length: TABLE_STEPS + 1 },
  (_, i) => -Math.log(Math.max(i / TABLE_STEPS, DARKEST)),
);
const intensities = Float32Array.from({ length: TABLE_STEPS + 1 }, (_, i) =>
  Math.exp((-i * MAX_DENSITY) / TABLE_STEPS),
);

function densityOf(intensity: number): number {
  return densities[(intensity * TABLE_STEPS + 0.5) | 0]!;
}

function intensityOf(density: number): number {
  const index = (density * (TABLE_STEPS / MAX_DENSITY) + 0.5) | 0;
  return intensities[index < 0 ? 0 : index > TABLE_STEPS ? TABLE_STEPS : index]!;
}

/** Inverse of a 3x3 matrix by its cofactors. */
function invert(m: ColorMatrix): ColorMatrix {
  const cofactor = (row: number, column: number): number => {
    const at = (r: number, c: number): number => m[3 * ((row + r) % 3) + ((column + c) % 3)]!;
    return at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
  };
  const determinant = m[0]! * cofactor(0, 0) + m[1]! * cofactor(0, 1) + m[2]! * cofactor(0, 2);
  return Array.from({ length: 9 }, (_, index) => cofactor(index % 3, Math.floor(index / 3)) / determinant);
}
