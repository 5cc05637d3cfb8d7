import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { isIP } from 'node:net';

/** Who may come in: whoever carries the token of this start, and calls the server by a name that is its own. */
export class Access {
  readonly #token: Buffer;
  readonly #names: ReadonlySet<string>;
  readonly #cookieName: string;

  /** `host`: the address that the server listens on. Cookies do not know ports, so the name of ours does. */
  constructor(token: string, host: string, port: number) {
    this.#token = digest(token);
    this.#names = new Set([
      'localhost',
      host.toLowerCase(),
      hostname().toLowerCase(),
      `${hostname()}.local`.toLowerCase(),
    ]);
    this.#cookieName = `handful-${port}`;
  }

  /**
   * Whether the request calls the server by an address or one of its names. A page that made its own name point to
   * this machine (DNS rebinding) does not.
   */
  isOwnName(request: IncomingMessage): boolean {
    const name = hostOf(`http://${request.headers.host ?? ''}`)?.hostname.toLowerCase();
    if (name === undefined) return false;
    return isIP(name.replace(/^\[|\]$/g, '')) > 0 || this.#names.has(name);
  }

  /** Whether a page of this server sent it. Browsers name the page for WebSockets and let no page lie about it. */
  isOwnOrigin(request: IncomingMessage): boolean {
    const origin = hostOf(request.headers.origin ?? '');
    return origin !== undefined && origin.host === request.headers.host;
  }

  isToken(token: string): boolean {
    return timingSafeEqual(digest(token), this.#token);
  }

  hasCookie(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const prefix = `${this.#cookieName}=`;
    return cookies.some((cookie) => cookie.startsWith(prefix) && this.isToken(cookie.slice(prefix.length)));
  }

  /** No script can read it, and no other site can make a browser send it. */
  cookie(token: string): string {
    return `${this.#cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`;
  }
}

/** Of equal length whatever was given, so that the comparison takes the same time. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function hostOf(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
