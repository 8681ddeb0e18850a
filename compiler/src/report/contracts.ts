import { type AnyContract, resolve, valueAt } from '../ir/index.js';
import type { ContractResult } from '../simulation/results.js';
import type { FigureInput } from './figure.js';

export interface CampusContract {
  readonly contract: AnyContract;
  readonly result: ContractResult;
  /** True where other campuses draw on it too: its draw is then all of theirs. */
  readonly shared: boolean;
}

/** The contracts that a campus's halls draw on, each once, in the halls' order. */
export function contractsOf({ plan, campus, path, index, report }: FigureInput): readonly CampusContract[] {
  const found = new Map<string, CampusContract>();
  for (const hall of campus.hall) {
    for (const use of hall.power) {
      const contract = resolve<AnyContract>(index, use);
      const key = contract.path ?? contract.base ?? '';
      const result = report.result.contracts.get(key);
      if (result === undefined) continue;
      const others = plan.campus.filter((other) => other.path !== path);
      const shared = others.some((other) =>
        other.hall.some(({ power }) => power.some((each) => (resolve<AnyContract>(index, each).path ?? '') === key)),
      );
      found.set(key, { contract, result, shared });
    }
  }
  return [...found.values()];
}

/** Largest one-minute change that a contract allows, W/s, at a calendar year; `undefined` where it sets none. */
export function rampLimit({ rampRate }: AnyContract, year: number): number | undefined {
  return rampRate === undefined ? undefined : valueAt(rampRate, year);
}
