import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const launcher = fileURLToPath(new URL('../../../bin/handful.js', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handful-launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs node in the folder. */
function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

it('says which Node it needs on an older one', () => {
  const asOldNode = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "20.18.3" })';
  const { status, stdout, stderr } = node('--import', asOldNode, launcher, '--help');
  expect(stderr).toContain('handful needs Node 20.19 or newer; this is Node 20.18.3');
  expect(stdout).toBe('');
  expect(status).toBe(1);
});

it('runs through a link, in a folder whose tsconfig.json means nothing to it', () => {
  writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "*": ["./nowhere/*"] }');
  const link = join(folder, 'handful');
  symlinkSync(launcher, link);
  const { status, stdout } = node(link, '--help');
  expect(stdout).toContain('Usage: handful');
  expect(status).toBe(0);
});

it('passes the exit code of the command line on', () => {
  const { status } = node(launcher, 'no-such-command');
  expect(status).toBe(2);
});
