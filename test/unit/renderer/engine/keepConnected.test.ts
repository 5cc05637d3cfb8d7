import { describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../../src/renderer/engine/connection.ts';
import { createEngineClient } from '../../../../src/renderer/engine/client.ts';
import { keepConnected, type ConnectionListener } from '../../../../src/renderer/engine/keepConnected.ts';
import { LastingLink } from '../../../../src/renderer/engine/lastingLink.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';

const info = { version: '1', host: 'browser', device: { name: 'CPU', kind: 'cpu' }, enginePid: 7 };
const EVENT: WorkbenchEvent = { type: 'map' };

/** An engine that says one event and then nothing more; `die` ends its connection. */
function engineOnce(): Connection & { die: () => void } {
  const death = new AbortController();
  const closed = new Promise<void>((resolve) => {
    death.signal.addEventListener('abort', () => resolve());
  });
  const die = (): void => death.abort();
  async function* events(): AsyncGenerator<WorkbenchEvent> {
    yield EVENT;
    await closed;
  }
  const call = async (path: readonly string[]): Promise<unknown> => (path[0] === 'events' ? events() : info);
  return { link: { call }, closed, close: die, die };
}

function listening(): ConnectionListener & { log: string[] } {
  const log: string[] = [];
  return {
    log,
    opened: ({ enginePid }) => void log.push(`opened ${enginePid}`),
    event: ({ type }) => void log.push(type),
    lost: () => void log.push('lost'),
  };
}

describe('keepConnected', () => {
  it('connects again and hears everything anew when the engine dies', async () => {
    const engines = [engineOnce(), engineOnce()];
    let connected = 0;
    const link = new LastingLink();
    const listener = listening();
    const end = new AbortController();
    const kept = keepConnected(
      async () => engines[connected++] ?? Promise.reject(new Error('no more')),
      link,
      createEngineClient(link),
      listener,
      end.signal,
    );
    await vi.waitFor(() => expect(listener.log).toEqual(['opened 7', 'map']));
    engines[0]?.die();
    await vi.waitFor(() => expect(listener.log).toEqual(['opened 7', 'map', 'lost', 'opened 7', 'map']));
    end.abort();
    await kept;
    expect(connected).toBe(2);
  });

  it('keeps trying while nothing can be reached', async () => {
    const link = new LastingLink();
    const listener = listening();
    const end = new AbortController();
    const connect = vi.fn(() => Promise.reject(new Error('refused')));
    const kept = keepConnected(connect, link, createEngineClient(link), listener, end.signal);
    await vi.waitFor(() => expect(connect.mock.calls.length).toBeGreaterThanOrEqual(3), { timeout: 5000 });
    end.abort();
    await kept;
    expect(new Set(listener.log)).toEqual(new Set(['lost']));
  });
});
