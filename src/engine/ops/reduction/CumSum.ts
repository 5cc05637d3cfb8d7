import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** Running sums along an axis; dL/dx = the running sum of dy from the other end. */
export const CumSum: Operator = {
  opType: 'CumSum',
  infer: likeFirstInput,
  gradient: ({ dy, input, attributes }) => {
    const exclusive = attributes.int('exclusive', 0);
    const reverse = 1 - attributes.int('reverse', 0);
    return [dy.builder.op('CumSum', [dy, input(1)], { exclusive, reverse })];
  },
  samples: [
    { name: 'first axis', inputs: [{ shape: [3, 4] }, axis(0)] },
    { name: 'backwards, exclusive', inputs: [{ shape: [3, 4] }, axis(-1)], attributes: { exclusive: 1, reverse: 1 } },
  ],
};

function axis(value: number) {
  return { shape: [], type: 'int64', values: [value], constant: true } as const;
}
