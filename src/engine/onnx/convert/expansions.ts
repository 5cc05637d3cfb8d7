import { EngineError } from '../../errors.ts';
import { float32Tensor, int64Tensor } from '../../graph/tensor.ts';
import { expand, floatOf, type Conversion } from './conversion.ts';

const DEFAULT_EPSILON = 1e-5;

/** y = x sigmoid(alpha x) */
const swish: Conversion = {
  opTypes: ['Swish'],
  since: 24,
  convert: (node, context) =>
    expand(node, context, (op) => {
      const [x] = node.inputs as [string];
      const alpha = context.addConstant('alpha', float32Tensor([floatOf(node, 'alpha', 1)], []));
      return op('Mul', [x, op('Sigmoid', [op('Mul', [x, alpha])])]);
    }),
};

/** y = x / sqrt(mean(x^2) + epsilon) * scale, over the last axis (arXiv 1910.07467, eq. 4) */
const rmsNormalization: Conversion = {
  opTypes: ['RMSNormalization'],
  since: 23,
  convert: (node, context) =>
    expand(node, context, (op) => {
      const [x, scale] = node.inputs as [string, string];
      const { axis } = node.attributes;
      if (axis?.kind === 'int' && axis.value !== -1) {
        throw new EngineError('MODEL_UNSUPPORTED', 'it can only normalise the last axis', `node '${node.name}'`);
      }
      const epsilon = context.addConstant('epsilon', float32Tensor([floatOf(node, 'epsilon', DEFAULT_EPSILON)], []));
      const axes = context.addConstant('axes', int64Tensor([-1]));
      const meanSquare = op('ReduceMean', [op('Mul', [x, x]), axes]);
      return op('Mul', [op('Div', [x, op('Sqrt', [op('Add', [meanSquare, epsilon])])]), scale]);
    }),
};

export const expansions: readonly Conversion[] = [swish, rmsNormalization];
