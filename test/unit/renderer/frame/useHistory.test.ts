import { expect, it } from 'vitest';
import TopBar from '../../../../src/renderer/frame/TopBar.vue';
import type { LabelChange } from '../../../../src/shared/domain/labelChange.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { projectState } from '../support/projectState.ts';

async function labelsOf(undo: LabelChange | undefined, redo?: LabelChange): Promise<(string | undefined)[]> {
  const project = projectState({ ...(undo ? { undo } : {}), ...(redo ? { redo } : {}) });
  const { wrapper } = await mountScreen(TopBar, fakeEngine(), { events: [{ type: 'project', project }] });
  return ['Control+Z', 'Control+Shift+Z'].map((keys) =>
    wrapper.get(`[aria-keyshortcuts="${keys}"]`).attributes('aria-label'),
  );
}

it('words in the language of the window what would be undone and redone', async () => {
  expect(
    await labelsOf(
      { kind: 'labelled', imageCount: 1200, className: 'boot' },
      { kind: 'labelled', imageCount: 1, className: 'boot' },
    ),
  ).toEqual(['Undo: label 1,200 images “boot”', 'Redo: label 1 image “boot”']);
  expect(
    await labelsOf({ kind: 'cleared', imageCount: 1 }, { kind: 'classRenamed', className: 'boot', to: 'high boot' }),
  ).toEqual(['Undo: take the label off 1 image', 'Redo: rename the class “boot” to “high boot”']);
  expect(await labelsOf(undefined)).toEqual(['Nothing to undo', 'Nothing to redo']);
});

it('shows a change of an older Handful as it was worded then', async () => {
  expect(await labelsOf({ kind: 'inWords', words: 'label 3 images "a | b"' })).toEqual([
    'Undo: label 3 images "a | b"',
    'Nothing to redo',
  ]);
});
