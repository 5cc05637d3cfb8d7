import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import StartScreen from '../../../../src/renderer/screens/start/StartScreen.vue';
import type { RelinkReport } from '../../../../src/shared/contract/project.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { projectState } from '../support/projectState.ts';

const found: RelinkReport = { foundCount: 98, missingCount: 2, newCount: 1, missingPaths: ['a.png', 'b.png'] };
const nothing: RelinkReport = { foundCount: 0, missingCount: 100, newCount: 0, missingPaths: ['a.png'] };

async function lost(report: RelinkReport) {
  Object.assign(window, { handful: { chooseFolder: () => Promise.resolve('/disk/tiles') } });
  const relink = vi.fn(() => report);
  const engine = fakeEngine({ app: { recentProjects: () => [] }, project: { tryFolder: () => report, relink } });
  const events = [{ type: 'project' as const, project: projectState({ folderState: 'missing' }) }];
  return { relink, ...(await mountScreen(StartScreen, engine, { events })) };
}

const dialog = (): Element => document.querySelector('[role="dialog"]') ?? expect.unreachable('no dialog');

async function press(words: string): Promise<void> {
  const button = [...dialog().querySelectorAll('button')].find((one) => one.textContent.trim() === words);
  button?.click();
  await flushPromises();
}

afterEach(() => void Object.assign(window, { handful: undefined }));

describe('finding the images again', () => {
  it('shows where they were and what would be found, and changes nothing before it is confirmed', async () => {
    const { relink, router } = await lost(found);
    const push = vi.spyOn(router, 'push').mockResolvedValue(undefined);
    expect(dialog().textContent).toContain('/data/tiles');
    await press('Choose the folder');
    expect(dialog().textContent).toContain('98 of 100 images were found');
    expect(dialog().textContent).toContain('2 images are missing; their labels are kept');
    expect(dialog().textContent).toContain('1 image is new');
    expect(relink).not.toHaveBeenCalled();
    await press('Use this folder');
    expect(relink).toHaveBeenCalledWith({ folder: '/disk/tiles' });
    expect(push).toHaveBeenCalledWith({ name: 'label' });
  });

  it('does not take a folder that holds none of them', async () => {
    const { relink } = await lost(nothing);
    await press('Choose the folder');
    expect(dialog().textContent).toContain('None of your images is in this folder');
    await press('Use this folder');
    expect(relink).not.toHaveBeenCalled();
    await press('Choose another folder');
    expect(dialog().textContent).toContain('Choose the folder');
  });
});
