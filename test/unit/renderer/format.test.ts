import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration, formatDurationRange, formatPercent } from '../../../src/renderer/i18n/format.ts';

describe('formats', () => {
  it('rounds a time to wait to what is read at a glance', () => {
    const seconds = [0.2, 59, 59.7, 3570, 3600, 4800];
    expect(seconds.map(formatDuration)).toEqual(['1 s', '59 s', '1 min', '1 h', '1 h', '1 h 20 min']);
  });

  it('says between which times a wait may lie, and only one where they look the same', () => {
    expect(formatDurationRange(240, 420)).toBe('4 to 7 min');
    expect(formatDurationRange(50, 120)).toBe('50 s to 2 min');
    expect(formatDurationRange(3000, 4800)).toBe('50 min to 1 h 20 min');
    expect(formatDurationRange(3600, 4800)).toBe('1 h to 1 h 20 min');
    expect(formatDurationRange(115, 125)).toBe('2 min');
  });

  it('writes counts and shares', () => {
    expect(formatCount(100_000)).toBe('100,000');
    expect(formatPercent(0.876)).toBe('88 %');
  });
});
