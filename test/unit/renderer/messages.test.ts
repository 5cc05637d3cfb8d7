import { describe, expect, it } from 'vitest';
import { en } from '../../../src/renderer/i18n/index.ts';

function keysOf(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value as object, `${prefix}${key}.`),
  );
}

const files = import.meta.glob<string>(['../../../src/renderer/**/*.{vue,ts}', '!**/i18n/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const source = Object.values(files).join('\n');
const keys = new Set(keysOf(en));

describe('messages', () => {
  it('has a message for every key that is spelt out', () => {
    const used = [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
    expect(used.length).toBeGreaterThan(50);
    expect([...new Set(used.filter((key) => !keys.has(key)))]).toEqual([]);
  });

  it('has no message that nothing can show', () => {
    const patterns = [...source.matchAll(/['`]([a-zA-Z][\w.]*\.(?:[\w.]|\$\{[^}]*\})+)['`]/g)].map(
      ([, text = '']) =>
        new RegExp(`^${text.replaceAll(/\$\{[^}]*\}/g, '[\\w-]+(\\.[\\w-]+)*').replaceAll(/\.(?![+*[])/g, '\\.')}$`),
    );
    const unused = [...keys].filter((key) => !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });
});
