import { softmax } from '../../engine/expressions.ts';
import { EngineError } from '../../engine/errors.ts';
import { collapseTerms } from './collapseTerms.ts';
import type { Method, MethodContext, MethodLoss } from './method.ts';
import { supportTerms, weightedSum } from './supportTerms.ts';

/** Training on the labels alone: the warm-up of the other methods, and the baseline they must beat. */
export const supervised: Method = {
  name: 'supervised',
  needs: ({ supportViews }) => ({
    supportSet: true,
    supportViews,
    globalViews: 0,
    localViews: false,
    spreadLabels: false,
  }),
  loss,
};

function loss(context: MethodContext): MethodLoss {
  const { support, settings } = context;
  const terms = supportTerms(context);
  const total = weightedSum([
    [terms['supervised'], settings.supervisedWeight],
    [terms['neighbours'], settings.neighbourWeight],
  ]);
  if (!total) throw new EngineError('MISSING_GRADIENT', 'supervised training with every weight 0 has nothing to learn');
  return { loss: total, terms: { ...terms, ...collapseTerms(softmax(support.logits), support.embeddings) } };
}
