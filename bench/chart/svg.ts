/** Size of every chart, px: readable at the 700 px or so that a README gives a picture. */
const WIDTH_PX = 700;
const HEIGHT_PX = 380;

/** Where the data goes, px. */
export const PLOT = { left: 62, right: 676, top: 92, bottom: 330 } as const;

/** Names of the series' colours, which can be told apart without colour vision too. */
export const SERIES_CLASSES = ['first', 'second', 'third'] as const;

interface Palette {
  readonly page: string;
  readonly ink: string;
  readonly quiet: string;
  readonly grid: string;
  readonly series: readonly [string, string, string];
}

const LIGHT: Palette = {
  page: '#ffffff',
  ink: '#1f2933',
  quiet: '#5d6a78',
  grid: '#dfe4ea',
  series: ['#6b7885', '#c2570c', '#1d5fd1'],
};

const DARK: Palette = {
  page: '#14181e',
  ink: '#eef2f6',
  quiet: '#a3afbc',
  grid: '#2d3540',
  series: ['#9aa7b6', '#f59e52', '#6ea8ff'],
};

/** The colours as plain rules: not every viewer of SVG files knows CSS variables. */
function colourRules({ page, ink, quiet, grid, series }: Palette): string {
  const seriesRules = series.map((colour, index) => {
    const name = SERIES_CLASSES[index];
    return `.${name} .dot, .${name} .value { fill: ${colour} } .${name} .stroke { stroke: ${colour} }`;
  });
  const rules = [`.page { fill: ${page} }`, `text { fill: ${ink} }`, `.quiet { fill: ${quiet} }`];
  return [...rules, `.grid { stroke: ${grid} }`, ...seriesRules].join('\n');
}

// The chart paints its own background: a page's theme and the system's colour scheme need not agree.
const STYLE = `
text { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif }
.title { font-size: 17px; font-weight: 600 }
.value { font-weight: 600 }
.dot { fill-opacity: 0.55 }
.stroke { fill: none; stroke-linejoin: round }
.bar { stroke-width: 4; stroke-linecap: round }
.curve { stroke-width: 2.5 }
.reference { stroke-width: 1.5; stroke-dasharray: 6 4 }
${colourRules(LIGHT)}
@media (prefers-color-scheme: dark) {
${colourRules(DARK)}
}`;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Two decimals are more than a screen shows. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

type Anchor = 'start' | 'middle' | 'end';

/** A line of text whose baseline passes (x, y) px. */
export function label(x: number, y: number, text: string, anchor: Anchor = 'start', className = ''): string {
  const classAttribute = className === '' ? '' : ` class="${className}"`;
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}"${classAttribute}>${escapeText(text)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" class="${className}"/>`;
}

/** The whole file: background, title, a line below it, and the marks. `description` is read out instead of the chart. */
export function chart(title: string, subtitle: string, description: string, marks: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH_PX} ${HEIGHT_PX}" role="img" aria-label="${escapeText(description)}">
<style>${STYLE}
</style>
<rect width="${WIDTH_PX}" height="${HEIGHT_PX}" rx="8" class="page"/>
${label(24, 34, title, 'start', 'title')}
${label(24, 55, subtitle, 'start', 'quiet')}
${marks.join('\n')}
</svg>
`;
}
