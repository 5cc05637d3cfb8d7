import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';

/** The path of `name` in a folder, or of `name (2)`, `name (3)` ... where that is taken. */
export function freeName(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  let path = join(folder, name);
  for (let number = 2; existsSync(path); number++) path = join(folder, `${stem} (${number})${ext}`);
  return path;
}
