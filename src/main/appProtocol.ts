import { protocol } from 'electron';
import { sentence } from '../server/web/answer.ts';
import type { Site } from '../server/web/site.ts';

const SCHEME = 'handful';
const HOST = 'app';

/** Where the window is. */
export const APP_URL = `${SCHEME}://${HOST}/`;

/** Makes `handful://app/` an origin like that of a web page. To be called before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Serves the window and the pictures at `handful://app/`. */
export function serveApp(site: Site): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const { status, headers, body } =
      url.host === HOST ? await site(request.method, url) : sentence(404, 'There is nothing at this address.');
    return new Response(new Uint8Array(body), { status, headers });
  });
}
