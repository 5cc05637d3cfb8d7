import { join, sep } from 'node:path';
import { expect, it, vi } from 'vitest';
import { app } from './fakeElectron.ts';

vi.mock('electron', () => import('./fakeElectron.ts'));
const { placesIn } = await import('../../../src/main/places.ts');

it('finds the parts of the app in its sources', () => {
  vi.stubEnv('HANDFUL_NODE', '/usr/bin/node');
  expect(placesIn(join(sep, 'app', 'dist'))).toEqual({
    rendererFolder: join(sep, 'app', 'dist', 'renderer'),
    preload: join(sep, 'app', 'dist', 'preload', 'preload.cjs'),
    engine: join(sep, 'app', 'dist', 'engine', 'main.js'),
    node: '/usr/bin/node',
  });
});

it('runs the engine outside of the archive, with the Node that was packaged', () => {
  vi.spyOn(app, 'isPackaged', 'get').mockReturnValue(true);
  vi.stubGlobal('process', Object.assign(Object.create(process), { resourcesPath: join(sep, 'app', 'resources') }));
  const { engine, node, rendererFolder } = placesIn(join(sep, 'app', 'resources', 'app.asar', 'dist'));
  expect(engine).toBe(join(sep, 'app', 'resources', 'app.asar.unpacked', 'dist', 'engine', 'main.js'));
  expect(rendererFolder).toContain(`app.asar${sep}`);
  expect(node).toBe(join(sep, 'app', 'resources', 'node', process.platform === 'win32' ? 'node.exe' : 'node'));
  vi.unstubAllGlobals();
});
