import type { RecentProject } from '../../shared/contract/app.ts';

/** The projects that this user opened, for the start screen. */
export interface RecentProjects {
  /** The newest first; those that are no longer where they were are marked. */
  list(): Promise<RecentProject[]>;
  /** Puts a project at the head of the list. */
  note(project: Omit<RecentProject, 'openedAt' | 'isMissing'>): Promise<void>;
  /** Takes a project off the list; nothing happens to the project. */
  forget(path: string): Promise<void>;
}
