import type { ClassInfo, ProjectState } from '../../shared/contract/project.ts';
import type { ClassView } from '../labeling/classList.ts';
import type { OpenProject } from './openProject.ts';

/** The project as the screen shows it. */
export function projectState(bench: OpenProject): ProjectState {
  const { store, labels, spread } = bench;
  const { labelCounts } = labels;
  const pseudoCounts = spread.pseudoCounts();
  return {
    path: store.path,
    name: nameOf(store.path),
    folder: store.folder,
    folderState: bench.source.state,
    imageCount: bench.images().length,
    goneCount: store.goneImages().length,
    skippedCount: store.skipped().length,
    classes: labels.classes().map((shown) => classInfo(shown, labelCounts, pseudoCounts)),
    labelCount: Array.from(labelCounts.values()).reduce((sum, count) => sum + count, 0),
    undo: labels.undoable,
    redo: labels.redoable,
    spread: spread.source,
    revision: bench.revision,
  };
}

function classInfo(
  shown: ClassView,
  labelCounts: ReadonlyMap<number, number>,
  pseudoCounts: ReadonlyMap<number, number>,
): ClassInfo {
  const [labelCount = 0, pseudoCount = 0] = [labelCounts.get(shown.index), pseudoCounts.get(shown.index)];
  return { ...shown, labelCount, pseudoCount };
}

/** `/a/b/tiles.handful` is called `tiles`. */
function nameOf(path: string): string {
  const last = path.split(/[/\\]/).at(-1)!;
  return last.replace(/\.handful$/, '');
}
