import { dialog, ipcMain, MessageChannelMain, shell, type BrowserWindow, type WebFrameMain } from 'electron';
import path from 'node:path';
import { CHANNELS } from '../shared/desktopChannels.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { isOurs } from './guard.ts';
import { relayPort } from './relayPort.ts';

/** The part of an event that tells who sent it. */
interface Sent {
  readonly senderFrame: WebFrameMain | null;
}

/** Answers what the window asks of the main process; whoever is not our window is refused. */
export function answerRequests(window: () => BrowserWindow | undefined, supervisor: Pick<Supervisor, 'connect'>): void {
  ipcMain.handle(CHANNELS.connect, (event) => {
    requireOurs(event);
    const { port1, port2 } = new MessageChannelMain();
    relayPort(port1, supervisor);
    event.sender.postMessage(CHANNELS.port, null, [port2]);
  });
  ipcMain.handle(CHANNELS.chooseFolder, (event) => {
    requireOurs(event);
    return choose(window(), { properties: ['openDirectory', 'createDirectory'] });
  });
  ipcMain.handle(CHANNELS.chooseProject, (event) => {
    requireOurs(event);
    return chooseProject(window());
  });
  ipcMain.handle(CHANNELS.showInFolder, (event, place: unknown) => {
    requireOurs(event);
    if (typeof place !== 'string' || !path.isAbsolute(place)) throw new Error('An absolute path is needed.');
    shell.showItemInFolder(path.normalize(place));
  });
}

/** Asks for a project with the dialog of the system: its path, or null. A project is a folder; macOS shows it as a file. */
export function chooseProject(window: BrowserWindow | undefined): Promise<string | null> {
  const isMac = process.platform === 'darwin';
  return choose(window, {
    properties: isMac ? ['openFile', 'openDirectory', 'treatPackageAsDirectory'] : ['openDirectory'],
  });
}

async function choose(window: BrowserWindow | undefined, options: Electron.OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

function requireOurs({ senderFrame }: Sent): void {
  // The top frame of our own page; a frame inside of it would have a parent.
  if (senderFrame && senderFrame.parent === null && isOurs(senderFrame.url)) return;
  throw new Error('Only the window of Handful may ask this.');
}
