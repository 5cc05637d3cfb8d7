import { defineComponent, h, ref } from 'vue';
import { expect, it } from 'vitest';
import ClassPriorChoice from '../../../../src/renderer/screens/train/ClassPriorChoice.vue';
import type { TrainingChoices } from '../../../../src/shared/contract/training.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { classInfo, projectState } from '../support/projectState.ts';

const project = projectState({
  classes: [
    classInfo(0, 'tumour', { labelCount: 5 }),
    classInfo(1, 'stroma', { labelCount: 5 }),
    classInfo(2, 'not seen yet', { labelCount: 0 }),
  ],
});

async function mountChoice() {
  const prior = ref<TrainingChoices['classPrior']>('auto');
  const update = (value: TrainingChoices['classPrior']): void => void (prior.value = value);
  const Harness = defineComponent(
    () => () => h(ClassPriorChoice, { modelValue: prior.value, 'onUpdate:modelValue': update }),
  );
  const { wrapper } = await mountScreen(Harness, fakeEngine({}), { events: [{ type: 'project', project }] });
  return { prior, wrapper, select: wrapper.find('select'), inputs: () => wrapper.findAll('.shares input') };
}

it('takes how frequent the classes with labels are from whom knows it', async () => {
  const { prior, select, inputs } = await mountChoice();
  expect((select.element as HTMLSelectElement).value).toBe('auto');
  expect(inputs()).toEqual([]);
  await select.setValue('given');
  expect(prior.value).toEqual({ tumour: 50, stroma: 50 });
  await inputs()[0]!.setValue('5');
  await inputs()[1]!.setValue('94.5');
  expect(prior.value).toEqual({ tumour: 5, stroma: 94.5 });
});

it('says nothing of a class whose field was emptied, and forgets the numbers when they are not wanted', async () => {
  const { prior, wrapper, select, inputs } = await mountChoice();
  await select.setValue('given');
  await inputs()[0]!.setValue('');
  expect(prior.value).toEqual({ stroma: 50 });
  expect((inputs()[0]!.element as HTMLInputElement).value).toBe('');
  await select.setValue('uniform');
  expect([prior.value, wrapper.find('.shares').exists()]).toEqual(['uniform', false]);
});
