import { EngineError } from '../../engine/errors.ts';
import { concat } from '../../engine/expressions.ts';
import { paws as pawsLoss } from '../losses/paws.ts';
import type { EncodedViews, Method, MethodContext, MethodLoss } from './method.ts';
import { collapseTerms } from './collapseTerms.ts';
import { supportTerms, weightedSum } from './supportTerms.ts';

/**
 * PAWS (arXiv 2104.13963) plus, when `supervisedWeight` > 0, the cross-entropy of the class head on the support set,
 * without which PAWS from scratch falls behind plain supervision when labels are few.
 *
 * The authors take the targets from below the last head: the embeddings when there is a prediction head, otherwise
 * the representations. Here that is the setting `targetSpace`. With `spreadShare` > 0 labels spread over the
 * neighbour graph are part of the targets, which few labels need as an anchor.
 */
export const paws: Method = {
  name: 'paws',
  needs: ({ supportViews, spreadShare }) => ({
    supportSet: true,
    supportViews,
    globalViews: 2,
    localViews: true,
    spreadLabels: spreadShare > 0,
  }),
  loss,
};

function loss(context: MethodContext): MethodLoss {
  const { support, supportLabels, locals, localViewCount, spreadLabels, classPrior, settings } = context;
  const globals = required(context.globals);
  const { crossEntropy, meMax, predictions } = pawsLoss({
    anchors: concat(locals ? [globals.predictions, locals.predictions] : [globals.predictions], 0),
    anchorSupports: { embeddings: support.predictions, labels: supportLabels },
    targets: globals[settings.targetSpace],
    targetSupports: { embeddings: support[settings.targetSpace], labels: supportLabels },
    localViewCount: locals ? localViewCount : 0,
    temperature: settings.temperature,
    sharpeningTemperature: settings.sharpeningTemperature,
    classPrior,
    ...(spreadLabels ? { spread: { labels: spreadLabels, share: settings.spreadShare } } : {}),
  });
  const labeled = supportTerms(context);
  const total = weightedSum([
    [crossEntropy, 1],
    [meMax, settings.meMaxWeight],
    [labeled['supervised'], settings.supervisedWeight],
    [labeled['neighbours'], settings.neighbourWeight],
  ])!;
  const terms = { paws: crossEntropy, 'me-max': meMax, ...labeled };
  return { loss: total, terms: { ...terms, ...collapseTerms(predictions, globals.embeddings) } };
}

function required(globals: EncodedViews | undefined): EncodedViews {
  if (globals) return globals;
  throw new EngineError('SHAPE_MISMATCH', 'PAWS needs two global views of every unlabeled image');
}
