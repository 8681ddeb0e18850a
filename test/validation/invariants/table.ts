import { electrical } from './electrical.js';
import { fabrics } from './fabrics.js';
import { findings } from './findings.js';
import { money } from './money.js';
import { opening } from './opening.js';
import { plans } from './plans.js';
import { queues } from './queues.js';
import type { Holds } from './runs.js';
import { scaling } from './scaling.js';
import { thermal } from './thermal.js';
import { work } from './work.js';

/** Every published invariant, by its id, with the properties that hold it. What no model covers is in `gaps.ts`. */
export const invariants: Readonly<Record<string, readonly Holds[]>> = {
  'H01-pue-ge-1': [plans.pueAboveOne, thermal.finite],
  'H02-energy-balance': [plans.energyBalance, thermal.balances, electrical.sumsOfParts],
  'H03-heat-balance': [thermal.balances],
  'H04-liquid-air-split': [thermal.balances],
  'H05-zero-load': [opening.nothingBeforeOpening, thermal.finite, electrical.grows],
  'H06-facility-monotone-in-it': [thermal.grows, electrical.grows],
  'H07-overhead-per-it-falls': [thermal.overheadFalls, electrical.lossPerItFalls],
  'H08-weather-monotone': [thermal.dearerInWarmth],
  'H09-warmer-setpoint': [thermal.warmerSupply, thermal.freeCoolingByWarmth],
  'H10-ups-efficiency-range': [electrical.grows],
  'H11-efficiency-chain': [electrical.chainBelowWeakest],
  'H12-carnot': [thermal.belowCarnot],
  'H13-contract-cap': [plans.overCapacityFlagged],
  'H14-aggregate-peak': [money.peaksOfSums, plans.peaksOfCampuses],
  'H15-load-factor': [plans.loadFactors],
  'H16-diversity-monotone': [money.peaksOfSums, plans.peaksOfCampuses],
  'H17-bill-components': [money.billComponents],
  'H18-bill-monotone': [money.billMonotone],
  'H19-ratchet-ge-plain': [money.ratchetNeverLowers],
  'H20-bisection-bound': [fabrics.bisectionBound],
  'H21-oversub-scales': [fabrics.oversubscriptionDivides],
  'H22-port-conservation': [fabrics.portsConserved],
  'H23-switches-monotone': [fabrics.countsGrow],
  'H24-spine-divisibility': [fabrics.spinesDivide],
  'H25-utilisation-lt-1': [queues.neverNegative],
  'H26-queue-blow-up': [queues.waitsBlowUp],
  'H27-littles-law': [queues.littlesLaw, queues.littlesLawReplayed],
  'H28-pooling': [queues.poolingHelps],
  'H29-erlang-order': [queues.tableOrdered, queues.blockingBelowWaiting],
  'H30-mg1-linearity': [queues.linearInVariability],
  'H31-roofline-floor': [work.measuredAboveRoofline, work.transferredAboveRoofline],
  'H32-throughput-latency': [work.concurrencyOverTime],
  'H33-batch-monotone': [work.batchMonotone],
  'H34-memory-fit': [work.fitsIntoMemory],
  'H35-mfu-range': [work.mfuInRange],
  'H36-training-work': [work.workOfTraining],
  'H37-capex-nonneg': [money.costsScale, scaling.pricesScale],
  'H38-npv-discount': [money.discounting],
  'H39-annuity-roundtrip': [money.annuityRepays],
  'H40-units': [scaling.unitsDoNotMatter],
  'H41-time-step': [money.quarterHours],
  'H42-retrofit-time': [opening.nothingBeforeOpening],
  'H43-determinism': [scaling.orderDoesNotMatter],
  'H44-mismatch-antisymmetry': [findings.widerIsNeverCleared],
};

/** Every module of properties. */
export const modules = { electrical, fabrics, findings, money, opening, plans, queues, scaling, thermal, work };

export function idsOf(holds: Holds): readonly string[] {
  return Object.entries(invariants).flatMap(([id, all]) => (all.includes(holds) ? [id] : []));
}
