import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** What main uses of Electron, played by the test. Reset with `resetElectron`. */
export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  quit: vi.fn(),
  requestSingleInstanceLock: vi.fn(() => true),
  whenReady: vi.fn(() => Promise.resolve()),
  addRecentDocument: vi.fn(),
});

type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** Handlers by channel. */
export const handlers = new Map<string, Handler>();

export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
});

export const protocol = {
  registerSchemesAsPrivileged: vi.fn(),
  handle: vi.fn<(scheme: string, answer: (request: Request) => Promise<Response>) => void>(),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler:
      vi.fn<(decide: (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void) => void>(),
    setPermissionCheckHandler: vi.fn<(check: () => boolean) => void>(),
  },
};

export const dialog = {
  showOpenDialog: vi.fn(() => Promise.resolve({ canceled: false, filePaths: ['/chosen'] })),
  showMessageBox: vi.fn(() => Promise.resolve({ response: 0 })),
};

export const shell = { showItemInFolder: vi.fn() };

export const Menu = {
  buildFromTemplate: vi.fn((template: unknown) => template),
  setApplicationMenu: vi.fn(),
};

class FakePort extends EventEmitter {
  readonly postMessage = vi.fn();
  readonly start = vi.fn();
  readonly close = vi.fn();
}

export const channels: { port1: FakePort; port2: FakePort }[] = [];

export class MessageChannelMain {
  readonly port1 = new FakePort();
  readonly port2 = new FakePort();

  constructor() {
    channels.push(this);
  }
}

export class FakeContents extends EventEmitter {
  readonly send = vi.fn();
  readonly postMessage = vi.fn();
  readonly setWindowOpenHandler = vi.fn<(decide: () => { action: string }) => void>();
}

export const windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = new FakeContents();
  readonly loadURL = vi.fn(() => Promise.resolve());
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly restore = vi.fn();
  readonly isMinimized = vi.fn(() => true);

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
}

/** Everything as before the app was started. */
export function resetElectron(): void {
  vi.clearAllMocks();
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  handlers.clear();
  channels.length = 0;
  windows.length = 0;
}
