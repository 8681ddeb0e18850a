import type { AnyEntity, AnyWorkload, Calibration } from '../../compiler/src/ir/index.js';

/** What a plan of one hall is made of; each part is an entry of the library or a member as written. */
interface Parts {
  readonly climate: string;
  readonly region: string;
  readonly economics: string;
  readonly contract: string;
  readonly network: string;
  readonly rack: string;
  readonly cooling: string;
  readonly electrical: string;
  readonly workload: string;
  /** Members of the campus and of the file beyond these. */
  readonly campus: string;
  readonly file: string;
}

/** Limits that any accelerator keeps: whether a slow one meets a strict limit is no question of the library's figures. */
const patient = 'slo { ttft: 60 s, tpot: 500 ms, percentile: 99 % }';

const usual: Parts = {
  climate: 'Dallas',
  region: 'us_south',
  economics: 'Default',
  contract: 'contract Grid { capacity: 2 MW, energy: 60 USD/MWh, demandCharge: 10 USD/kW/month, carbon: 303 g/kWh }',
  network: 'LeafSpine {}',
  rack: 'HGX_H100_Air',
  cooling: 'CRAH_Chiller',
  electrical: 'Standard',
  workload: `workload Work: Chat { on: A, model: Llama_8B, demand: 20 req/s, ${patient} }`,
  campus: '',
  file: '',
};

const chatOn = (model: string): string => `workload Work: Chat { on: A, model: ${model}, demand: 2 req/s, ${patient} }`;
const inFabric = (device: string): string => `LeafSpine { switch: ${device}, linkRate: 100 Gb/s }`;
/** The rest of a rack around an accelerator: a plan's own figures, so that only the accelerator's can be missing. */
const rackAround = (accelerator: string): string =>
  `rack Around { accelerator: ${accelerator}, accelerators: 8, peak: 20 kW, fixedIdle: 2 kW, fixedBusy: 3 kW, price: 300_000 USD, scaleUpDomain: 8 }`;

/** A plan of one hall for one year that uses this entry, and beside it what any plan has. `keys` are the library's. */
export function planUsing(key: string, entity: AnyEntity, keys: Iterable<string>): string {
  const modules = new Map([...keys].map((each) => [nameOf(each), each.slice(0, each.indexOf('#'))]));
  const text = planText({ ...usual, ...partFor(nameOf(key), entity) });
  const imports = [...new Set(text.match(/\b[A-Z]\w*/g))].flatMap((word) =>
    modules.has(word) ? [`import ${modules.get(word)!} { ${word} }`] : [],
  );
  return [...imports, text].join('\n');
}

function nameOf(key: string): string {
  return key.slice(key.indexOf('#') + 1);
}

function partFor(name: string, entity: AnyEntity): Partial<Parts> {
  switch (entity.kind) {
    case 'climate':
      return { climate: name };
    case 'region':
      return { region: name };
    case 'economics':
      return { economics: name };
    case 'electrical':
      return { electrical: name };
    case 'tariff':
    case 'contract':
      return { contract: `contract Grid: ${name} { capacity: 2 MW }` };
    case 'colocation':
      return { contract: `colocation Grid: ${name} { capacity: 2 MW, energy: 60 USD/MWh, carbon: 303 g/kWh }` };
    case 'cloud':
      return {
        campus: `cloud Rent: ${name} { accelerators: 64 }`,
        workload: `workload Work: Chat { on: Rent, model: Llama_8B, demand: 20 req/s, ${patient} }`,
      };
    case 'generation':
      return { campus: `generation Plant: ${name} { capacity: 1 MW }` };
    case 'switch':
      return { network: inFabric(name) };
    case 'fatTree':
    case 'leafSpine':
    case 'railOnly':
    case 'railOptimized':
    case 'dragonfly':
    case 'dragonflyPlus':
    case 'torus':
      return { network: `${name} {}` };
    case 'airCooling':
    case 'rearDoor':
    case 'directToChip':
    case 'hybridCooling':
    case 'immersion':
      return { cooling: name };
    case 'rack':
      return { rack: name, cooling: 'Hybrid' };
    case 'server':
      return { rack: 'Around', cooling: 'Hybrid', file: `rack Around { server: ${name}, servers: 2 }` };
    case 'accelerator':
      return { rack: 'Around', cooling: 'Hybrid', file: rackAround(name) };
    case 'model':
      return { workload: chatOn(name) };
    case 'calibration':
      return {
        rack: 'Around',
        cooling: 'Hybrid',
        file: rackAround(refName(entity.accelerator)),
        workload: chatOn(refName(entity.model)),
      };
    case 'training':
    case 'inference':
    case 'deferrable':
    case 'requests':
      return { workload: `workload Work: ${name} { on: A, ${demandOf(entity)} }` };
    default:
      throw new Error(`no plan uses a ${entity.kind}: add its place to the plan of one hall`);
  }
}

function demandOf(workload: AnyWorkload): string {
  switch (workload.kind) {
    case 'training':
      return 'accelerators: 64';
    case 'requests':
      return `demand: ${String(40 / (typeof workload.work === 'number' ? workload.work : 1))} req/s`;
    default:
      return 'demand: 1 req/s';
  }
}

function refName(use: Calibration['model'] | Calibration['accelerator']): string {
  if (!('ref' in use)) throw new Error('a calibration of the library names entries of the library');
  return nameOf(use.ref);
}

function planText(parts: Parts): string {
  return `${parts.file}
campus One {
  climate: ${parts.climate}
  opens: 2027
  horizon: 1 year
  users { ${parts.region}: 100 % }
  economics: ${parts.economics}
  ${parts.contract}
  network Fabric: ${parts.network}
  hall A { racks: 40 of ${parts.rack}, cooling: ${parts.cooling}, network: Fabric, power: Grid, electrical: ${parts.electrical} }
  ${parts.campus}
  ${parts.workload}
}
`;
}
