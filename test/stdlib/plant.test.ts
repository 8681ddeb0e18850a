import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/src/semantics/index.js';
import { parse } from '../../compiler/src/syntax/index.js';
import type {
  Annotation,
  BlockMember,
  Expression,
  ListExpression,
  PropertyMember,
} from '../../compiler/src/syntax/tree.js';

const modules = ['cooling', 'electrical', 'tariffs', 'climates', 'workloads', 'economics', 'cloud'] as const;
const promised: Readonly<Record<(typeof modules)[number], readonly string[]>> = {
  cooling: [
    'CRAH_Chiller',
    'AirEconomizer',
    'InRow',
    'RearDoor',
    'DirectToChip',
    'DirectToChip_TwoPhase',
    'Immersion',
    'Hybrid',
  ],
  electrical: ['Standard', 'Training_Path', 'Inference_2N', 'Distributed_3N2', 'Block_4N3', 'Legacy_2N'],
  tariffs: [
    'ERCOT_Industrial',
    'Dominion_GS5',
    'AEP_Ohio_DataCenter',
    'ERCOT_Market',
    'PJM_Market',
    'Germany_Market',
    'Tokyo_Market',
  ],
  climates: [
    'Abilene',
    'Ashburn',
    'Dallas',
    'Phoenix',
    'Atlanta',
    'Memphis',
    'New_Carlisle',
    'Columbus',
    'Frankfurt',
    'Singapore',
  ],
  workloads: [
    'Pretraining',
    'FineTuning',
    'RLPostTraining',
    'Chat',
    'CodeCompletion',
    'LongContextChat',
    'Reasoning',
    'Agents',
    'BatchInference',
    'Evaluation',
    'Embeddings',
    'Recommendation',
    'ImageGeneration',
    'VideoGeneration',
    'Speech',
  ],
  economics: ['Default', 'Frontier_Build', 'Hyperscale_US'],
  cloud: ['H100_OnDemand', 'H100_Reserved_3Years', 'GB200_Reserved_3Years', 'Colocation_US'],
};

const standings = ['vendor', 'measured', 'published', 'assumed'];

const folder = fileURLToPath(new URL('../../stdlib/', import.meta.url));
const stdlib = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.dcplan'))
    .map((file) => [
      `std/${file.replaceAll('\\', '/').slice(0, -'.dcplan'.length)}`,
      readFileSync(join(folder, file), 'utf8'),
    ]),
);
const parsed = new Map(modules.map((name) => [name, parse(stdlib[`std/${name}`]!)] as const));

function entries(name: (typeof modules)[number]): readonly BlockMember[] {
  return parsed.get(name)!.tree.members.filter((member) => member.type === 'block');
}

function property(entry: BlockMember, name: string): PropertyMember | undefined {
  return entry.members.find(
    (member): member is PropertyMember => member.type === 'property' && member.key.segments[0]?.name.text === name,
  );
}

/** The number that a quantity, a negated quantity or a bare number is written with. */
function written(value: Expression): number {
  if (value.type === 'quantity' || value.type === 'number') return value.value;
  if (value.type === 'unary' && value.operator === '-') return -written(value.operand);
  throw new Error(`not a number: ${value.type}`);
}

/** `@source("title", year, "where", standing: word)`, or what is wrong with it. */
function wrongSource(source: Annotation): string | undefined {
  const [title, year, where, standing, ...rest] = source.arguments;
  if (title?.value.type !== 'string' || title.value.value.length < 4) return 'no title';
  if (year?.value.type !== 'number' || year.value.value < 1990 || year.value.value > 2026) return 'no year';
  if (where?.value.type !== 'string') return 'no place';
  if (standing?.name?.text !== 'standing' || standing.value.type !== 'path') return 'no standing';
  if (!standings.includes(standing.value.segments[0]!.name.text)) return 'an unknown standing';
  return rest.length > 0 ? 'too much' : undefined;
}

function sourcesOf(entry: BlockMember): readonly Annotation[] {
  const own = entry.annotations.filter((annotation) => annotation.name.text === 'source');
  const inner = entry.members.flatMap((member) =>
    member.annotations.filter((annotation) => annotation.name.text === 'source'),
  );
  return [...own, ...inner];
}

function listOf(entry: BlockMember, name: string): ListExpression {
  const value = property(entry, name)?.value;
  if (value?.type !== 'list') throw new Error(`${entry.name?.text ?? ''}.${name} is not a list`);
  return value;
}

describe.each(modules)('std/%s', (name) => {
  it('parses', () => {
    expect(parsed.get(name)!.errors).toEqual([]);
  });

  it('type-checks, but for what a plan is to complete', () => {
    const host = { read: () => stdlib[`std/${name}`], resolve: (_from: string, spec: string) => spec, stdlib };
    const wrong = compile(`${name}.dcplan`, host).diagnostics.filter(
      (diagnostic) => diagnostic.slug !== 'missing-property',
    );
    expect(wrong).toEqual([]);
  });

  it('says of every entry what it is and where it comes from', () => {
    const bare = entries(name)
      .filter((entry) => !entry.doc || !entry.annotations.some((annotation) => annotation.name.text === 'source'))
      .map((entry) => entry.name?.text);
    expect(bare).toEqual([]);
    const wrong = entries(name).flatMap((entry) =>
      sourcesOf(entry).flatMap((source) => {
        const reason = wrongSource(source);
        return reason === undefined ? [] : [`${entry.name?.text ?? ''}: ${reason}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('names each entry once, after its base', () => {
    const seen = new Set<string>();
    for (const entry of entries(name)) {
      const own = entry.name?.text ?? '';
      expect(seen.has(own), `${own} twice`).toBe(false);
      const base = entry.base?.segments[0]?.name.text;
      if (base !== undefined) expect(seen.has(base), `${own} before its base ${base}`).toBe(true);
      seen.add(own);
    }
  });

  it('has the entries that plans name', () => {
    expect(entries(name).map((entry) => entry.name?.text)).toEqual(expect.arrayContaining([...promised[name]]));
  });
});

describe('climates', () => {
  it('are at least forty', () => {
    expect(entries('climates').length).toBeGreaterThanOrEqual(40);
  });

  it('have bins that rise, in temperature and in hours', () => {
    let tables = 0;
    for (const entry of entries('climates')) {
      for (const name of ['dryBulbBelow', 'wetBulbBelow']) {
        const value = property(entry, name)?.value;
        if (value === undefined) continue;
        if (value.type !== 'map') throw new Error(`${entry.name?.text ?? ''}.${name} is not a map`);
        tables++;
        const keys = value.entries.map((bin) => written(bin.key));
        const hours = value.entries.map((bin) => written(bin.value));
        expect(keys, entry.name?.text).toEqual([...new Set(keys)].sort((a, b) => a - b));
        expect(hours, entry.name?.text).toEqual([...hours].sort((a, b) => a - b));
        expect(hours.at(-1), entry.name?.text).toBeLessThanOrEqual(8760);
      }
    }
    expect(tables).toBeGreaterThanOrEqual(80);
  });

  it('have months by the dozen, and a mean that agrees with them', () => {
    let metros = 0;
    for (const entry of entries('climates').filter((candidate) => property(candidate, 'monthlyDryBulb'))) {
      metros++;
      for (const name of ['monthlyDryBulb', 'monthlyWetBulb', 'monthlyRange', 'monthlySpread']) {
        expect(listOf(entry, name).items, `${entry.name?.text ?? ''}.${name}`).toHaveLength(12);
      }
      const months = listOf(entry, 'monthlyDryBulb').items.map(written);
      const mean = months.reduce((sum, month) => sum + month, 0) / 12;
      // The months of New York, Denver and the reanalysis metros come from another file than the bins.
      expect(Math.abs(mean - written(property(entry, 'meanDryBulb')!.value)), entry.name?.text).toBeLessThan(1);
    }
    expect(metros).toBeGreaterThanOrEqual(12);
  });

  it('name their proxy where they have no bins of their own', () => {
    for (const entry of entries('climates')) {
      if (entry.base) expect(property(entry, 'proxy'), entry.name?.text).toBeDefined();
    }
  });
});

describe('tariffs', () => {
  it('have price tables of twelve months by twenty-four hours', () => {
    const shaped = entries('tariffs').filter((entry) => property(entry, 'priceShape'));
    expect(shaped).toHaveLength(8);
    for (const entry of shaped) {
      const rows = listOf(entry, 'priceShape').items;
      expect(rows, entry.name?.text).toHaveLength(12);
      for (const row of rows) expect(row.type === 'list' && row.items.length, entry.name?.text).toBe(24);
    }
  });

  it('keep all-in prices out of the bill', () => {
    for (const entry of entries('tariffs')) {
      const sources = property(entry, 'energy')?.annotations.flatMap((annotation) => annotation.arguments) ?? [];
      for (const { value } of sources) if (value.type === 'string') expect(value.value).not.toMatch(/all-in/i);
    }
  });
});

describe('workloads', () => {
  it('have day profiles of twenty-four hours with a mean of one', () => {
    for (const entry of entries('workloads').filter((candidate) => property(candidate, 'profile'))) {
      const hours = listOf(entry, 'profile').items.map(written);
      expect(hours, entry.name?.text).toHaveLength(24);
      expect(hours.reduce((sum, hour) => sum + hour, 0) / 24).toBeCloseTo(1, 2);
    }
  });

  it('take no outcome for an input', () => {
    const outcomes = ['utilisation', 'mechanicalOverhead', 'pue', 'wue', 'networkShare'];
    for (const name of modules) {
      for (const entry of entries(name))
        for (const outcome of outcomes) expect(property(entry, outcome), entry.name?.text).toBeUndefined();
    }
  });
});
