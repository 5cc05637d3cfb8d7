import { classificationMetrics } from '../../learning/evaluation/metrics.ts';
import { fitTemperature, soften } from '../spreading/calibration.ts';
import type { HeldOutPrediction } from './featureSet.ts';
import type { HeldOutChoice } from './heldOutChoice.ts';
import type { Calibration } from './report.ts';

/** Held-out labels for a temperature to help: 50 sometimes harmed on the demo, 100 never (docs/decisions/0011). */
const ENOUGH_LABELS = 100;

/**
 * The temperature that held-out labels ask for, if there are enough of them. A linear classifier gets none, and what was
 * trained is never made surer: in the check both learn from half of the labels, the one with another penalty, the other
 * in fewer steps, and are less sure than what is kept. On the demo that temperature made both worse.
 */
export function calibrationOf({ features, classifier, predictions = [] }: HeldOutChoice): Calibration | undefined {
  if (classifier === 'linear' || predictions.length < ENOUGH_LABELS) return undefined;
  const temperature = fitTemperature(predictions);
  if (temperature === 1 || (features === 'trained' && temperature < 1)) return undefined;
  return {
    temperature,
    errorBefore: calibrationError(predictions),
    errorAfter: calibrationError(predictions.map((prediction) => calibratedBy(prediction, temperature))),
  };
}

/** A prediction with the probabilities that it has after calibration. */
export function calibratedBy(prediction: HeldOutPrediction, temperature: number): HeldOutPrediction {
  return { ...prediction, probabilities: soften(prediction.probabilities, temperature) };
}

function calibrationError(predictions: readonly HeldOutPrediction[]): number {
  const classCount = predictions[0]!.probabilities.length;
  const probabilities = new Float32Array(predictions.length * classCount);
  predictions.forEach((prediction, row) => probabilities.set(prediction.probabilities, row * classCount));
  const truth = predictions.map(({ classIndex }) => classIndex);
  return classificationMetrics(probabilities, truth, classCount).expectedCalibrationError;
}
