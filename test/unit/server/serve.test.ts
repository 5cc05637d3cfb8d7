import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomToken, tokenOfFile } from '../../../src/server/accessToken.ts';
import { isStale, WINDOW_BUILD } from '../../../src/server/builds.ts';
import { serve } from '../../../src/server/serve.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';

describe('the token', () => {
  it('is another every time, and long', () => {
    const tokens = new Set(Array.from({ length: 100 }, randomToken));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
  });

  it('of a file is at least 16 characters that need no quoting', async () => {
    const file = join(temporaryFolder(), 'token');
    await expect(tokenOfFile(file)).rejects.toMatchObject({ code: 'USAGE' });
    for (const bad of ['', 'short', 'with a space in the middle', 'semicolons;are;not;for;cookies']) {
      writeFileSync(file, bad);
      await expect(tokenOfFile(file)).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(file) });
    }
    writeFileSync(file, 'sixteen-letters-\n');
    expect(await tokenOfFile(file)).toBe('sixteen-letters-');
  });

  it('has to be given when others can reach the server', async () => {
    const listener = { note: () => undefined, ready: () => undefined };
    for (const host of ['0.0.0.0', '192.168.1.7', 'gpu-box', '::']) {
      const served = serve({ host, port: 0 }, listener, new AbortController().signal);
      await expect(served).rejects.toMatchObject({ code: 'USAGE', remedy: expect.stringContaining('--token-file') });
    }
  });
});

describe('the built window', () => {
  it('is stale when it is missing, or older than any of its sources', async () => {
    const root = temporaryFolder();
    const at = (path: string, seconds: number): void => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), '');
      utimesSync(join(root, path), seconds, seconds);
    };
    at('src/renderer/screens/start/StartScreen.vue', 1000);
    at('src/shared/errors.ts', 1000);
    expect(await isStale(WINDOW_BUILD, root)).toBe(true);
    at('dist/renderer/index.html', 2000);
    expect(await isStale(WINDOW_BUILD, root)).toBe(false);
    at('src/shared/contract/app.ts', 3000);
    expect(await isStale(WINDOW_BUILD, root)).toBe(true);
  });
});
