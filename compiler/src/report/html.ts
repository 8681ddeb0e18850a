import { draw } from './draw.js';
import type { Cell, Figure, Table } from './figure.js';
import { STYLE } from './html-style.js';
import { anchor, type Block, type Page } from './page.js';
import type { ShownFinding } from './sections/findings.js';
import { escaped } from './svg.js';

/**
 * A page as one HTML file: no script, no network, no font to load. Tables carry the metric and the exact value of each cell,
 * in the units of `simulate --json`, whose whole result is embedded as data.
 */
export async function html(page: Page): Promise<string> {
  const sections = await Promise.all(
    page.sections.map(async ({ id, title, blocks }) => {
      const parts = await Promise.all(blocks.map(block));
      return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escaped(title)}</h2>${parts.join('\n')}</section>`;
    }),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="generator" content="${escaped(page.json.engine)}">
<title>${escaped(page.title)} – dcplan report</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="kind">dcplan report</p>
<h1>${escaped(page.title)}</h1>
<p class="verdict">${escaped(page.verdict)}</p>
<nav aria-label="Sections"><ul>${page.sections.map(({ id, title }) => `<li><a href="#${id}">${escaped(title)}</a></li>`).join('')}</ul></nav>
</header>
<main>
${sections.join('\n')}
</main>
<footer>
<h2>How this was made</h2>
<dl>${page.foot.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>
</footer>
<script type="application/json" id="dcplan-result">${JSON.stringify(page.json).replaceAll('<', '\\u003c')}</script>
</body>
</html>
`;
}

async function block(of: Block): Promise<string> {
  switch (of.type) {
    case 'text':
      return `<p>${escaped(of.text)}</p>`;
    case 'table':
      return of.folded
        ? `<details><summary>${escaped(of.title)} (${String(of.table.rows.length)})</summary>${table(of.table, of.title)}</details>`
        : `<h3>${escaped(of.title)}</h3>${table(of.table, of.title)}`;
    case 'figure':
      return figure(of.figure);
    case 'findings':
      return of.findings.length === 0 ? '' : `<ol class="findings">${of.findings.map(finding).join('\n')}</ol>`;
  }
}

async function figure(of: Figure): Promise<string> {
  const svg = await draw(of);
  const id = anchor(`${of.campus}-${of.name}`);
  const numbers = table(of.table, of.title);
  // Without a picture the numbers stand open.
  const behind = svg === undefined ? numbers : `<details><summary>Numbers</summary>${numbers}</details>`;
  return `<figure id="figure-${id}"><figcaption><h3>${escaped(of.title)}</h3><p>${escaped(of.says)}</p></figcaption>${svg ?? ''}${behind}</figure>`;
}

/** Tables scroll on their own where they are wider than the page. */
function table({ head, rows }: Table, title: string): string {
  const numeric = head.map((_, i) => rows.some((row) => row[i]?.value !== undefined));
  const heads = head.map(
    (text, i) => `<th scope="col"${numeric[i] === true ? ' class="n"' : ''}>${escaped(text)}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row.map((each, i) => (i === 0 ? `<th scope="row">${escaped(each.text)}</th>` : cell(each, numeric[i] === true))).join('')}</tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function cell({ text, path, metric, year, value }: Cell, numeric: boolean): string {
  const data = [
    ...(numeric ? [' class="n"'] : []),
    ...(path === undefined ? [] : [` data-path="${escaped(path)}"`]),
    ...(metric === undefined ? [] : [` data-metric="${metric}"`]),
    ...(year === undefined ? [] : [` data-year="${String(year)}"`]),
    ...(value === undefined ? [] : [` data-value="${value === null ? '' : String(value)}"`]),
  ];
  return `<td${data.join('')}>${escaped(text)}</td>`;
}

const SEVERITY = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function finding({ severity, code, slug, place, path, message, notes, cost, mends }: ShownFinding): string {
  const lines = [
    `<p class="where"><span class="${severity}">${SEVERITY[severity]}</span> <code>${code}</code> ${escaped(slug)} <span class="place">${escaped(place)}</span></p>`,
    `<p>${escaped(message)}</p>`,
    ...notes.map((note) => `<p class="note">${escaped(note)}</p>`),
    ...(cost === undefined ? [] : [`<p class="cost">Cost of the mismatch: ${escaped(cost)}</p>`]),
    ...(mends.length === 0
      ? []
      : [
          `<ul class="mends">${mends.map(({ title, saves }) => `<li><code>${escaped(title)}</code>${saves === undefined ? '' : ` ${escaped(saves)}`}</li>`).join('')}</ul>`,
        ]),
  ];
  return `<li${path === undefined ? '' : ` data-path="${escaped(path)}"`}>${lines.join('')}</li>`;
}
