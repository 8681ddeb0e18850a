import type { TopLevelSpec } from 'vega-lite';
import type { AnyEntity } from '../../ir/index.js';
import type { Provenance } from '../../ir/values.js';
import { svgOf } from '../chart.js';
import { table, type Table } from '../markdown.js';
import { type GeneratedFile, generatedHeader } from '../output.js';

/** What one claim of the field comes to in this program's models. Sentences are made from results: none is fixed that could turn. */
export interface Claim {
  /** `h` */
  readonly letter: string;
  /** Name of the plan in samples/claims, of the page and of the picture. */
  readonly slug: string;
  readonly title: string;
  /** What the field says, in its own manner. */
  readonly claim: string;
  readonly scale: string;
  readonly conditions: readonly string[];
  readonly chart: TopLevelSpec;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
  readonly tables: readonly Table[];
  /** Where the models bear it out, and where they do not. */
  readonly holds: readonly string[];
  readonly fails: readonly string[];
  /** Load, price, loss or speed at which it turns. */
  readonly breakEven: readonly string[];
  /** Figures that decide, with where they come from. */
  readonly sources: readonly string[];
  /** Models that the numbers come from: pages of docs/models. */
  readonly models: readonly string[];
  /** One line: whether it holds, and by how much. */
  readonly verdict: string;
}

/** The page and the picture of a claim. */
export async function pageOf(each: Claim): Promise<readonly GeneratedFile[]> {
  const text = [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    `# (${each.letter}) ${each.title}`,
    '',
    `**The claim.** ${each.claim}`,
    '',
    `**Verdict.** ${each.verdict}.`,
    '',
    `**Time scale.** ${each.scale}`,
    '',
    `**The plan.** [samples/claims/${each.slug}.dcplan](../../samples/claims/${each.slug}.dcplan); what is varied stands below.`,
    '',
    ...each.conditions.map((line) => `- ${line}`),
    '',
    `![${each.alt}](${each.slug}.svg)`,
    '',
    ...each.tables.flatMap((one) => [table(one), '']),
    '## Where it holds',
    '',
    ...said(each.holds),
    '',
    '## Where it fails',
    '',
    ...said(each.fails),
    '',
    '## Break-even',
    '',
    ...said(each.breakEven),
    '',
    '## What it rests on',
    '',
    ...each.sources.map((line) => `- ${line}`),
    '',
    `Models: ${each.models.map((name) => `[${name}](../models/${name}.md)`).join(', ')}.`,
    '',
  ].join('\n');
  return [
    { path: `docs/claims/${each.slug}.md`, content: text },
    { path: `docs/claims/${each.slug}.svg`, content: await svgOf(each.chart, each.alt) },
  ];
}

function said(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['Nowhere under these conditions.'] : lines.map((line) => `- ${line}`);
}

/** Figures of an entry with their sources, as a page lists them. */
export function sourced(name: string, entity: AnyEntity, properties: readonly string[]): readonly string[] {
  const sources: Readonly<Record<string, Provenance | undefined>> = entity.sources ?? {};
  return properties.flatMap((property) => {
    const source = sources[property] ?? sources[''];
    if (source === undefined) return [];
    const year = source.year === undefined ? '' : `, ${String(source.year)}`;
    const where = source.where === undefined ? '' : `, ${source.where}`;
    return [`${name}, ${property}: “${source.title}”${year}${where} (${source.standing}).`];
  });
}
