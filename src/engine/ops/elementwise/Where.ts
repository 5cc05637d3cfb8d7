import { where } from '../../expressions.ts';
import { toNumbers } from '../../graph/tensor.ts';
import { broadcastShapes } from '../broadcast.ts';
import { broadcastTensor, isSmall, joinElements, smallConstants, takeElements } from '../folding.ts';
import type { Operator, ShapeContext } from '../operator.ts';

/** y = c ? a : b; dL/da = c ? dy : 0, dL/db = c ? 0 : dy. */
export const Where: Operator = {
  opType: 'Where',
  infer: (context) => {
    const [a, b] = [context.input(1), context.input(2)];
    if (a.type !== b.type) context.fail(`the element types ${a.type} and ${b.type} differ`);
    return [{ type: a.type, shape: broadcastShapes(context, context.input(0).shape, a.shape, b.shape) }];
  },
  gradient: ({ dy, input, needs }) => [
    undefined,
    needs(1) ? where(input(0), dy, 0) : undefined,
    needs(2) ? where(input(0), 0, dy) : undefined,
  ],
  fold: foldWhere,
  samples: [
    {
      name: 'broadcast',
      inputs: [
        { shape: [2, 1, 3], type: 'bool', values: [1, 0, 0, 1, 1, 0], constant: true },
        { shape: [4, 1] },
        { shape: [1, 3] },
      ],
    },
    {
      name: 'whole numbers',
      inputs: [
        { shape: [3], type: 'bool', values: [1, 0, 1] },
        { shape: [3], type: 'int64', values: [1, 2, 3] },
        { shape: [1], type: 'int64', values: [-1] },
      ],
    },
  ],
};

function foldWhere(context: ShapeContext) {
  const tensors = smallConstants(context);
  if (!tensors) return undefined;
  const shape = broadcastShapes(context, ...tensors.map((tensor) => tensor.shape)) as readonly number[];
  if (!isSmall(shape)) return undefined;
  const [condition, ...branches] = tensors.map((tensor) => broadcastTensor(tensor, shape));
  const chosen = toNumbers(condition!);
  const positions = chosen.map((isFirst, index) => (isFirst ? index : index + chosen.length));
  return [takeElements(joinElements(branches), positions, shape)];
}
