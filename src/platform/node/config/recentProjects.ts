import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import type { RecentProjects } from '../../../services/ports/recentProjects.ts';
import { recentProject, type RecentProject } from '../../../shared/contract/app.ts';
import { writeWhole } from '../files/writeWhole.ts';

const FILE = 'recent-projects.json';
const MAX_COUNT = 20;

const stored = z.array(recentProject.omit({ isMissing: true }));
type Stored = z.infer<typeof stored>;

/** The list of recent projects, in a small file of `folder`. A damaged file is an empty list. */
export function recentProjectsIn(folder: string): RecentProjects {
  const file = join(folder, FILE);
  let writing: Promise<void> = Promise.resolve();
  /** One change after another: each begins with what the last one wrote. */
  const change = (next: (projects: Stored) => Stored): Promise<void> => {
    const changed = writing.then(async () => {
      await mkdir(folder, { recursive: true });
      const projects = next(await read(file)).slice(0, MAX_COUNT);
      await writeWhole(file, new TextEncoder().encode(`${JSON.stringify(projects, undefined, 2)}\n`));
    });
    writing = changed.catch(() => undefined);
    return changed;
  };
  return {
    async list() {
      await writing;
      return (await read(file)).map((project) => withState(project));
    },
    note: (project) =>
      change((projects) => [
        { ...project, openedAt: new Date().toISOString() },
        ...projects.filter(({ path }) => path !== project.path),
      ]),
    forget: (forgotten) => change((projects) => projects.filter(({ path }) => path !== forgotten)),
  };
}

const withState = (project: Stored[number]): RecentProject => ({
  ...project,
  isMissing: !existsSync(join(project.path, 'project.db')),
});

async function read(file: string): Promise<Stored> {
  try {
    return stored.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return [];
  }
}
