import fc from 'fast-check';
import { chat, hall } from '../cases.js';
import { campus } from '../fixture.js';

const pick = <T extends string>(...of: T[]): fc.Arbitrary<T> => fc.constantFrom(...of);

/**
 * Campuses of two kinds of halls, one year long: cold plates on a fabric block, an own fabric or a refined entry; air-cooled
 * halls, one of them an array, or with another inheriting from it; contracts of one figure, steps or growth, alternatives.
 */
export const smallPlans: fc.Arbitrary<string> = fc
  .record({
    liquid: fc.integer({ min: 2, max: 12 }),
    air: fc.integer({ min: 4, max: 24 }),
    form: pick('hall B', 'hall B[1..3]', 'inherits', 'split'),
    plates: pick(
      'DirectToChip',
      'DirectToChip_Chilled',
      'DirectToChip_TwoPhase | Immersion',
      'DirectToChip { supply: 30 degC }',
    ),
    cooling: pick('AirEconomizer', 'CRAH_Chiller', 'RearDoor', 'CRAH_Chiller { turndown: 40 % }'),
    fabric: pick('Backend', 'RailOptimized', 'RailOptimized { oversubscription: 2:1 }', 'FatTree | LeafSpine'),
    ratio: pick('1:1', '2:1', '3:1'),
    path: pick('', 'electrical: Training_Path', 'electrical: Inference_2N { upsShare: 50 % }'),
    idle: pick('spread', 'sleep'),
    trains: fc.boolean(),
    share: fc.integer({ min: 10, max: 100 }),
    rate: fc.integer({ min: 1, max: 150 }),
    capacity: pick('4 MW', 'step { 2027: 3 MW, 2028: 5 MW }', '3 MW growing 10 %/year from 2027', '2 MW .. 6 MW'),
    minimum: fc.integer({ min: 0, max: 90 }),
    credit: fc.boolean(),
    waits: fc.boolean(),
    climate: pick('Dallas', 'Stockholm', 'Phoenix'),
  })
  .map((of) => {
    const accelerators = Math.max(1, Math.round((of.liquid * 72 * of.share) / 100));
    const name = of.form === 'inherits' ? 'hall B' : of.form === 'split' ? 'hall B[1..3]' : of.form;
    const air = hall(
      `${String(of.air)} of HGX_H200_Air`,
      of.cooling,
      `idle: ${of.idle}`,
      `LeafSpine { oversubscription: ${of.ratio} }`,
    ).replace('hall A', name);
    return campus({
      head: `  climate: ${of.climate}\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 50 %, us_east: 30 % }`,
      contract: `  contract Grid {\n    capacity: ${of.capacity}\n    energy: 45 USD/MWh\n    demandCharge: 8 USD/kW/month\n    minimumDemand: ${String(of.minimum)} %${of.credit ? '\n    interruptibleCredit: 1 USD/kW/month' : ''}\n  }`,
      network: '  network Backend: RailOptimized {}',
      hall: [
        hall(`${String(of.liquid)} of GB200_NVL72`, of.plates, of.path, of.fabric),
        air,
        ...(of.form === 'inherits' ? ['  hall D: B {\n    idle: consolidate\n  }'] : []),
        ...(of.form === 'split' ? ['  hall B[2] {\n    idle: off\n  }'] : []),
      ].join('\n'),
      workload: [
        of.trains
          ? `  workload Frontier: Pretraining { on: [A], accelerators: ${String(accelerators)} }`
          : chat(`demand: ${String(of.rate * 4)} req/s`, 'Other', '[A]'),
        chat(`demand: ${String(of.rate)} req/s, value: 5 USD/Mtok`, 'W', '[B]'),
        ...(of.waits
          ? ['  workload Nightly: BatchInference { on: [B], model: Llama_70B, demand: 2 req/s, value: 1 USD/Mtok }']
          : []),
      ].join('\n'),
    });
  });
