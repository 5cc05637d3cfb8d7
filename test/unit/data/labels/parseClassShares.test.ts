import { expect, it } from 'vitest';

import { parseClassShares } from '../../../../src/data/labels/parseClassShares.ts';

const parsed = (text: string) => parseClassShares(text, 'shares.csv');

it('reads a share per class, in either order of the columns, with one spelling for one class', () => {
  expect(parsed('class,share\ntumour,5\n"stroma, loose",95.5\n')).toEqual({ tumour: 5, 'stroma, loose': 95.5 });
  expect(parsed('\ufeffshare,class\r\n0.25,Cafe\u0301\r\n')).toEqual({ 'Caf\u00e9': 0.25 });
});

it.each([
  ['class,label\na,1\n', 'LABELS_UNREADABLE', "the column 'label' is unknown"],
  ['class,share\n', 'LABELS_INVALID', 'no rows'],
  ['class,share\na,1\na,2\n', 'LABELS_INVALID', "line 3: the class 'a' is there twice"],
  ['class,share\na,\n', 'LABELS_INVALID', 'line 2: the share of a is empty'],
  ['class,share\na,5 %\n', 'LABELS_INVALID', "line 2: '5 %' is not a share of 'a'"],
  ['class,share\na,1\nb,0\n', 'LABELS_INVALID', "line 3: '0' is not a share of 'b'"],
  ['class,share\na,-1\n', 'LABELS_INVALID', "'-1' is not a share"],
  ['class,share\na,Infinity\n', 'LABELS_INVALID', "'Infinity' is not a share"],
])('refuses %j', (text, code, message) => {
  expect(() => parsed(text)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message), remedy: expect.stringMatching(/\w/) }),
  );
});
