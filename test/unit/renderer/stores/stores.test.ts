import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useActivities } from '../../../../src/renderer/stores/activities.ts';
import { useColumns } from '../../../../src/renderer/stores/columns.ts';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import { useTraining } from '../../../../src/renderer/stores/training.ts';
import { pack } from '../../../../src/shared/contract/columns.ts';
import type { Activity } from '../../../../src/shared/contract/events.ts';

beforeEach(() => setActivePinia(createPinia()));

const activity = (id: string, changes: Partial<Activity> = {}): Activity => ({
  id,
  kind: 'import',
  title: id,
  done: 0,
  total: 10,
  canCancel: true,
  state: 'running',
  ...changes,
});

const problem = (message: string) => ({ code: 'DISK_FULL', message, remedy: 'Make room.' });
const state = (runId: number) => ({ phase: 'running' as const, runId, step: 1, stepCount: 9, canResume: false });
const point = (step: number) => ({ step, name: 'loss', value: 1 });

describe('columns', () => {
  it('unpacks what travelled, negative numbers included', () => {
    const { take } = useColumns();
    take({
      revision: 3,
      length: 3,
      labels: pack(Int16Array.of(-1, 300, -2)),
      pseudo: pack(Int16Array.of(5, -1, -1)),
      confidence: pack(Uint8Array.of(255, 0, 7)),
    });
    const { columns } = useColumns();
    expect(columns.revision).toBe(3);
    expect([...columns.labels]).toEqual([-1, 300, -2]);
    expect([...columns.pseudo]).toEqual([5, -1, -1]);
    expect([...columns.confidence]).toEqual([255, 0, 7]);
  });
});

describe('activities', () => {
  it('tells what runs from what has ended, the last to end first', () => {
    const store = useActivities();
    for (const id of ['a', 'b', 'c']) store.take(activity(id));
    store.take(activity('a', { state: 'done' }));
    store.take(activity('b', { state: 'failed' }));
    expect(store.running.map(({ id }) => id)).toEqual(['c']);
    expect(store.finished.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(store.runningOf('import')?.id).toBe('c');
    expect(store.runningOf('map')).toBeUndefined();
  });

  it('forgets the oldest of those that ended', () => {
    const store = useActivities();
    for (let number = 0; number < 20; number++) store.take(activity(String(number), { state: 'done' }));
    store.take(activity('running'));
    expect(store.finished[0]?.id).toBe('19');
    expect(store.finished.length).toBeLessThan(10);
    expect(store.running).toHaveLength(1);
  });
});

describe('problems', () => {
  it('shows the newest first, the same one once, and few at a time', () => {
    const store = useProblems();
    for (const message of ['one', 'two', 'one', 'three', 'four']) store.report(problem(message));
    expect(store.problems.map(({ message }) => message)).toEqual(['four', 'three', 'one']);
    store.dismiss(store.problems[1]?.id ?? -1);
    expect(store.problems.map(({ message }) => message)).toEqual(['four', 'one']);
  });
});

describe('training', () => {
  it('gathers the metrics of one run and begins anew with the next', () => {
    const store = useTraining();
    store.take(state(1), [point(1)]);
    store.take(state(1), [point(2), point(3)]);
    expect(store.metrics.map(({ step }) => step)).toEqual([1, 2, 3]);
    store.take(state(2), [point(1)]);
    expect(store.metrics.map(({ step }) => step)).toEqual([1]);
  });

  it('keeps the newest of the images that changed', () => {
    const store = useTraining();
    store.relabel(Array.from({ length: 100 }, (_, index) => ({ index, from: 0, to: 1 })));
    store.relabel([{ index: 500, from: 1, to: 0 }]);
    expect(store.relabelled[0]?.index).toBe(500);
    expect(store.relabelled.length).toBeLessThan(100);
  });
});
