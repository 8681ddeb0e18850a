import { type Dimension, dimension, dimensionless, divide, temperaturePoint } from './dimension.js';

/** A quantity that has a name: how types and messages speak of a dimension. */
export interface Quantity {
  readonly dimension: Dimension;
  /** In a planner's words. */
  readonly word: string;
  /** The unit that messages and suggestions use. */
  readonly unit: string;
}

const energy = dimension({ mass: 1, length: 2, time: -2 });
const power = dimension({ mass: 1, length: 2, time: -3 });
const time = dimension({ time: 1 });
const data = dimension({ data: 1 });
const volume = dimension({ length: 3 });

/** Quantities by the names that kinds give them (`Power`, `Money`). `Rate` is not one of them: it is a union. */
export const quantities = {
  Power: { dimension: power, word: 'power', unit: 'kW' },
  ApparentPower: {
    dimension: dimension({ mass: 1, length: 2, time: -3, apparent: 1 }),
    word: 'apparent power',
    unit: 'kVA',
  },
  Energy: { dimension: energy, word: 'energy', unit: 'kWh' },
  Money: { dimension: dimension({ money: 1 }), word: 'money', unit: 'USD' },
  Time: { dimension: time, word: 'time', unit: 'h' },
  Temperature: { dimension: temperaturePoint, word: 'temperature', unit: 'degC' },
  TemperatureDifference: { dimension: dimension({ temperature: 1 }), word: 'temperature difference', unit: 'K' },
  Mass: { dimension: dimension({ mass: 1 }), word: 'mass', unit: 'kg' },
  Carbon: { dimension: dimension({ mass: 1 }), word: 'mass', unit: 'kg' },
  Volume: { dimension: volume, word: 'volume', unit: 'm3' },
  Water: { dimension: volume, word: 'volume', unit: 'm3' },
  Flow: { dimension: divide(volume, time), word: 'flow', unit: 'm3/h' },
  Area: { dimension: dimension({ length: 2 }), word: 'area', unit: 'm2' },
  Length: { dimension: dimension({ length: 1 }), word: 'length', unit: 'm' },
  Data: { dimension: data, word: 'data', unit: 'GB' },
  DataRate: { dimension: divide(data, time), word: 'data rate', unit: 'Gb/s' },
  Flop: { dimension: dimension({ flop: 1 }), word: 'FLOP', unit: 'TFLOP' },
  Token: { dimension: dimension({ token: 1 }), word: 'tokens', unit: 'tok' },
  Request: { dimension: dimension({ request: 1 }), word: 'requests', unit: 'req' },
  Share: { dimension: dimensionless, word: 'share', unit: '%' },
  Number: { dimension: dimensionless, word: 'number', unit: '' },
  Ratio: { dimension: dimensionless, word: 'ratio', unit: '' },
} as const satisfies Record<string, Quantity>;

export type QuantityName = keyof typeof quantities;

/** What is counted, as a quantity: `per rack (…/rack)`. */
export const counts = {
  rack: { dimension: dimension({ rack: 1 }), word: 'racks', unit: 'racks' },
  accelerator: { dimension: dimension({ accelerator: 1 }), word: 'accelerators', unit: 'accelerators' },
  port: { dimension: dimension({ port: 1 }), word: 'ports', unit: 'ports' },
  hall: { dimension: dimension({ hall: 1 }), word: 'halls', unit: 'halls' },
  server: { dimension: dimension({ server: 1 }), word: 'servers', unit: 'servers' },
} as const satisfies Record<string, Quantity>;

export type CountName = keyof typeof counts;

/** Per whom, by dimension key, for words such as "power per rack". */
export const singular: Readonly<Record<string, string>> = {
  rack: 'rack',
  accelerator: 'accelerator',
  port: 'port',
  hall: 'hall',
  server: 'server',
  token: 'token',
  request: 'request',
};
