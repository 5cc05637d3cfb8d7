import { computed, ref, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { LabelChange } from '../../shared/domain/labelChange.ts';
import { useShortcuts } from '../composables/useShortcuts.ts';
import { useAttempt } from '../engine/attempt.ts';
import { useEngine } from '../engine/client.ts';
import { formatCount } from '../i18n/format.ts';
import { useProject } from '../stores/project.ts';

export interface HistoryStep {
  readonly isPossible: ComputedRef<boolean>;
  /** Says what would be undone. */
  readonly label: ComputedRef<string>;
  run(): Promise<void>;
}

/** Undo and redo, with their keys, for the whole window. */
export function useHistory(): { undo: HistoryStep; redo: HistoryStep } {
  const engine = useEngine();
  const undo = useStep('undo', 'app.undoWhat', 'app.nothingToUndo', () => engine.labels.undo());
  const redo = useStep('redo', 'app.redoWhat', 'app.nothingToRedo', () => engine.labels.redo());
  useShortcuts([
    { keys: 'Mod+Z', label: 'app.undo', when: () => undo.isPossible.value, run: undo.run },
    { keys: 'Mod+Shift+Z', label: 'app.redo', when: () => redo.isPossible.value, run: redo.run },
    { keys: 'Mod+Y', when: () => redo.isPossible.value, run: redo.run },
  ]);
  return { undo, redo };
}

function useStep(which: 'undo' | 'redo', label: string, none: string, call: () => Promise<unknown>): HistoryStep {
  const { t } = useI18n();
  const attempt = useAttempt();
  const project = useProject();
  const isRunning = ref(false);
  const what = computed(() => project.project?.[which]);
  function wordsOf(change: LabelChange): string {
    const count = 'imageCount' in change ? change.imageCount : 1;
    return t(`app.changes.${change.kind}`, { ...change, n: formatCount(count) }, count);
  }
  return {
    isPossible: computed(() => what.value !== undefined),
    label: computed(() => (what.value === undefined ? t(none) : t(label, { what: wordsOf(what.value) }))),
    async run() {
      if (isRunning.value) return;
      isRunning.value = true;
      await attempt(call);
      isRunning.value = false;
    },
  };
}
