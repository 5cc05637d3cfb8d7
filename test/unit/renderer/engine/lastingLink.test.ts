import { ORPCError } from '@orpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../../src/renderer/engine/connection.ts';
import { LastingLink } from '../../../../src/renderer/engine/lastingLink.ts';

const options = { context: {} };

/** A connection of which every call is answered by `answer`. */
function connection(answer: (path: readonly string[]) => Promise<unknown>): Connection & { calls: string[] } {
  const calls: string[] = [];
  const call = (path: readonly string[]): Promise<unknown> => {
    calls.push(path.join('.'));
    return answer(path);
  };
  return { calls, link: { call }, closed: new Promise(() => {}), close: () => {} };
}

const broken = () => connection(() => Promise.reject(new Error('the port was closed')));
const working = () => connection((path) => Promise.resolve(`${path.join('.')} answered`));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('LastingLink', () => {
  it('lets a call wait for the first connection', async () => {
    const link = new LastingLink();
    const answer = link.call(['labels', 'undo'], undefined, options);
    link.attach(working());
    expect(await answer).toBe('labels.undo answered');
  });

  it('gives up with ENGINE_GONE when no connection comes', async () => {
    const answer = new LastingLink().call(['labels', 'undo'], undefined, options);
    const failure = expect(answer).rejects.toMatchObject({ code: 'ENGINE_GONE', remedy: expect.stringMatching(/./) });
    await vi.advanceTimersByTimeAsync(30_000);
    await failure;
  });

  it('asks again what only reads, over the next connection', async () => {
    const link = new LastingLink();
    const first = broken();
    link.attach(first);
    const answer = link.call(['images', 'view'], {}, options);
    await vi.advanceTimersByTimeAsync(0);
    link.attach(working());
    expect(await answer).toBe('images.view answered');
    expect(first.calls).toEqual(['images.view']);
  });

  it('never repeats what changes something, since it may have been done', async () => {
    const link = new LastingLink();
    link.attach(broken());
    await expect(link.call(['labels', 'assign'], {}, options)).rejects.toMatchObject({ code: 'ENGINE_GONE' });
  });

  it('does not repeat a read for ever', async () => {
    const link = new LastingLink();
    const connections = [broken(), broken(), broken(), working()];
    const answer = link.call(['images', 'view'], {}, options);
    const failure = expect(answer).rejects.toMatchObject({ code: 'ENGINE_GONE' });
    for (const one of connections) {
      link.attach(one);
      await vi.advanceTimersByTimeAsync(0);
    }
    await failure;
    expect(connections.map(({ calls }) => calls.length)).toEqual([1, 1, 1, 0]);
  });

  it('hands on what the engine said, without asking again', async () => {
    const link = new LastingLink();
    const refusing = connection(() =>
      Promise.reject(new ORPCError('FOLDER_MISSING', { message: 'No folder.', data: { remedy: 'Choose one.' } })),
    );
    link.attach(refusing);
    await expect(link.call(['app', 'listFolder'], {}, options)).rejects.toMatchObject({
      code: 'FOLDER_MISSING',
      message: 'No folder.',
      remedy: 'Choose one.',
    });
    expect(refusing.calls).toHaveLength(1);
  });

  it('rejects with the reason of its signal when it is aborted while it waits', async () => {
    const controller = new AbortController();
    const answer = new LastingLink().call(['images', 'view'], {}, { ...options, signal: controller.signal });
    controller.abort('another order was chosen');
    await expect(answer).rejects.toBe('another order was chosen');
  });
});
