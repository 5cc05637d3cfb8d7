import { toNumbers } from '../../graph/tensor.ts';
import { dataTypeName, dataTypeOf, elementTypeOf } from '../../onnx/elementTypes.ts';
import { smallNumbers, tensorOf } from '../folding.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';

/** Converts to the element type `to` (ONNX's number for it); dL/dx = dy converted back. */
export const Cast: Operator = {
  opType: 'Cast',
  infer: (context) => [{ type: targetType(context), shape: context.input(0).shape }],
  gradient: ({ dy, input }) => [
    isFloating(input(0).type) ? dy.builder.op('Cast', [dy], { to: dataTypeOf(input(0).type) }) : undefined,
  ],
  fold: (context) => {
    const [tensor] = smallNumbers(context) ?? [];
    const to = targetType(context);
    if (!tensor || to === 'string' || to === 'float16' || to === 'bfloat16') return undefined;
    const numbers = toNumbers(tensor);
    return [tensorOf(to, to === 'bool' ? numbers.map((value) => Number(value !== 0)) : numbers, tensor.shape)];
  },
  samples: [
    { name: 'to the same type', inputs: [{ shape: [2, 3] }], attributes: { to: dataTypeOf('float32') } },
    {
      name: 'to int64',
      inputs: [{ shape: [4], values: [-1.7, -0.2, 0.9, 2.5] }],
      attributes: { to: dataTypeOf('int64') },
    },
    { name: 'to bool', inputs: [{ shape: [3], values: [-1, 0, 0.5] }], attributes: { to: dataTypeOf('bool') } },
    {
      name: 'from int64',
      inputs: [{ shape: [3], type: 'int64', values: [-1, 0, 5] }],
      attributes: { to: dataTypeOf('float32') },
    },
  ],
};

function targetType({ attributes, fail }: Pick<ShapeContext, 'attributes' | 'fail'>) {
  const code = attributes.int('to', 0);
  return elementTypeOf(code) ?? fail(`a cast to ${dataTypeName(code)} is not supported`);
}

function isFloating(type: GradientContext['dy']['type']): boolean {
  return type === 'float32' || type === 'float64' || type === 'float16' || type === 'bfloat16';
}
