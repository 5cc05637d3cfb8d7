import { encodeModel } from '../../src/engine/onnx/write.ts';
import type { Tensor } from '../../src/engine/graph/tensor.ts';
import { classifierGraph } from '../../src/learning/inference/classifierGraph.ts';
import type { TrainedEncoder } from '../../src/learning/inference/representations.ts';
import { randomGenerator } from '../../src/learning/random/randomGenerator.ts';
import { keepTrainedFeatures } from '../../src/services/spreading/trainedFeatures.ts';
import { uniformPrior } from '../../src/services/training/classPrior.ts';
import { encodeImages } from '../../src/services/training/encodeImages.ts';
import { featureSet, fitTo } from '../../src/services/training/featureSet.ts';
import { prepareTraining } from '../../src/services/training/prepareTraining.ts';
import type { TrainReport } from '../../src/services/training/report.ts';
import { beginRun } from '../../src/services/training/run.ts';
import { defaultSettings } from '../../src/services/training/settings.ts';
import { trainedEncoder } from '../../src/services/training/trainedEncoder.ts';
import type { SmallProject } from './smallProject.ts';

/**
 * A training that ended, without its steps: weights are changed at random. It leaves its classifier and its features,
 * but predicted nothing.
 */
export async function finishRun(
  { store, runtime, training }: SmallProject,
  sizePx: number,
): Promise<{ runId: number; encoder: TrainedEncoder }> {
  const settings = { ...defaultSettings, encoder: 'wrn-10-1', trainEncoder: true };
  const run = beginRun(store, { settings, sizePx });
  const prepared = await prepareTraining(training, run.data, settings, sizePx);
  const { graph, parameters } = prepared.encoder;
  const random = randomGenerator(run.id);
  const state = parameters.map((name): [string, Tensor] => {
    const tensor = graph.initializers.get(name)!;
    return [`encoder/${name}`, { ...tensor, data: (tensor.data as Float32Array).map((value) => value * 2 * random()) }];
  });
  const encoder = await trainedEncoder(prepared, new Map(state));
  const { classNames, labelled, images } = run.data;
  const indices = images.map(({ index }) => index);
  const features = await encodeImages(runtime, encoder, prepared.pixels, sizePx, indices);
  await prepared.pixels.close();
  const classifier = fitTo(
    await featureSet(runtime, indices, features),
    'linear',
    labelled,
    uniformPrior(classNames.length),
  );
  const file = encodeModel(classifierGraph({ encoder, sizePx, classifier, classNames }, {}));
  await store.writeBlob(`run-${run.id}-classifier.onnx`, file);
  await keepTrainedFeatures(store, run.id, indices, features);
  const classes = classNames.map((name) => ({ name, labels: 0, expected: 1 / classNames.length }));
  const report = { settings, imageSizePx: sizePx, classes, kept: { features: 'trained' } } as unknown as TrainReport;
  store.updateRun(run.id, 'finished', JSON.stringify(report));
  return { runId: run.id, encoder };
}
