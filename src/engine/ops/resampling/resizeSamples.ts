import type { AttributeInit } from '../attributes.ts';
import type { OperatorSample, SampleInput } from '../operator.ts';

const image: SampleInput = { shape: [2, 2, 4, 5] };
const scales = (values: readonly number[]): SampleInput => ({ shape: [values.length], values, constant: true });
const sizes = (values: readonly number[]): SampleInput => ({
  shape: [values.length],
  type: 'int64',
  values,
  constant: true,
});

function sample(name: string, to: readonly number[], attributes: Record<string, AttributeInit>): OperatorSample {
  return { name, inputs: [image, undefined, undefined, sizes([2, 2, ...to])], attributes };
}

export const resizeSamples: readonly OperatorSample[] = [
  { name: 'nearest, doubled', inputs: [image, undefined, scales([1, 1, 2, 2])], attributes: {} },
  {
    name: 'nearest, asymmetric, floor',
    inputs: [image, undefined, scales([1, 1, 1.5, 0.6])],
    attributes: { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  },
  sample('nearest, round_prefer_ceil', [7, 3], { nearest_mode: 'round_prefer_ceil' }),
  sample('nearest, align_corners, ceil', [7, 3], {
    coordinate_transformation_mode: 'align_corners',
    nearest_mode: 'ceil',
  }),
  sample('linear', [7, 3], { mode: 'linear' }),
  sample('linear, asymmetric', [6, 8], { mode: 'linear', coordinate_transformation_mode: 'asymmetric' }),
  sample('linear, align_corners', [7, 9], { mode: 'linear', coordinate_transformation_mode: 'align_corners' }),
  sample('linear, pytorch_half_pixel', [1, 9], {
    mode: 'linear',
    coordinate_transformation_mode: 'pytorch_half_pixel',
  }),
  {
    name: 'linear, scales that do not divide',
    inputs: [image, undefined, scales([1, 1, 1.7, 0.7])],
    attributes: { mode: 'linear' },
  },
  {
    name: 'half_pixel_symmetric',
    inputs: [image, undefined, scales([1, 1, 1.7, 0.7])],
    attributes: { mode: 'linear', coordinate_transformation_mode: 'half_pixel_symmetric' },
  },
  {
    name: 'axes',
    inputs: [image, undefined, undefined, sizes([7, 3])],
    attributes: { mode: 'linear', axes: [2, 3] },
  },
  {
    name: 'antialias',
    inputs: [{ shape: [1, 2, 9, 8] }, undefined, undefined, sizes([4, 3])],
    attributes: { mode: 'linear', antialias: 1, axes: [2, 3] },
  },
  sample('cubic', [7, 3], { mode: 'cubic' }),
  sample('cubic, outside excluded', [7, 9], { mode: 'cubic', exclude_outside: 1, cubic_coeff_a: -0.5 }),
  {
    name: 'cubic, antialias',
    inputs: [{ shape: [1, 2, 9, 8] }, undefined, undefined, sizes([4, 3])],
    attributes: { mode: 'cubic', antialias: 1, axes: [2, 3] },
  },
];
