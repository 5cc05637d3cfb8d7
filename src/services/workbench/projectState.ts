import type { ProjectState } from '../../shared/contract/project.ts';
import type { Bench } from './bench.ts';

/** The project as the screen shows it. */
export function projectState(bench: Bench, revision: number): ProjectState {
  const { store, machine } = bench;
  const labels = store.labels();
  return {
    path: store.path,
    name: nameOf(store.path),
    folder: store.folder,
    folderState: machine.isFolder(store.folder) ? 'here' : 'missing',
    imageCount: bench.images().length,
    goneCount: store.goneImages().length,
    skippedCount: store.skipped().length,
    classes: [],
    labelCount: labels.length,
    spread: 'none',
    revision,
  };
}

/** `/a/b/tiles.handful` is called `tiles`. */
function nameOf(path: string): string {
  const last = path.split(/[/\\]/).at(-1)!;
  return last.replace(/\.handful$/, '');
}
