import { type AnyCooling, central } from '../../ir/index.js';
import { showShare } from '../../ir/show.js';
import { bestMend, type FitContext, whatIf } from '../context.js';
import type { Change, Finding } from '../finding.js';
import { blockName, entityName, listed, openingMonth } from '../words.js';
import { coolingChange, otherCoolings } from './cooling-candidates.js';
import type { PlantView } from './plant-view.js';
import { impactOf } from './worth.js';

/** Share of the plant's rating that stands by on a side which the racks give nothing, from which another plant is tried. */
const STANDING_BY = 0.2;
/** Share of the heat that may lie between what racks give to liquid and what its loop takes: figures are rounded. */
const ROUNDING = 0.005;

/** Heat of the racks by medium, and what the plant is built for; shares of its rating. */
export interface Sides {
  /** Given to liquid by the racks, nameplates as weights. */
  readonly given: number;
  /** Carried in liquid. */
  readonly liquid: number;
  readonly builtLiquid: number;
  readonly builtAir: number;
}

/** DCP4108: heat that racks give to liquid and no loop takes, or a loop that the racks do not use. */
export function liquidShare(context: FitContext, plant: PlantView): Finding[] {
  const sides = sidesOf(plant);
  if (sides === undefined) return [];
  if (sides.given > sides.builtLiquid + ROUNDING && sides.builtLiquid > 0) return unserved(context, plant, sides);
  const standing = sides.builtLiquid - sides.liquid + (sides.builtAir - (1 - sides.liquid));
  return standing < STANDING_BY ? [] : unused(context, plant, sides, standing);
}

/** The same split as the plant's design (simulation/thermal/design.ts); `undefined` where a nameplate is unknown. */
export function sidesOf({ cooling, racks }: Pick<PlantView, 'cooling' | 'racks'>): Sides | undefined {
  let heat = 0;
  let inLiquid = 0;
  for (const { count, rack } of racks) {
    if (rack.peak === undefined) return undefined;
    heat += count * central(rack.peak);
    inLiquid += count * central(rack.peak) * (rack.liquidShare === undefined ? 0 : central(rack.liquidShare));
  }
  if (heat <= 0) return undefined;
  const given = inLiquid / heat;
  const builtLiquid = cooling.kind === 'airCooling' ? 0 : central(cooling.liquidShare);
  const liquid = fromAnyRack(cooling) ? builtLiquid : Math.min(builtLiquid, given);
  const airCapacity = cooling.kind === 'hybridCooling' ? central(cooling.airCapacity) : 0;
  return { given, liquid, builtLiquid, builtAir: Math.max(1 - builtLiquid, 1 - liquid, airCapacity) };
}

/** A rear door and a tank take their share from any rack. */
function fromAnyRack({ kind }: AnyCooling): boolean {
  return kind === 'rearDoor' || kind === 'immersion';
}

function unserved(context: FitContext, { path, campus, hall, cooling, racks }: PlantView, sides: Sides): Finding[] {
  const text = `${String(Number((Math.ceil(sides.given * 1000 - 1e-6) / 10).toFixed(1)))} %`;
  const change: Change = { type: 'property', path: `${path}.cooling`, property: 'liquidShare', text, imports: [] };
  const mend = whatIf(context, `liquidShare: ${text}`, [change]);
  const names = listed([...new Set(racks.map(({ rack }) => entityName(rack)))]);
  return [
    {
      code: 'DCP4108',
      slug: 'liquid-share',
      severity: 'warning',
      path,
      property: 'cooling',
      message: `${names} in ${blockName(path)} give ${showShare(sides.given)} of their heat to liquid; the loop of ${entityName(cooling)} takes ${showShare(sides.builtLiquid)}`,
      notes: ['Cold plates give nothing to air: what the loop does not take is simulated as heat of the air side.'],
      impact: {
        presentValue: null,
        energy: mend?.predicted.energy ?? null,
        carbon: mend?.carbon ?? null,
        from: openingMonth(campus, hall),
        until: null,
        basis: 'since heat that nothing carries stops the racks, and has no price',
      },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}

function unused(context: FitContext, plant: PlantView, sides: Sides, standing: number): Finding[] {
  const { path, campus, hall, cooling, racks, least } = plant;
  const mend = bestMend(
    otherCoolings(context, hall)
      .filter(({ entity }) => standingOf(entity, racks) < standing - STANDING_BY)
      .map((other) => whatIf(context, `cooling: ${other.name.name}`, [coolingChange(hall, other)])),
  );
  if (mend === undefined || mend.predicted.presentValue < least) return [];
  const built = `is built for ${showShare(sides.builtLiquid)} of the heat in liquid and ${showShare(sides.builtAir)} in air`;
  const gives = sides.liquid < 1e-9 ? 'its racks give none to liquid' : `${showShare(sides.liquid)} goes to liquid`;
  return [
    {
      code: 'DCP4108',
      slug: 'liquid-share',
      severity: 'warning',
      path,
      property: 'cooling',
      message: `${blockName(path)}'s ${entityName(cooling)} ${built}; ${gives}: ${showShare(standing)} of its rating stands by`,
      notes: [
        'A plant that may carry later racks is worth keeping where they are planned: declare them with `refresh`, and the comparison counts them.',
      ],
      impact: impactOf(mend, openingMonth(campus, hall)),
      mends: [mend],
    },
  ];
}

function standingOf(cooling: AnyCooling, racks: PlantView['racks']): number {
  const sides = sidesOf({ cooling, racks });
  return sides === undefined ? Infinity : sides.builtLiquid + sides.builtAir - 1;
}
