import { flushPromises } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { useLabelling, type Labelling } from '../../../../src/renderer/screens/label/labelling/useLabelling.ts';
import { useShownLabels, type ShownLabels } from '../../../../src/renderer/screens/label/labelling/useShownLabels.ts';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import { pack } from '../../../../src/shared/contract/columns.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import { HandfulError } from '../../../../src/shared/errors.ts';
import { fakeEngine, type FakeProcedures } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { classInfo, projectState } from '../support/projectState.ts';

const PSEUDO = [0, 1, 1, -1];

function columns(revision: number, labels: readonly number[]): WorkbenchEvent {
  const packed = {
    labels: pack(Int16Array.from(labels)),
    pseudo: pack(Int16Array.from(PSEUDO)),
    confidence: pack(Uint8Array.of(255, 128, 64, 0)),
  };
  return { type: 'columns', columns: { revision, length: labels.length, ...packed } };
}

/** Labelling as a component has it, over four images without labels. */
async function labellingOver(labels: FakeProcedures['labels'], classes = projectState().classes) {
  let labelling: Labelling | undefined;
  let shown: ShownLabels | undefined;
  const Part = defineComponent(() => {
    shown = useShownLabels();
    labelling = useLabelling(shown);
    return () => h('p');
  });
  const { emit } = await mountScreen(Part, fakeEngine(labels ? { labels } : {}), {
    events: [{ type: 'project', project: projectState({ classes }) }, columns(1, [-1, -1, -1, -1])],
  });
  const labelsShown = () => [0, 1, 2, 3].map((image) => shown!.of(image).label);
  return { emit, labelling: labelling!, shown: shown!, labelsShown };
}

describe('useLabelling', () => {
  it('shows a label at once, and the columns of the engine once they are there', async () => {
    const assign = vi.fn(async () => ({ revision: 2, changedCount: 2 }));
    const { emit, labelling, labelsShown } = await labellingOver({ assign });
    labelling.assign([0, 2], 1, 'grid');
    expect(labelsShown()).toEqual([1, -1, 1, -1]);
    expect(assign).toHaveBeenCalledWith({ indices: [0, 2], className: 'stroma', where: 'grid' });
    await flushPromises();
    expect(labelsShown()).toEqual([1, -1, 1, -1]);
    await emit(columns(2, [1, -1, 0, -1]));
    expect(labelsShown()).toEqual([1, -1, 0, -1]);
  });

  it('takes the label back when the engine refuses, and shows the problem', async () => {
    const assign = vi.fn(async () => {
      throw new HandfulError('DISK_FULL', 'The disk is full.', 'Make room.');
    });
    const { labelling, labelsShown } = await labellingOver({ assign });
    labelling.assign([0], 1, 'grid');
    expect(labelsShown()).toEqual([1, -1, -1, -1]);
    await flushPromises();
    expect(labelsShown()).toEqual([-1, -1, -1, -1]);
    expect(useProblems().problems).toMatchObject([{ code: 'DISK_FULL', remedy: 'Make room.' }]);
  });

  it('takes labels away', async () => {
    const assign = vi.fn(async () => ({ revision: 3, changedCount: 1 }));
    const { emit, labelling, labelsShown } = await labellingOver({ assign });
    await emit(columns(2, [1, -1, -1, -1]));
    labelling.assign([0], null, 'grid');
    expect(labelsShown()).toEqual([-1, -1, -1, -1]);
    expect(assign).toHaveBeenCalledWith({ indices: [0], className: null, where: 'grid' });
  });

  it('accepts pseudo-labels of images that have one and no label', async () => {
    const accept = vi.fn(async () => ({ revision: 3, changedCount: 1 }));
    const { emit, labelling, labelsShown } = await labellingOver({ accept });
    await emit(columns(2, [1, -1, -1, -1]));
    labelling.accept([0, 2, 3], 'grid');
    expect(labelsShown()).toEqual([1, -1, 1, -1]);
    expect(accept).toHaveBeenCalledWith({ indices: [2], where: 'grid' });
    labelling.accept([3], 'grid');
    expect(accept).toHaveBeenCalledTimes(1);
  });

  it('labels "none of these" at once where that class exists, and makes it where not', async () => {
    const assign = vi.fn(async () => ({ revision: 2, changedCount: 1 }));
    const first = await labellingOver({ assign });
    first.labelling.assignNone([1], 'zoom');
    expect(first.labelsShown()).toEqual([-1, -1, -1, -1]);
    expect(assign).toHaveBeenLastCalledWith({ indices: [1], className: 'none of these', where: 'zoom' });

    const classes = [classInfo(0, 'tumour'), classInfo(4, 'none of these', { isNone: true })];
    const second = await labellingOver({ assign }, classes);
    second.labelling.assignNone([1], 'zoom');
    expect(second.labelsShown()).toEqual([-1, 4, -1, -1]);
  });

  it('asks for nothing without images, or for a class that is gone', async () => {
    const { labelling } = await labellingOver({});
    labelling.assign([], 1, 'grid');
    labelling.assign([0], 9, 'grid');
    labelling.assignNone([], 'grid');
    await flushPromises();
    expect(useProblems().problems).toEqual([]);
  });

  it('tells the confidence in percent', async () => {
    const { shown } = await labellingOver({});
    expect([0, 1, 2, 3].map((image) => shown.of(image).confidencePercent)).toEqual([100, 50, 25, 0]);
    expect(shown.of(99)).toEqual({ label: -1, pseudo: -1, confidencePercent: 0 });
  });
});
