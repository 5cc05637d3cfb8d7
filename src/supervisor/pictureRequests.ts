import { HandfulError, type ErrorCode } from '../shared/errors.ts';
import type { FromEngine } from '../shared/hostChannel.ts';

/** A picture as a browser can show it. */
export interface HostPicture {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

interface Waiting {
  resolve(picture: HostPicture): void;
  reject(error: HandfulError): void;
}

/** Pictures that the engine was asked for and has not given yet. */
export class PictureRequests {
  readonly #waiting = new Map<number, Waiting>();
  #count = 0;

  /** `ask` sends the request with the number that the answer will carry. Rejects with a HandfulError. */
  request(ask: (request: number) => void): Promise<HostPicture> {
    const request = ++this.#count;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      ask(request);
    });
  }

  answer(message: Extract<FromEngine, { type: 'picture' }>): void {
    const waiting = this.#waiting.get(message.request);
    this.#waiting.delete(message.request);
    if ('problem' in message) {
      const { code, message: what, remedy } = message.problem;
      waiting?.reject(new HandfulError(code as ErrorCode, what, remedy));
    } else {
      waiting?.resolve({ bytes: Buffer.from(message.base64, 'base64'), mimeType: message.mimeType });
    }
  }

  rejectAll(error: HandfulError): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
