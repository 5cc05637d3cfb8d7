import { expect, test } from 'vitest';
import { runSummary } from '../../../../../src/services/training/desk/runSummaries.ts';

test('a training that was killed is not in progress any more', () => {
  const settings = JSON.stringify({ labelled: [1, 2, 3] });
  const run = { id: 4, state: 'running', startedAt: '2026-01-01T00:00:00.000Z', settings, report: undefined } as const;
  expect(runSummary(run, true)).toMatchObject({ state: 'running', labelCount: 3 });
  expect(runSummary(run, false)).toMatchObject({ id: 4, state: 'stopped' });
});
