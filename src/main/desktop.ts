import { app, session, type BrowserWindow } from 'electron';
import { createSite } from '../server/web/site.ts';
import { registerAppScheme, serveApp } from './appProtocol.ts';
import { desktopEngine } from './engine.ts';
import { guard } from './guard.ts';
import { setMenu } from './menu.ts';
import { OpenRequests } from './openRequests.ts';
import type { Places } from './places.ts';
import { answerRequests, chooseProject } from './requests.ts';
import { openWindow } from './window.ts';

/** Runs the desktop app: one window, the engine behind it, and nothing else. Projects are the engine's business. */
export async function runDesktop(places: () => Places): Promise<void> {
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: BrowserWindow | undefined;
  const requests = new OpenRequests(() => window);
  // The system may ask for a project before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    requests.open(file);
  });
  await app.whenReady();
  const { engine, node, preload, rendererFolder } = places();
  const supervisor = desktopEngine({ engine, node });
  guard(app, session.defaultSession);
  serveApp(createSite(rendererFolder, supervisor));
  answerRequests(() => window, supervisor);
  setMenu(() => void chooseProject(window).then((project) => project !== null && requests.open(project)));
  supervisor.start();

  const open = (): void => {
    window = openWindow(preload);
    window.webContents.on('did-start-navigation', ({ isSameDocument, isMainFrame }) => {
      if (isMainFrame && !isSameDocument) requests.windowChanged();
    });
    window.on('closed', () => {
      window = undefined;
      requests.windowChanged();
    });
  };
  open();
  requests.openFrom(process.argv, process.cwd());
  app.on('second-instance', (_, argv, folder) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    requests.openFrom(argv, folder);
  });
  app.on('activate', () => {
    if (!window) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  letTheEngineEnd(() => supervisor.stop());
}

/** Holds the end of the app until the engine has let go of the project. */
function letTheEngineEnd(stop: () => Promise<void>): void {
  let hasEnded = false;
  app.on('will-quit', (event) => {
    if (hasEnded) return;
    event.preventDefault();
    void stop().finally(() => {
      hasEnded = true;
      app.quit();
    });
  });
}
