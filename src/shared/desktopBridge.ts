/** Data of the window message that carries the port to the engine; a port cannot pass the bridge itself. */
export const ENGINE_PORT_MESSAGE = 'handful:engine-port';

/** What the desktop app gives its window as `window.handful`; a browser has nothing of the kind. */
export interface DesktopBridge {
  /** Asks for a connection to the engine: its port arrives as a window message ENGINE_PORT_MESSAGE. */
  connect(): Promise<void>;
  /** Asks for a folder with the dialog of the system: its absolute path, or null when it was cancelled. */
  chooseFolder(): Promise<string | null>;
  /** Asks for a project with the dialog of the system. */
  chooseProject(): Promise<string | null>;
  /** Absolute path of a file or folder that was dropped on the window. */
  pathOf(file: File): string;
  /** Shows a file or folder in the file manager of the system. */
  showInFolder(path: string): Promise<void>;
  /** Calls back when a project is to be opened from outside the window: a double click, a menu. */
  onOpenProject(callback: (path: string) => void): void;
}
