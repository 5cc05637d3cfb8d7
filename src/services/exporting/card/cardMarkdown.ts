import type { Card, CardBlock, CardTable, CardText } from './card.ts';

/** The card as Markdown, without its pictures. */
export function cardMarkdown({ title, sections }: Card): string {
  const parts = [`# ${title}`];
  for (const section of sections) {
    const blocks = section.blocks.filter(({ kind }) => kind !== 'pictures');
    if (blocks.length === 0) continue;
    if (section.title !== undefined) parts.push(`## ${section.title}`);
    parts.push(...blocks.map(blockText));
  }
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: CardBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'table':
      return table(block);
    case 'matrix':
      return table({
        kind: 'table',
        header: ['', ...block.names],
        rows: block.names.map((name, row) => [name, ...block.counts[row]!]),
      });
    case 'pictures':
      return '';
  }
}

function inline(text: readonly CardText[]): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return 'code' in piece ? `\`${piece.code}\`` : `**${piece.strong}**`;
    })
    .join('');
}

function table({ header, rows }: CardTable): string {
  const rules = header.map((_, column) => (typeof rows[0]?.[column] === 'number' ? '---:' : '---'));
  const lines = [header, rules, ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return lines.join('\n');
}

const cell = (value: string | number): string =>
  String(value)
    .replaceAll('|', String.raw`\|`)
    .replaceAll('\n', ' ');
