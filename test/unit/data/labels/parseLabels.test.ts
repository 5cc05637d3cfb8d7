import { expect, it } from 'vitest';

import { parseLabels } from '../../../../src/data/labels/parseLabels.ts';

const parsed = (text: string) => parseLabels(text, 'labels.csv').map(({ line, path, label }) => [line, path, label]);

it.each([
  ['plain', 'path,label\na.png,cat\nb.png,dog\n'],
  ['no line end at the end', 'path,label\na.png,cat\nb.png,dog'],
  ['a byte order mark', '\ufeffpath,label\na.png,cat\nb.png,dog\n'],
  ['CRLF', 'path,label\r\na.png,cat\r\nb.png,dog\r\n'],
  ['CR', 'path,label\ra.png,cat\rb.png,dog\r'],
  ['mixed line ends', 'path,label\r\na.png,cat\nb.png,dog'],
  ['spaces around values', ' path , label \n  a.png ,cat\nb.png,  dog  \n'],
  ['a header in capitals', 'Path,LABEL\na.png,cat\nb.png,dog\n'],
  ['quotes around everything', '"path","label"\n"a.png","cat"\n"b.png","dog"\n'],
])('reads %s', (_, text) => {
  expect(parsed(text)).toEqual([
    [2, 'a.png', 'cat'],
    [3, 'b.png', 'dog'],
  ]);
});

it('finds the columns by name', () => {
  expect(parsed('label,path\ncat,a.png\n')).toEqual([[2, 'a.png', 'cat']]);
});

it('reads quotes, commas and line ends in values, and counts lines past them', () => {
  const text = 'path,label\n"a, ""b"".png","=1+1"\n\n"two\nlines.png",cat\nlast.png,dog\n';
  expect(parsed(text)).toEqual([
    [2, 'a, "b".png', '=1+1'],
    [4, 'two\nlines.png', 'cat'],
    [6, 'last.png', 'dog'],
  ]);
});

it('gives one class one spelling and leaves paths as they are written', () => {
  const decomposed = 'Cafe\u0301';
  expect(parsed(`path,label\n${decomposed}.png,${decomposed}\n写真.png,犬\n`)).toEqual([
    [2, `${decomposed}.png`, 'Caf\u00e9'],
    [3, '写真.png', '犬'],
  ]);
});

it.each([
  ['', 'LABELS_UNREADABLE', 'labels.csv is empty'],
  ['\ufeff\n\n', 'LABELS_UNREADABLE', 'labels.csv is empty'],
  ['path,label\n', 'LABELS_INVALID', 'no rows'],
  ['path,class\na,b\n', 'LABELS_UNREADABLE', "line 1: the column 'class' is unknown"],
  ['path,label,split\na,b,c\n', 'LABELS_UNREADABLE', "line 1: the column 'split' is unknown"],
  ['path;label\na;b\n', 'LABELS_UNREADABLE', "line 1: the column 'path;label' is unknown"],
  ['a.png,cat\n', 'LABELS_UNREADABLE', "line 1: the column 'a.png' is unknown"],
  ['\npath\na.png\n', 'LABELS_UNREADABLE', "line 2: the column 'label' is missing"],
  ['path,label,label\na,b,c\n', 'LABELS_UNREADABLE', 'line 1: a column is there twice'],
  ['path,label\na.png,cat\nb.png, \n', 'LABELS_INVALID', 'line 3: the label of b.png is empty'],
  ['path,label\n,cat\n', 'LABELS_INVALID', 'line 2: the path is empty'],
  ['path,label\na,b.png,cat\n', 'LABELS_INVALID', 'line 2: 3 values where 2 belong'],
  ['path,label\na.png\n', 'LABELS_INVALID', 'line 2: 1 values where 2 belong'],
  ['path,label\na.png,"cat\nb.png,dog\n', 'LABELS_UNREADABLE', 'double quote'],
  ['path,label\na.png,cat\nb"c.png,dog\n', 'LABELS_UNREADABLE', 'line 3: a double quote'],
  ['path,label\na.png,cat\nb\ufffd.png,dog\n', 'LABELS_UNREADABLE', 'line 3: it holds characters that are not UTF-8'],
])('refuses %j', (text, code, message) => {
  expect(() => parsed(text)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message), remedy: expect.stringMatching(/\w/) }),
  );
});
