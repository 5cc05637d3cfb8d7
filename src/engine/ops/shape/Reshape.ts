import type { Dim, Shape, ValueType } from '../../graph/graph.ts';
import { toNumbers } from '../../graph/tensor.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { divideDims, multiplyDims } from './dimProduct.ts';
import { foldReshaping, reshapeBack } from './reshaping.ts';

/** The same elements in another shape, where -1 is inferred and 0 copies; dL/dx = dy in the shape of x. */
export const Reshape: Operator = {
  opType: 'Reshape',
  infer,
  gradient: reshapeBack,
  fold: foldReshaping(infer),
  samples: [
    { name: 'known', inputs: [{ shape: [2, 3, 4] }, knownInts(6, 4)] },
    { name: 'copied and inferred', inputs: [{ shape: [2, 3, 4] }, knownInts(0, -1)] },
    { name: 'to a scalar', inputs: [{ shape: [1, 1] }, knownInts()] },
    {
      name: '0 is a size',
      inputs: [{ shape: [0, 3], type: 'bool', values: [] }, knownInts(3, 0)],
      attributes: { allowzero: 1 },
    },
  ],
};

function infer(context: ShapeContext): ValueType[] {
  const { type, shape } = context.input(0);
  const target = context.constant(1);
  if (!target) return [{ type, shape: unknownShape(context) }];
  const keepsZero = context.attributes.int('allowzero', 0) === 1;
  const dims = toNumbers(target).map((dim, axis): Dim => (dim === 0 && !keepsZero ? copyDim(context, axis) : dim));
  return [{ type, shape: completeShape(context, shape, dims) }];
}

/** A shape that only the running graph knows: as many new symbols as the shape input has elements. */
function unknownShape(context: ShapeContext): Shape {
  const target = context.input(1);
  return Array.from({ length: target.dim(0) }, (_, axis) => `${target.name}[${axis}]`);
}

function copyDim(context: ShapeContext, axis: number): Dim {
  return context.input(0).shape[axis] ?? context.fail(`there is no axis ${axis} to copy`);
}

function completeShape(context: ShapeContext, from: Shape, to: Shape): Shape {
  const inferred = to.indexOf(-1);
  const others = to.filter((_, axis) => axis !== inferred);
  const missing = inferred < 0 ? undefined : divideDims(from, others);
  const isPossible = inferred < 0 ? fits(from, to) : missing !== undefined;
  if (!isPossible) context.fail(`[${from.join(', ')}] cannot take the shape [${to.join(', ')}]`);
  return to.map((dim, axis) => (axis === inferred ? missing! : dim));
}

/** A symbolic size may turn out to fit; known ones must. */
function fits(from: Shape, to: Shape): boolean {
  const [before, after] = [multiplyDims(from), multiplyDims(to)];
  return before === after || typeof before === 'string' || typeof after === 'string';
}
