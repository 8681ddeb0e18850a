/** A plan that is soon simulated: two halls, one workload, one year. Its parts can be put in another order. */
export const HEAD = `import std/racks { HGX_H200_Air }
import std/cooling { AirEconomizer }
import std/networks { LeafSpine }
import std/tariffs { ERCOT_Industrial }
import std/climates { Dallas }
import std/workloads { Chat }
import std/models { Llama_70B }

let racks = 40
`;

export interface Parts {
  readonly lets: string;
  readonly properties: string;
  readonly grid: string;
  readonly hall: string;
  readonly second: string;
  readonly work: string;
  readonly rest: string;
}

export const parts: Parts = {
  lets: '',
  properties: `  climate: Dallas
  opens: 2027-01
  horizon: 1 year
`,
  grid: `  contract Grid: ERCOT_Industrial {
    capacity: 2 MW
  }
`,
  hall: `  hall A {
    racks: racks of HGX_H200_Air
    cooling: AirEconomizer
    network: LeafSpine { oversubscription: 3:1 }
    power: Grid
  }
`,
  second: `  hall B: A {
    racks: 20 of HGX_H200_Air
  }
`,
  work: `  workload Assistant: Chat {
    on: [A, B]
    model: Llama_70B
    demand: 300 req/s
  }
`,
  rest: `  require Grid.peak <= Grid.capacity "never above the contract"
`,
};

/** The plan's text from its parts, in the order given. */
export function planText(
  changed: Partial<Parts> = {},
  head = HEAD,
  order: readonly (keyof Parts)[] = ['properties', 'grid', 'hall', 'second', 'work', 'rest'],
): string {
  const all = { ...parts, ...changed };
  return `${head}${all.lets}\ncampus First {\n${order.map((part) => all[part]).join('')}}\n`;
}
