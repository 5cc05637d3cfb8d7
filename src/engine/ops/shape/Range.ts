import { toNumbers } from '../../graph/tensor.ts';
import { isSmall, smallNumbers, tensorOf } from '../folding.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { constantInts } from '../shapeRules.ts';

/** A count that depends on a size which is only known when the graph runs. */
const OPEN_COUNT = 'count';

/** start, start + delta, ... below limit. */
export const Range: Operator = {
  opType: 'Range',
  infer: (context) => [{ type: context.input(0).type, shape: [isKnown(context) ? countOf(context) : OPEN_COUNT] }],
  gradient: 'zero',
  fold: (context) => {
    const tensors = smallNumbers(context);
    if (!tensors) return undefined;
    const [start, , delta] = tensors.map((tensor) => toNumbers(tensor)[0]!);
    const count = countOf(context);
    const numbers = () => Array.from({ length: count }, (_, index) => start! + index * delta!);
    return isSmall([count]) ? [tensorOf(tensors[0]!.type, numbers(), [count])] : undefined;
  },
  samples: [
    { name: 'upwards', inputs: [whole(0), whole(5), whole(2)] },
    { name: 'downwards', inputs: [whole(3), whole(-2), whole(-1)] },
  ],
};

function countOf(context: ShapeContext): number {
  const [start, limit, delta] = ['start', 'limit', 'delta'].map(
    (name, index) => constantInts(context, index, name)?.[0] ?? context.fail(`${name} is missing`),
  );
  return Math.max(Math.ceil((limit! - start!) / delta!), 0);
}

const isKnown = (context: ShapeContext): boolean => [0, 1, 2].every((index) => context.constant(index) !== undefined);

function whole(value: number) {
  return { shape: [], type: 'int64', values: [value], constant: true } as const;
}
