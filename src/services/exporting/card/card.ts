/** A piece of a sentence. */
export type CardText = string | { readonly code: string } | { readonly strong: string };

export interface CardPicture {
  /** The picture itself, as a `data:` URI. */
  readonly uri: string;
  readonly caption: string;
}

export interface CardTable {
  readonly kind: 'table';
  readonly header: readonly string[];
  /** Numbers stand to the right. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export type CardBlock =
  | { readonly kind: 'paragraph'; readonly text: readonly CardText[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly CardText[])[] }
  | CardTable
  /** Counts [row][column] of which the diagonal is right. */
  | { readonly kind: 'matrix'; readonly names: readonly string[]; readonly counts: readonly (readonly number[])[] }
  | { readonly kind: 'pictures'; readonly title: string; readonly pictures: readonly CardPicture[] };

/** A document that is written as Markdown or as a page, without saying which. */
export interface Card {
  readonly title: string;
  readonly sections: readonly { readonly title?: string; readonly blocks: readonly CardBlock[] }[];
}

export const paragraph = (...text: CardText[]): CardBlock => ({ kind: 'paragraph', text });

export const list = (...items: (CardText | CardText[])[]): CardBlock => ({
  kind: 'list',
  items: items.map((item) => (Array.isArray(item) ? item : [item])),
});

export const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
