import { bankLoss, lossBank } from '../../../compiler/src/simulation/electrical/loss.js';
import { designPath, pathLosses } from '../../../compiler/src/simulation/electrical/path.js';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { flowFor } from '../../../compiler/src/simulation/thermal/transients.js';
import { oneHall } from '../support/campus.js';
import { type Answer, type Driver, type Family, none, notModelled } from '../support/driver.js';
import { entry, planOf, unread } from '../support/plan.js';

const lossTable: Driver = (inputs, items) => {
  const banks = new Map(
    inputs.entries('components').map(([name]) => [name, lossBank(inputs.at('components').numbers(name), 1, 1, 1)]),
  );
  const answers: Record<string, Answer> = {};
  for (const item of items) {
    const [, name = '', load] = /^(.*)\.loss_at_([\d.]+)$/.exec(item) ?? [];
    const bank = banks.get(name);
    answers[item] = bank === undefined ? notModelled('no such component') : bankLoss(bank, Number(load));
  }
  return answers;
};

/** A path with nothing but one UPS, loaded step by step. */
const upsCurve: Driver = (inputs, items) => {
  const curve = inputs
    .text('loss_fraction')
    .match(/[\d.]+(?= |$)/g)
    ?.slice(0, 3)
    .map(Number);
  if (curve?.length !== 3) throw new Error('the loss curve has not three coefficients');
  const rating = 1e6;
  const bare = { redundancy: 'N', distribution: 0, houseLoad: 0, ups: curve, transformer: [0, 0, 0] } as const;
  const path = designPath({ ...entry('std/electrical#Standard', 'electrical'), ...bare }, rating, 0, 'case', unread());
  return Object.fromEntries(
    items.map((item) => {
      const load = rating * Number(item.slice(item.lastIndexOf('_') + 1));
      return [item, load / (load + pathLosses(path, load, 0).ups)];
    }),
  );
};

/** Heat that a loop carries at its flow and rise: the balance that gives the program's flows, turned round. */
const coolantHeat: Driver = (inputs) => {
  const fluid = { density: inputs.number('density_kg_l') * 1000, heat: inputs.number('cp_kj_kgk') * 1000 };
  const perWatt = flowFor(1, inputs.number('delta_t_k'), fluid);
  return {
    heat_kw: (inputs.number('flow_l_s') * 1e-3) / perWatt / 1000,
    exceeds_rack_kw: notModelled('the range of the rack’s rating, which the heat has to exceed: an input'),
  };
};

/**
 * A plan of what the case describes: cold plates on warm water, towers, no compressors, in the library's climate of the
 * nearest metro. What it does not say (approaches, fans, the electrical path) is the library's.
 */
const warmWater: Driver = (inputs) => {
  const racks = Math.round(inputs.number('it_mw') * 100);
  const { plan } = planOf(
    oneHall({
      top: [
        'import std/cooling { DirectToChip_Chilled }',
        'rack Node { accelerators: 0, peak: 10 kW, fixedIdle: 10 kW, fixedBusy: 10 kW, liquidShare: 90 % }',
      ],
      racks: `${racks} of Node`,
      climate: 'Denver',
      cooling: 'DirectToChip_Chilled { supply: 32 degC, chiller: none, economizer: water }',
    }),
  );
  const { metrics, halls } = simulate(plan);
  const pue = metrics.get('C.A')?.get('pue')?.value ?? NaN;
  const water = halls.get('C.A')?.water[0] ?? NaN;
  return {
    annual_pue: pue,
    design_goal_pue_max: pue,
    thermosyphon_first_year_water_saved_gal: notModelled(
      'a plant has one kind of rejection: no thermosyphon before a tower',
    ),
    tower_water_before_gal: water / 3.785411784e-3,
  };
};

export const coolingAndUps: Family = {
  'B-wp113-loss-table': lossTable,
  'B-ups-*': upsCurve,
  'B-esif-pue': warmWater,
  'B-industry-range': none('surveys of many sites: bands to compare results with, and no plant to simulate'),
  'B-nvl72-coolant-heat': coolantHeat,
  'B-psu-ac-dc': none('racks are counted at their AC inlet: power supplies are part of them'),
};
