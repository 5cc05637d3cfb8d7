import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import ReviewScreen from '../../../../src/renderer/screens/review/ReviewScreen.vue';
import { useShownImages } from '../../../../src/renderer/stores/shownImages.ts';
import type { ReviewSummary } from '../../../../src/shared/contract/review.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { projectState } from '../support/projectState.ts';

const summary: ReviewSummary = {
  runId: 1,
  verdict: 'The trained encoder was kept.',
  classIndices: [0, 1],
  heldOut: [
    [4, 1],
    [0, 5],
  ],
  corrections: [
    [0, 0],
    [0, 0],
  ],
  reliability: [{ from: 0.5, to: 1, count: 10, confidence: 0.8, accuracy: 0.9 }],
  calibrationError: 0.1,
  perClass: [
    { classIndex: 0, labelCount: 5, predictedCount: 40, heldOutRight: 4, heldOutCount: 5 },
    { classIndex: 1, labelCount: 5, predictedCount: 60, heldOutRight: 5, heldOutCount: 5 },
  ],
};
const events: WorkbenchEvent[] = [{ type: 'project', project: projectState() }];
const disagreement = { index: 7, label: 0, said: 1, confidence: 0.93 };

describe('the review screen', () => {
  it('says what to do before the first training', async () => {
    const { wrapper } = await mountScreen(ReviewScreen, fakeEngine({ review: { summary: () => null } }), { events });
    expect(wrapper.text()).toContain('Nothing to review yet');
  });

  it('opens the images behind a cell in the grid', async () => {
    const cell = vi.fn(() => [3]);
    const engine = fakeEngine({ review: { summary: () => summary, disagreements: () => [], cell } });
    const { wrapper, router } = await mountScreen(ReviewScreen, engine, { events });
    const push = vi.spyOn(router, 'push').mockResolvedValue(undefined);
    await wrapper.find('button[aria-label="1 images labelled tumour, said stroma"]').trigger('click');
    await flushPromises();
    expect(cell).toHaveBeenCalledWith({ matrix: 'heldOut', label: 0, said: 1 });
    expect(useShownImages().shown).toEqual({ indices: [3], title: 'tumour, said stroma' });
    expect(push).toHaveBeenCalledWith({ name: 'label' });
  });

  it('gives an image the class that the model says, as a label of the review', async () => {
    const assign = vi.fn(() => ({ revision: 2, changedCount: 1 }));
    const engine = fakeEngine({
      review: { summary: () => summary, disagreements: () => [disagreement] },
      labels: { assign },
      images: { hashes: ({ start }) => ({ start, hashes: [] }) },
    });
    const { wrapper } = await mountScreen(ReviewScreen, engine, { events });
    expect(wrapper.text()).toContain('93 % sure');
    const take = wrapper.findAll('button').find((one) => one.text() === 'Take its answer')!;
    await take.trigger('click');
    expect(assign).toHaveBeenCalledWith({ indices: [7], className: 'stroma', where: 'review' });
  });

  it('shows why an image has its pseudo-label, with the images that count most', async () => {
    const explain = vi.fn(() => ({
      probabilities: [
        { classIndex: 1, probability: 0.9 },
        { classIndex: 0, probability: 0.1 },
      ],
      because: [{ index: 3, classIndex: 1, weight: 0.4 }],
    }));
    const engine = fakeEngine({
      review: { summary: () => summary, disagreements: () => [disagreement] },
      images: { hashes: ({ start }) => ({ start, hashes: [] }), explain },
    });
    const { wrapper } = await mountScreen(ReviewScreen, engine, { events });
    await wrapper
      .findAll('button')
      .find((one) => one.text() === 'Why?')!
      .trigger('click');
    await flushPromises();
    expect(explain).toHaveBeenCalledWith({ index: 7, count: 8 });
    const words = document.querySelector('[role="dialog"]')!.textContent;
    for (const shown of ['Why this label', '90 %', '10 %', 'count most', '40 %']) expect(words).toContain(shown);
  });

  it('says how far its confidence is off', async () => {
    const engine = fakeEngine({ review: { summary: () => summary, disagreements: () => [] } });
    const { wrapper } = await mountScreen(ReviewScreen, engine, { events });
    expect(wrapper.text()).toContain('10 points off');
    expect(wrapper.text()).toContain('4 of 5');
  });
});
