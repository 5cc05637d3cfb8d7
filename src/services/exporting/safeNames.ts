// oxlint-disable no-control-regex -- control characters are what names may not hold

/** What Windows does not take in a name; other systems take less offence. */
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;
const HALF_CHARACTER = /\p{Surrogate}/gu;
/** Names of devices on Windows, whatever follows the first point. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=$|[ .])/i;
/** Most file systems take 255 bytes; the rest is for a number and an ending. */
const MAX_BYTES = 200;

/**
 * A name for a file or folder that every system takes: what is forbidden becomes '_', points and spaces at the end go,
 * and it is not hidden. Never empty.
 */
export function safeName(name: string): string {
  const spelt = name.normalize('NFC').replaceAll(HALF_CHARACTER, '\ufffd').replaceAll(FORBIDDEN, '_');
  const visible = shortened(spelt)
    .replace(/[ .]+$/, '')
    .replace(/^[ .]+/, (hidden) => '_'.repeat(hidden.length));
  if (visible === '') return '_';
  return visible.replace(DEVICE, '$1_');
}

/** Gives out paths that are different even where capitals and accents are not told apart, as on Windows and macOS. */
export class FreePaths {
  readonly #taken = new Set<string>();

  /** Gives this path to nobody. */
  reserve(path: string): void {
    this.#taken.add(spelling(path));
  }

  /** `stem` and `ending` together, or with ' (2)', ' (3)' ... between them where that is taken. */
  take(stem: string, ending = ''): string {
    let path = stem + ending;
    for (let number = 2; this.#taken.has(spelling(path)); number++) path = `${stem} (${number})${ending}`;
    this.reserve(path);
    return path;
  }
}

const spelling = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase();

/** At most so many bytes of UTF-8, without half a character; what follows the last point is kept. */
function shortened(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= MAX_BYTES) return name;
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? '';
  let bytes = encoder.encode(ending).length;
  let start = '';
  for (const character of name.slice(0, name.length - ending.length)) {
    bytes += encoder.encode(character).length;
    if (bytes > MAX_BYTES) break;
    start += character;
  }
  return start + ending;
}
