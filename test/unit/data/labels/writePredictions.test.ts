import { parse } from 'csv-parse/browser/esm/sync';
import { expect, it } from 'vitest';

import { writePredictions } from '../../../../src/data/labels/writePredictions.ts';

it('quotes what needs quotes and alters nothing that is no formula', () => {
  const rows = [
    { path: 'a.png', label: 'cat', confidence: 1, source: 'human' },
    { path: 'b, "c"\nd.png', label: '=1+1', confidence: 0.123_456_7, source: 'pseudo' },
    { path: 'é/写真.png', label: ' spaced ', confidence: 1e-9, source: 'pseudo' },
  ] as const;
  const text = writePredictions(rows);
  expect(text.split('\n')[0]).toBe('path,label,confidence,source');
  expect(text).toContain(`\n"b, ""c""\nd.png",'=1+1,0.123457,pseudo\n`);
  expect(parse(text, { from_line: 2 })).toEqual([
    ['a.png', 'cat', '1.000000', 'human'],
    ['b, "c"\nd.png', "'=1+1", '0.123457', 'pseudo'],
    ['é/写真.png', ' spaced ', '0.000000', 'pseudo'],
  ]);
});

it('writes a header alone when there is nothing to say', () => {
  expect(writePredictions([])).toBe('path,label,confidence,source\n');
});

it.each(['=HYPERLINK("http://x")', '+1', '-1+2', '@SUM(A1)', '\t=1', '＝1'])('makes %j no formula', (label) => {
  const [record] = parse(writePredictions([{ path: '1.png', label, confidence: 1, source: 'human' }]), {
    from_line: 2,
  });
  expect(record![1]).toBe(`'${label}`);
});

it.each(['+', '-', "it's", '1-2', 'a=b'])('leaves %j, which is no formula', (label) => {
  const [record] = parse(writePredictions([{ path: label, label, confidence: 1, source: 'human' }]), { from_line: 2 });
  expect(record!.slice(0, 2)).toEqual([label, label]);
});
