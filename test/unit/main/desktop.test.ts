import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CHANNELS } from '../../../src/shared/desktopChannels.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';
import { FakeEngine } from '../supervisor/fakeEngine.ts';
import * as electron from './fakeElectron.ts';

const engines: FakeEngine[] = [];

vi.mock('electron', () => import('./fakeElectron.ts'));
vi.mock('../../../src/supervisor/forkEngine.ts', () => ({
  forkEngine: vi.fn(() => {
    engines.push(new FakeEngine());
    return engines.at(-1);
  }),
}));

const { runDesktop } = await import('../../../src/main/desktop.ts');
const { forkEngine } = await import('../../../src/supervisor/forkEngine.ts');

/** An event of our own window, unless told otherwise. */
const from = (url = 'handful://app/', parent: unknown = null) => ({
  senderFrame: { url, parent },
  sender: electron.windows[0]!.webContents,
});

const ask = (channel: string, ...args: unknown[]): unknown => electron.handlers.get(channel)!(from(), ...args);

/** What the window was told to open. */
const opened = () => electron.windows[0]!.webContents.send.mock.calls.filter(([name]) => name === CHANNELS.openProject);

/** The window says that it can open projects. */
const listen = () => electron.ipcMain.emit(CHANNELS.listening, from());

async function start(): Promise<void> {
  const rendererFolder = join(temporaryFolder(), 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(join(rendererFolder, 'index.html'), 'the page');
  await runDesktop(() => ({ rendererFolder, preload: '/preload.cjs', engine: '/engine.js', node: '/node' }));
}

beforeEach(() => {
  electron.resetElectron();
  engines.length = 0;
});

describe('the window', () => {
  it('has no Node, a sandbox, and a world apart from its preload script', async () => {
    await start();
    expect(electron.windows[0]!.options.webPreferences).toMatchObject({
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
    expect(electron.windows[0]!.loadURL).toHaveBeenCalledWith('handful://app/');
  });

  it('goes nowhere else, opens nothing, and is granted nothing', async () => {
    await start();
    const contents = electron.windows[0]!.webContents;
    for (const name of ['will-navigate', 'will-redirect']) {
      for (const [url, isRefused] of [
        ['https://example.org/', true],
        ['file:///etc/passwd', true],
        ['handful://other/', true],
        ['handful://app.example.org/', true],
        ['handful://app/#/label', false],
      ] as const) {
        const preventDefault = vi.fn();
        contents.emit(name, { url, preventDefault });
        expect(preventDefault.mock.calls.length > 0, `${name} ${url}`).toBe(isRefused);
      }
    }
    const preventDefault = vi.fn();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalled();
    expect(contents.setWindowOpenHandler.mock.calls[0]![0]()).toEqual({ action: 'deny' });
    const answer = vi.fn();
    const { setPermissionRequestHandler, setPermissionCheckHandler } = electron.session.defaultSession;
    setPermissionRequestHandler.mock.calls[0]![0]({}, 'media', answer);
    expect(answer).toHaveBeenCalledWith(false);
    expect(setPermissionCheckHandler.mock.calls[0]![0]()).toBe(false);
  });

  it('gets its pages from the app, under the policy of the server', async () => {
    await start();
    const [scheme, answer] = electron.protocol.handle.mock.calls[0]!;
    expect(scheme).toBe('handful');
    const page = await answer(new Request('handful://app/'));
    expect([page.status, await page.text()]).toEqual([200, 'the page']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await answer(new Request('handful://other/'))).status).toBe(404);
    expect((await answer(new Request('handful://app/../../etc/passwd'))).status).toBe(404);
  });
});

describe('what the window asks', () => {
  it('is answered to the window only', async () => {
    await start();
    expect([...electron.handlers.keys()]).toHaveLength(4);
    for (const [channel, handler] of electron.handlers) {
      const strangers = [
        from('https://example.org/'),
        from('handful://app.example.org/'),
        from('about:blank'),
        from('handful://app/', { url: 'handful://app/' }),
        { ...from(), senderFrame: null },
      ];
      for (const stranger of strangers) {
        await expect((async () => handler(stranger, '/a'))(), channel).rejects.toThrow('Only the window');
      }
    }
    expect(electron.dialog.showOpenDialog).not.toHaveBeenCalled();
    expect(electron.shell.showItemInFolder).not.toHaveBeenCalled();
    expect(electron.channels).toHaveLength(0);
  });

  it('opens the dialogs and the file manager of the system', async () => {
    await start();
    expect(await ask(CHANNELS.chooseFolder)).toBe('/chosen');
    expect(await ask(CHANNELS.chooseProject)).toBe('/chosen');
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(await ask(CHANNELS.chooseFolder)).toBeNull();
    ask(CHANNELS.showInFolder, '/results/classifier.onnx');
    expect(electron.shell.showItemInFolder).toHaveBeenCalledWith('/results/classifier.onnx');
    for (const bad of ['relative', 7, undefined]) expect(() => ask(CHANNELS.showInFolder, bad)).toThrow('absolute');
  });

  it('gets a port to the engine, which closes with it', async () => {
    await start();
    electron.handlers.get(CHANNELS.connect)!(from());
    const { port1, port2 } = electron.channels[0]!;
    expect(electron.windows[0]!.webContents.postMessage).toHaveBeenCalledWith(CHANNELS.port, null, [port2]);
    engines[0]!.say({ type: 'ready', pid: 1 });
    port1.emit('message', { data: 'question' });
    expect(engines[0]!.sent.at(-1)).toEqual({ type: 'frame', connection: 1, data: 'question' });
    engines[0]!.say({ type: 'frame', connection: 1, data: 'answer' });
    expect(port1.postMessage).toHaveBeenCalledWith('answer');
    port1.emit('message', { data: { not: 'text' } });
    expect(port1.close).toHaveBeenCalledTimes(1);
    port1.emit('close');
    expect(engines[0]!.sent.at(-1)).toEqual({ type: 'disconnect', connection: 1 });
  });
});

describe('the engine', () => {
  it('is run by Node, and started again when it dies', async () => {
    vi.useFakeTimers();
    await start();
    expect(forkEngine).toHaveBeenCalledWith('/engine.js', ['desktop'], '/node');
    electron.handlers.get(CHANNELS.connect)!(from());
    engines[0]!.die();
    await vi.advanceTimersByTimeAsync(0);
    expect(electron.channels[0]!.port1.close).toHaveBeenCalled();
    expect(engines).toHaveLength(2);
    expect(electron.dialog.showMessageBox).not.toHaveBeenCalled();
    for (const pauseMs of [500, 1000, 2000, 0]) {
      engines.at(-1)!.die();
      await vi.advanceTimersByTimeAsync(pauseMs);
    }
    expect(electron.dialog.showMessageBox).toHaveBeenCalledTimes(1);
    // 'Start it again' was pressed.
    expect(engines).toHaveLength(6);
    vi.useRealTimers();
  });

  it('lets go of the project before the app ends', async () => {
    await start();
    const preventDefault = vi.fn();
    electron.app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(1);
    expect(engines[0]!.sent.at(-1)).toEqual({ type: 'shutdown' });
    expect(electron.app.quit).not.toHaveBeenCalled();
    engines[0]!.die('code 0');
    await expect.poll(() => electron.app.quit.mock.calls.length).toBe(1);
    electron.app.emit('will-quit', { preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(1);
    expect(engines).toHaveLength(1);
  });

  it('is one: a second start hands its project over and ends', async () => {
    electron.app.requestSingleInstanceLock.mockReturnValueOnce(false);
    await start();
    expect(electron.app.quit).toHaveBeenCalled();
    expect([engines.length, electron.windows.length]).toEqual([0, 0]);
  });
});

describe('a project from outside', () => {
  it('waits until the window can open it', async () => {
    const preventDefault = vi.fn();
    const starting = start();
    electron.app.emit('open-file', { preventDefault }, '/a.handful');
    await starting;
    expect(opened()).toEqual([]);
    electron.ipcMain.emit(CHANNELS.listening, from('https://example.org/'));
    expect(opened()).toEqual([]);
    listen();
    expect(opened()).toEqual([[CHANNELS.openProject, '/a.handful']]);
    listen();
    expect(opened()).toHaveLength(1);
  });

  it('comes from a second start, relative to where that was', async () => {
    await start();
    listen();
    electron.app.emit('second-instance', {}, ['handful', '--flag', 'skin.handful'], '/home/ada');
    expect(opened()).toEqual([[CHANNELS.openProject, '/home/ada/skin.handful']]);
    expect(electron.windows[0]!.restore).toHaveBeenCalled();
    expect(electron.windows[0]!.focus).toHaveBeenCalled();
  });

  it('waits again while the window is loaded anew', async () => {
    await start();
    listen();
    electron.windows[0]!.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    electron.app.emit('second-instance', {}, ['handful', '/b.handful'], '/');
    expect(opened()).toEqual([]);
    listen();
    expect(opened()).toEqual([[CHANNELS.openProject, '/b.handful']]);
  });

  it('is put among the recent documents once it is open', async () => {
    await start();
    engines[0]!.say({ type: 'ready', pid: 1 });
    engines[0]!.say({ type: 'project', path: '/a.handful' });
    expect(electron.app.addRecentDocument).toHaveBeenCalledWith('/a.handful');
  });
});
