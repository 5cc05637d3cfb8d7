import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkbenchEvent } from '../../../../../src/shared/contract/events.ts';
import { LiveTraining } from '../../../../../src/services/training/desk/liveTraining.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a hundred steps a second make four events, with the metrics of all steps', () => {
  const events: (WorkbenchEvent & { type: 'training' })[] = [];
  const publish = (event: WorkbenchEvent): void => void (event.type === 'training' && events.push(event));
  const live = new LiveTraining(publish, { phase: 'running', step: 0, stepCount: 100, canResume: false });
  for (let step = 1; step <= 100; step++) {
    vi.advanceTimersByTime(10);
    live.change({ step }, [{ step, name: 'loss', value: 1 / step }]);
  }
  expect(events.length).toBeLessThanOrEqual(5);
  live.set({ ...live.state, phase: 'checking' });
  const told = events.flatMap(({ metrics }) => metrics.map(({ step }) => step));
  expect(told).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  expect(events.at(-1)!.state).toMatchObject({ phase: 'checking', step: 100 });
});
