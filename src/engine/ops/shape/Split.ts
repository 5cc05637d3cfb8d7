import { concat, zeros } from '../../expressions.ts';
import { rowMajorStrides, smallConstant, takeStrided } from '../folding.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';

/** Cuts a tensor along an axis, into the given sizes or `num_outputs` even parts; dL/dx = the dys joined. */
export const Split: Operator = {
  opType: 'Split',
  infer: (context) => {
    const { type, shape } = context.input(0);
    const { axis, sizes } = partsOf(context, context.outputCount);
    return sizes.map((size) => ({ type, shape: shape.with(axis, size) }));
  },
  gradient: (context) => {
    const { dys, outputs, input } = context;
    const { axis } = partsOf(context, outputs.length);
    return [
      concat(
        dys.map((dy, index) => dy ?? zeros(input(0).builder, outputs[index]!.staticShape)),
        axis,
      ),
    ];
  },
  fold: (context) => {
    const tensor = smallConstant(context, 0);
    if (!tensor || (context.inputs[1] && !context.constant(1))) return undefined;
    const { axis, sizes } = partsOf(context, context.outputCount);
    const strides = rowMajorStrides(tensor.shape);
    let start = 0;
    return sizes.map((size) => {
      const part = takeStrided(tensor, tensor.shape.with(axis, size), strides, start * strides[axis]!);
      start += size;
      return part;
    });
  },
  samples: [
    { name: 'given sizes', inputs: [{ shape: [5, 2] }, knownInts(1, 4)], outputCount: 2 },
    { name: 'even parts', inputs: [{ shape: [2, 6] }], attributes: { axis: -1, num_outputs: 3 }, outputCount: 3 },
    { name: 'a smaller last part', inputs: [{ shape: [5, 2] }], attributes: { num_outputs: 2 }, outputCount: 2 },
  ],
};

/** The axis and the size of every part along it. */
function partsOf(
  context: Pick<ShapeContext & GradientContext, 'inputs' | 'input' | 'attributes' | 'constant' | 'fail'>,
  outputCount: number,
): { axis: number; sizes: number[] } {
  const value = context.input(0);
  const axis = normalizeAxis(context, context.attributes.int('axis', 0), value.rank);
  const total = value.dim(axis);
  const given = constantInts(context, 1, 'the sizes');
  const even = Math.ceil(total / context.attributes.int('num_outputs', outputCount));
  const sizes =
    given ?? Array.from({ length: outputCount }, (_, part) => Math.max(Math.min(even, total - part * even), 0));
  const sum = sizes.reduce((covered, size) => covered + size, 0);
  if (sum !== total || sizes.length !== outputCount) {
    context.fail(`parts [${sizes.join(', ')}] for ${outputCount} outputs do not make up axis ${axis} of size ${total}`);
  }
  return { axis, sizes };
}
