import type { ProjectState } from '../../shared/contract/project.ts';
import type { OpenProject } from './openProject.ts';

/** The project as the screen shows it. */
export function projectState(bench: OpenProject, revision: number): ProjectState {
  const { store } = bench;
  const labels = store.labels();
  return {
    path: store.path,
    name: nameOf(store.path),
    folder: store.folder,
    folderState: bench.source.state,
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
