/**
 * Finds paths that are spelt otherwise than on disk: with backslashes, a leading './', or accents composed where the
 * disk has them decomposed. An exact match always wins; a spelling that fits two files fits none.
 */
export class PathIndex {
  private readonly exact: ReadonlySet<string>;
  private readonly bySpelling = new Map<string, string | undefined>();

  /** `paths` as on disk, with forward slashes. */
  constructor(paths: Iterable<string>) {
    this.exact = new Set(paths);
    for (const path of this.exact) {
      const spelling = commonSpelling(path);
      this.bySpelling.set(spelling, this.bySpelling.has(spelling) ? undefined : path);
    }
  }

  /** The path on disk, or undefined when there is none. */
  find(written: string): string | undefined {
    return this.exact.has(written) ? written : this.bySpelling.get(commonSpelling(written));
  }
}

function commonSpelling(path: string): string {
  return path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^(\.?\/+)+/, '')
    .replaceAll(/\/(\.?\/)+/g, '/');
}
