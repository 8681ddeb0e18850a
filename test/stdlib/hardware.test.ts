import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkModule } from '../../compiler/src/semantics/check.js';
import { libraryOf } from '../../compiler/src/semantics/library.js';
import { parse } from '../../compiler/src/syntax/index.js';
import type {
  Annotation,
  BlockMember,
  Expression,
  ImportMember,
  PropertyMember,
} from '../../compiler/src/syntax/tree.js';

const modules = [
  'accelerators',
  'servers',
  'racks',
  'switches',
  'networks',
  'models',
  'calibrations',
  'regions',
] as const;
type Module = (typeof modules)[number];
const standings = ['vendor', 'measured', 'published', 'assumed'];

const parsed = new Map(
  modules.map((name) => {
    const path = fileURLToPath(new URL(`../../stdlib/${name}.dcplan`, import.meta.url));
    return [name, parse(readFileSync(path, 'utf8'))] as const;
  }),
);

function entries(name: Module): readonly BlockMember[] {
  return parsed.get(name)!.tree.members.filter((member): member is BlockMember => member.type === 'block');
}

function entry(module: Module, name: string): BlockMember {
  const found = entries(module).find((candidate) => candidate.name?.text === name);
  if (found === undefined) throw new Error(`std/${module} has no ${name}`);
  return found;
}

function properties(block: BlockMember): readonly PropertyMember[] {
  return block.members.filter((member): member is PropertyMember => member.type === 'property');
}

function value(block: BlockMember, name: string): Expression | undefined {
  return properties(block).find((member) => member.key.segments[0]?.name.text === name)?.value;
}

/** What a plan evaluates at: the number, a triangle's mode, a range's middle; in the unit as written. */
function central(expression: Expression | undefined): number {
  switch (expression?.type) {
    case 'number':
    case 'quantity':
      return expression.value;
    case 'unary':
      return -central(expression.operand);
    case 'call':
      return central(expression.arguments[1]?.value);
    case 'range':
      return (central(expression.from) + central(expression.to)) / 2;
    default:
      throw new Error(`not a number: ${expression?.type ?? 'absent'}`);
  }
}

function at(block: BlockMember, name: string): number {
  return central(value(block, name));
}

/** `@source("title", year, "where", standing: word)`, or what is wrong with it. */
function wrongSource(source: Annotation): string | undefined {
  const [title, year, where, standing, ...rest] = source.arguments;
  if (title?.value.type !== 'string' || title.value.value.length < 4) return 'no title';
  if (year?.value.type !== 'number' || year.value.value < 1990 || year.value.value > 2026) return 'no year';
  if (where?.value.type !== 'string' || where.value.value === '') return 'no place';
  if (standing?.name?.text !== 'standing' || standing.value.type !== 'path') return 'no standing';
  if (!standings.includes(standing.value.segments[0]!.name.text)) return 'an unknown standing';
  return rest.length > 0 ? 'too much' : undefined;
}

describe.each(modules)('std/%s', (name) => {
  it('parses', () => {
    expect(parsed.get(name)!.errors).toEqual([]);
  });

  it('says of every entry what it is', () => {
    expect(entries(name).filter((block) => !block.doc)).toEqual([]);
  });

  it('says of every figure where it comes from and how it stands', () => {
    const wrong = entries(name).flatMap((block) => {
      const own = block.annotations.filter((annotation) => annotation.name.text === 'source');
      if (own.length !== 1) return [`${block.name?.text ?? ''}: ${String(own.length)} sources`];
      const inner = block.members.flatMap((member) => member.annotations);
      return [...own, ...inner].flatMap((source) => {
        const reason = wrongSource(source);
        return reason === undefined ? [] : [`${block.name?.text ?? ''}: ${reason}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('gives no property twice, and distributions from low to high', () => {
    for (const block of entries(name)) {
      const names = properties(block).map((member) => member.key.segments[0]!.name.text);
      expect(names, block.name?.text).toEqual([...new Set(names)]);
      for (const { value: figure } of properties(block)) {
        if (figure.type === 'range') expect(central(figure.from), block.name?.text).toBeLessThan(central(figure.to));
        if (figure.type !== 'call') continue;
        const [low, mode, high] = figure.arguments.map((argument) => central(argument.value));
        expect(low, block.name?.text).toBeLessThanOrEqual(mode!);
        expect(mode, block.name?.text).toBeLessThanOrEqual(high!);
        expect(low, block.name?.text).toBeLessThan(high!);
      }
    }
  });

  it('imports what it names, and nothing else', () => {
    const imports = parsed.get(name)!.tree.members.filter((member): member is ImportMember => member.type === 'import');
    const imported = imports.flatMap((member) =>
      (member.names ?? []).map((item) => {
        entry(member.from.replace('std/', '') as Module, item.name.text);
        return item.name.text;
      }),
    );
    const referred = entries(name).flatMap((block) =>
      ['accelerator', 'server', 'switch', 'model'].flatMap((property) => {
        const figure = value(block, property);
        return figure?.type === 'path' ? [figure.segments[0]!.name.text] : [];
      }),
    );
    expect([...imported].sort()).toEqual([...new Set(referred)].sort());
  });
});

it('names are unique over all modules, so that a plan may import any two', () => {
  const names = modules.flatMap((name) => entries(name).map((block) => block.name?.text));
  expect(names).toEqual([...new Set(names)]);
});

describe('power', () => {
  it('of a server at its board limits stays under its nameplate', () => {
    for (const server of entries('servers').filter((block) => value(block, 'peak'))) {
      const accelerator = value(server, 'accelerator');
      if (accelerator?.type !== 'path') throw new Error('no accelerator');
      const board =
        (at(entry('accelerators', accelerator.segments[0]!.name.text), 'tdp') / 1000) * at(server, 'accelerators');
      expect(board + at(server, 'fixedBusy'), server.name?.text).toBeLessThan(at(server, 'peak'));
      expect(at(server, 'fixedIdle'), server.name?.text).toBeLessThan(at(server, 'fixedBusy'));
    }
  });

  it('of a measured H200 node comes out as it was measured', () => {
    const server = entry('servers', 'HGX_H200_8');
    const chip = entry('accelerators', 'H200_SXM');
    expect(at(server, 'fixedIdle') + (8 * at(chip, 'idle')) / 1000).toBeCloseTo(2.37, 2);
    // Serving a 70B model at saturation, 6.15-6.30 kW: 73 % of board limit.
    expect(at(server, 'fixedBusy') + 8 * 0.7 * 0.73).toBeCloseTo(6.3, 1);
  });

  it('of a GB200 rack at its board limits is its nameplate, within 4 %', () => {
    const rack = entry('racks', 'GB200_NVL72');
    const busy = at(rack, 'fixedBusy') + 72 * 1.2;
    expect(busy / at(rack, 'peak')).toBeGreaterThan(0.96);
    expect(busy).toBeLessThanOrEqual(at(rack, 'peak'));
  });

  it('is left out where the vendor publishes none', () => {
    for (const chip of entries('accelerators')) {
      if (/^(TPU|Trainium)/.test(chip.name!.text)) expect(value(chip, 'tdp'), chip.name!.text).toBeUndefined();
    }
    for (const rack of entries('racks')) {
      if (/^(TPU|Trainium)/.test(rack.name!.text)) expect(value(rack, 'peak'), rack.name!.text).toBeUndefined();
    }
  });
});

describe('calibrations', () => {
  /** Batch and tokens/s per replica, ML.ENERGY Leaderboard v3, chat task. */
  const measured: Readonly<Record<string, readonly (readonly [batch: number, throughput: number])[]>> = {
    Llama_8B_1xH100: [
      [8, 1070],
      [32, 3391],
      [64, 5147],
      [128, 7037],
      [255, 9010],
      [511, 9806],
    ],
    Qwen_32B_2xH100: [
      [8, 522],
      [16, 970],
      [32, 1706],
      [64, 2654],
      [96, 3356],
      [128, 3905],
      [192, 4601],
      [256, 5155],
    ],
    Gemma_27B_2xH100: [
      [8, 525],
      [32, 1687],
      [64, 2654],
      [128, 3714],
      [187, 4181],
    ],
    Llama_70B_4xH100: [
      [8, 470],
      [64, 2511],
      [256, 4915],
      [898, 6827],
    ],
    Llama_70B_2xB200: [
      [8, 476],
      [64, 2598],
      [255, 5372],
      [1021, 8551],
      [2042, 10108],
    ],
    DeepSeek_V3_8xB200: [
      [64, 1776],
      [256, 4534],
    ],
  };

  it.each(Object.entries(measured))('%s meets what was measured', (name, points) => {
    const fit = entry('calibrations', name);
    const errors = points.map(([batch, throughput]) => {
      const predicted = batch / ((at(fit, 't0') + at(fit, 't1') * batch) / 1000);
      return Math.abs(predicted / throughput - 1);
    });
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    // Some points are not the fit's own, so twice its mean error.
    expect(mean).toBeLessThan((2 * at(fit, 'error')) / 100);
    expect(Math.max(...points.map(([batch]) => batch))).toBeLessThanOrEqual(at(fit, 'batchMax'));
  });

  it('never draw far more than the board limit', () => {
    for (const fit of entries('calibrations'))
      expect(at(fit, 'p0') + at(fit, 'p1'), fit.name?.text).toBeLessThanOrEqual(106);
  });
});

it('models with plain grouped-query attention hold the memory per token that their shape says', () => {
  // 2 · layers · KV heads · head dimension · 2 bytes, where attention is plain: 8 heads of 128.
  for (const [name, layers] of [
    ['Llama_8B', 32],
    ['Qwen_32B', 64],
    ['Llama_70B', 80],
    ['Llama_405B', 126],
  ] as const) {
    expect(at(entry('models', name), 'layers')).toBe(layers);
    expect(at(entry('models', name), 'kvPerToken')).toBeCloseTo((2 * layers * 8 * 128 * 2) / 1000, 6);
  }
});

it('a three-tier rail-optimised fabric of 400 Gb/s costs what the hand calculation says, 5,960-6,540 USD an accelerator', () => {
  const fabric = entry('networks', 'RailOptimized_QM9700');
  const device = entry('switches', 'QM9700');
  const perEndpoint = (5 * at(device, 'price')) / at(device, 'radix') + 6 * at(fabric, 'transceiverPrice');
  expect(perEndpoint).toBeGreaterThan(5960);
  expect(perEndpoint).toBeLessThan(6550);
});

describe('regions', () => {
  it('are at least forty-five, each on the globe', () => {
    expect(entries('regions').length).toBeGreaterThanOrEqual(45);
    for (const region of entries('regions')) {
      expect(Math.abs(at(region, 'lat')), region.name?.text).toBeLessThan(65);
      expect(Math.abs(at(region, 'lon')), region.name?.text).toBeLessThanOrEqual(180);
    }
  });

  it.each([
    ['dallas', 'ashburn', 1880],
    ['london', 'frankfurt', 640],
    ['singapore', 'sydney', 6300],
    ['new_york', 'los_angeles', 3940],
    ['sao_paulo', 'miami', 6580],
    ['tokyo', 'osaka', 400],
  ])('%s and %s are %d km apart', (a, b, kilometres) => {
    const [one, other] = [entry('regions', a), entry('regions', b)];
    const radians = (name: string, region: BlockMember): number => (at(region, name) * Math.PI) / 180;
    const [lat1, lat2] = [radians('lat', one), radians('lat', other)];
    const across = radians('lon', one) - radians('lon', other);
    const cosine = Math.sin(lat1) * Math.sin(lat2) + Math.cos(lat1) * Math.cos(lat2) * Math.cos(across);
    expect(Math.abs((6371 * Math.acos(cosine)) / kilometres - 1)).toBeLessThan(0.03);
  });
});

describe('in the IR', () => {
  const folder = fileURLToPath(new URL('../../stdlib/', import.meta.url));
  const texts = Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dcplan'))
      .map((name) => [
        `std/${name.replaceAll('\\', '/').replace(/\.dcplan$/, '')}`,
        readFileSync(`${folder}${name}`, 'utf8'),
      ]),
  );
  const library = libraryOf(texts);
  const lowered = (key: string): unknown => {
    const found = library.entries().get(key);
    if (found === undefined) throw new Error(`no ${key}`);
    return library.lowered(found).entity;
  };

  it.each(modules)('std/%s has nothing to report', (name) => {
    const module = library.module(`std/${name}`);
    expect(module).toBeDefined();
    checkModule(library.world, module!);
    for (const key of library.entries().keys()) if (key.startsWith(`std/${name}#`)) lowered(key);
    expect(library.diagnostics.filter((finding) => finding.location.file === `std/${name}`)).toEqual([]);
  });

  it('a rack of servers takes power, price and count from them', () => {
    expect(lowered('std/racks#HGX_H200_Air')).toMatchObject({
      accelerators: 16,
      peak: 20_400,
      fixedIdle: { central: 3620 },
      liquidShare: 0,
      price: { low: 520_000, central: 600_000, high: 720_000 },
      scaleUpDomain: 8,
    });
  });

  it('a rack whose vendor publishes no power has none', () => {
    const rack = lowered('std/racks#TPU_7x_Rack');
    expect(rack).toMatchObject({ accelerators: 64, scaleUpDomain: 9216 });
    for (const blank of ['peak', 'fixedIdle', 'fixedBusy', 'price']) expect(rack).not.toHaveProperty(blank);
  });

  it('figures are in SI', () => {
    expect(lowered('std/models#Llama_70B')).toMatchObject({ parameters: 70.6e9, active: 70.6e9, kvPerToken: 327_680 });
    expect(lowered('std/accelerators#H100_SXM5')).toMatchObject({ memoryBandwidth: 3.35e12, nic: 50e9, tdp: 700 });
    expect(lowered('std/calibrations#Llama_70B_2xB200')).toMatchObject({ t0: 0.01684, p0: 0.87, batchMax: 2042 });
  });
});
