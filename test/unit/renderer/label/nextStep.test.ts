import { describe, expect, it } from 'vitest';
import { nextStep, spreadSummary } from '../../../../src/renderer/screens/label/hint/nextStep.ts';
import type { Sufficiency } from '../../../../src/shared/contract/labels.ts';
import type { ClassInfo } from '../../../../src/shared/contract/project.ts';

const classOf = (index: number, labelCount: number, isNone = false): ClassInfo => ({
  index,
  name: `class ${index}`,
  colour: '#336699',
  labelCount,
  pseudoCount: 0,
  isNone,
});
const measured = (classIndex: number, state: Sufficiency['state']): Sufficiency => ({
  classIndex,
  labelCount: 5,
  state,
});

describe('nextStep', () => {
  it('leads from images to classes to labels', () => {
    expect(nextStep(0, [], []).message).toBe('noImages');
    expect(nextStep(9, [], []).message).toBe('nameFirst');
    expect(nextStep(9, [classOf(0, 0)], []).message).toBe('firstLabel');
    expect(nextStep(9, [classOf(0, 2)], []).message).toBe('nameSecond');
  });

  it('takes "none of these" for no class of its own', () => {
    expect(nextStep(9, [classOf(3, 0, true)], []).message).toBe('nameFirst');
  });

  it('asks for the class with the fewest labels', () => {
    expect(nextStep(9, [classOf(0, 4), classOf(1, 1)], [])).toEqual({
      message: 'moreOf',
      className: 'class 1',
      count: 2,
    });
  });

  it('goes by the measure, not by a number, once there is one', () => {
    const classes = [classOf(0, 5), classOf(1, 30)];
    expect(nextStep(9, classes, [measured(0, 'enough'), measured(1, 'more')])).toEqual({
      message: 'moreOfUnmeasured',
      className: 'class 1',
    });
    expect(nextStep(9, classes, [measured(0, 'nearly'), measured(1, 'enough')]).message).toBe('nearly');
    expect(nextStep(9, classes, [measured(0, 'enough'), measured(1, 'enough')]).message).toBe('enough');
  });
});

describe('spreadSummary', () => {
  it('counts images without a label that have a pseudo-label, with their mean confidence', () => {
    const labels = Int16Array.of(-1, -1, 0, -2, -1);
    const pseudo = Int16Array.of(0, 1, 1, -1, -1);
    const summary = spreadSummary(labels, pseudo, Uint8Array.of(255, 51, 200, 0, 0));
    expect(summary.count).toBe(2);
    expect(summary.confidence).toBeCloseTo(0.6, 5);
  });

  it('is nothing without pseudo-labels', () => {
    expect(spreadSummary(Int16Array.of(-1), Int16Array.of(-1), Uint8Array.of(0))).toEqual({ count: 0, confidence: 0 });
  });
});
