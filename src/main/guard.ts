import type { App, Session, WebContents } from 'electron';
import { APP_URL } from './appProtocol.ts';

/** Keeps every page of the app where it is: it goes nowhere else, opens nothing, and is granted nothing. */
export function guard(app: App, session: Session): void {
  session.setPermissionRequestHandler((_, __, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  app.on('web-contents-created', (_, contents) => keepInside(contents));
}

function keepInside(contents: WebContents): void {
  contents.on('will-navigate', refuseElsewhere);
  contents.on('will-redirect', refuseElsewhere);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function refuseElsewhere(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOurs(event.url)) event.preventDefault();
}

/** Whether an address is that of the app's own window. */
export function isOurs(url: string): boolean {
  return URL.canParse(url) && url.startsWith(APP_URL);
}
