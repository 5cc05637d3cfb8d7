import type { ClassInfo, ProjectState } from '../../../../src/shared/contract/project.ts';

/** A project with two classes and 100 images; `changes` go over it. */
export function projectState(changes: Partial<ProjectState> = {}): ProjectState {
  return {
    path: '/data/tiles.handful',
    name: 'tiles',
    folder: '/data/tiles',
    folderState: 'here',
    imageCount: 100,
    goneCount: 0,
    skippedCount: 0,
    classes: [classInfo(0, 'tumour'), classInfo(1, 'stroma')],
    labelCount: 0,
    spread: 'none',
    revision: 1,
    ...changes,
  };
}

/** A class with the digit key that belongs to its place. */
export function classInfo(index: number, name: string, changes: Partial<ClassInfo> = {}): ClassInfo {
  const key = index < 10 ? { key: String((index + 1) % 10) } : {};
  return { index, name, colour: '#0f6b78', ...key, labelCount: 0, pseudoCount: 0, isNone: false, ...changes };
}
