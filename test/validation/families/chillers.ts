import { biquadratic } from '../../../compiler/src/simulation/thermal/chiller-curve.js';
import { chillerBank, relativePower } from '../../../compiler/src/simulation/thermal/chiller-load.js';
import { type Answer, type Driver, type Family, none, notModelled } from '../support/driver.js';
import { entry, unread } from '../support/plan.js';

/**
 * One chiller by its published curves. The program's plants bring their own temperature terms, which go through the same
 * biquadratic; the part-load curve and the least load are the plant's own properties.
 */
const publishedChiller: Driver = (inputs, items) => {
  const te = inputs.number('t_evap_leaving_c');
  const cooling = { ...entry('std/cooling#CRAH_Chiller', 'airCooling'), partLoad: inputs.numbers('eirFPLR') };
  const bank = chillerBank(cooling, inputs.number('plr_min'), 1, 1, 1, 'case', unread());
  if (bank === undefined) throw new Error('the plant has no chiller');
  const answers: Record<string, Answer> = {};
  for (const [name, key] of [
    ['ref', 't_cond_entering_c_ref'],
    ['cool_condenser', 't_cond_entering_c_alt'],
  ] as const) {
    const tc = inputs.number(key);
    const capacity = inputs.number('q_ref_kw') * biquadratic(inputs.numbers('capFT'), te, tc);
    const full = (capacity / inputs.number('cop_ref')) * biquadratic(inputs.numbers('eirFT'), te, tc);
    for (const item of items) {
      const load = /^(.*)\.plr([\d.]+)\.(power_kw|cop)$/.exec(item);
      if (item === `${name}.capacity_kw`) answers[item] = capacity;
      if (load?.[1] !== name) continue;
      const power = full * relativePower(bank, Number(load[2]));
      answers[item] = load[3] === 'cop' ? (capacity * Number(load[2])) / power : power;
    }
  }
  return { ...answers, '*': notModelled('no such point') };
};

export const chillers: Family = {
  'B-chiller-*': publishedChiller,
  'B-iplv-weights': none('chillers run hour by hour; the program has no seasonal rating'),
};
