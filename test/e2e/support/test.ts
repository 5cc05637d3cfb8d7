import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { startServer, type Server } from './server.ts';

interface Fixtures {
  /** A home folder of the test's own, removed at the end. */
  readonly home: string;
  /** Handful, serving that home. */
  readonly server: Server;
}

/** A test with a server of its own. Anything the page complains about fails it. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are needed.
  home: async ({}, use) => {
    const home = await mkdtemp(path.join(tmpdir(), 'handful-e2e-'));
    await use(home);
    await rm(home, { recursive: true, force: true });
  },
  server: async ({ home }, use) => {
    const server = await startServer(home);
    await use(server);
    await server.stop();
  },
  // The page goes before its server does.
  page: async ({ page, server: _server }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusedConnection(message.text()))
        faults.push(`${message.text()} ${message.location().url}`);
    });
    await use(page);
    await page.close();
    if (faults.length > 0) throw new Error(`The page complained: ${faults.join('\n')}`);
  },
});

/** While an engine is started again connections to it fail, which the browser always writes down. */
const isRefusedConnection = (text: string): boolean => /WebSocket connection|status of 503/.test(text);

export { expect } from '@playwright/test';
