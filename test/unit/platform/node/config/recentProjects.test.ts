import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { configFolder } from '../../../../../src/platform/node/config/configFolder.ts';
import { recentProjectsIn } from '../../../../../src/platform/node/config/recentProjects.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

let folder: string;
const file = () => join(folder, 'handful', 'recent-projects.json');
const open = () => recentProjectsIn(join(folder, 'handful'));

beforeEach(() => {
  folder = temporaryFolder();
});

function project(name: string, labelCount = 0) {
  const path = join(folder, `${name}.handful`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'project.db'), '');
  return { path, name, folder: join(folder, name), imageCount: 10, labelCount };
}

describe('the list of recent projects', () => {
  it('has the newest first, each once, and is the same after a restart', async () => {
    const recent = open();
    await recent.note(project('a'));
    await recent.note(project('b'));
    await recent.note(project('a', 5));
    const names = (await open().list()).map(({ name, labelCount, isMissing }) => [name, labelCount, isMissing]);
    expect(names).toEqual([
      ['a', 5, false],
      ['b', 0, false],
    ]);
  });

  it('keeps changes that are made at the same time', async () => {
    const recent = open();
    await Promise.all(['a', 'b', 'c'].map((name) => recent.note(project(name))));
    expect((await recent.list()).map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  it('marks projects that are gone, and forgets those that are to be forgotten', async () => {
    const recent = open();
    await recent.note(project('a'));
    await recent.note(project('b'));
    rmSync(join(folder, 'a.handful'), { recursive: true });
    expect((await recent.list()).map(({ name, isMissing }) => [name, isMissing])).toEqual([
      ['b', false],
      ['a', true],
    ]);
    await recent.forget(join(folder, 'b.handful'));
    expect((await recent.list()).map(({ name }) => name)).toEqual(['a']);
    expect(readdirSync(join(folder, 'b.handful'))).toEqual(['project.db']);
  });

  it.each(['', '{"version": 2}', '[{"path": 3}]', '[{"path": "/x"', '\0\0'])(
    'is empty where its file holds %j, and goes on from there',
    async (damaged) => {
      mkdirSync(join(folder, 'handful'));
      writeFileSync(file(), damaged);
      expect(await open().list()).toEqual([]);
      await open().note(project('a'));
      expect(await open().list()).toHaveLength(1);
    },
  );

  it('holds no more than twenty', async () => {
    const recent = open();
    for (let i = 0; i < 23; i++) await recent.note(project(`p${i}`));
    expect((await recent.list()).map(({ name }) => name).slice(0, 2)).toEqual(['p22', 'p21']);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toHaveLength(20);
  });
});

describe('the folder of settings', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it('is the one that the environment names, or the one of the system', () => {
    vi.stubEnv('HANDFUL_CONFIG', '/some/where');
    expect(configFolder()).toBe('/some/where');
    vi.stubEnv('HANDFUL_CONFIG', '');
    vi.stubEnv('XDG_CONFIG_HOME', '/xdg');
    if (process.platform === 'linux') expect(configFolder()).toBe('/xdg/handful');
  });
});
