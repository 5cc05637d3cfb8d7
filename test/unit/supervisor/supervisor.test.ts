import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noticingWindow, supervised } from './fakeEngine.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const READY = { type: 'ready', pid: 7 } as const;
const problem = { code: 'PROJECT_MISSING', message: 'There is no project.', remedy: 'Look elsewhere.' };

describe('connections', () => {
  it('carry frames both ways, each to its own window', () => {
    const { supervisor, engines } = supervised();
    const [one, other] = [noticingWindow(), noticingWindow()];
    const connection = supervisor.connect(one);
    supervisor.connect(other);
    engines[0]!.say(READY);
    void connection.send('question');
    engines[0]!.say({ type: 'frame', connection: 1, data: 'answer' });
    engines[0]!.say({ type: 'frame', connection: 2, data: 'another' });
    expect(engines[0]!.sent).toEqual([
      { type: 'connect', connection: 1 },
      { type: 'connect', connection: 2 },
      { type: 'frame', connection: 1, data: 'question' },
    ]);
    expect([one.frames, other.frames]).toEqual([['answer'], ['another']]);
  });

  it('are closed by the window, by the engine, and by its death, each time once', async () => {
    const { supervisor, engines } = supervised();
    engines[0]!.say(READY);
    const windows = [noticingWindow(), noticingWindow(), noticingWindow()];
    const connections = windows.map((window) => supervisor.connect(window));
    connections[0]!.close();
    engines[0]!.say({ type: 'disconnect', connection: 2 });
    engines[0]!.die();
    connections[1]!.close();
    await connections[2]!.send('too late');
    engines[0]!.say({ type: 'frame', connection: 1, data: 'too late' });
    expect(windows.map((window) => window.closedCount)).toEqual([0, 1, 1]);
    expect(windows.flatMap((window) => window.frames)).toEqual([]);
    expect(engines[0]!.sent.at(-1)).toEqual({ type: 'disconnect', connection: 1 });
  });

  it('that are asked for while no engine runs are closed at once', async () => {
    const { supervisor, engines } = supervised();
    engines[0]!.die();
    const window = noticingWindow();
    supervisor.connect(window);
    await vi.advanceTimersByTimeAsync(0);
    expect(window.closedCount).toBe(1);
    expect(engines).toHaveLength(2);
    expect(engines[1]!.sent).toEqual([]);
  });
});

describe('an engine that dies', () => {
  it('is started again at once, with the project that was open, before any window is heard', async () => {
    const { supervisor, engines, events } = supervised();
    engines[0]!.say(READY);
    engines[0]!.say({ type: 'project', path: '/a.handful' });
    engines[0]!.die('signal SIGKILL');
    await vi.advanceTimersByTimeAsync(0);
    supervisor.connect(noticingWindow());
    engines[1]!.say({ type: 'ready', pid: 8 });
    expect(engines[1]!.sent).toEqual([{ type: 'open', path: '/a.handful' }]);
    engines[1]!.say({ type: 'project', path: '/a.handful' });
    expect(engines[1]!.sent.at(-1)).toEqual({ type: 'connect', connection: 1 });
    expect(events.map((event) => event.type)).toEqual(['ready', 'project', 'died', 'ready', 'project']);
    expect(events[2]).toEqual({ type: 'died', how: 'signal SIGKILL' });
  });

  it('opens nothing when the project was closed, and goes on when it cannot be opened', async () => {
    const { supervisor, engines, events } = supervised('/a.handful');
    engines[0]!.say(READY);
    engines[0]!.say({ type: 'notOpened', path: '/a.handful', problem });
    supervisor.connect(noticingWindow());
    expect(engines[0]!.sent.at(-1)).toEqual({ type: 'connect', connection: 1 });
    expect(events.at(-1)).toEqual({ type: 'notOpened', path: '/a.handful', problem });
    engines[0]!.say({ type: 'project', path: '/b.handful' });
    engines[0]!.say({ type: 'project', path: null });
    engines[0]!.die();
    await vi.advanceTimersByTimeAsync(0);
    engines[1]!.say(READY);
    expect(engines[1]!.sent).toEqual([]);
  });

  it('is given up after five times in a minute, with longer and longer waits before', async () => {
    const { engines, events } = supervised();
    for (const [engine, waitMs] of [0, 500, 1000, 2000].entries()) {
      engines[engine]!.die();
      await vi.advanceTimersByTimeAsync(Math.max(0, waitMs - 1));
      if (waitMs > 0) expect(engines).toHaveLength(engine + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(engines).toHaveLength(engine + 2);
    }
    engines[4]!.die('code 134');
    await vi.advanceTimersByTimeAsync(100_000);
    expect(engines).toHaveLength(5);
    expect(events.at(-1)).toMatchObject({ type: 'gaveUp', error: { code: 'ENGINE_GONE' } });
    expect(events.at(-1)).toMatchObject({ error: { message: expect.stringContaining('5 times') } });
  });

  it('is not given up when it dies now and then', async () => {
    const { engines, events } = supervised();
    for (let death = 0; death < 8; death++) {
      engines.at(-1)!.die();
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(engines).toHaveLength(9);
    expect(events.every((event) => event.type === 'died')).toBe(true);
  });
});

describe('pictures', () => {
  it('come from the engine, or fail with its error', async () => {
    const { supervisor, engines } = supervised();
    engines[0]!.say(READY);
    const [good, bad] = [supervisor.picture(3, 'thumbnail', 'abc'), supervisor.picture(4, 'full', 'def')];
    expect(engines[0]!.sent[0]).toEqual({ type: 'picture', request: 1, index: 3, kind: 'thumbnail', hash: 'abc' });
    engines[0]!.say({ type: 'picture', request: 2, problem });
    engines[0]!.say({ type: 'picture', request: 1, mimeType: 'image/webp', base64: 'aGVsbG8=' });
    expect(Buffer.from((await good).bytes).toString()).toBe('hello');
    await expect(bad).rejects.toMatchObject({ code: 'PROJECT_MISSING', remedy: 'Look elsewhere.' });
  });

  it('fail with ENGINE_GONE when the engine dies, and while it is away', async () => {
    const { supervisor, engines } = supervised();
    engines[0]!.say(READY);
    const asked = expect(supervisor.picture(3, 'full', 'abc')).rejects.toMatchObject({ code: 'ENGINE_GONE' });
    engines[0]!.die();
    await asked;
    await expect(supervisor.picture(3, 'full', 'abc')).rejects.toMatchObject({ code: 'ENGINE_GONE' });
  });
});

describe('the end', () => {
  it('is asked of the engine, and nothing is started again', async () => {
    const { supervisor, engines } = supervised();
    engines[0]!.say(READY);
    const stopped = supervisor.stop();
    expect(engines[0]!.sent).toEqual([{ type: 'shutdown' }]);
    engines[0]!.die('code 0');
    await stopped;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([engines.length, engines[0]!.wasKilled]).toEqual([1, false]);
  });

  it('comes by force when the engine does not answer', async () => {
    const { supervisor, engines } = supervised();
    const stopped = supervisor.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    await stopped;
    expect(engines[0]!.wasKilled).toBe(true);
  });

  it('also ends the wait before a restart', async () => {
    const { supervisor, engines } = supervised();
    engines[0]!.die();
    await supervisor.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engines).toHaveLength(1);
  });
});
