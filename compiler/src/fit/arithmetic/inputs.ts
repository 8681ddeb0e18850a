import { type AnyEntity, isRef, type PlanIndex, resolve } from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { Finding } from '../finding.js';
import type { ArithmeticInput, Comparison, InputFigure } from './index.js';

/** Where the figures behind a cost line stand: the campus's economics, or what its hall names. */
type Holder = 'economics' | 'cooling' | 'network' | 'switch' | 'electrical' | 'rack' | 'contract';

/** Figures that cost lines rest on, by the beginning of their name. */
const BEHIND: readonly (readonly [item: string, figures: readonly (readonly [Holder, string])[]])[] = [
  [
    'racks',
    [
      ['rack', 'price'],
      ['economics', 'itLife'],
      ['economics', 'itMaintenance'],
    ],
  ],
  [
    'shell and fit-out',
    [
      ['economics', 'shell'],
      ['economics', 'fitOut'],
      ['economics', 'buildingLife'],
    ],
  ],
  [
    'land',
    [
      ['economics', 'land'],
      ['economics', 'landPerPower'],
    ],
  ],
  ['staff', [['economics', 'staff']]],
  [
    'distribution',
    [
      ['economics', 'distribution'],
      ['economics', 'electricalLife'],
    ],
  ],
  [
    'UPS',
    [
      ['economics', 'ups'],
      ['electrical', 'upsShare'],
    ],
  ],
  [
    'generators',
    [
      ['economics', 'generators'],
      ['electrical', 'generatorShare'],
    ],
  ],
  [
    'cooling',
    [
      ['cooling', 'capital'],
      ['cooling', 'life'],
      ['cooling', 'turndown'],
      ['cooling', 'supply'],
    ],
  ],
  [
    'network',
    [
      ['network', 'oversubscription'],
      ['switch', 'price'],
      ['network', 'transceiverPrice'],
      ['network', 'cablePrice'],
      ['network', 'life'],
    ],
  ],
  ['energy of', [['contract', 'energy']]],
  ['demand charge', [['contract', 'demandCharge']]],
  [
    'minimum demand',
    [
      ['contract', 'minimumDemand'],
      ['contract', 'demandCharge'],
    ],
  ],
  [
    'take-or-pay',
    [
      ['contract', 'takeOrPay'],
      ['contract', 'resale'],
    ],
  ],
];

/** Of the change that lines make together, the share from which the figures behind a line are named. */
const COUNTS = 0.01;

/**
 * The declared figures that a finding's number rests on: behind every cost line that the mend moves by a hundredth of all
 * changes or more, else behind the lines of the entity that the finding names; first the discount rate.
 */
export function inputsOf(of: ArithmeticInput, finding: Finding, comparison: Comparison | undefined): InputFigure[] {
  const { plan, index, result, mended } = of;
  const lines =
    comparison === undefined || mended === undefined
      ? result.costs.filter((line) => finding.path.startsWith(line.path)).map(({ path, item }) => ({ path, item }))
      : movedLines(result, mended);
  const found = new Map<string, InputFigure>();
  const add = (figure: InputFigure | undefined): void => {
    if (figure !== undefined) found.set(`${figure.path} ${figure.property}`, figure);
  };
  const campus = plan.campus.find(({ path = '' }) => finding.path === path || finding.path.startsWith(`${path}.`));
  if (campus !== undefined && lines.length > 0) add(figureOf(campus, campus.path ?? '', 'discount'));
  for (const { path, item } of lines) {
    for (const [start, figures] of BEHIND) {
      if (!item.startsWith(start)) continue;
      for (const [holder, property] of figures)
        for (const { entity, at } of holders(of, path, holder)) add(figureOf(entity, at, property));
    }
  }
  const named = index.get(finding.path);
  if (named !== undefined && finding.property !== undefined) add(figureOf(named, finding.path, finding.property));
  return [...found.values()];
}

function movedLines(
  result: SimulationResult,
  mended: SimulationResult,
): { readonly path: string; readonly item: string }[] {
  const changes = new Map<string, { readonly path: string; readonly item: string; usd: number }>();
  const count = (from: SimulationResult, sign: number): void => {
    for (const { path, item, presentValue } of from.costs) {
      const key = `${path}\n${item}`;
      const line = changes.get(key) ?? { path, item, usd: 0 };
      line.usd += sign * (presentValue ?? 0);
      changes.set(key, line);
    }
  };
  count(result, 1);
  count(mended, -1);
  const all = [...changes.values()];
  const total = all.reduce((sum, { usd }) => sum + Math.abs(usd), 0);
  return all
    .filter(({ usd }) => Math.abs(usd) > 0 && Math.abs(usd) >= COUNTS * total)
    .sort((a, b) => Math.abs(b.usd) - Math.abs(a.usd));
}

/** The entities that hold a figure for a line of a hall, a fabric or a contract. */
function holders(
  { plan, index }: ArithmeticInput,
  path: string,
  holder: Holder,
): { readonly entity: AnyEntity; readonly at: string }[] {
  const own = index.get(path);
  const campus = plan.campus.find((one) => path.startsWith(`${one.path ?? ''}.`)) ?? plan.campus[0];
  if (campus === undefined) return [];
  if (holder === 'economics') return [held(index, campus.economics, `${campus.path ?? ''}.economics`)];
  if (holder === 'contract') return own === undefined ? [] : [{ entity: own, at: path }];
  const hall = campus.hall.find((one) => one.path === path);
  if (hall === undefined) return [];
  const at = (property: string): string => `${path}.${property}`;
  switch (holder) {
    case 'cooling':
      return [held(index, hall.cooling, at('cooling'))];
    case 'electrical':
      return [held(index, hall.electrical, at('electrical'))];
    case 'network':
      return [held(index, hall.network, at('network'))];
    case 'switch': {
      const network = held(index, hall.network, at('network'));
      return 'switch' in network.entity ? [held(index, network.entity.switch, `${network.at}.switch`)] : [];
    }
    case 'rack':
      return hall.racks.map(({ of }, i) => held(index, of, at(`racks[${String(i)}]`)));
  }
}

function held<T extends AnyEntity>(
  index: PlanIndex,
  use: T | { readonly ref: string },
  at: string,
): { readonly entity: T; readonly at: string } {
  return { entity: resolve<T>(index, use), at: isRef(use) ? use.ref : at };
}

function figureOf(entity: AnyEntity, path: string, property: string): InputFigure | undefined {
  const value: unknown = Object.entries(entity).find(([name]) => name === property)?.[1];
  if (value === undefined) return undefined;
  const source = entity.sources?.[property] ?? entity.sources?.[''];
  return { path, kind: entity.kind, property, value, ...(source === undefined ? {} : { source }) };
}
