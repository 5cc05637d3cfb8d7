import { describe, expect, it } from 'vitest';
import { toNumbers, type Tensor } from '../../src/engine/graph/tensor.ts';
import type { Operator, OperatorSample } from '../../src/engine/ops/operator.ts';
import { operators } from '../../src/engine/ops/registry.ts';
import { differentiateNumerically, type Loss } from './finiteDifferences.ts';
import { openGraph } from './graphSession.ts';
import { buildSample } from './operatorSample.ts';

/** Rounding of float32 outputs over the step, see finiteDifferences.ts; a wrong rule is off by far more. */
const TOLERANCE = 1e-4;
/** Larger inputs are probed at this many elements, spread evenly. */
const MAX_PROBES = 48;

const withRule = operators.filter(({ gradient }) => typeof gradient === 'function');

describe('every gradient rule', () => {
  it.each(withRule.map((operator): [string, Operator] => [operator.opType, operator]))(
    '%s has samples',
    (_, { samples }) => {
      expect(samples?.length ?? 0).toBeGreaterThan(0);
    },
  );
});

describe.each(
  operators.filter(({ samples }) => samples).map((operator): [string, Operator] => [operator.opType, operator]),
)('%s', (_, operator) => {
  it.each(operator.samples!.map((sample): [string, OperatorSample] => [sample.name, sample]))(
    '%s',
    async (_name, sample) => {
      await checkSample(operator, sample);
    },
  );
});

async function checkSample(operator: Operator, sample: OperatorSample): Promise<void> {
  const { graph, outputs, feeds, differentiated, withoutGradient } = buildSample(operator, sample);
  expect(withoutGradient).toEqual([]);
  const session = await openGraph(graph);
  try {
    const results = await session.run(feeds);
    outputs.forEach(({ type, shape }, index) => expect(results[`y${index}`]).toMatchObject({ type, shape }));
    const loss: Loss = async (probed) => weightedSum(await session.run(probed), feeds);
    for (const name of differentiated) {
      const analytic = toNumbers(results[`d${name}`]!);
      for (const index of probes(analytic.length)) {
        const numeric = await differentiateNumerically(loss, feeds, name, index);
        const allowed = TOLERANCE * Math.max(1, Math.abs(numeric));
        expect(
          Math.abs(analytic[index]! - numeric),
          `d${name}[${index}] = ${analytic[index]}, by differences ${numeric}`,
        ).toBeLessThan(allowed);
      }
    }
  } finally {
    await session.release();
  }
}

/** L = sum(y c) over the float outputs, in double precision. */
function weightedSum(results: Readonly<Record<string, Tensor>>, feeds: Readonly<Record<string, Tensor>>): number {
  const cotangents = Object.entries(feeds).filter(([name]) => name.startsWith('c'));
  return cotangents.reduce((total, [name, cotangent]) => {
    const weights = toNumbers(cotangent);
    return toNumbers(results[name.replace('c', 'y')]!).reduce((sum, y, index) => sum + y * weights[index]!, total);
  }, 0);
}

function probes(length: number): number[] {
  const count = Math.min(length, MAX_PROBES);
  return Array.from({ length: count }, (_, probe) => Math.floor((probe * length) / count));
}
