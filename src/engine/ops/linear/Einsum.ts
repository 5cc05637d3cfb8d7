import { expand, reshape } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { GradientContext, LoweringContext, Operator, ShapeContext } from '../operator.ts';
import { contract } from './contract.ts';
import { letterSizes, parseEquation, type Equation } from './equation.ts';

/**
 * The sum of products that an equation such as 'bhid,bhjd->bhij' names, of one or two operands without repeated
 * letters. The gradient of an operand is the Einsum of dy and the other operand onto its letters. Lowered to
 * transposed matrix products.
 */
export const Einsum: Operator = {
  opType: 'Einsum',
  infer: (context) => {
    const { equation, values } = read(context, context.fail);
    const sizes = letterSizes(equation, values, context.fail);
    const shape = [...equation.result].map(
      (letter) => sizes.get(letter) ?? context.fail(`the result's letter '${letter}' is in no operand`),
    );
    return [{ type: context.input(0).type, shape }];
  },
  gradient: (context) => {
    const { equation, values } = read(context, context.fail);
    return values.map((_, index) =>
      context.needs(index) ? operandGradient(context, equation, values, index) : undefined,
    );
  },
  lower: (context) => {
    const { equation, values } = read(context, neverFails);
    return [contract(equation, values)];
  },
  samples: [
    {
      name: 'attention scores',
      inputs: [{ shape: [2, 2, 3, 4] }, { shape: [2, 2, 3, 4] }],
      attributes: { equation: 'bhid,bhjd->bhij' },
    },
    {
      name: 'attention values',
      inputs: [{ shape: [2, 2, 3, 4] }, { shape: [2, 4, 2, 3] }],
      attributes: { equation: 'bhij,bjhd->bihd' },
    },
    {
      name: 'shared weight',
      inputs: [{ shape: [2, 3, 4] }, { shape: [5, 4] }],
      attributes: { equation: 'bnd, kd -> bnk' },
    },
    { name: 'ellipsis', inputs: [{ shape: [2, 3, 4] }, { shape: [4, 2] }], attributes: { equation: '...d,dk->...k' } },
    { name: 'no arrow', inputs: [{ shape: [2, 3] }, { shape: [3, 4] }], attributes: { equation: 'ij,jk' } },
    { name: 'outer product', inputs: [{ shape: [2] }, { shape: [3] }], attributes: { equation: 'i,j->ji' } },
    { name: 'elementwise', inputs: [{ shape: [2, 3] }, { shape: [3, 2] }], attributes: { equation: 'ij,ji->ij' } },
    {
      name: 'letters of one operand summed',
      inputs: [{ shape: [2, 3] }, { shape: [3, 4] }],
      attributes: { equation: 'ij,jk->k' },
    },
    { name: 'one operand', inputs: [{ shape: [2, 3, 4] }], attributes: { equation: 'ijk->ki' } },
  ],
};

function read(
  { inputs, attributes, input }: Pick<ShapeContext & LoweringContext, 'inputs' | 'attributes' | 'input'>,
  fail: ShapeContext['fail'],
): { equation: Equation; values: Value[] } {
  const values = inputs.map((_, index) => input(index));
  if (values.length > 2) fail(`${values.length} operands; at most 2 are supported`);
  const ranks = values.map(({ rank }) => rank);
  return { equation: parseEquation(attributes.string('equation', ''), ranks, fail), values };
}

/** A node that is lowered has passed its shape rule. */
function neverFails(message: string): never {
  throw new Error(message);
}

/** Letters that were summed out of this operand alone do not reach the result: along them the gradient repeats. */
function operandGradient(
  { dy }: GradientContext,
  { operands, result }: Equation,
  values: readonly Value[],
  index: number,
): Value {
  const wanted = operands[index]!;
  const terms = [result, ...operands.filter((_, other) => other !== index)];
  const factors = [dy, ...values.filter((_, other) => other !== index)];
  const reached = [...wanted].filter((letter) => terms.some((term) => term.includes(letter))).join('');
  const gradient = dy.builder.op('Einsum', factors, { equation: `${terms.join()}->${reached}` });
  if (reached === wanted) return gradient;
  const shape = values[index]!.staticShape;
  const kept = shape.map((size, axis) => (reached.includes(wanted[axis]!) ? size : 1));
  return expand(reshape(gradient, kept), shape);
}
