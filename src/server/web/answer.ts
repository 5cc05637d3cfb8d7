import { SECURITY_HEADERS } from './securityHeaders.ts';

/** What a page, a picture or a refusal is before it is sent, over HTTP or to the desktop window. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export function answer(status: number, body: Uint8Array, headers: Readonly<Record<string, string>>): Answer {
  return { status, body, headers: { ...SECURITY_HEADERS, 'content-length': String(body.length), ...headers } };
}

/** A refusal in a plain sentence. */
export function sentence(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return answer(status, Buffer.from(`${text}\n`), {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
}
