import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PredictionRow } from '../../../../src/data/labels/writePredictions.ts';
import { safeName } from '../../../../src/services/exporting/safeNames.ts';
import { sortedPaths } from '../../../../src/services/exporting/sortedPaths.ts';

const row = (path: string, label: string): PredictionRow => ({ path, label, confidence: 1, source: 'human' });
const sorted = (...rows: [path: string, label: string][]) => [
  ...sortedPaths(rows.map(([path, label]) => row(path, label))).values(),
];

describe('a safe name', () => {
  it.each([
    ['boot', 'boot'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['tab\there', 'tab_here'],
    ['ends in points...', 'ends in points'],
    ['ends in a space ', 'ends in a space'],
    ['.hidden', '_hidden'],
    ['..', '_'],
    ['', '_'],
    ['CON', 'CON_'],
    ['nul.png', 'nul_.png'],
    ['Lpt9.tar.gz', 'Lpt9_.tar.gz'],
    ['COM¹', 'COM¹_'],
    ['console', 'console'],
    ['COM10', 'COM10'],
    ['Grün', 'Grün'],
    ['Grün', 'Grün'],
    ['写真', '写真'],
    ['half \ud83d emoji', 'half � emoji'],
  ])('for %j is %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('is short enough, and keeps its ending', () => {
    expect(new TextEncoder().encode(safeName('写'.repeat(300))).length).toBe(198);
    expect(safeName(`${'x'.repeat(300)}.png`)).toBe(`${'x'.repeat(196)}.png`);
  });

  it('is one that Windows takes, whatever it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('con', 'aux.', 'NUL .x', ' . ')), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[<>:"/\\|?*]|^[. ]|[. ]$|^(con|aux|nul|prn|com\d|lpt\d)(\.|$)/i);
        expect(safe.length).toBeGreaterThan(0);
        expect(safeName(safe)).toBe(safe);
      }),
    );
  });
});

describe('images sorted by class', () => {
  it('lie in a folder for each class, below the folders they came from', () => {
    expect(sorted(['1.png', 'boot'], ['patient 7/2.png', 'boot'], ['patient 7/3.png', 'shoe'])).toEqual([
      'boot/1.png',
      'boot/patient 7/2.png',
      'shoe/patient 7/3.png',
    ]);
  });

  it('have a folder of their own for classes of which the safe names are the same', () => {
    expect(sorted(['1.png', 'a/b'], ['2.png', 'a:b'], ['3.png', 'A_B'], ['4.png', 'a/b'])).toEqual([
      'a_b/1.png',
      'a_b (2)/2.png',
      'A_B (3)/3.png',
      'a_b/4.png',
    ]);
  });

  it('never take the place of another', () => {
    expect(sorted(['a?.png', 'x'], ['a_.png', 'x'], ['A_.PNG', 'x'], ['sub./a', 'x'], ['sub', 'x'])).toEqual([
      'x/a_.png',
      'x/a_ (2).png',
      'x/A_ (3).PNG',
      'x/sub/a',
      'x/sub (2)',
    ]);
  });

  it('go to different places, whatever they are called', () => {
    const name = fc.constantFrom('a', 'A', 'a.', 'a?', 'á', 'a (2)', 'con', '.a', 'a.png', 'A.png', 'a (2).png');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const rows = fc.uniqueArray(fc.tuple(path, name), { selector: ([first]) => first, maxLength: 30 });
    fc.assert(
      fc.property(rows, (given) => {
        const places = sorted(...given).map((place) => place.toLowerCase());
        expect(new Set(places).size).toBe(given.length);
        for (const place of places)
          expect(
            places.some((other) => other.startsWith(`${place}/`)),
            place,
          ).toBe(false);
      }),
    );
  });
});
