import { HandfulError } from '../../shared/errors.ts';
import type { PictureKind } from '../../shared/hostChannel.ts';
import type { Supervisor } from '../../supervisor/supervisor.ts';
import { answer, sentence, type Answer } from './answer.ts';

const ADDRESS = /^\/images\/(\d{1,8})\/(thumbnail|full)$/;
const HASH = /^[0-9a-f]{12,64}$/;

/**
 * The picture at `/images/INDEX/thumbnail?v=HASH` or `/images/INDEX/full?v=HASH`; undefined when it is not the address
 * of one. An address stands for one content, so whoever has the picture may keep it.
 */
export async function pictureAnswer(url: URL, pictures: Pick<Supervisor, 'picture'>): Promise<Answer | undefined> {
  const [, index, kind] = ADDRESS.exec(url.pathname) ?? [];
  if (index === undefined) return undefined;
  const hash = url.searchParams.get('v') ?? '';
  if (!HASH.test(hash)) return sentence(404, 'The address of a picture ends with ?v= and its content hash.');
  try {
    const { bytes, mimeType } = await pictures.picture(Number(index), kind as PictureKind, hash);
    return answer(200, bytes, {
      'content-type': mimeType,
      'cache-control': 'private, max-age=31536000, immutable',
    });
  } catch (error) {
    if (!(error instanceof HandfulError)) throw error;
    const status = error.code === 'ENGINE_GONE' ? 503 : error.kind === 'failure' ? 500 : 404;
    return sentence(status, `${error.message} ${error.remedy}`);
  }
}
