import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import StartScreen from '../../../../src/renderer/screens/start/StartScreen.vue';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import type { RecentProject } from '../../../../src/shared/contract/app.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import type { DesktopBridge } from '../../../../src/shared/desktopBridge.ts';
import { fakeEngine, type FakeProcedures } from '../support/fakeEngine.ts';
import { mountScreen, type MountedScreen } from '../support/mountScreen.ts';
import { projectState } from '../support/projectState.ts';

const nothingOpen: WorkbenchEvent = { type: 'project', project: null };
const recent = (name: string, isMissing = false): RecentProject => ({
  path: `/data/${name}.handful`,
  name,
  folder: `/data/${name}`,
  imageCount: 1200,
  labelCount: 0,
  openedAt: '2026-11-20T14:03:00Z',
  isMissing,
});

async function start(
  recents: RecentProject[],
  engine: FakeProcedures = {},
  events: readonly WorkbenchEvent[] = [nothingOpen],
): Promise<MountedScreen> {
  const app = { recentProjects: () => recents, ...engine.app };
  return mountScreen(StartScreen, fakeEngine({ ...engine, app }), { events });
}

const button = (wrapper: VueWrapper, words: string) =>
  wrapper.findAll('button').find((one) => one.text().includes(words) || one.attributes('aria-label') === words);

function onDesktop(bridge: Partial<DesktopBridge>): void {
  Object.assign(window, { handful: bridge });
}

afterEach(() => void Object.assign(window, { handful: undefined }));

describe('Start', () => {
  it('explains the afternoon on the first start, and no longer once there are projects', async () => {
    const first = await start([]);
    expect(first.wrapper.text()).toContain('An afternoon in four steps');
    const later = await start([recent('tiles')]);
    expect(later.wrapper.text()).not.toContain('An afternoon in four steps');
    expect(later.wrapper.text()).toContain('1,200 images · no labels yet');
  });

  it('makes a project of the folder chosen on the desktop and goes on to Label', async () => {
    onDesktop({ chooseFolder: () => Promise.resolve('/data/tiles') });
    const create = vi.fn(() => projectState());
    const { wrapper, router } = await start([], { project: { create } });
    const push = vi.spyOn(router, 'push').mockResolvedValue(undefined);
    await button(wrapper, 'New from folder')?.trigger('click');
    await flushPromises();
    expect(push).toHaveBeenCalledWith({ name: 'label' });
    expect(create).toHaveBeenCalledWith({ folder: '/data/tiles' });
  });

  it('does nothing when the dialog of the desktop is cancelled', async () => {
    onDesktop({ chooseFolder: () => Promise.resolve(null) });
    const { wrapper, router } = await start([]);
    await button(wrapper, 'New from folder')?.trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.path).toBe('/');
    expect(useProblems().problems).toEqual([]);
  });

  it('opens a dropped project, and says in a browser why it cannot', async () => {
    const open = vi.fn(() => projectState());
    const drop = { dataTransfer: { files: [new File([], 'tiles.handful')] } };
    const browser = await start([]);
    await browser.wrapper.get('.start').trigger('drop', drop);
    expect(useProblems().problems[0]?.remedy).toContain('New from folder');
    onDesktop({ pathOf: (file) => `/dropped/${file.name}` });
    const desktop = await start([], { project: { open } });
    await desktop.wrapper.get('.start').trigger('drop', drop);
    await flushPromises();
    expect(open).toHaveBeenCalledWith({ path: '/dropped/tiles.handful' });
  });

  it('does not open a project that is gone, and takes it off the list', async () => {
    const forgetProject = vi.fn(() => []);
    const { wrapper } = await start([recent('old', true)], { app: { forgetProject } });
    expect(button(wrapper, 'No longer at /data/old.handful')?.attributes('disabled')).toBeDefined();
    await button(wrapper, 'Remove old from this list')?.trigger('click');
    await flushPromises();
    expect(forgetProject).toHaveBeenCalledWith({ path: '/data/old.handful' });
    expect(wrapper.text()).not.toContain('Recent projects');
  });

  it('shows how far the import is', async () => {
    const { wrapper } = await start([], {}, [
      { type: 'project', project: projectState({ skippedCount: 2 }) },
      {
        type: 'activity',
        activity: {
          id: '1',
          kind: 'import',
          title: 'Reading tiles',
          done: 1000,
          total: 4000,
          rate: 250.4,
          secondsLeft: 12,
          canCancel: true,
          state: 'running',
        },
      },
    ]);
    expect(wrapper.text()).toContain('1,000 of 4,000 · 250 per second · 12 s left');
    expect(wrapper.get('[role="progressbar"]').attributes('aria-valuenow')).toBe('25');
    expect(wrapper.text()).toContain('2 files skipped');
  });
});
