import { test } from 'vitest';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { mixSpreadLabels } from '../../../../src/learning/losses/spreadLabels.ts';
import { evaluate } from '../../../support/evaluate.ts';
import { expectClose } from '../expectClose.ts';

test('every view of an image gets the same share of its spread label', async () => {
  const targets = float32Tensor([1, 0, 0, 1, 0.5, 0.5, 1, 0], [4, 2]);
  const labels = float32Tensor([0, 2, 0.2, 0.3], [2, 2]);
  const { mixed } = await evaluate({ targets, labels }, (values) => ({
    mixed: mixSpreadLabels(values.targets, { labels: values.labels, share: 0.25 }),
  }));
  expectClose(mixed, [0.75, 0.5, 0.05, 0.825, 0.375, 0.875, 0.8, 0.075]);
});
