import { afterAll, expect, test } from 'vitest';
import type { DeviceTensor, Runtime } from '../../../../src/services/ports/runtime.ts';
import { makePlan } from '../../../../src/services/training/makePlan.ts';
import { prepareTraining } from '../../../../src/services/training/prepareTraining.ts';
import { runPlan } from '../../../../src/services/training/runPlan.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';
import { trainingData } from '../../../../src/services/training/trainingData.ts';
import { SMALL_SIZE_PX, smallProject } from '../../../support/smallProject.ts';

const project = await smallProject({ perClass: 12, labels: 3 });
afterAll(() => project.dispose());

/** Adds every output of a run to `held`, from which letting go of it takes it. */
function holding(runtime: Runtime, held: Set<DeviceTensor>): Runtime {
  return {
    device: runtime.device,
    async createSession(model) {
      const session = await runtime.createSession(model);
      return {
        inputNames: session.inputNames,
        outputNames: session.outputNames,
        release: () => session.release(),
        async run(inputs) {
          const outputs = await session.run(inputs);
          for (const value of Object.values(outputs)) {
            const dispose = value.dispose.bind(value);
            value.dispose = () => void (held.delete(value) && dispose());
            held.add(value);
          }
          return outputs;
        },
      };
    },
  };
}

test('a stage holds no more after many steps than after two', async () => {
  const settings = { ...defaultSettings, encoder: 'wrn-10-1', trainEncoder: false };
  const held = new Set<DeviceTensor>();
  const data = trainingData(project.store);
  const prepared = await prepareTraining(project.training, data, settings, SMALL_SIZE_PX);
  const facts = { labelCounts: data.labelCounts, unlabeledCount: data.unlabeled.length, pretrained: false };
  const stages = makePlan(settings, facts).map((stage) => Object.assign({}, stage, { stepCount: 6 }));
  const heldAfter: number[][] = stages.map(() => []);
  await runPlan({ ...project.training, runtime: holding(project.runtime, held) }, prepared, {
    stages,
    labelled: data.labelled,
    unlabeled: data.unlabeled,
    classPrior: [0.5, 0.5],
    afterStep: async (stageIndex) => void heldAfter[stageIndex]!.push(held.size),
  });
  for (const sizes of heldAfter) expect(sizes.slice(1)).toEqual(new Array(5).fill(sizes[1]));
  expect(heldAfter).toHaveLength(2);
});
