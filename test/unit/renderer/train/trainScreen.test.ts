import { describe, expect, it, vi } from 'vitest';
import { flushPromises } from '@vue/test-utils';
import TrainScreen from '../../../../src/renderer/screens/train/TrainScreen.vue';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import { trainingChoices, type TrainingState } from '../../../../src/shared/contract/training.ts';
import { HandfulError } from '../../../../src/shared/errors.ts';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { classInfo, projectState } from '../support/projectState.ts';

const idle: TrainingState = { phase: 'idle', step: 0, stepCount: 0, canResume: false };
const running: TrainingState = {
  ...idle,
  phase: 'running',
  runId: 1,
  stage: 'Warming up on your labels',
  step: 30,
  stepCount: 120,
  secondsLeft: 90,
  imagesPerSecond: 41.6,
  device: 'Some processor',
  guard: { state: 'fine', words: 'It tells all classes apart.' },
};

const labelled = projectState({
  classes: [classInfo(0, 'tumour', { labelCount: 5 }), classInfo(1, 'stroma', { labelCount: 5 })],
  labelCount: 10,
});
const opened: WorkbenchEvent = { type: 'project', project: labelled };
const told = (state: TrainingState): WorkbenchEvent => ({ type: 'training', state, metrics: [] });

function engine(training: Record<string, unknown> = {}) {
  return fakeEngine({
    training: {
      options: () => ({
        encoders: [{ name: 'mobilenet-v2', description: 'the default' }],
        methods: [{ name: 'paws', description: '' }],
        augmentations: [{ name: 'auto', description: '' }],
        defaults: trainingChoices.parse({}),
      }),
      estimate: () => ({
        minutes: 4,
        stepCount: 200,
        warnings: ['Class "tumour" has few labels.'],
        canStart: true,
        canGoOn: false,
      }),
      runs: () => [],
      metrics: () => [{ step: 1, name: 'loss', value: 2 }],
      ...training,
    },
  });
}

const onward = {
  minutes: 5,
  minutesFrom: 4,
  minutesTo: 7,
  stepCount: 9,
  warnings: [],
  canStart: true,
  canGoOn: true,
};

const button = (wrapper: { findAll(selector: string): { text(): string }[] }, words: string) =>
  wrapper.findAll('button').find((one) => one.text() === words) as
    { text(): string; trigger(event: string): Promise<void>; attributes(name: string): string | undefined } | undefined;

describe('the training screen', () => {
  it('asks for labels of two classes first', async () => {
    const events: WorkbenchEvent[] = [{ type: 'project', project: projectState() }];
    const { wrapper } = await mountScreen(TrainScreen, engine(), { events });
    expect(wrapper.text()).toContain('Label a few images first');
    expect(button(wrapper, 'Train')).toBeUndefined();
  });

  it('says how long it will take and what is wanting, and starts with what was chosen', async () => {
    vi.useFakeTimers();
    const start = vi.fn(() => running);
    const { wrapper } = await mountScreen(TrainScreen, engine({ start }), { events: [opened, told(idle)] });
    await vi.advanceTimersByTimeAsync(400);
    vi.useRealTimers();
    await flushPromises();
    expect(wrapper.text()).toContain('About 4 min');
    expect(wrapper.text()).toContain('Class "tumour" has few labels.');
    await button(wrapper, 'Train')!.trigger('click');
    await flushPromises();
    expect(start).toHaveBeenCalledWith(trainingChoices.parse({}));
    expect(wrapper.text()).toContain('Warming up on your labels');
  });

  it('shows a training under way: how far, how fast, on what, and whether it goes well', async () => {
    const { wrapper } = await mountScreen(TrainScreen, engine(), { events: [opened, told(running)] });
    const text = wrapper.text();
    for (const words of [
      'step 30 of 120',
      '2 min left',
      '42 images per second',
      'Some processor',
      'tells all classes',
    ]) {
      expect(text).toContain(words);
    }
    expect(wrapper.find('[role=progressbar]').attributes('aria-valuenow')).toBe('25');
  });

  it('gives the time as a range, and goes on from the last training unless told to begin anew', async () => {
    vi.useFakeTimers();
    const start = vi.fn(() => running);
    const { wrapper } = await mountScreen(TrainScreen, engine({ estimate: () => onward, start }), {
      events: [opened, told(idle)],
    });
    await vi.advanceTimersByTimeAsync(400);
    await flushPromises();
    expect(wrapper.text()).toContain('About 4 to 7 min on this computer');
    expect(button(wrapper, 'Train again from where it stands')).toBeDefined();
    const from = wrapper.findAll('select').find((one) => one.text().includes('Begin anew'))!;
    expect((from.element as HTMLSelectElement).value).toBe('last');
    await from.setValue('encoder');
    await vi.advanceTimersByTimeAsync(400);
    vi.useRealTimers();
    await flushPromises();
    await button(wrapper, 'Train')!.trigger('click');
    expect(start).toHaveBeenCalledWith({ ...trainingChoices.parse({}), startFrom: 'encoder' });
  });

  it('says before the check that it follows, and what the training before reached', async () => {
    const events = [opened, told({ ...running, earlierAccuracy: 0.815 })];
    const { wrapper, emit } = await mountScreen(TrainScreen, engine(), { events });
    expect(wrapper.text()).toContain('This check comes after learning.');
    expect(wrapper.text()).toContain('The training before got 82 % right.');
    await emit(told({ ...running, phase: 'finishing' }));
    expect(wrapper.text()).toContain('takes two labels of a class');
  });

  it('tells while it checks how many of the hidden labels are right, and keeps that to the end', async () => {
    const part = { labelCount: 25, points: [] };
    const heldOutParts = [
      {
        ...part,
        points: [
          { doneShare: 0, rightCount: 15 },
          { doneShare: 1, rightCount: 20 },
        ],
      },
      { ...part, points: [{ doneShare: 0, rightCount: 17 }] },
    ];
    const events = [opened, told({ ...running, phase: 'checking', heldOutParts })];
    const { wrapper, emit } = await mountScreen(TrainScreen, engine(), { events });
    expect(wrapper.text()).toContain('part 120 of 25 right');
    expect(wrapper.text()).toContain('part 217 of 25 right');
    expect(wrapper.text()).toContain('So far it gets 37 of 50 labels right that were hidden from it (74 %).');
    await emit(told({ ...idle, runId: 1, phase: 'finished', heldOutParts }));
    expect(wrapper.text()).toContain('At the end it got 37 of 50 hidden labels right (74 %)');
  });

  it.each(['checking', 'finishing'] as const)('can be paused while it is %s', async (phase) => {
    const pause = vi.fn(() => idle);
    const events = [opened, told({ ...running, phase })];
    const { wrapper } = await mountScreen(TrainScreen, engine({ pause }), { events });
    await button(wrapper, 'Pause')!.trigger('click');
    expect(pause).toHaveBeenCalled();
  });

  it('asks before it stops, and not before it keeps what was learnt', async () => {
    const stop = vi.fn(() => idle);
    const { wrapper } = await mountScreen(TrainScreen, engine({ stop }), { events: [opened, told(running)] });
    await button(wrapper, 'Stop')!.trigger('click');
    await flushPromises();
    expect(stop).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain('Stop the training?');
    await button(wrapper, 'Stop and keep what it learnt')!.trigger('click');
    expect(stop).toHaveBeenCalledWith({ keep: true });
  });

  it('shows why it failed and that an interrupted one can go on', async () => {
    const error = { code: 'DISK_FULL', message: 'The disk is full.', remedy: 'Make room.' };
    const failed: TrainingState = { ...idle, phase: 'failed', error, canResume: true };
    const { wrapper } = await mountScreen(TrainScreen, engine(), { events: [opened, told(failed)] });
    expect(wrapper.find('[role=alert]').text()).toContain('The disk is full.Make room.');
    expect(button(wrapper, 'Go on with the interrupted training')).toBeDefined();
  });

  it('shows a refused start as a problem and stays as it was', async () => {
    const busy = new HandfulError('TRAINING_BUSY', 'A training is under way.', 'Wait for it.');
    const start = () => Promise.reject(busy);
    const { wrapper } = await mountScreen(TrainScreen, engine({ start }), { events: [opened, told(idle)] });
    await flushPromises();
    await button(wrapper, 'Train')!.trigger('click');
    await flushPromises();
    expect(useProblems().problems[0]).toMatchObject({ code: 'TRAINING_BUSY', remedy: 'Wait for it.' });
    expect(button(wrapper, 'Train')).toBeDefined();
  });

  it('says what is read before a training can begin, and how long that takes', async () => {
    const reading = {
      id: 'pixels-1',
      kind: 'pixels' as const,
      title: 'Reading every pixel of large images',
      done: 30,
      total: 120,
      secondsLeft: 240,
      canCancel: true,
    };
    const { wrapper, emit } = await mountScreen(TrainScreen, engine(), {
      events: [
        opened,
        told({ ...idle, phase: 'preparing' }),
        { type: 'activity', activity: { ...reading, state: 'running' } },
      ],
    });
    expect(wrapper.get('section.progress h2').text()).toBe('Reading every pixel of large images');
    expect(wrapper.get('section.progress .left').text()).toBe('4 min left');
    expect(wrapper.get('[role=progressbar]').attributes('aria-valuenow')).toBe('25');
    await emit({ type: 'activity', activity: { ...reading, done: 120, state: 'done' } });
    expect(wrapper.get('section.progress h2').text()).toBe('Getting ready');
    expect(wrapper.find('section.progress .left').exists()).toBe(false);
  });
});
