import { describe, expect, it } from 'vitest';

import { matchLabels, missingFiles } from '../../../../src/data/labels/matchLabels.ts';
import { PathIndex } from '../../../../src/data/labels/pathIndex.ts';
import { readTruth } from '../../../../src/data/labels/readTruth.ts';

const row = (line: number, path: string, label: string) => ({ line, path, label });

describe('paths that are spelt otherwise', () => {
  const composed = 'caf\u00e9/a.png';
  const decomposed = 'cafe\u0301/a.png';

  it.each([
    ['a/b.png', 'a/b.png'],
    ['./a/b.png', 'a/b.png'],
    ['a\\b.png', 'a/b.png'],
    ['.\\a\\b.png', 'a/b.png'],
    ['a//b.png', 'a/b.png'],
    ['a/./b.png', 'a/b.png'],
    [decomposed, composed],
  ])('%s', (written, onDisk) => {
    expect(new PathIndex(['a/b.png', composed]).find(written)).toBe(onDisk);
    expect(new PathIndex([onDisk, '.hidden/x']).find(written)).toBe(onDisk);
  });

  it('finds composed and decomposed the other way round, and each of both', () => {
    expect(new PathIndex([decomposed]).find(composed)).toBe(decomposed);
    const both = new PathIndex([decomposed, composed]);
    expect([both.find(composed), both.find(decomposed)]).toEqual([composed, decomposed]);
    expect(both.find(`./${composed}`)).toBeUndefined();
  });

  it('keeps a backslash that belongs to a name', () => {
    expect(new PathIndex(['a\\b.png', 'a/b.png']).find('a\\b.png')).toBe('a\\b.png');
  });

  it('does not find what is not there', () => {
    const index = new PathIndex(['a/b.png']);
    expect(['b.png', 'A/b.png', '../a/b.png', ''].map((path) => index.find(path))).toEqual(Array(4).fill(undefined));
  });
});

describe('rows', () => {
  it('are matched; the same file twice with one label is one', () => {
    const rows = [row(2, 'b.png', 'cat'), row(3, './b.png', 'cat'), row(4, 'c.png', 'dog'), row(5, 'a.png', 'dog')];
    const { labels, unmatched } = matchLabels(rows, ['a.png', 'b.png'], 'labels.csv');
    expect([...labels]).toEqual([
      ['b.png', 'cat'],
      ['a.png', 'dog'],
    ]);
    expect(unmatched).toEqual([rows[2]]);
  });

  it('with two labels for one file are refused with both lines', () => {
    const rows = [row(2, 'a.png', 'cat'), row(9, '.\\a.png', 'dog')];
    expect(() => matchLabels(rows, ['a.png'], 'labels.csv')).toThrow(
      expect.objectContaining({
        code: 'LABELS_INVALID',
        message: "labels.csv labels a.png 'cat' in line 2 and 'dog' in line 9.",
      }),
    );
  });

  it('for missing files are listed, the first few', () => {
    const rows = Array.from({ length: 8 }, (_, i) => row(i + 2, `${i}.png`, 'cat'));
    expect(missingFiles(rows.slice(0, 2), 'labels.csv').message).toContain('(line 2: 0.png; line 3: 1.png)');
    expect(missingFiles(rows, 'labels.csv').message).toContain('line 6: 4.png and 3 more)');
  });
});

describe('truth', () => {
  it('may name more files than there are, but not only others', () => {
    const text = 'path,label\na.png,cat\nelsewhere.png,dog\n';
    expect([...readTruth(text, ['a.png', 'b.png'], 'truth.csv')]).toEqual([['a.png', 'cat']]);
    expect(() => readTruth(text, ['x.png'], 'truth.csv')).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
  });
});
