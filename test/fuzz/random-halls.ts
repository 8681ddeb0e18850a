import fc from 'fast-check';
import { entries, members, now, oneOf, stated } from './random-parts.js';

/** Entries of a plan's own, with figures that no vendor would print. */
export const odd = members(
  oneOf([
    'memory: 0 GB',
    'memory: 1e6 GB',
    'memoryBandwidth: 0 TB/s',
    'bf16: 0 TFLOP/s',
    'bf16: 1e9 TFLOP/s',
    'tdp: 0 W',
    'idle: 5_000 W',
    'nic: 0 Gb/s',
    'scaleUpBandwidth: 0 GB/s',
    'scaleUpDomain: 100_000',
    'price: 0 USD',
    'idle: 0 W',
    'scaleUpDomain: 1',
  ]).map((figure) => `accelerator OddChip: H100_SXM5 { ${figure} }`),
  oneOf([
    '',
    'servers: 1',
    'peak: 2_000 kW',
    'fixedIdle: 90 kW',
    'fixedBusy: 0 kW',
    'price: 1e12 USD',
    'liquidShare: 100 %',
    'accelerators: 10_000',
    'accelerators: 1',
    'airInletMax: 10 degC',
    'supplyMax: 5 degC',
    'sleep: 0 kW, off: 0 kW',
    'sleep: 900 kW, off: 900 kW',
    'scaleUpDomain: 3',
  ]).map((figure) => `rack OddRack: HGX_H100_Air {\naccelerator: OddChip\n${figure}\n}`),
  oneOf([
    'kvPerToken: 0 kB/token',
    'kvPerToken: 1e9 kB/token',
    'parameters: 1e6',
    'parameters: 1e14',
    'active: 1e6',
    'precision: fp4',
    'active: 1e14',
    'precision: fp8',
  ]).map((figure) => `model OddModel: Llama_8B { ${figure} }`),
  oneOf([
    'itLife: 0 years',
    'buildingLife: 0 years',
    'electricalLife: 0 years',
    'itLife: 100 years',
    'progress: 0 %',
    'shell: 0 USD/W',
    'insurance: 0 %, itMaintenance: 0 %',
    'facilityMaintenance: 100 %',
    'landPerPower: 0 m2/kW',
    'waterPrice: 0 USD/m3',
    'itLife: 0.1 years',
    'progress: 100 %',
  ]).map((figure) => `economics OddEconomics: Default { ${figure} }`),
  oneOf([
    'radix: 2',
    'radix: 3',
    'radix: 1_024',
    'portRate: 0 Gb/s',
    'portRate: 1 Gb/s',
    'power: 0 W',
    'price: 0 USD',
    'latency: 0 ns',
  ]).map((figure) => `switch OddSwitch: SN5600 { ${figure} }`),
  oneOf([
    'meanDryBulb: -40 degC',
    'meanDryBulb: 60 degC',
    'meanWetBulb: 40 degC',
    'meanWetBulb: -60 degC',
    'elevation: 5_000 m',
    'elevation: -400 m',
    'warmestHour: 0',
    'lat: -90',
    'lat: 90',
    'maxDryBulb: 0 degC',
    'monthlyDryBulb: [1 degC]',
    'monthlyRange: [1 K, 2 K]',
  ]).map((figure) => `climate OddClimate: Dallas { ${figure} }`),
);

const racks = fc.oneof(
  { weight: 6, arbitrary: oneOf(entries('racks')) },
  {
    weight: 1,
    arbitrary: oneOf([
      'HGX_H100_Air { price: 0 USD }',
      'GB200_NVL72 { scaleUpDomain: 1 }',
      'HGX_H200_Air { fixedIdle: 0 kW, fixedBusy: 0 kW }',
      'GB200_NVL72 { liquidShare: 100 % }',
      'HGX_B200_Air { accelerators: 0 }',
      'HGX_H100_Air { peak: 0.1 kW }',
      'OddRack',
      'OddRack',
      'OddRack',
      'OddRack',
    ]),
  },
);
const rackCounts = oneOf(['1', '2', '7', '20', '40', '40', '150', '0', '5_000']);

const refinedCooling = members(
  now(3, stated('supply', ['5 degC', '18 degC', '32 degC', '45 degC', '60 degC'])),
  now(3, stated('turndown', ['0 %', '50 %', '90 %'])),
  now(4, stated('rejection', ['tower', 'dryCooler', 'airCooled'])),
  now(4, stated('economizer', ['none', 'air', 'water', 'dry'])),
  now(4, stated('chiller', ['variableSpeed', 'vanes', 'screw', 'scroll', 'none'])),
  now(5, stated('redundancy', ['N', 'N+1', '2N', '4N/3'])),
  now(5, stated('unitSize', ['0.01 MW', '50 MW'])),
  now(5, stated('liquidShare', ['0 %', '100 %'])),
  now(6, stated('fanFloor', ['0 %', '100 %'])),
  now(6, stated('pumpFloor', ['0 %', '100 %'])),
  now(8, stated('copReference', ['1', '12'])),
  now(8, stated('capital', ['0 USD/kW'])),
  now(8, stated('life', ['0 years', '100 years', '0.01 years'])),
  now(8, stated('rise', ['2 K', '40 K'])),
  now(8, stated('airSupply', ['10 degC', '40 degC'])),
  now(8, stated('carnot', ['20 %', '80 %'])),
  now(8, stated('water', ['0 L/kWh', '900 L/kWh'])),
  now(8, stated('maxDensity', ['0 kW/rack', '1 kW/rack'])),
  now(8, stated('partLoad', ['[0, 0, 0]', '[1]', '[1, -5, 2]'])),
);
const cooling = fc
  .tuple(oneOf(entries('cooling')), now(3, refinedCooling))
  .map(([base, body]) => (body === '' ? base : `${base} {\n${body}\n}`));

const network = fc
  .tuple(
    oneOf(entries('networks')),
    now(
      2,
      members(
        stated('oversubscription', ['1:1', '2:1', '8:1', '64:1']),
        now(4, stated('planes', ['1', '4', '16'])),
        now(6, stated('linkRate', ['1 Gb/s', '100 Gb/s', '3_200 Gb/s'])),
        now(6, stated('opticalShare', ['0 %'])),
        now(5, fc.constant('switch: OddSwitch')),
        now(8, stated('life', ['0 years', '100 years'])),
        now(8, stated('transceiverRate', ['0 Gb/s', '1 Gb/s'])),
      ),
    ),
  )
  .map(([base, body]) => (body === '' ? base : `${base} {\n${body}\n}`));

const electrical = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: oneOf(entries('electrical').map((name) => `electrical: ${name}`)) },
  {
    weight: 1,
    arbitrary: oneOf([
      'electrical: Standard { upsShare: 0 %, generatorShare: 0 %, houseLoad: 0 %, distribution: 0 % }',
      'electrical: Standard { moduleSize: 0.001 MW, redundancy: 2N }',
      'electrical: Standard { houseLoad: 10 %, distribution: 10 % }',
    ]),
  },
);

export const opening = (years: readonly string[]): fc.Arbitrary<string> => stated('opens', years);

/** Members of a hall on any of the contracts, some of which open late, after the horizon too. */
export const hallBody = (contracts: readonly string[]): fc.Arbitrary<string> =>
  members(
    fc
      .tuple(fc.array(fc.tuple(rackCounts, racks), { minLength: 1, maxLength: 2 }), fc.boolean())
      .map(([all, mixed]) => {
        const list = (mixed ? all : all.slice(0, 1)).map(([count, rack]) => `${count} of ${rack}`);
        return `racks: ${list.length === 1 ? (list[0] ?? '') : `[${list.join(', ')}]`}`;
      }),
    cooling.map((value) => `cooling: ${value}`),
    network.map((value) => `network: ${value}`),
    stated('power', [...contracts, ...contracts, `[${contracts.join(', ')}]`]),
    electrical,
    now(2, stated('idle', ['spread', 'consolidate', 'sleep', 'off'])),
    now(4, opening(['2027-07', '2028-02-15', '2029', '2045'])),
    now(4, stated('plantCapacity', ['0.1 MW', '3 MW', '900 MW', '0 MW'])),
    now(6, stated('density', ['1 kW/rack', '40 kW/rack', '130 kW/rack'])),
    now(10, stated('area', ['1 m2', '90_000 m2'])),
    now(10, fc.constant('refresh Next { to: 10 of GB300_NVL72, at: 2028 }')),
    now(10, fc.constant('retrofit Warmer { to: Immersion, cost: 900 USD/kW, downtime: 3 months, at: 2028 }')),
    now(12, fc.constant('modular { block: 5 MW, leadTime: 9 months }')),
  );
