import { float32Tensor } from '../../graph/tensor.ts';
import type { Operator } from '../operator.ts';
import { interpolationMatrix, readInterpolation, type AxisResize, type Interpolation } from './interpolation.ts';
import { mapAxis } from './mapAxis.ts';
import { resizeSamples } from './resizeSamples.ts';
import { axisResizes, resizedShape } from './resizeGeometry.ts';

/**
 * Nearest, linear or cubic resampling. It is separable and linear: along each axis y = W x with a constant matrix W
 * of interpolation weights, so dL/dx = W^T dy, exactly.
 */
export const Resize: Operator = {
  opType: 'Resize',
  floatAttributes: ['cubic_coeff_a', 'extrapolation_value'],
  infer: (context) => [{ type: context.input(0).type, shape: resizedShape(context) }],
  gradient: (context) => {
    const how = readInterpolation(context.attributes);
    let dx = context.dy;
    for (const [axis, resize] of axisResizes(context)) dx = mapAxis(dx, axis, transposedMatrix(resize, how));
    return [dx];
  },
  samples: resizeSamples,
};

/** W^T, [from, to]. */
function transposedMatrix(resize: AxisResize, how: Interpolation) {
  const { from, to } = resize;
  const matrix = interpolationMatrix(resize, how);
  const transposed = new Float32Array(from * to);
  for (let row = 0; row < to; row++) {
    for (let column = 0; column < from; column++) transposed[column * to + row] = matrix[row * from + column]!;
  }
  return float32Tensor(transposed, [from, to]);
}
