import type { DesktopBridge } from '../../shared/desktopBridge.ts';

declare global {
  interface Window {
    readonly handful?: DesktopBridge;
  }
}

/** What the desktop app offers; undefined in a browser. */
export const desktopBridge = (): DesktopBridge | undefined => window.handful;
