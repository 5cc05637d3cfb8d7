/** Names of the messages between the window of the desktop app and its main process. */
export const CHANNELS = {
  /** Asks for a connection to the engine; the port comes as `port`. */
  connect: 'handful:connect',
  port: 'handful:port',
  chooseFolder: 'handful:choose-folder',
  chooseProject: 'handful:choose-project',
  showInFolder: 'handful:show-in-folder',
  /** The window can open projects from now on. */
  listening: 'handful:listening',
  /** A project that is to be opened. */
  openProject: 'handful:open-project',
} as const;
