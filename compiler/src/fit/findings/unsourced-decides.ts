import { type Campus, indexPlan } from '../../ir/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import { type FitContext, thresholdOf } from '../context.js';
import type { Finding } from '../finding.js';
import { entityAt, figureName, type SwungInput, swungInputs } from '../sensitivity-inputs.js';
import { listed } from '../words.js';

/** Figures that are swung: those that could move most by the cost lines that they stand behind. */
const SWUNG = 4;

/** Cost lines that a figure stands behind, by its property; all that is not named moves energy alone. */
const BEHIND: Readonly<Record<string, RegExp>> = {
  itLife: /^racks capital$/,
  itMaintenance: /^(racks|network) upkeep$/,
  insurance: / upkeep$/,
  shell: /^shell/,
  fitOut: /^shell/,
  buildingLife: /^shell/,
  land: /^land/,
  landPerPower: /^land/,
  staff: /^staff$/,
  distribution: /^distribution/,
  ups: /^UPS/,
  generators: /^generators/,
  upsShare: /^UPS/,
  generatorShare: /^generators/,
  electricalLife: /^(distribution|UPS|generators) capital$/,
  facilityMaintenance: /^(distribution|UPS|generators|cooling) upkeep$/,
  transceiverPrice: /^network/,
  cablePrice: /^network/,
  adapterPrice: /^network/,
  opticalShare: /^network/,
  endpointOpticalShare: /^network/,
};
/** The same for properties that many kinds have. */
const OF_KIND: Readonly<Record<string, RegExp>> = {
  'rack price': /^racks/,
  'switch price': /^network/,
  'server price': /^$/,
  'accelerator price': /^$/,
};

/** A figure with what it does to the plan. */
interface Decided {
  readonly input: SwungInput;
  readonly swing: number;
}

/** DCP6006: assumed figures that move the plan's present value by as much as a finding is worth. */
export function unsourcedDecides(context: FitContext): Finding[] {
  const [campus] = context.plan.campus;
  const { presentValue } = context.result;
  if (campus === undefined || presentValue === null) return [];
  const { minimum, share } = thresholdOf(context.plan, campus);
  const least = Math.max(minimum, share * presentValue);
  const figures = shortlist(context, least);
  const central = figures.length === 0 ? null : context.estimate(context.plan).presentValue;
  if (central === null) return [];
  const decided = figures
    .map((input) => swung(context, input, central))
    .filter((one): one is Decided => one !== undefined && one.swing >= least)
    .sort((a, b) => b.swing - a.swing);
  return decided.length === 0 ? [] : [finding(campus, presentValue, decided)];
}

function finding(campus: Campus, presentValue: number, decided: readonly Decided[]): Finding {
  const [first] = decided;
  const names = decided.map(
    ({ input, swing }) => `${figureName(input)} by ${showMoney(swing)} (${showShare(swing / presentValue)})`,
  );
  return {
    code: 'DCP6006',
    slug: 'unsourced-decides',
    severity: 'info',
    path: campus.path ?? '',
    message: `${decided.length === 1 ? 'a figure that has no source moves' : 'figures that have no source move'} the plan's present value over ${decided.length === 1 ? 'its range' : 'their ranges'}: ${listed(names)}`,
    notes: [
      ...(first === undefined ? [] : [`${rangeOf(first.input)}.`]),
      'State your own figure with `@source`; `dcplan simulate --sensitivity` swings all of them.',
    ],
  };
}

/** The figures without a source that could move most, if that could be enough: what they stand behind, times their range. */
function shortlist(context: FitContext, least: number): SwungInput[] {
  const index = indexPlan(context.plan);
  return swungInputs(context.plan)
    .filter(({ standing }) => standing === 'assumed' || standing === 'unstated')
    .map((input) => {
      const kind = entityAt(index, input.path)?.kind ?? '';
      return {
        input,
        bound: behind(context, kind, input) * (Math.abs(input.high - input.low) / Math.abs(input.central)),
      };
    })
    .filter(({ bound }) => bound >= least)
    .sort((a, b) => b.bound - a.bound)
    .slice(0, SWUNG)
    .map(({ input }) => input);
}

/** Present value of the cost lines that a figure stands behind, USD. */
function behind(context: FitContext, kind: string, { path, property }: SwungInput): number {
  const item = OF_KIND[`${kind} ${property ?? ''}`] ?? BEHIND[property ?? ''] ?? ofKind(kind, property) ?? /^energy of/;
  const lines = context.result.costs.filter((line) => item.test(line.item));
  const own = lines.filter((line) => path.startsWith(`${line.path}.`));
  return (own.length > 0 ? own : lines).reduce((sum, line) => sum + Math.abs(line.presentValue ?? 0), 0);
}

const NETWORKS: ReadonlySet<string> = new Set([
  'network',
  'fatTree',
  'railOptimized',
  'railOnly',
  'leafSpine',
  'dragonfly',
  'dragonflyPlus',
  'torus',
]);

/** Capital and life of plants and fabrics. */
function ofKind(kind: string, property: string | null): RegExp | undefined {
  if (property !== 'life' && property !== 'capital') return undefined;
  return NETWORKS.has(kind) ? /^network/ : /^cooling (capital|upkeep)$/;
}

/** The plan at both ends of a figure's range; `undefined` where it has no present value there. */
function swung(context: FitContext, input: SwungInput, central: number): Decided | undefined {
  const at = (value: number): number | null =>
    value === input.central ? central : context.estimate(input.at(context.plan, value)).presentValue;
  const [low, high] = [at(input.low), at(input.high)];
  if (low === null || high === null) return undefined;
  return { input, swing: Math.max(low, central, high) - Math.min(low, central, high) };
}

function rangeOf(input: SwungInput): string {
  const { low, central, high, range, source } = input;
  const away = (end: number): string => `${end >= central ? '+' : '-'}${showShare(Math.abs(end / central - 1))}`;
  const standing = source === null ? 'stated without a source' : `assumed (${source.title})`;
  return `The ${figureName(input)} is ${standing}, and ${range === 'declared' ? 'ranges' : 'is swung'} from ${away(low)} to ${away(high)}`;
}
