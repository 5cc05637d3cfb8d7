// @vitest-environment happy-dom
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

async function field(accepts: 'folder' | 'project', listFolder: (input: { path?: string }) => FolderListing) {
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
