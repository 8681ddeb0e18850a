import type { Block, Member, Property, Value } from './tree.js';

/** What the plan takes from the standard library. */
export const imports: readonly string[] = [
  'import std/racks { GB200_NVL72 }',
  'import std/models { Llama_70B }',
  'import std/cooling { DirectToChip, Hybrid }',
  'import std/networks { RailOptimized, LeafSpine }',
  'import std/tariffs { ERCOT_Industrial }',
  'import std/climates { Abilene }',
  'import std/workloads { Pretraining, Chat }',
];

/** The plan that most of the bench is about: one campus of 64 halls in ten thousand lines. */
export const largeCampus = (): Block => campus(64, 284);

/**
 * One campus of nested blocks, as a planner would write it who leaves nothing to defaults: every hall with its own
 * contract, plant and electrical path, and many tenants. Values vary so that no two blocks are the same text.
 * @param halls how many halls
 * @param workloads how many workloads, one in four of them training
 */
export function campus(halls: number, workloads: number): Block {
  return block('campus', 'Prairie', undefined, [
    word('climate', 'Abilene'),
    word('opens', '2027-01'),
    quantity('horizon', 15, 'years'),
    quantity('discount', 8, '%'),
    quantity('carbonPrice', 40, 'USD/t'),
    block('economics', undefined, undefined, [
      quantity('shell', 1.9, 'USD/W'),
      quantity('distribution', 3.5, 'USD/W'),
      quantity('waterPrice', 2.5, 'USD/m3'),
    ]),
    ...range(halls).map(contract),
    ...range(halls).map(network),
    ...range(halls).map(hall),
    ...range(workloads).map((index) => workload(index, halls)),
  ]);
}

function contract(index: number): Block {
  return block('contract', `Grid${index}`, 'ERCOT_Industrial', [
    points('capacity', 'MW', [
      ['2027-01', 20 + index],
      ['2028-07', 24 + index],
      ['2031-01', 28 + index],
    ]),
    quantity('rampRate', 40 + index, 'MW/min'),
    quantity('firm', 90, '%'),
    quantity('interruptibleHours', 100 + index, 'h'),
    quantity('minimumDemand', 60 + (index % 30), '%'),
    quantity('takeOrPay', 40 + (index % 30), '%'),
    quantity('adder', 4 + index / 10, 'USD/MWh'),
    quantity('demandCharge', 9 + index / 10, 'USD/kW/month'),
    quantity('ratchet', 60, '%'),
    quantity('resale', 12, 'USD/MWh'),
    quantity('notice', 30, 'min'),
    quantity('interruptibleCredit', 2 + index / 100, 'USD/kW/month'),
    quantity('coincidentHours', 4, ''),
    quantity('fixedCharge', 5000 + index, 'USD/month'),
    quantity('minimumBill', 1000000 + index, 'USD/year'),
    quantity('carbon', 380 + index, 'g/kWh'),
    quantity('powerFactor', 98, '%'),
  ]);
}

function network(index: number): Block {
  return block('network', `Backend${index}`, index % 2 === 0 ? 'RailOptimized' : 'LeafSpine', [
    quantity('opticalShare', 90 + (index % 10), '%'),
    quantity('endpointOpticalShare', 80 + (index % 10), '%'),
    quantity('transceiverPower', 15 + index / 10, 'W'),
    quantity('transceiverPrice', 1200 + index, 'USD'),
    quantity('cablePrice', 60 + index, 'USD'),
    quantity('adapterPrice', 2500 + index, 'USD'),
    quantity('life', 5, 'years'),
    quantity('planes', 1, ''),
  ]);
}

function hall(index: number): Block {
  return block('hall', `H${index}`, undefined, [
    count('racks', 100 + (index % 7), 'GB200_NVL72'),
    cooling(index),
    references('network', [`Backend${index}`]),
    references('power', [`Grid${index}`]),
    electrical(index),
    word('idle', index % 2 === 0 ? 'spread' : 'consolidate'),
    word('opens', `${2027 + (index % 3)}-0${1 + (index % 9)}`),
    quantity('area', 4000 + 10 * index, 'm2'),
    quantity('floorLoad', 2400 + index, 'kg/m2'),
  ]);
}

/** A plant with every figure written out. */
function cooling(index: number): Block {
  return block('cooling', undefined, index % 4 === 3 ? 'Hybrid' : 'DirectToChip', [
    quantity('supply', 28 + (index % 6), 'degC'),
    quantity('maxDensity', 150 + (index % 10), 'kW/rack'),
    word('redundancy', 'N+1'),
    quantity('copReference', 5 + (index % 10) / 10, ''),
    quantity('carnot', 55, '%'),
    quantity('turndown', 20 + (index % 5), '%'),
    quantity('unitSize', 1.5, 'MW'),
    quantity('approach', 6 + (index % 4), 'K'),
    quantity('cduApproach', 4, 'K'),
    quantity('rise', 10, 'K'),
    quantity('airSupply', 24, 'degC'),
    quantity('airFan', 0.04, ''),
    quantity('rejectionFan', 0.013, ''),
    quantity('pump', 0.015, ''),
    quantity('cduPump', 0.01, ''),
    quantity('fanFloor', 35, '%'),
    quantity('fanExponent', 3, ''),
    quantity('pumpFloor', 30, '%'),
    quantity('pumpExponent', 2.2, ''),
    quantity('water', 1.5, 'L/kWh'),
    quantity('capital', 2100 + index, 'USD/kW'),
    quantity('life', 15, 'years'),
    quantity('rideThrough', 30 + index, 's'),
  ]);
}

function electrical(index: number): Block {
  return block('electrical', undefined, undefined, [
    word('redundancy', 'N+1'),
    quantity('upsShare', 90 + (index % 10), '%'),
    quantity('generatorShare', 100, '%'),
    quantity('distribution', 0.4, '%'),
    quantity('houseLoad', 0.5, '%'),
    quantity('moduleSize', 1.5, 'MW'),
    quantity('unavailable', 1 + index / 100, 'h'),
  ]);
}

function workload(index: number, halls: number): Block {
  const on = references('on', [`H${index % halls}`, `H${(index + 1) % halls}`]);
  if (index % 4 === 0) {
    return block('workload', `Train${index}`, 'Pretraining', [
      on,
      points('accelerators', '', [
        ['2027', 4000 + index],
        ['2030', 3000 + index],
        ['2034', 1000],
      ]),
      quantity('mfu', 40, '%'),
      quantity('power', 90, '%'),
      quantity('exposed', 15, '%'),
      word('precision', 'bf16'),
      quantity('swing', 30 + (index % 10), '%'),
      quantity('crossing', 40 + (index % 20), '%'),
      quantity('mtbf', 50000 + index, 'h'),
      quantity('priority', index % 5, ''),
      block('checkpoint', undefined, undefined, [
        quantity('interval', 20 + index, 'min'),
        quantity('write', 30, 's'),
        quantity('restart', 10, 'min'),
      ]),
    ]);
  }
  return block('workload', `Serve${index}`, 'Chat', [
    on,
    references('model', ['Llama_70B']),
    points('demand', 'req/s', [
      ['2027', 100 + index],
      ['2031', 300 + index],
      ['2035', 500 + index],
    ]),
    quantity('promptTokens', 1155 + index, ''),
    quantity('outputTokens', 210 + index, ''),
    quantity('prefixHit', 10 + (index % 20), '%'),
    quantity('weekend', 70, '%'),
    quantity('spares', 5, '%'),
    quantity('dispersion', 2 + (index % 7), ''),
    quantity('burstWindow', 60, 's'),
    quantity('calls', 1, ''),
    quantity('value', 4 + index / 100, 'USD/Mtok'),
    quantity('priority', index % 5, ''),
    block('slo', undefined, undefined, [
      quantity('ttft', 450 + index, 'ms'),
      quantity('tpot', 40, 'ms'),
      quantity('percentile', 99, '%'),
    ]),
  ]);
}

function block(kind: string, name: string | undefined, base: string | undefined, members: readonly Member[]): Block {
  return { kind, ...(name === undefined ? {} : { name }), ...(base === undefined ? {} : { base }), members };
}

function property(name: string, value: Value): Property {
  return { property: name, value };
}

function quantity(name: string, amount: number, unit: string): Property {
  return property(name, { quantity: amount, unit });
}

function word(name: string, text: string): Property {
  return property(name, { word: text });
}

function count(name: string, amount: number, of: string): Property {
  return property(name, { count: amount, of });
}

function references(name: string, names: readonly string[]): Property {
  return property(name, { references: names });
}

function points(name: string, unit: string, values: readonly (readonly [at: string, amount: number])[]): Property {
  return property(name, { points: values.map(([at, amount]) => ({ at, quantity: amount, unit })) });
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
