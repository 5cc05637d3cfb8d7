import { expect, test } from 'vitest';
import { chooseByHeldOut, type Candidate } from '../../../../src/services/training/heldOutChoice.ts';

function candidate(features: Candidate['features'], classifier: Candidate['classifier'], pattern: string): Candidate {
  return { features, classifier, right: [...pattern].map((letter) => letter === '1') };
}

test('the trained encoder is kept when it is as good as the frozen one', () => {
  const choice = chooseByHeldOut(
    [candidate('frozen', 'linear', '1110'), candidate('trained', 'propagation', '1101')],
    2,
    10,
  );
  expect(choice).toMatchObject({
    features: 'trained',
    classifier: 'propagation',
    check: { heldOutCount: 4, foldCount: 2 },
  });
});

test('a training that makes it clearly worse is not kept, and the verdict says so', () => {
  const choice = chooseByHeldOut(
    [candidate('frozen', 'propagation', '1111111110'), candidate('trained', 'propagation', '1100000000')],
    2,
    10,
  );
  expect(choice).toMatchObject({ features: 'frozen', classifier: 'propagation' });
  expect(choice.check!.verdict).toBe(
    'Training did not help here: of labels set aside, 20 % were right after it and 90 % before, so Handful kept the simpler classifier on the untouched network.',
  );
});

test('one or two labels more are luck and do not decide against the training', () => {
  const choice = chooseByHeldOut(
    [candidate('frozen', 'propagation', '1111'), candidate('trained', 'propagation', '1100')],
    2,
    10,
  );
  expect(choice.features).toBe('trained');
  expect(choice.check!.verdict).toContain(
    '50 % were right after a training without them and 100 % before: so few labels',
  );
});

test('a training that makes it better is kept for that reason', () => {
  const choice = chooseByHeldOut(
    [candidate('frozen', 'propagation', '1100'), candidate('trained', 'propagation', '1110')],
    2,
    10,
  );
  expect(choice.check!.verdict).toBe(
    'Of labels set aside, 75 % were right after a training without them and 50 % before, so Handful kept what it learnt.',
  );
});

test('of classifiers on the same features the preferred one is kept unless another leads by far', () => {
  const frozen = candidate('frozen', 'propagation', '0000000000');
  const chosen = (linear: string): string =>
    chooseByHeldOut(
      [candidate('trained', 'propagation', '0000000000'), candidate('trained', 'linear', linear), frozen],
      2,
      10,
    ).classifier;
  expect(chosen('1111111110')).toBe('propagation');
  expect(chosen('1111111111')).toBe('linear');
});

function chosenOfFew(trained: string, frozen: string) {
  return chooseByHeldOut(
    [candidate('trained', 'propagation', trained), candidate('frozen', 'propagation', frozen)],
    2,
    2,
  );
}

test('with few labels per class the training has to show that it helps: one label more is luck', () => {
  expect(chosenOfFew('1100', '0011').features).toBe('frozen');
  const luck = chosenOfFew('1110', '0011');
  expect(luck.features).toBe('frozen');
  expect(luck.check!.verdict).toBe(
    'Of labels set aside, 75 % were right after a training without them and 50 % before: so few labels do not tell the two apart. Handful kept the simpler classifier on the untouched network, since trainings on few labels can do harm. More labels make this surer.',
  );
  expect(chosenOfFew('1110', '0001').features).toBe('frozen');
  expect(chosenOfFew('1110', '0000').features).toBe('trained');
});

test('from five labels per class on it is the frozen one that has to show it', () => {
  const slightlyWorse = [candidate('trained', 'propagation', '1000'), candidate('frozen', 'propagation', '0011')];
  expect(chooseByHeldOut(slightlyWorse, 2, 4).features).toBe('frozen');
  expect(chooseByHeldOut(slightlyWorse, 2, 5).features).toBe('trained');
});
