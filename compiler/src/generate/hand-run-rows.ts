import { presentValue } from '../simulation/economics/annuity.js';
import type { HallResult, SimulationResult } from '../simulation/index.js';

const CAMPUS = 'Handrun';
const HALL = 'Handrun.A';
const FABRIC = 'Handrun.Backend';
const DISCOUNT = 0.08;
/** USD in the million USD of the paper, W in its MW. */
const MILLION = 1e6;

/** A line of the page: a result of the paper beside that of the program. */
export interface Row {
  readonly what: string;
  /** In the row's own unit. */
  readonly hand: number;
  readonly program: number;
  readonly unit: '' | 'MW' | 'MUSD' | 'J/token' | 'USD/Mtok';
  /** Metric or cost line that the program's number comes from. */
  readonly from: string;
  readonly why: string;
}

/** Everything that the page compares, by scenario; `''` is the plan itself. */
export type HandRunResults = (scenario: string) => SimulationResult;
/** The comparison, row by row. */
export function handRunRows(results: HandRunResults): readonly Row[] {
  const base = results('');
  const metric = (result: SimulationResult, path: string, name: string, year?: number): number => {
    const found = result.metrics.get(path)?.get(name);
    return (year === undefined ? found?.value : found?.byYear[result.years.indexOf(year)]) ?? NaN;
  };
  const at = (name: string, year: number, result = base): number => metric(result, CAMPUS, name, year);
  const asleep = results('Asleep');
  const serving = (name: string, year: number): number => metric(base, `${CAMPUS}.Assistant`, name, year);
  const thin = results('InferenceFabric');
  return [
    {
      what: 'IT, 2027',
      unit: 'MW',
      hand: 199,
      program: at('itPower', 2027) / MILLION,
      from: '`itPower`',
      why: 'networks: a share of the IT on paper, counted switch by switch here',
    },
    {
      what: 'IT, 2035',
      unit: 'MW',
      hand: 181,
      program: at('itPower', 2035) / MILLION,
      from: '`itPower`',
      why: 'the same',
    },
    {
      what: 'facility, 2027',
      unit: 'MW',
      hand: 222,
      program: at('power', 2027) / MILLION,
      from: '`power`',
      why: 'dPUE',
    },
    {
      what: 'facility, 2035',
      unit: 'MW',
      hand: 201,
      program: at('power', 2035) / MILLION,
      from: '`power`',
      why: 'dPUE',
    },
    {
      what: 'dPUE, 2027',
      unit: '',
      hand: 1.115,
      program: at('pue', 2027),
      from: '`pue`',
      why: 'machines are counted and staged, and fans slow with the cube of their flow, for which the paper has no law',
    },
    {
      what: 'dPUE, 2035',
      unit: '',
      hand: 1.108,
      program: at('pue', 2035),
      from: '`pue`',
      why: 'the same; both say that inference relieves the plant',
    },
    {
      what: 'IT asleep, 2035',
      unit: 'MW',
      hand: 145,
      program: at('itPower', 2035, asleep) / MILLION,
      from: '`itPower` with `Asleep`',
      why: 'the paper does not say what a rack asleep draws; the catalogue bounds it',
    },
    {
      what: 'facility asleep, 2035',
      unit: 'MW',
      hand: 159,
      program: at('power', 2035, asleep) / MILLION,
      from: '`power` with `Asleep`',
      why: 'dPUE',
    },
    {
      what: 'dPUE asleep, 2035',
      unit: '',
      hand: 1.097,
      program: at('pue', 2035, asleep),
      from: '`pue` with `Asleep`',
      why: 'as above',
    },
    {
      what: 'energy per output token, 2027',
      unit: 'J/token',
      hand: 3.8,
      program: serving('energyPerToken', 2027),
      from: '`energyPerToken`',
      why: 'a token costs a tenth more time: the paper’s curve is that of its own length mix, and longer contexts read more cache; dPUE and networks',
    },
    {
      what: 'energy per output token, 2035',
      unit: 'J/token',
      hand: 3.7,
      program: serving('energyPerToken', 2035),
      from: '`energyPerToken`',
      why: 'a token costs a tenth more time: the paper’s curve is that of its own length mix, and longer contexts read more cache; dPUE and networks',
    },
    {
      what: 'network over IT, fabric for training',
      unit: '',
      hand: 0.07,
      program: metric(base, FABRIC, 'power') / metric(base, CAMPUS, 'itPower'),
      from: '`power` of `Backend`',
      why: 'an input on paper, an outcome here',
    },
    {
      what: 'network over IT, fabric for inference',
      unit: '',
      hand: 0.03,
      program: metric(thin, FABRIC, 'power') / metric(thin, CAMPUS, 'itPower'),
      from: 'the same with `InferenceFabric`',
      why: 'the same',
    },
    {
      what: 'plan',
      unit: 'MUSD',
      hand: 15_700,
      program: worth(base, /^(?!network)/) / MILLION,
      from: 'all cost lines but the networks’',
      why: 'the plan on paper has no networks',
    },
    {
      what: 'energy',
      unit: 'MUSD',
      hand: 940,
      program: worth(base, /^energy of/) / MILLION,
      from: '`energy of …` lines',
      why: 'dPUE',
    },
    {
      what: 'plant overhead ever',
      unit: 'MUSD',
      hand: 101,
      program: worth(base, overhead) / MILLION,
      from: '`energy of plants` and `energy of electrical losses`',
      why: 'dPUE',
    },
    {
      what: 'take-or-pay of 80 %',
      unit: 'MUSD',
      hand: 136,
      program: worth(results('TakeOrPay'), /^take-or-pay/) / MILLION,
      from: '`take-or-pay` with `TakeOrPay`',
      why: 'less is drawn here, so more is paid for and not taken',
    },
    {
      what: 'the same, resold at 28 USD/MWh',
      unit: 'MUSD',
      hand: 73,
      program: worth(results('TakeOrPayResold'), /^take-or-pay/) / MILLION,
      from: '`take-or-pay` with `TakeOrPayResold`',
      why: 'the same',
    },
    {
      what: 'minimum demand of 85 %',
      unit: 'MUSD',
      hand: 18,
      program: worth(results('MinimumDemand'), /^minimum demand/) / MILLION,
      from: '`minimum demand` with `MinimumDemand`',
      why: 'billed month by month: chillers rest in winter and peaks fall far below the summer’s; the paper has one peak a year',
    },
    {
      what: 'fabric built for training, bought once',
      unit: 'MUSD',
      hand: 450,
      program: (metric(base, FABRIC, 'capital') - metric(thin, FABRIC, 'capital')) / MILLION,
      from: '`capital` of `Backend` less that with `InferenceFabric`',
      why: 'upkeep is in the paper’s figure; the price per accelerator is the same within its range',
    },
    {
      what: 'UPS and generators that inference adds',
      unit: 'MUSD',
      hand: 325,
      program: standbyCost(results) / MILLION,
      from: '`UPS capital` and `generators capital` of two scenarios',
      why: 'by the rating with counted networks',
    },
    {
      what: 'idle headroom of the SLO',
      unit: 'MUSD',
      hand: 4_100,
      program: standingBy(base, 'idle') / MILLION,
      from: 'capital and upkeep of the hall by its idle share',
      why: 'replicas for the busiest minute and spares work here and stand by on paper; networks count here',
    },
    {
      what: 'of which work that waits could use',
      unit: 'MUSD',
      hand: 2_900,
      program: standingBy(base, 'backfillable') / MILLION,
      from: 'finding DCP4501',
      why: 'whatever rests, rests for whole hours, so nearly all of it; the paper took 70 % of the larger headroom',
    },
    {
      what: 'output tokens at mean use, 2035',
      unit: 'USD/Mtok',
      hand: 1.2,
      program: serving('costPerMtok', 2035) * MILLION,
      from: '`costPerMtok`',
      why: 'networks',
    },
    {
      what: 'output tokens at the SLO’s capacity, 2035',
      unit: 'USD/Mtok',
      hand: 0.59,
      program: serving('costPerMtok', 2035) * serving('utilisation', 2035) * MILLION,
      from: '`costPerMtok` times `utilisation`',
      why: 'networks',
    },
  ];
}

const overhead = /^energy of (plants|electrical losses)/;

/** UPS and generators for what becomes interactive, less none at all. USD. */
function standbyCost(results: HandRunResults): number {
  const standby = /^(UPS|generators) capital/;
  return worth(results('StandbyForInference'), standby) - worth(results('WithoutStandby'), standby);
}

/** Something that decides, and what it is worth. */
export interface Decisive {
  /** Place in the paper's ranking. */
  readonly place: number;
  readonly what: string;
  readonly worth: number;
  readonly from: string;
}

/** What decides, dearest first. */
export function decisive(results: HandRunResults): readonly Decisive[] {
  const base = results('');
  const network = /^network/;
  const all = /^/;
  const found: Decisive[] = [
    {
      place: 1,
      what: 'idle headroom that the SLO demands',
      worth: standingBy(base, 'idle'),
      from: 'the hall’s idle share',
    },
    {
      place: 2,
      what: 'life of the accelerators: six years for five',
      worth: worth(base, all) - worth(results('LongerLife'), all),
      from: '`LongerLife`',
    },
    {
      place: 2,
      what: 'price of the racks: the top of its range',
      worth: worth(results('DearRacks'), all) - worth(base, all),
      from: '`DearRacks`',
    },
    {
      place: 3,
      what: 'prompts half as long: what the freed accelerators cost',
      worth: freed(base, results('ShortPrompts')),
      from: '`ShortPrompts`',
    },
    {
      place: 4,
      what: 'fabric for training, with its renewals',
      worth: worth(base, network) - worth(results('InferenceFabric'), network),
      from: '`InferenceFabric`',
    },
    { place: 5, what: 'UPS and generators for inference', worth: standbyCost(results), from: '`StandbyForInference`' },
    {
      place: 6,
      what: 'contract form: take-or-pay',
      worth: worth(results('TakeOrPay'), /^take-or-pay/),
      from: '`TakeOrPay`',
    },
    {
      place: 6,
      what: 'contract form: minimum demand',
      worth: worth(results('MinimumDemand'), /^minimum demand/),
      from: '`MinimumDemand`',
    },
    { place: 7, what: 'everything that plants and losses ever draw', worth: worth(base, overhead), from: 'cost lines' },
  ];
  return found.sort((a, b) => b.worth - a.worth);
}

function worth(result: SimulationResult, items: RegExp): number {
  return result.costs.reduce((sum, line) => sum + (items.test(line.item) ? (line.presentValue ?? NaN) : 0), 0);
}

/** Present value of a hall's capital and upkeep by the share of its accelerators in a state: as finding DCP4501 counts. */
export function standingBy(result: SimulationResult, state: 'idle' | 'backfillable'): number {
  const hall: HallResult | undefined = result.halls.get(HALL);
  if (hall === undefined) return NaN;
  return presentValue(
    result.years.map((_, year) => ((hall[state][year] ?? NaN) / hall.accelerators) * hallCost(result, year)),
    DISCOUNT,
  );
}

/** Present value of the accelerators that a scenario frees, at what an accelerator of the hall costs. */
function freed(base: SimulationResult, scenario: SimulationResult): number {
  const held = (result: SimulationResult, year: number): number =>
    result.metrics.get(`${CAMPUS}.Assistant`)?.get('accelerators')?.byYear[year] ?? NaN;
  const hall = base.halls.get(HALL);
  const all = (hall?.accelerators ?? NaN) * (hall?.count ?? NaN);
  return presentValue(
    base.years.map((_, year) => ((held(base, year) - held(scenario, year)) / all) * hallCost(base, year)),
    DISCOUNT,
  );
}

function hallCost(result: SimulationResult, year: number): number {
  return result.costs.reduce(
    (sum, line) => sum + (line.path === HALL && line.subsystem !== 'operation' ? (line.byYear[year] ?? 0) : 0),
    0,
  );
}
