import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { testServer } from './testServer.ts';

let server: Awaited<ReturnType<typeof testServer>>;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

const open = (headers: Record<string, string>, path = '/engine', origin?: string): WebSocket =>
  new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers, ...(origin ? { origin } : {}) });

const outcome = (socket: WebSocket): Promise<string | number> =>
  new Promise((resolve) => {
    socket.on('open', () => resolve('open'));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode!));
    socket.on('error', () => undefined);
  });

const closeCode = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.on('close', resolve));

describe('the socket', () => {
  it('is for pages of this server only', async () => {
    expect(await outcome(open(server.cookie))).toBe(403);
    expect(await outcome(open(server.cookie, '/engine', 'http://evil.example'))).toBe(403);
    expect(await outcome(open(server.cookie, '/engine', 'null'))).toBe(403);
    expect(await outcome(open({}, '/engine', server.origin))).toBe(401);
    expect(await outcome(open({ ...server.cookie, host: 'evil.example' }, '/engine', 'http://evil.example'))).toBe(421);
    expect(await outcome(open(server.cookie, '/other', server.origin))).toBe(404);
    expect(server.engine.connections).toHaveLength(0);
  });

  it('hands messages on, both ways, until one side closes it', async () => {
    const socket = open(server.cookie, '/engine', server.origin);
    const answers: string[] = [];
    socket.on('message', (data) => answers.push(String(data)));
    expect(await outcome(socket)).toBe('open');
    socket.send('one');
    socket.send('two');
    await expect.poll(() => answers).toEqual(['echo one', 'echo two']);
    const connection = server.engine.connections.at(-1)!;
    socket.close();
    await expect.poll(() => connection.isClosed).toBe(true);
    const other = open(server.cookie, '/engine', server.origin);
    await outcome(other);
    const closed = closeCode(other);
    server.engine.connections.at(-1)!.listener.closed();
    expect(await closed).toBe(1001);
  });

  it('is closed on what no window sends: binary or huge messages', async () => {
    for (const [message, code] of [
      [Buffer.from('x'), 1003],
      ['x'.repeat(17 * 1024 * 1024), 1009],
    ] as const) {
      const socket = open(server.cookie, '/engine', server.origin);
      await outcome(socket);
      const closed = closeCode(socket);
      socket.send(message);
      expect(await closed).toBe(code);
      await expect.poll(() => server.engine.connections.at(-1)!.isClosed).toBe(true);
    }
  });
});
