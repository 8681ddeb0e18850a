import type { TopLevelSpec } from 'vega-lite';
import { type GeneratedFile, generatedHeader } from '../output.js';
import { svgOf } from '../chart.js';
import { table, type Table } from '../markdown.js';

/** What the models say about one thing that the field asserts. Sentences are made from results: none is fixed that could turn. */
export interface Phenomenon {
  readonly slug: string;
  readonly title: string;
  /** What the field asserts, in its own manner. */
  readonly claim: string;
  readonly scale: string;
  readonly conditions: readonly string[];
  readonly chart: TopLevelSpec;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
  readonly tables: readonly Table[];
  /** Where the models show it, and where they do not or say the contrary. */
  readonly shown: readonly string[];
  readonly refuted: readonly string[];
  /** Models that the numbers come from: pages beside `docs/models`. */
  readonly models: readonly string[];
  readonly verdict: string;
}

/** The page and the picture of a phenomenon. */
export async function pageOf(each: Phenomenon): Promise<readonly GeneratedFile[]> {
  const text = [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    `# ${each.title}`,
    '',
    `**The claim.** ${each.claim}`,
    '',
    `**Time scale.** ${each.scale}`,
    '',
    '**Conditions.**',
    '',
    ...each.conditions.map((line) => `- ${line}`),
    '',
    `![${each.alt}](${each.slug}.svg)`,
    '',
    ...each.tables.flatMap((one) => [table(one), '']),
    '## Where the models show it',
    '',
    ...said(each.shown, 'Nowhere under these conditions.'),
    '',
    '## Where they refute it',
    '',
    ...said(each.refuted, 'Nowhere under these conditions.'),
    '',
    `Models: ${each.models.map((name) => `[${name}](../models/${name}.md)`).join(', ')}.`,
    '',
  ].join('\n');
  return [
    { path: `docs/phenomena/${each.slug}.md`, content: text },
    { path: `docs/phenomena/${each.slug}.svg`, content: await svgOf(each.chart, each.alt) },
  ];
}

function said(lines: readonly string[], otherwise: string): readonly string[] {
  return lines.length === 0 ? [otherwise] : lines.map((line) => `- ${line}`);
}
