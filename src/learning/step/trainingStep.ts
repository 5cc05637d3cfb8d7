import { gradients } from '../../engine/autodiff/gradients.ts';
import { add, mul, slice } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Value } from '../../engine/graph/value.ts';
import type { Optimizer } from '../../engine/optimizers/optimizer.ts';
import type { EncodedViews, Method, MethodSettings } from '../methods/method.ts';
import { encodeViews } from './encodeViews.ts';
import type { NetworkParts } from './networkParts.ts';
import { StateBook, type StateTensor } from './stateBook.ts';

export interface StepSettings {
  readonly parts: NetworkParts;
  readonly method: Method;
  readonly methodSettings: MethodSettings;
  readonly optimizer: Optimizer;
  readonly classCount: number;
  /** Shape of one view: [3, S, S], or [D] when cached representations are trained on. */
  readonly viewShape: readonly number[];
  /** Shape of one small view. */
  readonly localViewShape: readonly number[];
  /** Labelled images per step, all classes together; each appears once per support view. */
  readonly supportCount: number;
  /** Unlabeled images per step. */
  readonly unlabeledCount: number;
  readonly localViewCount: number;
  /** Decay of the running average of the weights, 0 (none is kept) to below 1. */
  readonly weightAverageDecay: number;
}

/** One optimisation step as one graph, with what must be fed to it and carried from step to step. */
export interface TrainingStep {
  readonly graph: Graph;
  readonly state: readonly StateTensor[];
  /** Rows of the input `views`: support views first, then the global views. */
  readonly viewRowCount: number;
  readonly localRowCount: number;
  /** Names of the scalar outputs `metric:NAME`. */
  readonly metricNames: readonly string[];
}

/**
 * Forward pass, loss of the method, backward pass and optimiser in one graph.
 *
 * Inputs: `views` [rows, ...viewShape], `localViews` (with multi-crop), `supportLabels` [supportViews * S, C],
 * `spreadLabels` [B, C] (where the method needs them), `classPrior` [C], `learningRate` [], `stepNumber` [] (from 1) and the state; outputs: `next:NAME` for every state
 * tensor and `metric:NAME`. Rows are ordered as in docs/notation.md.
 * Throws MISSING_GRADIENT when the encoder has an operator that cannot be trained through.
 */
export function buildTrainingStep(settings: StepSettings): TrainingStep {
  const builder = new GraphBuilder();
  const book = new StateBook(builder);
  const needs = settings.method.needs(settings.methodSettings);
  const supportRows = needs.supportViews * settings.supportCount;
  const viewRowCount = supportRows + needs.globalViews * settings.unlabeledCount;
  const localRowCount = needs.localViews ? settings.localViewCount * settings.unlabeledCount : 0;
  book.declareParts(settings.parts);

  const views = builder.input('views', 'float32', [viewRowCount, ...settings.viewShape]);
  const { encoded, runningAverages } = encodeViews(builder, settings.parts, book, views, 'views/');
  const locals =
    localRowCount > 0
      ? encodeViews(
          builder,
          settings.parts,
          book,
          builder.input('localViews', 'float32', [localRowCount, ...settings.localViewShape]),
          'local/',
        ).encoded
      : undefined;

  const { loss, terms } = settings.method.loss({
    support: rowsOf(encoded, 0, supportRows),
    supportLabels: builder.input('supportLabels', 'float32', [supportRows, settings.classCount]),
    ...(viewRowCount > supportRows ? { globals: rowsOf(encoded, supportRows, viewRowCount) } : {}),
    ...(locals ? { locals } : {}),
    localViewCount: settings.localViewCount,
    ...(needs.spreadLabels
      ? { spreadLabels: builder.input('spreadLabels', 'float32', [settings.unlabeledCount, settings.classCount]) }
      : {}),
    classPrior: builder.input('classPrior', 'float32', [settings.classCount]),
    settings: settings.methodSettings,
  });
  descend(builder, book, loss, settings);
  for (const [name, updated] of runningAverages) book.update(name, updated);
  const metrics: Record<string, Value> = { loss, ...terms };
  for (const [name, value] of Object.entries(metrics)) builder.output(`metric:${name}`, value);
  const state = book.finish();
  return {
    graph: builder.build('training step'),
    state,
    viewRowCount,
    localRowCount,
    metricNames: Object.keys(metrics),
  };
}

/** Adds the gradients and the optimiser's update of every parameter that the loss reaches, and their averages. */
function descend(builder: GraphBuilder, book: StateBook, loss: Value, settings: StepSettings): void {
  const learningRate = builder.input('learningRate', 'float32', []);
  const stepNumber = builder.input('stepNumber', 'float32', []);
  const parameters = book.parameters();
  const computed = gradients(
    loss,
    parameters.map((parameter) => parameter.value),
  );
  parameters.forEach(({ name, value }, index) => {
    const gradient = computed[index];
    if (!gradient) return;
    const slot = { name, shape: value.staticShape, decays: value.rank > 1 };
    const slots = settings.optimizer.slots(slot).map((entry) => book.slot(`${name}:${entry.name}`, entry.shape));
    const next = settings.optimizer.update({
      parameter: value,
      gradient,
      learningRate,
      stepNumber,
      state: slots.map((entry) => entry.value),
      slot,
    });
    book.update(name, next.parameter);
    slots.forEach((entry, slotIndex) => book.update(entry.name, next.state[slotIndex]!));
    if (settings.weightAverageDecay > 0) average(book, name, next.parameter, settings.weightAverageDecay);
  });
}

/** average <- decay * average + (1 - decay) * weight */
function average(book: StateBook, name: string, weight: Value, decay: number): void {
  const running = book.average(name);
  book.update(running.name, add(mul(running.value, decay), mul(weight, 1 - decay)));
}

function rowsOf(views: EncodedViews, start: number, end: number): EncodedViews {
  if (start === 0 && end === views.representations.dim(0)) return views;
  return {
    representations: slice(views.representations, start, end),
    embeddings: slice(views.embeddings, start, end),
    predictions: slice(views.predictions, start, end),
    logits: slice(views.logits, start, end),
  };
}
