import { type Campus, central, type Economics, type PlanIndex, resolve, valueAt } from '../../ir/index.js';
import { Ledger } from '../economics/ledger.js';
import type { NoteSink } from '../notes.js';
import { Recall } from '../recall.js';
import { type Clock, openMonths } from './clock.js';
import { contractKey } from './contract-loads.js';
import type { FeederRun } from './feeder-run.js';
import { turnOf } from './feeders.js';

/** What the halls and contracts of a feeder pay beside their bills rests on. */
export interface BesideInput {
  readonly campus: Campus;
  readonly path: string;
  readonly clock: Clock;
  readonly index: PlanIndex;
  /** Paths of contracts that other campuses draw on too. */
  readonly shared: ReadonlySet<string>;
}

/**
 * What a feeder pays that depends on prices of the campus: water, carbon, and the rents of colocations. Apart from its bills,
 * which go by its contracts alone: a dearer tonne of carbon changes no hour of any hall and no bill.
 */
export function chargeBeside(run: FeederRun, input: BesideInput): Ledger {
  const { campus, index } = input;
  const waterPrice = central(resolve<Economics>(index, campus.economics).waterPrice);
  return known.get(run, [campus.carbonPrice, waterPrice], SILENT, () => charge(run, input, waterPrice));
}

/** By the feeder, which is kept where nothing of it changed: then its dates, its path and what it shares are the same too. */
const known = new Recall<Ledger>();
const SILENT: NoteSink = { add: () => undefined };

function charge(run: FeederRun, { campus, path, clock, shared }: BesideInput, waterPrice: number): Ledger {
  let turn = 0;
  const ledger = new Ledger(path, clock.years.length, 0, () => turn);
  clock.years.forEach((calendarYear, year) => {
    for (const [frame, position] of run.halls) {
      const water = run.totals.get(frame.path)?.water[year] ?? 0;
      turn = turnOf(year, 'hall', position);
      if (water > 0) ledger.pay(frame.path, 'water', 'cooling', year, water * frame.count * waterPrice);
    }
    const carbonPrice = valueAt(campus.carbonPrice, calendarYear + 0.5);
    const months = openMonths(clock, calendarYear);
    for (const [contract, position] of run.contracts) {
      const key = contractKey(contract);
      turn = turnOf(year, 'contract', position);
      if (!shared.has(key)) run.accounts.get(key)!.chargeBeside(year, months, ledger, carbonPrice);
    }
  });
  return ledger;
}
