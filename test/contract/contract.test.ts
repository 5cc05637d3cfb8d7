import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkbenchEvent } from '../../src/shared/contract/events.ts';
import { fromWire } from '../../src/shared/contract/errors.ts';
import { HandfulError } from '../../src/shared/errors.ts';
import { VERSION } from '../../src/shared/version.ts';
import { RED_AND_BLUE, writePictures } from '../support/pictures.ts';
import { transports, type Connected } from './transports.ts';

/** The error that a call ends with, as a window sees it. */
async function errorOf(call: Promise<unknown>): Promise<HandfulError> {
  try {
    await call;
  } catch (error) {
    return fromWire(error);
  }
  throw new Error('The call was answered.');
}

describe.each(Object.entries(transports))('over %s', (name, connect) => {
  let engine: Connected;
  beforeAll(async () => {
    engine = await connect();
  });
  afterAll(() => engine.close());

  it('a question is answered', async () => {
    const info = await engine.client.app.info();
    expect(info.version).toBe(VERSION);
    expect(info.host).toBe(name.includes('server') ? 'browser' : 'desktop');
    expect(info.enginePid === process.pid).toBe(!name.includes('server'));
    expect(await engine.client.project.state()).toBeNull();
  });

  it('many questions at once get each their own answer', async () => {
    const listings = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        index % 2 ? engine.client.app.listFolder({ path: engine.root }) : engine.client.app.info(),
      ),
    );
    for (const [index, answer] of listings.entries()) {
      expect(answer).toMatchObject(index % 2 ? { path: engine.root } : { version: VERSION });
    }
  });

  it('an error arrives with its code, what is wrong, and what to do', async () => {
    const missing = path.join(engine.root, 'nothing.handful');
    const error = await errorOf(engine.client.project.open({ path: missing }));
    expect(error).toBeInstanceOf(HandfulError);
    expect(error).toMatchObject({ code: 'PROJECT_MISSING', remedy: expect.stringContaining('Check the path') });
    expect(error.message).toContain(missing);
    expect((await errorOf(engine.client.project.importAgain())).code).toBe('NO_PROJECT');
  });

  it('what is not of the contract is refused', async () => {
    const { client } = engine as unknown as {
      client: Record<string, Record<string, (input?: unknown) => Promise<unknown>>>;
    };
    for (const call of [
      client['project']!['open']!({ path: '' }),
      client['project']!['open']!(),
      client['project']!['open']!({ path: 7 }),
      client['labels']!['assign']!({ indices: ['a'], className: 'boot', where: 'grid' }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: 'REQUEST_INVALID', remedy: expect.stringMatching(/./) });
    }
    if (engine.connect) {
      expect((await errorOf(client['project']!['explode']!())).code).toBe('REQUEST_INVALID');
      expect((await errorOf(client['__proto__']!['constructor']!())).code).toBe('REQUEST_INVALID');
    }
  });

  it('a message of megabytes arrives whole', async () => {
    const indices = Array.from({ length: 300_000 }, (_, index) => index);
    const error = await errorOf(engine.client.labels.assign({ indices, className: 'boot', where: 'grid' }));
    expect(error.code).not.toBe('REQUEST_INVALID');
    expect(error.code).not.toBe('ENGINE_GONE');
  });

  it('events tell of a project from its making to its end, to every window that listens', async () => {
    const folder = path.join(engine.root, 'images');
    await writePictures(folder, RED_AND_BLUE, 3);
    const leave = new AbortController();
    const [one, other] = [
      await engine.client.events(undefined, { signal: leave.signal }),
      await engine.client.events(undefined),
    ];
    for (const events of [one, other]) {
      expect((await events.next()).value).toEqual({ type: 'project', project: null });
    }
    await engine.client.project.create({ folder });
    for (const events of [one, other]) {
      const imported = await until(events, (event) => event.type === 'activity' && event.activity.state === 'done');
      expect(imported).toMatchObject({ activity: { kind: 'import', done: 6, total: 6 } });
    }
    expect(await engine.client.project.state()).toMatchObject({ folder, imageCount: 6 });
    leave.abort();
    await untilItEnds(one);
    await engine.client.project.close();
    expect(await until(other, (event) => event.type === 'project' && event.project === null)).toBeDefined();
    await other.return(undefined);
    expect((await engine.client.app.info()).version).toBe(VERSION);
  });
});

/** A stream that was left ends, or breaks off with the reason; which of them is up to the transport. */
async function untilItEnds(events: AsyncIterator<WorkbenchEvent>): Promise<void> {
  try {
    while (!(await events.next()).done);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
  }
}

async function until(
  events: AsyncIterator<WorkbenchEvent>,
  isIt: (event: WorkbenchEvent) => boolean,
): Promise<WorkbenchEvent> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error('The events ended.');
    if (isIt(value)) return value;
  }
}
