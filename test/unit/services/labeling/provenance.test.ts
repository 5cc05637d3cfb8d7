import { expect, it } from 'vitest';

import { againstShown } from '../../../../src/services/labeling/provenance.ts';
import { labelledProject } from './labelledProject.ts';

it('calls a label a correction where something else was shown', async () => {
  const { book, store } = await labelledProject(5);
  book.addClass('boot');
  book.addClass('shoe');
  const source = againstShown(Int16Array.of(0, 1, -1, -2), book.classes());
  book.assign([0, 1, 2, 4], 'boot', { source, origin: 'grid' });
  expect(store.labels().map((label) => [label.imageIndex, label.source])).toEqual([
    [0, 'human'],
    [1, 'corrected'],
    [2, 'human'],
    [4, 'human'],
  ]);
  book.assign([0], 'coat', { source, origin: 'grid' });
  expect(store.labels()[0]!.source).toBe('corrected');
});
