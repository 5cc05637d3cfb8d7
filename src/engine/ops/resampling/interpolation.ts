import type { Attributes } from '../attributes.ts';

/** How Resize maps the positions of one axis: everything but the sizes comes from the node's attributes. */
export interface Interpolation {
  readonly mode: string;
  readonly coordinates: string;
  readonly nearest: string;
  readonly cubicCoefficient: number;
  readonly excludeOutside: boolean;
  readonly antialias: boolean;
}

export interface AxisResize {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
  /** Normalised start and end of the region, for tf_crop_and_resize. */
  readonly region: readonly [number, number];
}

export function readInterpolation(attributes: Attributes): Interpolation {
  return {
    mode: attributes.string('mode', 'nearest'),
    coordinates: attributes.string('coordinate_transformation_mode', 'half_pixel'),
    nearest: attributes.string('nearest_mode', 'round_prefer_floor'),
    cubicCoefficient: attributes.float('cubic_coeff_a', -0.75),
    excludeOutside: attributes.int('exclude_outside', 0) === 1,
    antialias: attributes.int('antialias', 0) === 1,
  };
}

/**
 * The matrix [to, from], row-major, by which Resize multiplies an axis: one row of weights per output position.
 * A row is zero where tf_crop_and_resize looks outside the input and writes its extrapolation value.
 */
export function interpolationMatrix(axis: AxisResize, how: Interpolation): Float32Array {
  const matrix = new Float32Array(axis.to * axis.from);
  for (let position = 0; position < axis.to; position++) {
    const coordinate = sourceCoordinate(position, axis, how.coordinates);
    const outside = coordinate < 0 || coordinate > axis.from - 1;
    if (how.coordinates === 'tf_crop_and_resize' && outside) continue;
    for (const [index, weight] of taps(coordinate, axis, how)) {
      const place = position * axis.from + Math.min(Math.max(index, 0), axis.from - 1);
      matrix[place] = matrix[place]! + weight;
    }
  }
  return matrix;
}

/** Where an output position lies in the input, in single precision as onnxruntime computes it. */
function sourceCoordinate(position: number, { from, to, scale, region }: AxisResize, mode: string): number {
  switch (mode) {
    case 'asymmetric':
      return Math.fround(position / scale);
    case 'align_corners':
      return to === 1 ? 0 : Math.fround((position * (from - 1)) / (to - 1));
    case 'pytorch_half_pixel':
      return to > 1 ? Math.fround((position + 0.5) / scale - 0.5) : 0;
    case 'half_pixel_symmetric': {
      const offset = (from / 2) * (1 - to / (scale * from));
      return Math.fround(offset + (position + 0.5) / scale - 0.5);
    }
    case 'tf_crop_and_resize': {
      const [start, end] = region;
      if (to === 1) return 0.5 * (start + end) * (from - 1);
      return start * (from - 1) + (position * (end - start) * (from - 1)) / (to - 1);
    }
    default:
      return Math.fround((position + 0.5) / scale - 0.5);
  }
}

type WeightedIndex = readonly [index: number, weight: number];

function taps(coordinate: number, axis: AxisResize, how: Interpolation): readonly WeightedIndex[] {
  if (how.mode === 'nearest') return [[nearestIndex(coordinate, how.nearest), 1]];
  const stretch = how.antialias ? Math.max(1, 1 / axis.scale) : 1;
  const [kernel, radius] =
    how.mode === 'cubic' ? [(distance: number) => cubicKernel(distance, how.cubicCoefficient), 2] : [linearKernel, 1];
  const reach = radius * stretch;
  const found: WeightedIndex[] = [];
  for (let index = Math.ceil(coordinate - reach); index <= Math.floor(coordinate + reach); index++) {
    if (how.excludeOutside && (index < 0 || index >= axis.from)) continue;
    const weight = kernel(Math.abs(index - coordinate) / stretch);
    if (weight !== 0) found.push([index, weight]);
  }
  const total = found.reduce((sum, [, weight]) => sum + weight, 0);
  return found.map(([index, weight]) => [index, weight / total]);
}

function nearestIndex(coordinate: number, mode: string): number {
  switch (mode) {
    case 'floor':
      return Math.floor(coordinate);
    case 'ceil':
      return Math.ceil(coordinate);
    case 'round_prefer_ceil':
      return Math.floor(coordinate + 0.5);
    default:
      return Math.ceil(coordinate - 0.5);
  }
}

function linearKernel(distance: number): number {
  return Math.max(0, 1 - distance);
}

/** Keys' cubic convolution kernel (IEEE TASSP 1981, equation 4) with coefficient a. */
function cubicKernel(distance: number, a: number): number {
  if (distance <= 1) return (a + 2) * distance ** 3 - (a + 3) * distance ** 2 + 1;
  if (distance < 2) return a * distance ** 3 - 5 * a * distance ** 2 + 8 * a * distance - 4 * a;
  return 0;
}
