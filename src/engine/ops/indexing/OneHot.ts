import type { Dim } from '../../graph/graph.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';
import type { Operator } from '../operator.ts';

/** (positions, depth, [off, on]) -> a new axis of size depth, on at the position. */
export const OneHot: Operator = {
  opType: 'OneHot',
  infer: (context) => {
    const positions = context.input(0);
    const axis = normalizeAxis(context, context.attributes.int('axis', -1), positions.rank + 1);
    const [depth] = constantInts(context, 1, 'depth') ?? context.fail('depth is missing');
    const shape: Dim[] = [...positions.shape];
    shape.splice(axis, 0, depth!);
    return [{ type: context.input(2).type, shape }];
  },
  gradient: 'zero',
  samples: [
    {
      name: 'first axis',
      inputs: [
        { shape: [3], type: 'int64', values: [0, 2, -1] },
        { shape: [], type: 'int64', values: [4], constant: true },
        { shape: [2], values: [0, 1] },
      ],
      attributes: { axis: 0 },
    },
  ],
};
