import { EngineError } from '../../errors.ts';
import { CANONICAL_OPSET } from '../../graph/graph.ts';
import type { Conversion } from './conversion.ts';

/** Operators that came after the canonical opset and are not expanded. */
export const tooNew: Conversion = {
  opTypes: ['Attention', 'BitCast', 'CumProd', 'RotaryEmbedding', 'TensorScatter'],
  since: CANONICAL_OPSET + 1,
  convert: ({ opType, name }) => {
    throw new EngineError(
      'MODEL_UNSUPPORTED',
      `operator ${opType} is newer than opset ${CANONICAL_OPSET}. Export the model again with opset ${CANONICAL_OPSET}, ` +
        'which writes it in simpler operators',
      `node '${name}'`,
    );
  },
};
