import type { Card, CardBlock, CardPicture, CardTable, CardText } from './card.ts';
import { CARD_STYLE } from './cardStyle.ts';

/** The card as one HTML page that needs nothing else, pictures included. */
export function cardHtml({ title, sections }: Card): string {
  const parts = sections.map(
    (section) =>
      `<section>\n${section.title === undefined ? '' : `<h2>${escaped(section.title)}</h2>\n`}${section.blocks.map(blockHtml).join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${CARD_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: CardBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`;
    case 'table':
      return table(block);
    case 'matrix':
      return matrix(block.names, block.counts);
    case 'pictures':
      return `<h3>${escaped(block.title)}</h3>\n<div class="pictures">${block.pictures.map(picture).join('')}</div>`;
  }
}

function inline(text: readonly CardText[]): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return escaped(piece);
      return 'code' in piece ? `<code>${escaped(piece.code)}</code>` : `<strong>${escaped(piece.strong)}</strong>`;
    })
    .join('');
}

function table({ header, rows }: CardTable): string {
  const head = header.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  const body = rows.map(
    (cells) =>
      `<tr>${cells
        .map((value) => `<td${typeof value === 'number' ? ' class="number"' : ''}>${escaped(String(value))}</td>`)
        .join('')}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** The more of a row there is in a cell, the darker it is: green where it is right, red where it is not. */
function matrix(names: readonly string[], counts: readonly (readonly number[])[]): string {
  const head = names.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  const body = names.map((name, row) => {
    const sum = counts[row]!.reduce((total, count) => total + count, 0);
    const cells = counts[row]!.map((count, column) => {
      const share = sum === 0 ? 0 : Math.round((60 * count) / sum);
      return `<td class="number ${row === column ? 'right' : 'wrong'}" style="--share: ${share}%">${count}</td>`;
    });
    return `<tr><th scope="row">${escaped(name)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="wide"><table class="matrix"><thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function picture({ uri, caption }: CardPicture): string {
  return `<figure><img src="${escaped(uri)}" alt="${escaped(caption)}"><figcaption>${escaped(caption)}</figcaption></figure>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
