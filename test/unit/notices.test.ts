import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const readText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readPackage = (folder: string) => JSON.parse(readText(`${folder}package.json`));

/** Package name -> licence, from the table rows `| name | licence | copyright |` of the section on packages. */
function noticedLicences(): Record<string, string> {
  const section = readText('THIRD-PARTY-NOTICES.md').split(/^## /m)[2]!;
  const rows = [...section.matchAll(/^\| (\S+) +\| (.+?) +\| .+\|$/gm)].map((row) => [row[1]!, row[2]!]);
  return Object.fromEntries(rows.filter(([name]) => name !== 'package' && !name!.startsWith('---')));
}

it('lists every runtime dependency with its licence, and nothing else', () => {
  const names = Object.keys(readPackage('').dependencies);
  const licences = names.map((name) => [name, readPackage(`node_modules/${name}/`).license]);
  expect(noticedLicences()).toEqual(Object.fromEntries(licences));
});
