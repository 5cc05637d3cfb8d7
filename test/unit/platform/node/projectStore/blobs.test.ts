import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { createProject, openProject } from '../../../../../src/platform/node/projectStore/openProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function newProject() {
  const path = join(temporaryFolder(), 'p.handful');
  return { path, models: join(path, 'models'), store: await createProject(path, temporaryFolder()) };
}

it('gives back the newest bytes of a name, also after reopening', async () => {
  const { path, models, store } = await newProject();
  expect(await store.readBlob('checkpoint.bin')).toBeUndefined();
  await store.writeBlob('checkpoint.bin', Uint8Array.of(1, 2, 3));
  await store.writeBlob('classifier.onnx', Uint8Array.of(9));
  await store.writeBlob('checkpoint.bin', Uint8Array.of(4, 5));
  await store.writeBlob('checkpoint.bin', Uint8Array.of(4, 5));
  expect(readdirSync(models)).toHaveLength(2);
  store.close();
  const again = await openProject(path);
  expect(await again.readBlob('checkpoint.bin')).toEqual(Uint8Array.of(4, 5));
  await again.deleteBlob('checkpoint.bin');
  expect(await again.readBlob('checkpoint.bin')).toBeUndefined();
  expect(readdirSync(models)).toHaveLength(1);
  again.close();
});

it('sees damage', async () => {
  const { models, store } = await newProject();
  await store.writeBlob('checkpoint.bin', new Uint8Array(1000));
  const file = join(models, readdirSync(models)[0]!);
  const bytes = readFileSync(file);
  bytes[500] = 1;
  writeFileSync(file, bytes);
  await expect(store.readBlob('checkpoint.bin')).rejects.toMatchObject({ code: 'PROJECT_DAMAGED' });
  store.close();
});

it('removes what a killed process left, and nothing of the user', async () => {
  const { path, models, store } = await newProject();
  await store.writeBlob('checkpoint.bin', Uint8Array.of(1));
  store.close();
  for (const name of ['checkpoint-0123456789abcdef.bin', 'checkpoint-0123.bin.partial', 'notes.txt']) {
    writeFileSync(join(models, name), 'x');
  }
  const again = await openProject(path);
  expect(await again.readBlob('checkpoint.bin')).toEqual(Uint8Array.of(1));
  expect(readdirSync(models).filter((name) => !/^checkpoint-(?!0123)/.test(name))).toEqual(['notes.txt']);
  again.close();
});

it('refuses names that leave the folder', async () => {
  const { store } = await newProject();
  for (const name of ['../x', '/x', '', '.x', 'a/b']) {
    await expect(store.writeBlob(name, new Uint8Array(1))).rejects.toMatchObject({ code: 'INTERNAL' });
  }
  store.close();
});
