import { describe, expect, it } from 'vitest';
import type { JsonSimulation } from '../../compiler/src/diagnostics/simulation-json.js';
import { html } from '../../compiler/src/report/html.js';
import { markdown } from '../../compiler/src/report/markdown.js';
import { BREACHING, simulated } from './simulated.js';

const { page, diagnostics } = simulated(BREACHING);
const text = await html(page);

/** The JSON of `simulate`, as the page carries it. */
function embedded(): JsonSimulation {
  const json = /<script type="application\/json" id="dcplan-result">([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '';
  return JSON.parse(json) as JsonSimulation;
}

describe('the HTML report', () => {
  it('embeds what `simulate --json` gives', () => {
    expect(embedded()).toEqual(JSON.parse(JSON.stringify(page.json)));
  });

  it('shows the numbers of `simulate --json`', () => {
    const { metrics, years } = embedded();
    const cells = [
      ...text.matchAll(/<td[^>]* data-path="([^"]*)" data-metric="(\w+)"(?: data-year="(\d+)")? data-value="([^"]*)"/g),
    ];
    expect(cells.length).toBeGreaterThan(100);
    for (const [, path = '', name = '', year, value = ''] of cells) {
      const metric = metrics[path]?.[name];
      const json = year === undefined ? metric?.value : metric?.byYear[years.indexOf(Number(year))];
      expect(value === '' ? null : Number(value), `${path} ${name} ${year ?? ''}`).toBe(json ?? null);
    }
  });

  it('needs nothing from anywhere', () => {
    expect(text).not.toMatch(/<(?:script(?! type="application\/json")|link rel="stylesheet"|img|iframe)/);
    expect(text.replaceAll('http://www.w3.org/', '')).not.toMatch(
      /(?:src|href)="(?!#|data:,)[^"]*"|url\((?!#)|@import/,
    );
    expect(text).toContain(`content="default-src 'none'`);
  });

  it('has every finding, with its place and its mends', () => {
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { code, slug } of diagnostics) expect(text).toContain(`<code>${code}</code> ${slug}`);
  });

  it('says what it was made from', () => {
    for (const words of ['Seed', 'F1: every hour', 'the plan as written', page.json.plan.hash])
      expect(text).toContain(words);
  });

  it('gives each place one name, and links to names that are there', () => {
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
    for (const [, list = ''] of text.matchAll(/aria-labelledby="([^"]+)"/g))
      for (const id of list.split(' ')) expect(ids).toContain(id);
  });

  it('makes text from a plan harmless', async () => {
    const evil = { ...page, title: '<script>alert(1)</script>', verdict: '"&<b>' };
    const made = await html(evil);
    expect(made).not.toContain('<script>alert');
    expect(made).toContain('&quot;&amp;&lt;b&gt;');
  });
});

describe('the Markdown report', () => {
  it('has the same sections, tables and verdict', () => {
    const made = markdown(page);
    for (const { title } of page.sections) expect(made).toContain(`## ${title}`);
    expect(made).toContain(page.verdict.replaceAll(/([\\|<>*_[\]])/g, '\\$1'));
    // Every row of a table has as many cells as its head.
    for (const block of made.split('\n\n').filter((each) => each.startsWith('| '))) {
      const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size, block).toBe(1);
    }
  });

  it('shows pictures where there are some', () => {
    const made = markdown(page, ({ name }) => (name === 'capacity' ? 'capacity.svg' : undefined));
    expect(made).toContain('![Capacity against contract](capacity.svg)');
  });
});
