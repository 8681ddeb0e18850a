import { type AnyCooling, central } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { installedMachines } from '../redundancy.js';
import { beforeLaw, type FlowLaw, flowLaw, rejectionLaw } from './affinity.js';
import { type CopModel, copModel, fullLoadCop } from './chiller-cop.js';
import { declaredCurve, type FittedCurve } from './chiller-curve.js';
import { type ChillerBank, chillerBank } from './chiller-load.js';
import { RATED_WET_BULB, towerCurve } from './tower.js';

/** What a plant is built for. */
export interface PlantLoad {
  /** Heat that it is sized for, W. */
  readonly rating: number;
  /** Share of their heat that the racks give to liquid, 0..1. */
  readonly rackLiquidShare: number;
  /** Racks that give this heat, switches' among them. */
  readonly racks: number;
}

/**
 * One loop of a plant with its own machines: the liquid side (CDUs) or the air side (air handlers). Counted machines share the
 * load, spares included; chillers are staged.
 */
export interface PlantPart {
  readonly medium: 'liquid' | 'air';
  /** Share of the hall's heat that comes this way. */
  readonly share: number;
  /** Heat that it is built for, W. */
  readonly rating: number;
  readonly needed: number;
  readonly installed: number;
  /** Heat that all installed machines carry at full flow, W, and its inverse. */
  readonly capacity: number;
  readonly perCapacity: number;
  /** Power of CDU pumps or air-handler fans at full flow of all installed, W. */
  readonly terminalPower: number;
  readonly terminalLaw: FlowLaw;
  readonly pumpPower: number;
  readonly pumpLaw: FlowLaw;
  readonly fanPower: number;
  readonly fanLaw: FlowLaw;
  /** 1 over the heat that the rejection gives off at full fan speed and its design approach, 1/W. */
  readonly perRejectable: number;
  readonly chillers: ChillerBank | undefined;
  readonly turndown: number;
  /** Heat of the racks, W, under which one compressor has too little to run steadily, were all of it lifted; 0 without any. */
  readonly leastHeat: number;
  /** The same for CDUs or air handlers, where no compressor runs. */
  readonly leastTerminal: number;
  /** Heat above which all installed machines are too few, W. */
  readonly mostHeat: number;
  /** Temperatures that decide the part's coefficients. */
  readonly thermal: PartThermal;
}

/** What the weather-dependent coefficients of a part depend on, and nothing else. */
export interface PartThermal {
  /** Supply to the racks (technology loop or air) and return from them, °C: what an air economizer mixes. */
  readonly supply: number;
  /** Facility water to the CDUs or coils, °C. */
  readonly water: number;
  /** Rise of water (and of air) across the load, K. */
  readonly rise: number;
  /** Approach of the rejection to its medium, K: at the rated wet bulb for towers, at any dry bulb for dry coolers. */
  readonly approach: number;
  readonly rejection: AnyCooling['rejection'];
  readonly economizer: AnyCooling['economizer'];
  readonly mechanical: boolean;
  readonly cop: CopModel;
  /** Capacity of the compressors over the temperatures, over that at their rating; `undefined` where it stays. */
  readonly capacity: FittedCurve | undefined;
}

export interface Plant {
  readonly parts: readonly PlantPart[];
  /** Heat that it is sized for, W. */
  readonly rating: number;
  /** Electricity at full load on a hot day with all chillers on, W: what the electrical path is sized for. */
  readonly designPower: number;
  /** Water made up per heat given off by evaporation, m³/J. */
  readonly water: number;
}

const KELVIN = 273.15;
/** Outdoor air on the day that rejection is sized for, °C: dry bulb for dry and air-cooled, the rated wet bulb for towers. */
const HOT_DRY_BULB = 40;

/**
 * Designs a plant. The racks' liquid share and the largest that the cooling can take split the heat, `min` of both; a rear
 * door and an immersion tank take theirs from any rack. The liquid side is built for the cooling's own share, the air side for
 * what is left by the racks. Notes: figures outside their range, density above what the cooling is declared for.
 */
export function designPlant(cooling: AnyCooling, load: PlantLoad, path: string, notes: NoteSink): Plant {
  checkRanges(cooling, load, path, notes);
  const built = carriesLiquid(cooling) ? central(cooling.liquidShare) : 0;
  const share = fromAnyRack(cooling) ? built : Math.min(built, load.rackLiquidShare);
  const airCapacity = cooling.kind === 'hybridCooling' ? central(cooling.airCapacity) : 0;
  const airBuilt = Math.max(1 - built, 1 - share, airCapacity);
  const laws = lawsOf(cooling);
  const parts =
    load.rating <= 0
      ? []
      : [
          ...(built > 0 ? [designPart(cooling, 'liquid', share, built * load.rating, laws, path, notes)] : []),
          ...(airBuilt > 1e-9
            ? [designPart(cooling, 'air', 1 - share, airBuilt * load.rating, laws, path, notes)]
            : []),
        ];
  const designPower = parts.reduce((sum, part) => sum + hotDayPower(part), 0);
  return { parts, rating: load.rating, designPower, water: central(cooling.water) };
}

function carriesLiquid(cooling: AnyCooling): boolean {
  return cooling.kind !== 'airCooling';
}

function fromAnyRack(cooling: AnyCooling): boolean {
  return cooling.kind === 'rearDoor' || cooling.kind === 'immersion';
}

function checkRanges(cooling: AnyCooling, load: PlantLoad, path: string, notes: NoteSink): void {
  if (cooling.heatReuse !== 'none') {
    notes.add({
      type: 'unsupported',
      path,
      message:
        'heat reuse is not supported: all heat leaves to the outside, none is sold and no energy reuse factor given',
    });
  }
  if (
    cooling.maxDensity !== undefined &&
    load.racks > 0 &&
    load.rating / load.racks > central(cooling.maxDensity) * 1.001
  ) {
    const [density, limit] = [load.rating / load.racks, central(cooling.maxDensity)].map(
      (watts) => `${(watts / 1000).toFixed(0)} kW`,
    );
    notes.add({
      type: 'range',
      path,
      message: `racks of ${density} on average are denser than the ${limit} that the cooling is declared for; their heat is carried all the same`,
    });
  }
  if (cooling.rejection === 'tower' && !towerCurve(central(cooling.approach), central(cooling.rise)).inRange) {
    notes.add({
      type: 'range',
      path,
      message:
        'approach and rise lie outside the range of the tower model; the approach is held constant over wet bulb',
    });
  }
}

function designPart(
  cooling: AnyCooling,
  medium: PlantPart['medium'],
  share: number,
  rating: number,
  laws: Laws,
  path: string,
  notes: NoteSink,
): PlantPart {
  const needed = rating > 0 ? Math.max(1, Math.ceil(rating / central(cooling.unitSize) - 1e-9)) : 0;
  const installed = installedMachines(needed, cooling.redundancy);
  const spare = needed > 0 ? installed / needed : 1;
  const terminal = central(medium === 'liquid' ? cooling.cduPump : cooling.airFan);
  const pump = central(cooling.pump);
  const carried = rating * (1 + terminal) * (1 + pump);
  const turndown = central(cooling.turndown);
  const thermal = thermalOf(cooling, medium, path, notes);
  const chillers = chillerBank(cooling, turndown, carried, needed, installed, path, notes);
  const rejected = carried * (chillers ? 1 + 1 / hotDayCop(thermal) : 1);
  const capacity = rating * spare;
  const water = {
    perCapacity: 1 / capacity,
    terminalPower: terminal * capacity,
    terminalLaw: medium === 'liquid' ? laws.pump : laws.fan,
    pumpPower: pump * capacity,
    pumpLaw: laws.pump,
  };
  // Written out: objects made by spreading are slow to read from in the hourly loop.
  return {
    medium,
    share,
    rating,
    needed,
    installed,
    capacity,
    perCapacity: water.perCapacity,
    terminalPower: water.terminalPower,
    terminalLaw: water.terminalLaw,
    pumpPower: water.pumpPower,
    pumpLaw: water.pumpLaw,
    fanPower: central(cooling.rejectionFan) * rejected * spare,
    fanLaw: laws.rejection,
    perRejectable: 1 / (rejected * spare),
    chillers,
    turndown,
    leastHeat: chillers === undefined ? 0 : heatFor(water, turndown * chillers.unit) * (1 - 1e-9),
    leastTerminal: turndown * rating * (1 - 1e-9),
    mostHeat: capacity * (1 + 1e-9),
    thermal,
  };
}

/**
 * Heat of the racks, W, that gives the facility water `loop` W once outdoor air has carried off the share `bypass`; 0 where pumps
 * and fans alone give more.
 */
export function heatFor(part: LoopMachines, loop: number, bypass = 0): number {
  const wet = beforeLaw(part.pumpLaw, part.pumpPower, part.perCapacity, loop);
  return beforeLaw(part.terminalLaw, part.terminalPower, part.perCapacity, wet / (1 - bypass));
}

type LoopMachines = Pick<PlantPart, 'terminalPower' | 'terminalLaw' | 'pumpPower' | 'pumpLaw' | 'perCapacity'>;

interface Laws {
  readonly pump: FlowLaw;
  readonly fan: FlowLaw;
  readonly rejection: FlowLaw;
}

function lawsOf(cooling: AnyCooling): Laws {
  const fans = [central(cooling.fanExponent), central(cooling.fanFloor)] as const;
  return {
    pump: flowLaw(central(cooling.pumpExponent), central(cooling.pumpFloor)),
    fan: flowLaw(...fans),
    rejection: rejectionLaw(...fans),
  };
}

function thermalOf(cooling: AnyCooling, medium: PlantPart['medium'], path: string, notes: NoteSink): PartThermal {
  const airKind = !carriesLiquid(cooling) || central(cooling.liquidShare) === 0;
  const supply = central(medium === 'liquid' || airKind ? cooling.supply : cooling.airSupply) - KELVIN;
  const water = supply - central(cooling.cduApproach);
  return {
    supply,
    water,
    rise: central(cooling.rise),
    approach: central(cooling.approach),
    rejection: cooling.rejection,
    economizer: cooling.economizer === 'air' && medium === 'liquid' ? 'none' : cooling.economizer,
    mechanical: cooling.chiller !== 'none',
    cop: copModel(cooling, water, path, notes),
    capacity:
      cooling.chiller === 'none' ? undefined : declaredCurve(cooling, cooling.capacityCurve, 'capacity', path, notes),
  };
}

/** The heat sink that a chiller sees on a hot day, °C. */
function hotDayCop(thermal: PartThermal): number {
  const { rejection, approach, cop } = thermal;
  if (rejection === 'airCooled') return fullLoadCop(cop, HOT_DRY_BULB);
  return fullLoadCop(cop, (rejection === 'tower' ? RATED_WET_BULB : HOT_DRY_BULB) + approach);
}

function hotDayPower(part: PlantPart): number {
  const carried = part.rating * (1 + (part.terminalPower + part.pumpPower) / Math.max(1, part.capacity));
  const chillers = part.chillers ? carried / hotDayCop(part.thermal) : 0;
  return part.terminalPower + part.pumpPower + part.fanPower + chillers;
}
