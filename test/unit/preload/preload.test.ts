import { EventEmitter } from 'node:events';
import { beforeAll, expect, it, vi } from 'vitest';
import { ENGINE_PORT_MESSAGE, type DesktopBridge } from '../../../src/shared/desktopBridge.ts';
import { CHANNELS } from '../../../src/shared/desktopChannels.ts';

const electron = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  invoke: vi.fn(),
  send: vi.fn(),
  on: vi.fn<(channel: string, listener: (...args: unknown[]) => void) => void>(),
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: unknown) => electron.exposed.set(name, value) },
  ipcRenderer: electron,
  webUtils: { getPathForFile: () => '/dropped' },
}));

const toPage = vi.fn();
const fromMain = new EventEmitter();
let bridge: DesktopBridge;

beforeAll(async () => {
  vi.stubGlobal('window', { postMessage: toPage });
  electron.on.mockImplementation((channel, listener) => void fromMain.on(channel, listener));
  await import('../../../src/preload/preload.ts');
  bridge = electron.exposed.get('handful') as DesktopBridge;
});

it('gives the page one bridge, and nothing of Electron', () => {
  expect([...electron.exposed.keys()]).toEqual(['handful']);
  const names = ['chooseFolder', 'chooseProject', 'connect', 'onOpenProject', 'pathOf', 'showInFolder'];
  expect(Object.keys(bridge).toSorted()).toEqual(names);
  expect(bridge.pathOf({} as never)).toBe('/dropped');
  void bridge.showInFolder('/a');
  expect(electron.invoke).toHaveBeenLastCalledWith(CHANNELS.showInFolder, '/a');
});

it('hands the port of the engine to the page, and to no other origin', () => {
  fromMain.emit(CHANNELS.port, { ports: ['the port'] });
  expect(toPage).toHaveBeenCalledWith(ENGINE_PORT_MESSAGE, '/', ['the port']);
});

it('tells the page what to open, without the event', () => {
  const open = vi.fn();
  bridge.onOpenProject(open);
  expect(electron.send).toHaveBeenCalledWith(CHANNELS.listening);
  fromMain.emit(CHANNELS.openProject, { sender: 'secret' }, '/a.handful');
  expect(open.mock.calls).toEqual([['/a.handful']]);
});
