import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import TakeAwayScreen from '../../../../src/renderer/screens/takeaway/TakeAwayScreen.vue';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import type { RunSummary } from '../../../../src/shared/contract/training.ts';
import { HandfulError } from '../../../../src/shared/errors.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { projectState } from '../support/projectState.ts';

const events: WorkbenchEvent[] = [{ type: 'project', project: projectState() }];
const finished: RunSummary = { id: 1, state: 'finished', startedAt: '2026-01-01T00:00:00Z', warnings: [] };

function engine(write: () => never | object, runs: RunSummary[] = [finished]) {
  return fakeEngine({
    training: { runs: () => runs },
    exporting: { defaultFolder: () => ({ folder: '/data/tiles results' }), write: write as () => never },
  });
}

async function takeAway(write: () => never | object) {
  const mounted = await mountScreen(TakeAwayScreen, engine(write), { events });
  const button = mounted.wrapper.findAll('button').find((one) => one.text() === 'Take away')!;
  await button.trigger('click');
  await flushPromises();
  return mounted;
}

describe('the take-away screen', () => {
  it('has nothing to give before a training has finished', async () => {
    const stopped: RunSummary = { ...finished, state: 'stopped' };
    const { wrapper } = await mountScreen(
      TakeAwayScreen,
      engine(() => ({}), [stopped]),
      { events },
    );
    expect(wrapper.text()).toContain('Nothing to take away yet');
  });

  it('writes what was chosen into the folder and shows how the file was checked', async () => {
    const write = vi.fn(() => ({
      files: ['/data/tiles results/classifier.onnx'],
      folder: '/data/tiles results',
      check: { imageCount: 1000, sameLabelCount: 999, largestDifference: 0.0021 },
    }));
    const { wrapper } = await takeAway(write);
    expect(write).toHaveBeenCalledWith({
      kinds: ['classifier', 'predictions', 'card'],
      replace: false,
      folder: '/data/tiles results',
    });
    expect(wrapper.text()).toContain('Checked on 1,000 images: 999 got the same label');
    expect(wrapper.text()).toContain('at most 0.0021');
  });

  it('says which classes the file still answers that the project no longer has', async () => {
    const { wrapper } = await takeAway(() => ({
      files: ['/data/tiles results/classifier.onnx'],
      folder: '/data/tiles results',
      oldClasses: [{ className: 'fat', joinedWith: 'stroma' }, { className: 'debris' }],
    }));
    expect(wrapper.text()).toContain('“fat” was joined with “stroma” after this training.');
    expect(wrapper.text()).toContain('“debris” was removed after this training.');
  });

  it('shows a refusal with its remedy, and can be tried again', async () => {
    const { wrapper } = await takeAway(() => {
      throw new HandfulError('ALREADY_THERE', 'There is a classifier.onnx already.', 'Replace it.');
    });
    expect(useProblems().problems[0]).toMatchObject({ code: 'ALREADY_THERE', remedy: 'Replace it.' });
    const button = wrapper.findAll('button').find((one) => one.text() === 'Take away')!;
    expect(button.attributes('aria-busy')).toBe('false');
  });
});
