/** How the page of a model card looks: on a screen, light or dark, and on paper. */
export const CARD_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #566173; --line: #d5dbe3; --ground: #fff; --raised: #f5f7fa; --right: #1a8a5a; --wrong: #c0392b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #a5b0c0; --line: #38424f; --ground: #14181e; --raised: #1d232b; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.9rem; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
p, ul { margin: 0.5rem 0; }
li { margin: 0.25rem 0; }
code { background: var(--raised); border-radius: 4px; padding: 0.1em 0.35em; font-size: 0.9em; }
.wide { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; font-size: 0.95rem; }
th, td { padding: 0.35rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; font-weight: normal; }
thead th { color: var(--soft); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.matrix th[scope='row'] { color: var(--soft); font-weight: 600; }
.matrix .right { background: color-mix(in srgb, var(--right) var(--share), transparent); }
.matrix .wrong { background: color-mix(in srgb, var(--wrong) var(--share), transparent); }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.25rem, 1fr)); gap: 0.75rem; }
figure { margin: 0; }
figure img { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: var(--raised); border-radius: 6px; }
figcaption { margin-top: 0.25rem; font-size: 0.8rem; line-height: 1.3; color: var(--soft); overflow-wrap: anywhere; }
@media print { main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } figure, tr { break-inside: avoid; } }
`;
