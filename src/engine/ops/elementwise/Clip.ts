import { toNumbers } from '../../graph/tensor.ts';
import { smallNumber, tensorOf } from '../folding.ts';
import { knownNumber } from '../sampleInputs.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

/** y = min(max(x, lower), upper), either bound optional; dL/dx = dy where lower < y < upper. ReLU6 is Clip to [0, 6]. */
export const Clip: Operator = {
  opType: 'Clip',
  infer: likeFirstInput,
  gradient: (context) => [
    trainingOp('ClipGradient', [context.dy, context.outputs[0]], {
      ...bound('min', context, 1),
      ...bound('max', context, 2),
    }),
  ],
  fold: foldClip,
  samples: [
    { name: 'ReLU6', inputs: [{ shape: [3, 5], range: [-4, 10] }, knownNumber(0), knownNumber(6)] },
    { name: 'uneven bounds', inputs: [{ shape: [3, 5] }, knownNumber(-0.1), knownNumber(0.3)] },
    { name: 'from below', inputs: [{ shape: [3, 5] }, knownNumber(0.1)] },
    { name: 'from above', inputs: [{ shape: [3, 5] }, undefined, knownNumber(0.1)] },
    { name: 'unbounded', inputs: [{ shape: [3, 5] }] },
    {
      name: 'whole numbers',
      inputs: [
        { shape: [3], type: 'int64', values: [-1, 2, 9] },
        { shape: [], type: 'int64', values: [0] },
        { shape: [], type: 'int64', values: [5] },
      ],
    },
  ],
};

function bound(name: 'min' | 'max', { inputs, constant: known, fail }: GradientContext, index: number) {
  if (inputs[index] === undefined) return {};
  const tensor = known(index) ?? fail(`the gradient needs '${name}' to be known while the graph is built`);
  return { [name]: toNumbers(tensor)[0]! };
}

function foldClip(context: ShapeContext) {
  const tensor = smallNumber(context, 0);
  const lower = knownBound(context, 1, -Infinity);
  const upper = knownBound(context, 2, Infinity);
  if (!tensor || lower === undefined || upper === undefined) return undefined;
  const clipped = toNumbers(tensor).map((value) => Math.min(Math.max(value, lower), upper));
  return [tensorOf(tensor.type, clipped, tensor.shape)];
}

function knownBound(context: ShapeContext, index: number, omitted: number): number | undefined {
  if (context.inputs[index] === undefined) return omitted;
  const tensor = smallNumber(context, index);
  return tensor && toNumbers(tensor)[0];
}
