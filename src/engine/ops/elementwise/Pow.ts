import { div, log, maximum, mul, pow, sqrt, sub } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import { toNumbers } from '../../graph/tensor.ts';
import { broadcastShapes } from '../broadcast.ts';
import { foldElementwise } from '../folding.ts';
import { knownNumber } from '../sampleInputs.ts';
import type { GradientContext, Operator } from '../operator.ts';

/** Smaller than every normal float32, so that 0^b ln(0) is 0 rather than not a number. */
const TINY = 1e-38;

/** y = a^b; dL/da = dy b a^(b-1), dL/db = dy y ln(a). The exponent may be of another element type. */
export const Pow: Operator = {
  opType: 'Pow',
  infer: (context) => [
    { type: context.input(0).type, shape: broadcastShapes(context, context.input(0).shape, context.input(1).shape) },
  ],
  gradient: (context) => [
    context.needs(0) ? baseGradient(context) : undefined,
    context.needs(1) ? mul(context.dy, mul(context.outputs[0]!, log(maximum(context.input(0), TINY)))) : undefined,
  ],
  fold: foldElementwise(Math.pow),
  lower: ({ input }) => {
    const base = input(0);
    const exponent = scalarOf(input(1));
    if (exponent === 2) return [mul(base, base)];
    if (exponent === 0.5 && base.type === 'float32') return [sqrt(base)];
    return [pow(base, input(1))];
  },
  samples: [
    { name: 'square of both signs and 0', inputs: [{ shape: [3], values: [-1.5, 0, 2] }, knownNumber(2)] },
    { name: 'cube of both signs', inputs: [{ shape: [3], values: [-1.5, 0, 2] }, knownNumber(3)] },
    { name: 'root', inputs: [{ shape: [2, 3], range: [0.5, 3] }, knownNumber(0.5)] },
    { name: 'identity', inputs: [{ shape: [2, 3] }, knownNumber(1)] },
    { name: 'inverse square', inputs: [{ shape: [2, 3], range: [0.5, 2] }, knownNumber(-2)] },
    { name: 'integer exponent', inputs: [{ shape: [3] }, { shape: [], type: 'int64', values: [2], constant: true }] },
    {
      name: 'both vary',
      inputs: [
        { shape: [2, 3], range: [0.5, 2] },
        { shape: [3], range: [-2, 2] },
      ],
    },
  ],
};

/** A known scalar exponent leaves out a pass over the tensor, and 0^0 = 1 keeps x^1 and x^2 finite at 0. */
function baseGradient({ dy, input, outputs }: GradientContext): Value | undefined {
  const [base, exponent] = [input(0), input(1)];
  const known = scalarOf(exponent);
  if (known === 0) return undefined;
  if (known === 1) return dy;
  if (known === 2) return mul(dy, mul(base, 2));
  if (known === 0.5) return div(mul(dy, 0.5), outputs[0]!);
  if (known !== undefined) return mul(dy, mul(pow(base, known - 1), known));
  const factor = exponent.type === 'float32' ? exponent : dy.builder.op('Cast', [exponent], { to: 1 });
  return mul(dy, mul(factor, pow(base, sub(factor, 1))));
}

function scalarOf(value: Value): number | undefined {
  const tensor = value.builder.constantOf(value);
  return tensor && tensor.data.length === 1 ? toNumbers(tensor)[0] : undefined;
}
