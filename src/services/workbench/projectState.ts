import type { ClassInfo, ProjectState } from '../../shared/contract/project.ts';
import type { ClassView } from '../labeling/classList.ts';
import type { OpenProject } from './openProject.ts';

/** The project as the screen shows it. */
export function projectState(bench: OpenProject): ProjectState {
  const { store, labels } = bench;
  const { labelCounts } = labels;
  return {
    path: store.path,
    name: nameOf(store.path),
    folder: store.folder,
    folderState: bench.source.state,
    imageCount: bench.images().length,
    goneCount: store.goneImages().length,
    skippedCount: store.skipped().length,
    classes: labels.classes().map((shown) => classInfo(shown, labelCounts)),
    labelCount: Array.from(labelCounts.values()).reduce((sum, count) => sum + count, 0),
    undo: labels.undoWords,
    redo: labels.redoWords,
    spread: 'none',
    revision: bench.revision,
  };
}

function classInfo(shown: ClassView, labelCounts: ReadonlyMap<number, number>): ClassInfo {
  return { ...shown, labelCount: labelCounts.get(shown.index) ?? 0, pseudoCount: 0 };
}

/** `/a/b/tiles.handful` is called `tiles`. */
function nameOf(path: string): string {
  const last = path.split(/[/\\]/).at(-1)!;
  return last.replace(/\.handful$/, '');
}
