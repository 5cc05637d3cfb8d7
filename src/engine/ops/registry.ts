import { activationOperators } from './activation/index.ts';
import { convolutionOperators } from './convolution/index.ts';
import { elementwiseOperators } from './elementwise/index.ts';
import { indexingOperators } from './indexing/index.ts';
import { linearOperators } from './linear/index.ts';
import { normalizationOperators } from './normalization/index.ts';
import type { Operator } from './operator.ts';
import { poolingOperators } from './pooling/index.ts';
import { reductionOperators } from './reduction/index.ts';
import { resamplingOperators } from './resampling/index.ts';
import { shapeOperators } from './shape/index.ts';
import { trainingOperators } from './training/index.ts';

/** Every operator the engine knows. An operator is added by its file and one line in its family's index. */
export const operators: readonly Operator[] = [
  ...elementwiseOperators,
  ...activationOperators,
  ...reductionOperators,
  ...shapeOperators,
  ...indexingOperators,
  ...linearOperators,
  ...convolutionOperators,
  ...poolingOperators,
  ...normalizationOperators,
  ...resamplingOperators,
  ...trainingOperators,
];

const table = new Map(operators.map((operator) => [key(operator.opType, operator.domain ?? ''), operator]));

/** The operator of this name, or undefined. `domain` is '' for ONNX's own. */
export function findOperator(opType: string, domain: string): Operator | undefined {
  return table.get(key(opType, domain));
}

function key(opType: string, domain: string): string {
  return `${domain === 'ai.onnx' ? '' : domain}.${opType}`;
}
