import { describe, expect, it, vi } from 'vitest';
import PathField from '../../../../src/renderer/components/PathField.vue';
import type { FolderListing } from '../../../../src/shared/contract/app.ts';
import { HandfulError } from '../../../../src/shared/errors.ts';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';

const listing = (path: string, changes: Partial<FolderListing> = {}): FolderListing => ({
  path,
  parent: '/home',
  imageCount: 0,
  entries: [
    { name: 'slides', path: `${path}/slides`, kind: 'folder' },
    { name: 'old.handful', path: `${path}/old.handful`, kind: 'project' },
    { name: 'net.onnx', path: `${path}/net.onnx`, kind: 'model' },
  ],
  ...changes,
});

async function field(
  accepts: 'folder' | 'project',
  listFolder: (input: { path?: string }) => FolderListing | Promise<FolderListing>,
) {
  const chosen: string[] = [];
  const props = { accepts, modelValue: '', 'onUpdate:modelValue': (path: string) => void chosen.push(path) };
  return { chosen, ...(await mountScreen(PathField, fakeEngine({ app: { listFolder } }), { props })) };
}

const entry = (wrapper: Awaited<ReturnType<typeof field>>['wrapper'], name: string) =>
  wrapper.findAll('button').find((button) => button.text() === name);

describe('PathField', () => {
  it('begins at home, goes into folders and up, and takes the folder it is in', async () => {
    const listFolder = vi.fn(({ path }: { path?: string }) => listing(path ?? '/home/anna', { imageCount: 12 }));
    const { wrapper, chosen, emit } = await field('folder', listFolder);
    expect(wrapper.text()).toContain('12 images directly in this folder');
    expect(entry(wrapper, 'old.handful')).toBeUndefined();
    await entry(wrapper, 'slides')?.trigger('click');
    await emit({ type: 'map' });
    await entry(wrapper, 'Up to /home')?.trigger('click');
    await emit({ type: 'map' });
    expect(chosen).toEqual(['/home/anna', '/home/anna/slides', '/home']);
  });

  it('takes a project only when one was chosen', async () => {
    const { wrapper, chosen } = await field('project', () => listing('/home/anna'));
    expect(entry(wrapper, 'net.onnx')).toBeUndefined();
    await entry(wrapper, 'old.handful')?.trigger('click');
    expect(chosen).toEqual(['/home/anna/old.handful']);
  });

  it('stays where it is when a typed folder cannot be looked at, and says why', async () => {
    const { wrapper, chosen, emit } = await field('folder', ({ path }) => {
      if (path) throw new HandfulError('FOLDER_MISSING', `${path} is not there.`, 'Choose another.');
      return listing('/home/anna');
    });
    await wrapper.get('input').setValue('/nowhere');
    await wrapper.get('input').trigger('keydown', { key: 'Enter' });
    await emit({ type: 'map' });
    expect(chosen).toEqual(['/home/anna', '']);
    expect(entry(wrapper, 'slides')).toBeDefined();
    expect(useProblems().problems[0]).toMatchObject({ code: 'FOLDER_MISSING', remedy: 'Choose another.' });
  });

  it('leaves alone what is typed while a folder is looked at, and selects what it puts there itself', async () => {
    const answers: ((listing: FolderListing) => void)[] = [];
    const { wrapper, chosen, emit } = await field('folder', () => new Promise((resolve) => answers.push(resolve)));
    const input = wrapper.get('input');
    input.element.focus();
    answers[0]!(listing('/home/anna'));
    await emit({ type: 'map' });
    expect(input.element.value).toBe('/home/anna');
    expect([input.element.selectionStart, input.element.selectionEnd]).toEqual([0, '/home/anna'.length]);

    await entry(wrapper, 'slides')?.trigger('click');
    input.element.value = '/da';
    await input.trigger('input');
    answers[1]!(listing('/home/anna/slides'));
    await emit({ type: 'map' });
    expect(input.element.value).toBe('/da');
    expect(chosen.at(-1)).toBe('');
  });

  it('shows the folder that was asked for last, whichever answer comes last', async () => {
    const answers: ((listing: FolderListing) => void)[] = [];
    const { wrapper, chosen, emit } = await field('folder', () => new Promise((resolve) => answers.push(resolve)));
    await wrapper.get('input').setValue('/data');
    await wrapper.get('input').trigger('keydown', { key: 'Enter' });
    answers.at(-1)!(listing('/data'));
    answers[0]!(listing('/home/anna'));
    await emit({ type: 'map' });
    expect(wrapper.get('input').element.value).toBe('/data');
    expect(chosen).toEqual(['/data']);
  });

  it('moves through the list with the arrow keys and keeps the focus in it', async () => {
    const { wrapper, emit } = await field('project', ({ path }) => listing(path ?? '/home/anna'));
    entry(wrapper, 'Up to /home')?.element.focus();
    await wrapper.get('ul button').trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toContain('slides');
    await entry(wrapper, 'slides')?.trigger('click');
    await emit({ type: 'map' });
    expect(wrapper.get('ul').element.contains(document.activeElement)).toBe(true);
  });
});
