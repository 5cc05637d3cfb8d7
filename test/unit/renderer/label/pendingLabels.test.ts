import { describe, expect, it } from 'vitest';
import { usePendingLabels } from '../../../../src/renderer/screens/label/labelling/pendingLabels.ts';

const shown = (pending: ReturnType<typeof usePendingLabels>) => Object.fromEntries(pending.labels.value);
const labels = (...pairs: [number, number][]) => new Map(pairs);

describe('usePendingLabels', () => {
  it('shows labels at once and until the columns hold them', () => {
    const pending = usePendingLabels();
    const change = pending.begin(labels([3, 1], [5, 0]));
    expect(shown(pending)).toEqual({ 3: 1, 5: 0 });
    pending.settle(change, 7);
    pending.arrived(6);
    expect(shown(pending)).toEqual({ 3: 1, 5: 0 });
    pending.arrived(7);
    expect(shown(pending)).toEqual({});
  });

  it('lets go when the columns arrived before the answer', () => {
    const pending = usePendingLabels();
    const change = pending.begin(labels([3, 1]));
    pending.arrived(7);
    expect(shown(pending)).toEqual({ 3: 1 });
    pending.settle(change, 7);
    expect(shown(pending)).toEqual({});
  });

  it('takes refused labels away', () => {
    const pending = usePendingLabels();
    pending.fail(pending.begin(labels([3, 1])));
    expect(shown(pending)).toEqual({});
  });

  it('shows the later of two labels, and the earlier when the later is refused', () => {
    const pending = usePendingLabels();
    pending.begin(labels([3, 1]));
    const later = pending.begin(labels([3, 2]));
    expect(shown(pending)).toEqual({ 3: 2 });
    pending.fail(later);
    expect(shown(pending)).toEqual({ 3: 1 });
  });

  it('keeps what is still under way when an earlier change has arrived', () => {
    const pending = usePendingLabels();
    const first = pending.begin(labels([1, 0]));
    pending.begin(labels([2, 0]));
    pending.settle(first, 4);
    pending.arrived(4);
    expect(shown(pending)).toEqual({ 2: 0 });
  });
});
