import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration, formatPercent } from '../../../src/renderer/i18n/format.ts';

describe('formats', () => {
  it('rounds a time to wait to what is read at a glance', () => {
    const seconds = [0.2, 59, 59.7, 3570, 3600, 4800];
    expect(seconds.map(formatDuration)).toEqual(['1 s', '59 s', '1 min', '1 h', '1 h', '1 h 20 min']);
  });

  it('writes counts and shares', () => {
    expect(formatCount(100_000)).toBe('100,000');
    expect(formatPercent(0.876)).toBe('88 %');
  });
});
