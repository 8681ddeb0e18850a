import {
  type Accelerator,
  central,
  isRef,
  type PlanIndex,
  type Ref,
  resolve,
  type UncertainNumber,
} from '../../ir/index.js';

export type Precision = 'bf16' | 'fp8' | 'fp4';

/** Bytes of one weight. */
export const WEIGHT_BYTES: Readonly<Record<Precision, number>> = { bf16: 2, fp8: 1, fp4: 0.5 };

/**
 * An accelerator's figures as plain numbers, SI. NaN where the library is blank, so that whatever rests on a blank figure
 * comes out as NaN and is reported as unknown: unknown is not zero.
 */
export interface Chip {
  /** Catalogue key or path. */
  readonly key: string;
  readonly name: string;
  readonly tdp: number;
  readonly idle: number;
  readonly memory: number;
  readonly memoryBandwidth: number;
  readonly bf16: number;
  readonly fp8: number;
  readonly fp4: number;
  readonly nic: number;
  readonly scaleUpDomain: number;
  /** Both directions together, bytes/s. */
  readonly scaleUpBandwidth: number;
}

/** Central value, NaN where blank. */
export function figure(value: UncertainNumber | undefined): number {
  return value === undefined ? NaN : central(value);
}

export function chipOf(index: PlanIndex, use: Ref | Accelerator): Chip {
  const entity = resolve<Accelerator>(index, use);
  const key = identityOf(index, use);
  return {
    key,
    name: entity.name ?? key,
    tdp: figure(entity.tdp),
    idle: figure(entity.idle),
    memory: figure(entity.memory),
    memoryBandwidth: figure(entity.memoryBandwidth),
    bf16: figure(entity.bf16),
    fp8: figure(entity.fp8),
    fp4: figure(entity.fp4),
    nic: figure(entity.nic),
    scaleUpDomain: entity.scaleUpDomain ?? NaN,
    scaleUpBandwidth: figure(entity.scaleUpBandwidth),
  };
}

/** Dense peak at a precision, FLOP/s; what a chip cannot compute natively runs at the next wider precision. NaN where blank. */
export function peakFlops(chip: Chip, precision: Precision): number {
  if (precision === 'fp4' && !Number.isNaN(chip.fp4)) return chip.fp4;
  if (precision !== 'bf16' && !Number.isNaN(chip.fp8)) return chip.fp8;
  return chip.bf16;
}

/** What large matrix products reach of the dense peak, over what they reach in bf16 (aiconfigurator tables, H200 and B200). */
const NARROW_EFFICIENCY: Readonly<Record<Precision, number>> = { bf16: 1, fp8: 0.8, fp4: 0.67 };

/** Dense peak discounted for narrow precisions, FLOP/s: shares of peak that were stated for bf16 apply to it. */
export function usableFlops(chip: Chip, precision: Precision): number {
  return peakFlops(chip, precision) * NARROW_EFFICIENCY[precision];
}

/** The identity of an entity for matching: a catalogue key where it is or refines one, else its path. */
export function identityOf(
  index: PlanIndex,
  use: { readonly ref: string } | { readonly path?: string; readonly name?: string; readonly base?: string },
): string {
  if (isRef(use)) {
    if (use.ref.includes('#')) return use.ref;
    const entity = index.get(use.ref);
    return entity?.base === undefined ? use.ref : identityOf(index, { ref: entity.base });
  }
  if (use.base !== undefined) return identityOf(index, { ref: use.base });
  return use.path ?? use.name ?? '';
}
