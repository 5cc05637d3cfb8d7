import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../../src/server/server.ts';
import { HASH, testServer, TOKEN } from './testServer.ts';

let server: Awaited<ReturnType<typeof testServer>>;
const get: (typeof server)['get'] = (...request) => server.get(...request);

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.close());

describe('who may come in', () => {
  it('gets a cookie for the token, which no script can read and no other site can send', async () => {
    expect(server.url).toBe(`${server.origin}/?token=${TOKEN}`);
    const reply = await get(`/?token=${TOKEN}`);
    expect([reply.status, reply.headers['location']]).toEqual([303, '/']);
    expect(reply.headers['set-cookie']).toEqual([`handful-${server.port}=${TOKEN}; HttpOnly; SameSite=Strict; Path=/`]);
    expect((await get('/', server.cookie)).body).toBe('<!doctype html>the page');
  });

  it.each([
    '/',
    '/assets/index-1a2b.js',
    `/images/0/full?v=${HASH}`,
    '/engine',
    '/?token=a-token-of-the-tes',
    '/?token=',
  ])('is nobody without it: %s', async (path) => {
    for (const sent of ['', 'handful-1=x', `handful=${TOKEN}`]) {
      const reply = await get(path, { cookie: sent });
      expect(reply.status).toBe(401);
      expect(reply.body).toContain('Open Handful with the whole address');
      expect(reply.headers['set-cookie']).toBeUndefined();
    }
  });

  it('has to call the server by its own name', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
      expect((await get('/', { ...server.cookie, host })).status).toBe(421);
    }
    for (const host of ['localhost', 'LOCALHOST:9', '[::1]:80', '127.0.0.1']) {
      expect((await get('/', { ...server.cookie, host })).status).toBe(200);
    }
  });
});

describe('pages', () => {
  it('come with headers that keep everything else out', async () => {
    for (const path of ['/', '/nothing', `/images/0/full?v=${HASH}`]) {
      const { headers } = await get(path, server.cookie);
      const policy = String(headers['content-security-policy']).split('; ');
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy.join()).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('are kept by the browser when their name changes with their content', async () => {
    await get('/', server.cookie);
    const script = await get('/assets/index-1a2b.js', server.cookie);
    expect(script.headers['cache-control']).toContain('immutable');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await get('/', server.cookie)).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/assets',
  ])('lead nowhere else: %s', async (path) => {
    await get('/', server.cookie);
    const reply = await get(path, server.cookie);
    expect(reply.status).toBe(404);
    expect(reply.body).not.toContain('secret');
  });

  it('can only be read', async () => {
    expect((await get('/', server.cookie, 'POST')).status).toBe(405);
    const head = await get('/', server.cookie, 'HEAD');
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '23']);
  });

  it('that are no address are refused', async () => {
    expect((await get('http://evil.example/', server.cookie)).status).toBe(400);
  });
});

describe('pictures', () => {
  it('may be kept for good, because their address holds their hash', async () => {
    const reply = await get(`/images/0/thumbnail?v=${HASH}`, server.cookie);
    expect([reply.status, reply.body]).toEqual([200, `thumbnail ${HASH}`]);
    expect(reply.headers['content-type']).toBe('image/webp');
    expect(reply.headers['cache-control']).toBe('private, max-age=31536000, immutable');
  });

  it.each([
    '/images/0/thumbnail',
    '/images/0/full?v=xyz',
    '/images/0/full?v=0123',
    '/images/0/other?v=0123456789ab',
    '/images/-1/full?v=0123456789ab',
    '/images/1/full?v=0123456789ab',
  ])('are not found: %s', async (path) => {
    const reply = await get(path, server.cookie);
    expect(reply.status).toBe(404);
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('say why they are not there', async () => {
    expect((await get(`/images/1/full?v=${HASH}`, server.cookie)).body).toBe('It is gone. Look for it.\n');
    expect((await get(`/images/5/full?v=${HASH}`, server.cookie)).status).toBe(503);
  });
});

describe('the address', () => {
  it('that is taken already is refused with what to do', async () => {
    const taken = startServer({ ...server.options, port: Number(server.port) });
    await expect(taken).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('another program') });
  });
});
