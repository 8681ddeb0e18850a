import type { TopLevelSpec } from 'vega-lite';
import { svgOf } from './chart.js';
import { table, type Table } from './markdown.js';
import { type GeneratedFile, generatedHeader } from './output.js';

/**
 * What this program's models say of something that the field asserts, with a picture. Sentences are made from results: none
 * is fixed that could turn.
 */
export interface Evidence {
  /** Name of the page and of its picture. */
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
  /** Models that the numbers come from: pages of docs/models. */
  readonly models: readonly string[];
  /** One line: whether it holds, and by how much. */
  readonly verdict: string;
}

/** A heading with what is said under it, a line each. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/**
 * The page and the picture of one assertion in `docs/<folder>`.
 * @param heading the first line, without its mark
 * @param opening lines between the claim and the conditions, each a paragraph
 * @param sections what is said after the tables
 */
export async function pageWith(
  folder: string,
  each: Evidence,
  heading: string,
  opening: readonly string[],
  sections: readonly Section[],
): Promise<readonly GeneratedFile[]> {
  const text = [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    `# ${heading}`,
    '',
    `**The claim.** ${each.claim}`,
    '',
    ...opening.flatMap((line) => [line, '']),
    ...each.conditions.map((line) => `- ${line}`),
    '',
    `![${each.alt}](${each.slug}.svg)`,
    '',
    ...each.tables.flatMap((one) => [table(one), '']),
    ...sections.flatMap(({ heading: under, lines }) => [`## ${under}`, '', ...said(lines), '']),
    `Models: ${each.models.map((name) => `[${name}](../models/${name}.md)`).join(', ')}.`,
    '',
  ].join('\n');
  return [
    { path: `docs/${folder}/${each.slug}.md`, content: text },
    { path: `docs/${folder}/${each.slug}.svg`, content: await svgOf(each.chart, each.alt) },
  ];
}

function said(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ['Nowhere under these conditions.'] : lines.map((line) => `- ${line}`);
}
