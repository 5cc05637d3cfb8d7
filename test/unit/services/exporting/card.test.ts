import { expect, it } from 'vitest';

import { cardHtml } from '../../../../src/services/exporting/card/cardHtml.ts';
import { cardMarkdown } from '../../../../src/services/exporting/card/cardMarkdown.ts';
import { modelCard, type ModelCardFacts } from '../../../../src/services/exporting/card/modelCard.ts';
import type { TrainReport } from '../../../../src/services/training/report.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';

const EVIL = `<script>alert("1")</script> & 'x' | *y*`;

const report: TrainReport = {
  settings: defaultSettings,
  device: 'CPU',
  imageSizePx: 64,
  images: { imported: 100, skipped: 2, duplicates: 3, labelled: 20, unlabeled: 80 },
  classes: [
    { name: 'boot', labels: 12, expected: 0.5 },
    { name: EVIL, labels: 8, expected: 0.5 },
  ],
  kept: { features: 'trained', classifier: 'linear' },
  heldOut: {
    foldCount: 2,
    heldOutCount: 20,
    scores: [{ features: 'trained', classifier: 'linear', accuracy: 0.9 }],
    bestFrozen: 'linear',
    verdict: 'Training helped.',
  },
  warnings: ['Only a few labels.'],
  secondsPerStage: {},
};

const facts: ModelCardFacts = {
  report,
  check: { comparedCount: 100, sameLabel: 1, largestDifference: 0.00012 },
  createdAt: '2026-01-02',
  review: {
    classNames: ['boot', EVIL],
    heldOut: [
      [11, 1],
      [3, 5],
    ],
    reliability: [
      { from: 0.5, to: 0.6, count: 0, confidence: 0, accuracy: 0 },
      { from: 0.9, to: 1, count: 20, confidence: 0.95, accuracy: 0.8 },
    ],
    calibrationError: 0.15,
  },
  pictures: [
    {
      className: 'boot',
      typical: [{ uri: 'data:image/png;base64,AAAA', caption: '1.png: 99.0 %' }],
      mistaken: [],
    },
  ],
};

/** What a page says, without its marks. */
const textOf = (html: string): string => html.replaceAll(/<style>.*?<\/style>|<[^>]+>/gs, ' ').replaceAll(/\s+/g, ' ');

it('says the same as Markdown and as a page', () => {
  const card = modelCard(facts);
  const markdown = cardMarkdown(card);
  const page = textOf(cardHtml(card));
  const sayings = [
    'made with Handful on 2026-01-02',
    '100 images were imported (3 of them copies of others, 2 files could not be used)',
    'trained features, linear: 90.0 %. Training helped.',
    'What it said of the 20 held-out labels',
    '90 to 100 %',
    'On average the two are 15.0 % apart',
    'the same label on 100.0 %, probabilities at most 0.0001 apart',
    'Only a few labels.',
    'What it must not be used for',
    'What it is for',
  ];
  for (const saying of sayings) {
    expect(markdown).toContain(saying);
    expect(page).toContain(saying);
  }
});

it('shows counts, confusions and reliability in tables', () => {
  const markdown = cardMarkdown(modelCard(facts));
  expect(markdown).toContain('| class | human labels |\n| --- | ---: |\n| boot | 12 |\n');
  expect(markdown).toContain('| boot | 11 | 1 |\n');
  expect(markdown).toContain('| 90 to 100 % | 20 | 95.0 % | 80.0 % |');
  expect(markdown).not.toContain('50 to 60 %');
  const page = cardHtml(modelCard(facts));
  expect(page).toContain('<td class="number right" style="--share: 55%">11</td>');
  expect(page).toContain('<td class="number wrong" style="--share: 23%">3</td>');
});

it('is a page that needs nothing else, with its pictures in it', () => {
  const page = cardHtml(modelCard(facts));
  expect(page).toContain('<img src="data:image/png;base64,AAAA" alt="1.png: 99.0 %">');
  expect(page).toContain('boot: images it is surest of');
  expect(page).not.toContain('images it took for something else');
  expect(page).not.toMatch(/(src|href)="(?!data:)|@import|url\(/);
});

it('takes what people write for text', () => {
  const page = cardHtml(modelCard(facts));
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; | *y*');
  expect(cardMarkdown(modelCard(facts))).toContain(String.raw`| <script>alert("1")</script> & 'x' \| *y* | 8 |`);
});

it('says so when nothing could be measured, and shows nothing empty', () => {
  const { heldOut: _, ...unmeasured } = report;
  const card = modelCard({ report: unmeasured, createdAt: '2026-01-02' });
  expect(cardMarkdown(card)).toContain('It could not be measured');
  expect(cardMarkdown(card)).not.toContain('What it sees');
  expect(cardHtml(card)).not.toContain('What it sees');
});
