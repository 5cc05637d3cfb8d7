import { ipcMain, type BrowserWindow } from 'electron';
import path from 'node:path';
import { CHANNELS } from '../shared/desktopChannels.ts';
import { isOurs } from './guard.ts';

/** Projects that the system, a second start or the menu wants to be opened, until the window can do so. */
export class OpenRequests {
  readonly #window: () => BrowserWindow | undefined;
  #pending: string | undefined;
  #isListening = false;

  constructor(window: () => BrowserWindow | undefined) {
    this.#window = window;
    ipcMain.on(CHANNELS.listening, (event) => {
      if (!event.senderFrame || !isOurs(event.senderFrame.url)) return;
      this.#isListening = true;
      this.#send();
    });
  }

  /** The window is gone, or loads anew: whoever listened does so no more. */
  windowChanged(): void {
    this.#isListening = false;
  }

  open(project: string): void {
    this.#pending = project;
    this.#send();
  }

  /** Opens the project that a command line names, if it names one. `folder`: where that was typed. */
  openFrom(argv: readonly string[], folder: string): void {
    const project = argv.slice(1).find((argument) => argument.endsWith('.handful'));
    if (project !== undefined) this.open(path.resolve(folder, project));
  }

  #send(): void {
    if (!this.#isListening || this.#pending === undefined) return;
    this.#window()?.webContents.send(CHANNELS.openProject, this.#pending);
    this.#pending = undefined;
  }
}
