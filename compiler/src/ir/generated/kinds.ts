// Generated from stdlib/kinds by `npm run generate`. Do not edit.
import type { Condition, CountOf, EntityBase, IsoDate, Redundancy, Ref, Requirement, ScenarioInfo, UncertainNumber, VaryingNumber, VaryingUncertainNumber } from '../values.js';

/** One accelerator as its scheduler counts it. Throughput is dense, without structured sparsity. */
export interface Accelerator extends EntityBase<'accelerator'> {
  readonly vendor?: string;
  readonly memory?: UncertainNumber;
  readonly memoryBandwidth?: UncertainNumber;
  readonly bf16?: UncertainNumber;
  readonly fp8?: UncertainNumber;
  readonly fp4?: UncertainNumber;
  readonly int8?: UncertainNumber;
  /** Board power limit. Nameplate: not a draw. */
  readonly tdp?: UncertainNumber;
  /** Draw with nothing resident. */
  readonly idle?: UncertainNumber;
  /** Bidirectional, per accelerator. */
  readonly scaleUpBandwidth?: UncertainNumber;
  /** Accelerators that reach each other over the scale-up fabric. */
  readonly scaleUpDomain?: number;
  /** Scale-out network rate per accelerator. */
  readonly nic?: UncertainNumber;
  readonly price?: UncertainNumber;
  /** First volume shipments. */
  readonly released?: IsoDate;
}

/** Air handlers in the hall, or in the row. */
export interface AirCooling extends EntityBase<'airCooling'> {
  /** Supply of the technology loop (liquid kinds) or of the air (air kinds). */
  readonly supply: UncertainNumber;
  /** Spare machines. */
  readonly redundancy: Redundancy;
  /** Heat per rack that it carries at most. */
  readonly maxDensity?: UncertainNumber;
  /** Largest share of a rack's heat that its liquid side takes. */
  readonly liquidShare: UncertainNumber;
  /** How heat leaves: through chillers or past them. */
  readonly economizer: 'none' | 'air' | 'water' | 'dry';
  /** What gives the heat to the outside. */
  readonly rejection: 'tower' | 'dryCooler' | 'airCooled';
  /** Class of the compressors; `none` has no mechanical cooling. */
  readonly chiller: 'variableSpeed' | 'vanes' | 'screw' | 'scroll' | 'none';
  /** Share of full compressor power over share of full load: a0 + a1·p + a2·p². */
  readonly partLoad?: readonly number[];
  /** Coefficient of performance at rating. */
  readonly copReference?: UncertainNumber;
  /** Fraction of the Carnot COP, for water warmer than chiller curves were fitted for. */
  readonly carnot: UncertainNumber;
  /** Least stable load of one machine, as a share of its rating. */
  readonly turndown: UncertainNumber;
  /** Rating of one machine or CDU. */
  readonly unitSize: UncertainNumber;
  /** Approach from the outside medium (wet bulb for towers, dry bulb for dry coolers) to the facility water. */
  readonly approach: UncertainNumber;
  /** Approach from facility water to the technology loop. */
  readonly cduApproach: UncertainNumber;
  /** Rise of the coolant across the racks. */
  readonly rise: UncertainNumber;
  /** Temperature of the air supplied to racks, for the heat that stays in air. */
  readonly airSupply: UncertainNumber;
  /** Design power of air handlers per heat in air. */
  readonly airFan: UncertainNumber;
  /** Design power of rejection fans (towers, dry coolers) per heat rejected. */
  readonly rejectionFan: UncertainNumber;
  /** Design power of facility pumps per heat carried. */
  readonly pump: UncertainNumber;
  /** Design power of CDU pumps per heat in liquid. */
  readonly cduPump: UncertainNumber;
  /** Slowest fan and pump speeds, and the exponents of their affinity laws. */
  readonly fanFloor: UncertainNumber;
  readonly fanExponent: UncertainNumber;
  readonly pumpFloor: UncertainNumber;
  readonly pumpExponent: UncertainNumber;
  /** Water made up per heat rejected by evaporation. */
  readonly water: UncertainNumber;
  /** Capital per IT power that it is sized for. */
  readonly capital: UncertainNumber;
  readonly life: UncertainNumber;
  /** Time from loss of cooling to a thermal trip at full load. */
  readonly rideThrough?: UncertainNumber;
  /** Where the air handlers stand. */
  readonly placement: 'room' | 'row';
}

/** A battery at the campus. It smooths ramps that the contract forbids; arbitrage is not simulated in this version. */
export interface Battery extends EntityBase<'battery'> {
  readonly power: UncertainNumber;
  readonly energy: UncertainNumber;
  /** Alternating-current round trip. */
  readonly efficiency: UncertainNumber;
  readonly capitalPower: UncertainNumber;
  readonly capitalEnergy: UncertainNumber;
  readonly life: number;
}

/** A measured serving curve: mean time between tokens `t(B) = t0 + t1·B` at batch B, for one model, precision, accelerator, count, stack and length mix. */
export interface Calibration extends EntityBase<'calibration'> {
  readonly model: Ref | Model;
  readonly accelerator: Ref | Accelerator;
  readonly accelerators: number;
  readonly precision: 'bf16' | 'fp8' | 'fp4';
  readonly t0: UncertainNumber;
  readonly t1: UncertainNumber;
  /** Length mix that the curve was measured with. */
  readonly promptTokens?: number;
  readonly outputTokens?: number;
  /** Draw over TDP with sequences resident: p0 + p1·utilisation. */
  readonly p0: UncertainNumber;
  readonly p1: UncertainNumber;
  /** Largest batch measured: beyond it the curve says nothing. */
  readonly batchMax: number;
  /** Mean absolute error of the fit. */
  readonly error: number;
  readonly stack?: string;
  readonly date?: IsoDate;
}

/** A campus: halls that share a site, a climate, contracts and users. */
export interface Campus extends EntityBase<'campus'> {
  /** The weather that its plants live in. */
  readonly climate: Ref | Climate;
  /** Where it stands, if not where its climate was measured. */
  readonly site?: Ref | Site;
  /** First day of operation. */
  readonly opens: IsoDate;
  /** The date that splits sunk from avoidable cost. */
  readonly asOf: IsoDate;
  /** How long the plan is evaluated, from `opens`. */
  readonly horizon: number;
  /** Real discount rate, a year. */
  readonly discount: number;
  /** Currency in which results are shown; rates stand in `exchange`. */
  readonly currency: string;
  /** Price of carbon emitted, for decisions; zero unless the plan says otherwise. */
  readonly carbonPrice: VaryingUncertainNumber;
  readonly users?: Users;
  readonly economics: Ref | Economics;
  readonly contract: readonly AnyContract[];
  readonly generation: readonly Generation[];
  readonly battery: readonly Battery[];
  readonly network: readonly AnyNetwork[];
  readonly hall: readonly Hall[];
  readonly colocation: readonly Colocation[];
  readonly cloud: readonly Cloud[];
  readonly workload: readonly AnyWorkload[];
  readonly stage: readonly Stage[];
  readonly reserve: readonly Reserve[];
  readonly policy?: Policy;
}

/** How a training job saves its state, and what a failure costs. */
export interface Checkpoint extends EntityBase<'checkpoint'> {
  /** Time between checkpoints; the Young-Daly optimum where absent. */
  readonly interval?: UncertainNumber;
  readonly write: UncertainNumber;
  readonly restart: UncertainNumber;
}

/** Weather of a metro: annual hour bins, design conditions and, where measured, monthly means. Hourly weather is synthesised from these, or read from an EPW file. */
export interface Climate extends EntityBase<'climate'> {
  /** Degrees north of the weather station. */
  readonly lat: number;
  /** Degrees east. */
  readonly lon: number;
  readonly elevation: number;
  /** ASHRAE 169 climate zone. */
  readonly zone?: string;
  readonly meanDryBulb: number;
  readonly meanWetBulb: number;
  readonly maxDryBulb?: number;
  /** Dry bulb that 99.6 % of the hours stay under. */
  readonly dryBulb996?: number;
  /** Wet bulb that 99.6 % of the hours stay under. */
  readonly wetBulb996?: number;
  /** Hours a year with the dry bulb below each temperature. */
  readonly dryBulbBelow?: readonly { readonly at: number; readonly value: number }[];
  /** Hours a year with the wet bulb below each temperature. */
  readonly wetBulbBelow?: readonly { readonly at: number; readonly value: number }[];
  /** Twelve monthly means. */
  readonly monthlyDryBulb?: readonly (number)[];
  readonly monthlyWetBulb?: readonly (number)[];
  /** Twelve mean daily ranges of the dry bulb. */
  readonly monthlyRange?: readonly (number)[];
  /** Twelve standard deviations of the daily mean dry bulb. */
  readonly monthlySpread?: readonly (number)[];
  /** Local hour of the daily maximum. */
  readonly warmestHour: number;
  /** Where the record itself has no hour bins: the climate whose bins stand in, named. */
  readonly proxy?: string;
}

/** Rented accelerators: a place for workloads without a hall. */
export interface Cloud extends EntityBase<'cloud'> {
  readonly accelerator: Ref | Accelerator;
  /** How many may be rented at most. */
  readonly accelerators: VaryingUncertainNumber;
  /** Price of one accelerator-hour, power and building included. */
  readonly price: VaryingUncertainNumber;
  /** Share of the rented hours that is paid even when unused: 100 % for reserved, 0 % for on-demand. */
  readonly committed: number;
  /** Degrees north and east of the cloud region. */
  readonly lat?: number;
  readonly lon?: number;
}

/** A leased suite: power for halls whose shell and plant belong to somebody else. The rate covers the facility, energy is passed through on the tariff. */
export interface Colocation extends EntityBase<'colocation'> {
  /** Energy price where it is one number. */
  readonly energy?: VaryingUncertainNumber;
  /** Mean price by month (12 rows) and local hour (24 columns), where energy follows a market. */
  readonly priceShape?: readonly (readonly (number)[])[];
  /** Share of a flat load's yearly energy cost that falls in the 100 dearest hours. */
  readonly dearest100Share?: number;
  /** Price of the hundredth-dearest hour. */
  readonly dearest100Price?: number;
  /** Highest hourly price of the year. */
  readonly maximumPrice?: number;
  /** Retail and delivery costs that scale with energy, on top of `energy`. */
  readonly adder: VaryingUncertainNumber;
  /** Demand charge on the highest quarter-hour of the billing month. */
  readonly demandCharge: VaryingUncertainNumber;
  /** Billed demand is never under this share of the highest of the eleven months before. */
  readonly ratchet: number;
  /** Charge on the demand in the grid's own peak hours, a year. */
  readonly coincidentCharge: VaryingUncertainNumber;
  /** How many hours the coincident peak is measured in. */
  readonly coincidentHours: number;
  /** Share of that month's contracted capacity that is billed whether drawn or not. */
  readonly minimumDemand: UncertainNumber;
  /** Share of capacity x hours that is paid for whether taken or not. */
  readonly takeOrPay: UncertainNumber;
  /** What energy that was paid for and not taken can be sold for. */
  readonly resale: UncertainNumber;
  /** Fixed charge. */
  readonly fixedCharge: number;
  /** Least yearly bill. */
  readonly minimumBill: number;
  /** Carbon of the energy drawn. */
  readonly carbon?: VaryingUncertainNumber;
  /** Contract length that the tariff asks for. */
  readonly term?: number;
  /** Load from which the tariff applies. */
  readonly threshold?: number;
  /** All-in market price of comparable customers: a check on the bill, never an input to it. */
  readonly allIn?: UncertainNumber;
  /** Contracted capacity. `{ d: a, e: b }` is linear between its dates; `step { … }` holds. */
  readonly capacity: VaryingUncertainNumber;
  /** Largest change between successive one-minute means. */
  readonly rampRate?: UncertainNumber;
  /** Share of the capacity that is firm; the rest may be interrupted. */
  readonly firm: number;
  /** Hours a year in which the interruptible part may be called. */
  readonly interruptibleHours: number;
  /** Notice before an interruption. */
  readonly notice: number;
  /** Credit for the interruptible part. */
  readonly interruptibleCredit: UncertainNumber;
  /** Power factor at the meter, where capacity is declared in VA. */
  readonly powerFactor: number;
  /** Rent for each kW of contracted IT power. */
  readonly rate: VaryingUncertainNumber;
}

/** A power contract: how much may be drawn, from when, how fast it may change, and on which tariff. */
export interface Contract extends EntityBase<'contract'> {
  /** Energy price where it is one number. */
  readonly energy?: VaryingUncertainNumber;
  /** Mean price by month (12 rows) and local hour (24 columns), where energy follows a market. */
  readonly priceShape?: readonly (readonly (number)[])[];
  /** Share of a flat load's yearly energy cost that falls in the 100 dearest hours. */
  readonly dearest100Share?: number;
  /** Price of the hundredth-dearest hour. */
  readonly dearest100Price?: number;
  /** Highest hourly price of the year. */
  readonly maximumPrice?: number;
  /** Retail and delivery costs that scale with energy, on top of `energy`. */
  readonly adder: VaryingUncertainNumber;
  /** Demand charge on the highest quarter-hour of the billing month. */
  readonly demandCharge: VaryingUncertainNumber;
  /** Billed demand is never under this share of the highest of the eleven months before. */
  readonly ratchet: number;
  /** Charge on the demand in the grid's own peak hours, a year. */
  readonly coincidentCharge: VaryingUncertainNumber;
  /** How many hours the coincident peak is measured in. */
  readonly coincidentHours: number;
  /** Share of that month's contracted capacity that is billed whether drawn or not. */
  readonly minimumDemand: UncertainNumber;
  /** Share of capacity x hours that is paid for whether taken or not. */
  readonly takeOrPay: UncertainNumber;
  /** What energy that was paid for and not taken can be sold for. */
  readonly resale: UncertainNumber;
  /** Fixed charge. */
  readonly fixedCharge: number;
  /** Least yearly bill. */
  readonly minimumBill: number;
  /** Carbon of the energy drawn. */
  readonly carbon?: VaryingUncertainNumber;
  /** Contract length that the tariff asks for. */
  readonly term?: number;
  /** Load from which the tariff applies. */
  readonly threshold?: number;
  /** All-in market price of comparable customers: a check on the bill, never an input to it. */
  readonly allIn?: UncertainNumber;
  /** Contracted capacity. `{ d: a, e: b }` is linear between its dates; `step { … }` holds. */
  readonly capacity: VaryingUncertainNumber;
  /** Largest change between successive one-minute means. */
  readonly rampRate?: UncertainNumber;
  /** Share of the capacity that is firm; the rest may be interrupted. */
  readonly firm: number;
  /** Hours a year in which the interruptible part may be called. */
  readonly interruptibleHours: number;
  /** Notice before an interruption. */
  readonly notice: number;
  /** Credit for the interruptible part. */
  readonly interruptibleCredit: UncertainNumber;
  /** Power factor at the meter, where capacity is declared in VA. */
  readonly powerFactor: number;
}

/** A cooling plant, from the rack to the outside air. Every liquid kind includes the air that carries the residual heat. The rack sets how much heat goes to liquid; the cooling sets what it can carry. */
export interface Cooling extends EntityBase<'cooling'> {
  /** Supply of the technology loop (liquid kinds) or of the air (air kinds). */
  readonly supply: UncertainNumber;
  /** Spare machines. */
  readonly redundancy: Redundancy;
  /** Heat per rack that it carries at most. */
  readonly maxDensity?: UncertainNumber;
  /** Largest share of a rack's heat that its liquid side takes. */
  readonly liquidShare: UncertainNumber;
  /** How heat leaves: through chillers or past them. */
  readonly economizer: 'none' | 'air' | 'water' | 'dry';
  /** What gives the heat to the outside. */
  readonly rejection: 'tower' | 'dryCooler' | 'airCooled';
  /** Class of the compressors; `none` has no mechanical cooling. */
  readonly chiller: 'variableSpeed' | 'vanes' | 'screw' | 'scroll' | 'none';
  /** Share of full compressor power over share of full load: a0 + a1·p + a2·p². */
  readonly partLoad?: readonly number[];
  /** Coefficient of performance at rating. */
  readonly copReference?: UncertainNumber;
  /** Fraction of the Carnot COP, for water warmer than chiller curves were fitted for. */
  readonly carnot: UncertainNumber;
  /** Least stable load of one machine, as a share of its rating. */
  readonly turndown: UncertainNumber;
  /** Rating of one machine or CDU. */
  readonly unitSize: UncertainNumber;
  /** Approach from the outside medium (wet bulb for towers, dry bulb for dry coolers) to the facility water. */
  readonly approach: UncertainNumber;
  /** Approach from facility water to the technology loop. */
  readonly cduApproach: UncertainNumber;
  /** Rise of the coolant across the racks. */
  readonly rise: UncertainNumber;
  /** Temperature of the air supplied to racks, for the heat that stays in air. */
  readonly airSupply: UncertainNumber;
  /** Design power of air handlers per heat in air. */
  readonly airFan: UncertainNumber;
  /** Design power of rejection fans (towers, dry coolers) per heat rejected. */
  readonly rejectionFan: UncertainNumber;
  /** Design power of facility pumps per heat carried. */
  readonly pump: UncertainNumber;
  /** Design power of CDU pumps per heat in liquid. */
  readonly cduPump: UncertainNumber;
  /** Slowest fan and pump speeds, and the exponents of their affinity laws. */
  readonly fanFloor: UncertainNumber;
  readonly fanExponent: UncertainNumber;
  readonly pumpFloor: UncertainNumber;
  readonly pumpExponent: UncertainNumber;
  /** Water made up per heat rejected by evaporation. */
  readonly water: UncertainNumber;
  /** Capital per IT power that it is sized for. */
  readonly capital: UncertainNumber;
  readonly life: UncertainNumber;
  /** Time from loss of cooling to a thermal trip at full load. */
  readonly rideThrough?: UncertainNumber;
}

/** Inference that can wait: it takes what interactive work leaves free. */
export interface Deferrable extends EntityBase<'deferrable'> {
  /** Halls (or clouds) that may carry it, in order of preference. */
  readonly on?: readonly (Ref | Hall)[];
  /** Where its users are, if not where the campus's are. */
  readonly users?: { readonly [region: string]: number };
  /** Higher goes first where capacity is short. */
  readonly priority: number;
  readonly model: Ref | Model;
  readonly demand: VaryingUncertainNumber;
  readonly promptTokens: UncertainNumber;
  readonly outputTokens: UncertainNumber;
  /** Share of prompt tokens found in a prefix cache. */
  readonly prefixHit: UncertainNumber;
  readonly slo?: Slo;
  /** Demand by local hour over its daily mean, weekdays (24 numbers). */
  readonly profile?: readonly (number)[];
  /** Weekend demand over weekday demand. */
  readonly weekend: UncertainNumber;
  /** Index of dispersion of arrivals: variance over mean of counts, one for Poisson. */
  readonly dispersion: UncertainNumber;
  /** Seconds over which a burst hurts. */
  readonly burstWindow: number;
  /** Model calls in one task; tools run between them. */
  readonly calls: UncertainNumber;
  /** Share of a session in which the model works; the rest waits for tools and holds its memory. */
  readonly duty: UncertainNumber;
  /** Spare replicas over those that the hour needs. */
  readonly spares: UncertainNumber;
  /** What an unserved million output tokens is worth; unstated means it must be served. */
  readonly value?: VaryingUncertainNumber;
  /** Growth is in `demand`; this is how the work may be interrupted. */
  readonly interruptible: 'none' | 'partial' | 'full';
  /** Latest completion after arrival. */
  readonly deadline: UncertainNumber;
  /** Shortest stretch worth starting. */
  readonly minimumBlock: UncertainNumber;
  /** Time to give the accelerators back. */
  readonly reclaim: UncertainNumber;
  /** Useful work over that of a reserved accelerator. */
  readonly efficiency: UncertainNumber;
}

/** Cold plates on the chips, one- or two-phase, fed by coolant distribution units. */
export interface DirectToChip extends EntityBase<'directToChip'> {
  /** Supply of the technology loop (liquid kinds) or of the air (air kinds). */
  readonly supply: UncertainNumber;
  /** Spare machines. */
  readonly redundancy: Redundancy;
  /** Heat per rack that it carries at most. */
  readonly maxDensity?: UncertainNumber;
  /** Largest share of a rack's heat that its liquid side takes. */
  readonly liquidShare: UncertainNumber;
  /** How heat leaves: through chillers or past them. */
  readonly economizer: 'none' | 'air' | 'water' | 'dry';
  /** What gives the heat to the outside. */
  readonly rejection: 'tower' | 'dryCooler' | 'airCooled';
  /** Class of the compressors; `none` has no mechanical cooling. */
  readonly chiller: 'variableSpeed' | 'vanes' | 'screw' | 'scroll' | 'none';
  /** Share of full compressor power over share of full load: a0 + a1·p + a2·p². */
  readonly partLoad?: readonly number[];
  /** Coefficient of performance at rating. */
  readonly copReference?: UncertainNumber;
  /** Fraction of the Carnot COP, for water warmer than chiller curves were fitted for. */
  readonly carnot: UncertainNumber;
  /** Least stable load of one machine, as a share of its rating. */
  readonly turndown: UncertainNumber;
  /** Rating of one machine or CDU. */
  readonly unitSize: UncertainNumber;
  /** Approach from the outside medium (wet bulb for towers, dry bulb for dry coolers) to the facility water. */
  readonly approach: UncertainNumber;
  /** Approach from facility water to the technology loop. */
  readonly cduApproach: UncertainNumber;
  /** Rise of the coolant across the racks. */
  readonly rise: UncertainNumber;
  /** Temperature of the air supplied to racks, for the heat that stays in air. */
  readonly airSupply: UncertainNumber;
  /** Design power of air handlers per heat in air. */
  readonly airFan: UncertainNumber;
  /** Design power of rejection fans (towers, dry coolers) per heat rejected. */
  readonly rejectionFan: UncertainNumber;
  /** Design power of facility pumps per heat carried. */
  readonly pump: UncertainNumber;
  /** Design power of CDU pumps per heat in liquid. */
  readonly cduPump: UncertainNumber;
  /** Slowest fan and pump speeds, and the exponents of their affinity laws. */
  readonly fanFloor: UncertainNumber;
  readonly fanExponent: UncertainNumber;
  readonly pumpFloor: UncertainNumber;
  readonly pumpExponent: UncertainNumber;
  /** Water made up per heat rejected by evaporation. */
  readonly water: UncertainNumber;
  /** Capital per IT power that it is sized for. */
  readonly capital: UncertainNumber;
  readonly life: UncertainNumber;
  /** Time from loss of cooling to a thermal trip at full load. */
  readonly rideThrough?: UncertainNumber;
  readonly phases: 'one' | 'two';
}

/** Groups of switches, all groups linked to all. */
export interface Dragonfly extends EntityBase<'dragonfly'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
}

/** Prices and lives that hold for the whole campus. All money is real, before tax. */
export interface Economics extends EntityBase<'economics'> {
  readonly shell: UncertainNumber;
  /** Medium voltage, switchgear and transformers, per power they are rated for. Together with `ups` and `generators` this is the electrical band of 3.5-6.5 MUSD/MW. */
  readonly distribution: UncertainNumber;
  readonly ups: UncertainNumber;
  readonly generators: UncertainNumber;
  /** Fit-out, controls, fibre, soft costs. */
  readonly fitOut: UncertainNumber;
  readonly land: UncertainNumber;
  readonly landPerPower: UncertainNumber;
  readonly buildingLife: UncertainNumber;
  readonly electricalLife: UncertainNumber;
  readonly itLife: UncertainNumber;
  readonly staff: UncertainNumber;
  readonly facilityMaintenance: UncertainNumber;
  readonly itMaintenance: UncertainNumber;
  readonly insurance: UncertainNumber;
  readonly waterPrice: UncertainNumber;
  /** Yearly change of accelerator performance per USD, for refresh. */
  readonly progress: UncertainNumber;
}

/** The path from the contract's meter to the rack: transformers, UPS, distribution, standby generators, by redundancy. Loss of an element of rating S at load x·S: `loss/S = k0 + k1·x + k2·x²`. */
export interface Electrical extends EntityBase<'electrical'> {
  readonly redundancy: Redundancy;
  /** Medium-voltage transformer: loss as a share of rating over load. */
  readonly transformer: readonly number[];
  /** UPS loss over load, double conversion. */
  readonly ups: readonly number[];
  /** Share of the IT load that hangs behind a UPS. */
  readonly upsShare: UncertainNumber;
  /** Share of the IT load that standby generators can carry. */
  readonly generatorShare: UncertainNumber;
  /** Busway, switchgear and cabling: loss as a share of throughput. */
  readonly distribution: UncertainNumber;
  /** Lighting, controls, offices: a share of the hall's IT rating, always on. */
  readonly houseLoad: UncertainNumber;
  /** Size of one UPS module. */
  readonly moduleSize: UncertainNumber;
  /** Hours a year without power on this path; by redundancy class where absent. */
  readonly unavailable?: UncertainNumber;
}

/** What one unit of another currency is worth. */
export interface Exchange extends EntityBase<'exchange'> {
  readonly entries: { readonly [currency: string]: number };
}

/** A Clos of two or three tiers, as many as the endpoints need. */
export interface FatTree extends EntityBase<'fatTree'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
}

/** On-site generation. Declared and checked; not simulated in this version, and the program says so. */
export interface Generation extends EntityBase<'generation'> {
  readonly capacity: UncertainNumber;
  readonly technology: 'gasEngine' | 'gasTurbine' | 'combinedCycle' | 'fuelCell' | 'diesel' | 'solar' | 'wind' | 'nuclear';
  readonly efficiency?: UncertainNumber;
  /** Least stable load as a share of capacity. */
  readonly minimumLoad?: UncertainNumber;
  readonly capital?: UncertainNumber;
  readonly upkeep?: UncertainNumber;
  readonly fuel?: VaryingUncertainNumber;
}

/** Racks that share a cooling plant, a network and power feeds. */
export interface Hall extends EntityBase<'hall'> {
  /** What stands in the hall. */
  readonly racks: readonly CountOf<Rack>[];
  /** Heat per rack that the cooling must carry. */
  readonly density?: number;
  readonly cooling: Ref | AnyCooling;
  readonly network: Ref | AnyNetwork;
  readonly power: readonly (Ref | AnyContract)[];
  readonly electrical: Ref | Electrical;
  /** What happens to replicas that the hour does not need. */
  readonly idle: 'spread' | 'consolidate' | 'sleep' | 'off';
  /** First day of this hall's operation, if later than the campus's. */
  readonly opens?: IsoDate;
  /** Heat that the plant is sized for; the racks' nameplate unless given. */
  readonly plantCapacity?: UncertainNumber;
  /** Floor area. */
  readonly area?: number;
  /** Load that the floor carries. */
  readonly floorLoad?: number;
  readonly retrofit: readonly Retrofit[];
  readonly refresh: readonly Refresh[];
  readonly modular?: Modular;
}

/** Cold plates beside an air plant of equal standing: either may carry a rack. */
export interface HybridCooling extends EntityBase<'hybridCooling'> {
  /** Supply of the technology loop (liquid kinds) or of the air (air kinds). */
  readonly supply: UncertainNumber;
  /** Spare machines. */
  readonly redundancy: Redundancy;
  /** Heat per rack that it carries at most. */
  readonly maxDensity?: UncertainNumber;
  /** Largest share of a rack's heat that its liquid side takes. */
  readonly liquidShare: UncertainNumber;
  /** How heat leaves: through chillers or past them. */
  readonly economizer: 'none' | 'air' | 'water' | 'dry';
  /** What gives the heat to the outside. */
  readonly rejection: 'tower' | 'dryCooler' | 'airCooled';
  /** Class of the compressors; `none` has no mechanical cooling. */
  readonly chiller: 'variableSpeed' | 'vanes' | 'screw' | 'scroll' | 'none';
  /** Share of full compressor power over share of full load: a0 + a1·p + a2·p². */
  readonly partLoad?: readonly number[];
  /** Coefficient of performance at rating. */
  readonly copReference?: UncertainNumber;
  /** Fraction of the Carnot COP, for water warmer than chiller curves were fitted for. */
  readonly carnot: UncertainNumber;
  /** Least stable load of one machine, as a share of its rating. */
  readonly turndown: UncertainNumber;
  /** Rating of one machine or CDU. */
  readonly unitSize: UncertainNumber;
  /** Approach from the outside medium (wet bulb for towers, dry bulb for dry coolers) to the facility water. */
  readonly approach: UncertainNumber;
  /** Approach from facility water to the technology loop. */
  readonly cduApproach: UncertainNumber;
  /** Rise of the coolant across the racks. */
  readonly rise: UncertainNumber;
  /** Temperature of the air supplied to racks, for the heat that stays in air. */
  readonly airSupply: UncertainNumber;
  /** Design power of air handlers per heat in air. */
  readonly airFan: UncertainNumber;
  /** Design power of rejection fans (towers, dry coolers) per heat rejected. */
  readonly rejectionFan: UncertainNumber;
  /** Design power of facility pumps per heat carried. */
  readonly pump: UncertainNumber;
  /** Design power of CDU pumps per heat in liquid. */
  readonly cduPump: UncertainNumber;
  /** Slowest fan and pump speeds, and the exponents of their affinity laws. */
  readonly fanFloor: UncertainNumber;
  readonly fanExponent: UncertainNumber;
  readonly pumpFloor: UncertainNumber;
  readonly pumpExponent: UncertainNumber;
  /** Water made up per heat rejected by evaporation. */
  readonly water: UncertainNumber;
  /** Capital per IT power that it is sized for. */
  readonly capital: UncertainNumber;
  readonly life: UncertainNumber;
  /** Time from loss of cooling to a thermal trip at full load. */
  readonly rideThrough?: UncertainNumber;
  /** Share of the plant's rating that its air side can carry. */
  readonly airCapacity: UncertainNumber;
}

/** Servers in a tank of dielectric fluid, one- or two-phase. */
export interface Immersion extends EntityBase<'immersion'> {
  /** Supply of the technology loop (liquid kinds) or of the air (air kinds). */
  readonly supply: UncertainNumber;
  /** Spare machines. */
  readonly redundancy: Redundancy;
  /** Heat per rack that it carries at most. */
  readonly maxDensity?: UncertainNumber;
  /** Largest share of a rack's heat that its liquid side takes. */
  readonly liquidShare: UncertainNumber;
  /** How heat leaves: through chillers or past them. */
  readonly economizer: 'none' | 'air' | 'water' | 'dry';
  /** What gives the heat to the outside. */
  readonly rejection: 'tower' | 'dryCooler' | 'airCooled';
  /** Class of the compressors; `none` has no mechanical cooling. */
  readonly chiller: 'variableSpeed' | 'vanes' | 'screw' | 'scroll' | 'none';
  /** Share of full compressor power over share of full load: a0 + a1·p + a2·p². */
  readonly partLoad?: readonly number[];
  /** Coefficient of performance at rating. */
  readonly copReference?: UncertainNumber;
  /** Fraction of the Carnot COP, for water warmer than chiller curves were fitted for. */
  readonly carnot: UncertainNumber;
  /** Least stable load of one machine, as a share of its rating. */
  readonly turndown: UncertainNumber;
  /** Rating of one machine or CDU. */
  readonly unitSize: UncertainNumber;
  /** Approach from the outside medium (wet bulb for towers, dry bulb for dry coolers) to the facility water. */
  readonly approach: UncertainNumber;
  /** Approach from facility water to the technology loop. */
  readonly cduApproach: UncertainNumber;
  /** Rise of the coolant across the racks. */
  readonly rise: UncertainNumber;
  /** Temperature of the air supplied to racks, for the heat that stays in air. */
  readonly airSupply: UncertainNumber;
  /** Design power of air handlers per heat in air. */
  readonly airFan: UncertainNumber;
  /** Design power of rejection fans (towers, dry coolers) per heat rejected. */
  readonly rejectionFan: UncertainNumber;
  /** Design power of facility pumps per heat carried. */
  readonly pump: UncertainNumber;
  /** Design power of CDU pumps per heat in liquid. */
  readonly cduPump: UncertainNumber;
  /** Slowest fan and pump speeds, and the exponents of their affinity laws. */
  readonly fanFloor: UncertainNumber;
  readonly fanExponent: UncertainNumber;
  readonly pumpFloor: UncertainNumber;
  readonly pumpExponent: UncertainNumber;
  /** Water made up per heat rejected by evaporation. */
  readonly water: UncertainNumber;
  /** Capital per IT power that it is sized for. */
  readonly capital: UncertainNumber;
  readonly life: UncertainNumber;
  /** Time from loss of cooling to a thermal trip at full load. */
  readonly rideThrough?: UncertainNumber;
  readonly phases: 'one' | 'two';
}

/** Serving a language model: requests with prompts and outputs, under an SLO. */
export interface Inference extends EntityBase<'inference'> {
  /** Halls (or clouds) that may carry it, in order of preference. */
  readonly on?: readonly (Ref | Hall)[];
  /** Where its users are, if not where the campus's are. */
  readonly users?: { readonly [region: string]: number };
  /** Higher goes first where capacity is short. */
  readonly priority: number;
  readonly model: Ref | Model;
  readonly demand: VaryingUncertainNumber;
  readonly promptTokens: UncertainNumber;
  readonly outputTokens: UncertainNumber;
  /** Share of prompt tokens found in a prefix cache. */
  readonly prefixHit: UncertainNumber;
  readonly slo?: Slo;
  /** Demand by local hour over its daily mean, weekdays (24 numbers). */
  readonly profile?: readonly (number)[];
  /** Weekend demand over weekday demand. */
  readonly weekend: UncertainNumber;
  /** Index of dispersion of arrivals: variance over mean of counts, one for Poisson. */
  readonly dispersion: UncertainNumber;
  /** Seconds over which a burst hurts. */
  readonly burstWindow: number;
  /** Model calls in one task; tools run between them. */
  readonly calls: UncertainNumber;
  /** Share of a session in which the model works; the rest waits for tools and holds its memory. */
  readonly duty: UncertainNumber;
  /** Spare replicas over those that the hour needs. */
  readonly spares: UncertainNumber;
  /** What an unserved million output tokens is worth; unstated means it must be served. */
  readonly value?: VaryingUncertainNumber;
  /** Growth is in `demand`; this is how the work may be interrupted. */
  readonly interruptible: 'none' | 'partial' | 'full';
}

/** Leaves and spines, usually oversubscribed. */
export interface LeafSpine extends EntityBase<'leafSpine'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
}

/** A language model as its server sees it. */
export interface Model extends EntityBase<'model'> {
  readonly parameters: number;
  /** Parameters that work on one token; fewer than all in a mixture of experts. */
  readonly active: number;
  /** Memory that one token of context holds, 16-bit cache. From the model card: not from a formula. */
  readonly kvPerToken: number;
  /** Precision in which the weights are served. */
  readonly precision: 'bf16' | 'fp8' | 'fp4';
  readonly layers?: number;
  readonly released?: IsoDate;
}

/** Building in blocks as demand comes. */
export interface Modular extends EntityBase<'modular'> {
  readonly block: UncertainNumber;
  readonly leadTime: UncertainNumber;
  /** Extra capital over building at once. */
  readonly premium: UncertainNumber;
}

/** One fabric: the scale-out network that a hall's accelerators share. One `network` block is one fabric for all the halls that name it. */
export interface Network extends EntityBase<'network'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
}

/** A plan file: everything that may stand at its top level. A catalogue module is the same thing. */
export interface Plan extends EntityBase<'plan'> {
  readonly campus: readonly Campus[];
  readonly policy?: Policy;
  readonly exchange?: Exchange;
  readonly site: readonly Site[];
  readonly region: readonly Region[];
  readonly climate: readonly Climate[];
  readonly users?: Users;
  readonly contract: readonly AnyContract[];
  readonly tariff: readonly AnyTariff[];
  readonly generation: readonly Generation[];
  readonly battery: readonly Battery[];
  readonly electrical: readonly Electrical[];
  readonly rack: readonly Rack[];
  readonly server: readonly Server[];
  readonly accelerator: readonly Accelerator[];
  readonly cooling: readonly AnyCooling[];
  readonly network: readonly AnyNetwork[];
  readonly switch: readonly Switch[];
  readonly workload: readonly AnyWorkload[];
  readonly model: readonly Model[];
  readonly calibration: readonly Calibration[];
  readonly colocation: readonly Colocation[];
  readonly cloud: readonly Cloud[];
  readonly economics: readonly Economics[];
  readonly schemaVersion: 1;
  /** Name and version of the language and library that made it. */
  readonly engine: string;
  readonly scenario?: string;
  readonly scenarios: readonly ScenarioInfo[];
  readonly requirements: readonly Requirement[];
  /** Catalogue entries that the plan uses, by key (`std/racks#GB200_NVL72`). */
  readonly catalogue: { readonly [key: string]: AnyEntity };
}

/** House rules: from when a mismatch is worth a finding. */
export interface Policy extends EntityBase<'policy'> {
  /** Least present value of a mismatch. */
  readonly findingMinimum: number;
  /** Least share of the subsystem's cost. */
  readonly findingShare: number;
}

/** A rack as delivered. Power of a working rack is `fixed + accelerators x share of TDP`, never nameplate. */
export interface Rack extends EntityBase<'rack'> {
  readonly server?: Ref | Server;
  readonly servers?: number;
  readonly accelerator?: Ref | Accelerator;
  readonly accelerators: number;
  /** Nameplate. */
  readonly peak?: UncertainNumber;
  /** Draw of everything but the accelerators while these idle. */
  readonly fixedIdle?: UncertainNumber;
  /** Draw of everything but the accelerators while these work. */
  readonly fixedBusy?: UncertainNumber;
  /** Share of the heat that leaves in liquid. */
  readonly liquidShare?: UncertainNumber;
  /** Warmest technology-loop supply that the rack accepts. */
  readonly supplyMax?: number;
  /** Air inlet temperature that the air-cooled part accepts. */
  readonly airInletMax: number;
  readonly weight?: UncertainNumber;
  readonly price?: UncertainNumber;
  /** Accelerators that reach each other over the scale-up fabric. */
  readonly scaleUpDomain?: number;
  /** Draw of the whole rack asleep (accelerators power-gated, hosts suspended). */
  readonly sleep?: UncertainNumber;
  /** Draw of the whole rack switched off. */
  readonly off?: UncertainNumber;
}

/** Rails that do not meet above the leaves; traffic across rails goes over the scale-up fabric. */
export interface RailOnly extends EntityBase<'railOnly'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
  readonly rails: number;
}

/** A Clos whose leaves each serve one rail: the same-numbered accelerator of every server. */
export interface RailOptimized extends EntityBase<'railOptimized'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
  readonly rails: number;
}

/** A heat exchanger in the rack's rear door. */
export interface RearDoor extends EntityBase<'rearDoor'> {
  /** Supply of the technology loop (liquid kinds) or of the air (air kinds). */
  readonly supply: UncertainNumber;
  /** Spare machines. */
  readonly redundancy: Redundancy;
  /** Heat per rack that it carries at most. */
  readonly maxDensity?: UncertainNumber;
  /** Largest share of a rack's heat that its liquid side takes. */
  readonly liquidShare: UncertainNumber;
  /** How heat leaves: through chillers or past them. */
  readonly economizer: 'none' | 'air' | 'water' | 'dry';
  /** What gives the heat to the outside. */
  readonly rejection: 'tower' | 'dryCooler' | 'airCooled';
  /** Class of the compressors; `none` has no mechanical cooling. */
  readonly chiller: 'variableSpeed' | 'vanes' | 'screw' | 'scroll' | 'none';
  /** Share of full compressor power over share of full load: a0 + a1·p + a2·p². */
  readonly partLoad?: readonly number[];
  /** Coefficient of performance at rating. */
  readonly copReference?: UncertainNumber;
  /** Fraction of the Carnot COP, for water warmer than chiller curves were fitted for. */
  readonly carnot: UncertainNumber;
  /** Least stable load of one machine, as a share of its rating. */
  readonly turndown: UncertainNumber;
  /** Rating of one machine or CDU. */
  readonly unitSize: UncertainNumber;
  /** Approach from the outside medium (wet bulb for towers, dry bulb for dry coolers) to the facility water. */
  readonly approach: UncertainNumber;
  /** Approach from facility water to the technology loop. */
  readonly cduApproach: UncertainNumber;
  /** Rise of the coolant across the racks. */
  readonly rise: UncertainNumber;
  /** Temperature of the air supplied to racks, for the heat that stays in air. */
  readonly airSupply: UncertainNumber;
  /** Design power of air handlers per heat in air. */
  readonly airFan: UncertainNumber;
  /** Design power of rejection fans (towers, dry coolers) per heat rejected. */
  readonly rejectionFan: UncertainNumber;
  /** Design power of facility pumps per heat carried. */
  readonly pump: UncertainNumber;
  /** Design power of CDU pumps per heat in liquid. */
  readonly cduPump: UncertainNumber;
  /** Slowest fan and pump speeds, and the exponents of their affinity laws. */
  readonly fanFloor: UncertainNumber;
  readonly fanExponent: UncertainNumber;
  readonly pumpFloor: UncertainNumber;
  readonly pumpExponent: UncertainNumber;
  /** Water made up per heat rejected by evaporation. */
  readonly water: UncertainNumber;
  /** Capital per IT power that it is sized for. */
  readonly capital: UncertainNumber;
  readonly life: UncertainNumber;
  /** Time from loss of cooling to a thermal trip at full load. */
  readonly rideThrough?: UncertainNumber;
  readonly active: 'yes' | 'no';
}

/** A declared change of what stands in the racks; like for like at each IT life where absent. */
export interface Refresh extends EntityBase<'refresh'> {
  readonly to: readonly CountOf<Rack>[];
  readonly at: IsoDate;
}

/** A place where users are: a metro or the middle of a wider region. */
export interface Region extends EntityBase<'region'> {
  /** Degrees north. */
  readonly lat: number;
  /** Degrees east. */
  readonly lon: number;
  /** Round trip from the user's device to the region's exchange point. */
  readonly access: UncertainNumber;
}

/** Requests that are not language-model tokens: recommendation, embeddings, images, video, speech. */
export interface Requests extends EntityBase<'requests'> {
  /** Halls (or clouds) that may carry it, in order of preference. */
  readonly on?: readonly (Ref | Hall)[];
  /** Where its users are, if not where the campus's are. */
  readonly users?: { readonly [region: string]: number };
  /** Higher goes first where capacity is short. */
  readonly priority: number;
  readonly demand: VaryingUncertainNumber;
  /** Accelerator the work figure was measured on. */
  readonly reference: Ref | Accelerator;
  /** Time that one request holds one reference accelerator. */
  readonly work: UncertainNumber;
  /** Draw over TDP while it works. */
  readonly power: UncertainNumber;
  /** Utilisation at which latency still holds. */
  readonly utilisation: UncertainNumber;
  readonly slo?: Slo;
  readonly profile?: readonly (number)[];
  readonly weekend: UncertainNumber;
  readonly dispersion: UncertainNumber;
  readonly burstWindow: number;
  readonly spares: UncertainNumber;
  /** What a thousand unserved requests are worth. */
  readonly value?: VaryingUncertainNumber;
  readonly interruptible: 'none' | 'partial' | 'full';
}

/** Space or power held back for growth. */
export interface Reserve extends EntityBase<'reserve'> {
  readonly power?: UncertainNumber;
  readonly until?: IsoDate;
  readonly cost?: UncertainNumber;
}

/** A declared change of a hall's cooling. */
export interface Retrofit extends EntityBase<'retrofit'> {
  readonly to: Ref | AnyCooling;
  readonly cost: UncertainNumber;
  readonly downtime: UncertainNumber;
  readonly at?: IsoDate;
  readonly trigger?: Condition;
}

/** A server or tray of accelerators. */
export interface Server extends EntityBase<'server'> {
  readonly accelerator: Ref | Accelerator;
  readonly accelerators: number;
  /** Nameplate of the whole server. */
  readonly peak?: UncertainNumber;
  /** Draw of everything but the accelerators while these idle. */
  readonly fixedIdle?: UncertainNumber;
  /** Draw of everything but the accelerators while these work. */
  readonly fixedBusy?: UncertainNumber;
  /** Share of the heat that leaves in liquid where the server is built for it. */
  readonly liquidShare: UncertainNumber;
  readonly price?: UncertainNumber;
}

/** A place on the map. */
export interface Site extends EntityBase<'site'> {
  /** Degrees north. */
  readonly lat: number;
  /** Degrees east. */
  readonly lon: number;
  /** Above sea level. */
  readonly elevation: number;
}

/** What a user is promised. */
export interface Slo extends EntityBase<'slo'> {
  /** Time to first token, users' network included. */
  readonly ttft?: UncertainNumber;
  /** Time per output token. */
  readonly tpot?: UncertainNumber;
  /** Whole response, for work that has no tokens. */
  readonly latency?: UncertainNumber;
  readonly percentile: number;
}

/** A part of the campus that comes at its own date. */
export interface Stage extends EntityBase<'stage'> {
  readonly opens: IsoDate;
  readonly halls: readonly (Ref | Hall)[];
}

/** A switch. */
export interface Switch extends EntityBase<'switch'> {
  /** Ports at `portRate`. */
  readonly radix: number;
  readonly portRate: number;
  /** Draw, without pluggable optics unless the note says otherwise. */
  readonly power: UncertainNumber;
  readonly price?: UncertainNumber;
  /** One hop. */
  readonly latency?: UncertainNumber;
}

/** What electricity costs and in which form. Every part is a term of its own on the bill. */
export interface Tariff extends EntityBase<'tariff'> {
  /** Energy price where it is one number. */
  readonly energy?: VaryingUncertainNumber;
  /** Mean price by month (12 rows) and local hour (24 columns), where energy follows a market. */
  readonly priceShape?: readonly (readonly (number)[])[];
  /** Share of a flat load's yearly energy cost that falls in the 100 dearest hours. */
  readonly dearest100Share?: number;
  /** Price of the hundredth-dearest hour. */
  readonly dearest100Price?: number;
  /** Highest hourly price of the year. */
  readonly maximumPrice?: number;
  /** Retail and delivery costs that scale with energy, on top of `energy`. */
  readonly adder: VaryingUncertainNumber;
  /** Demand charge on the highest quarter-hour of the billing month. */
  readonly demandCharge: VaryingUncertainNumber;
  /** Billed demand is never under this share of the highest of the eleven months before. */
  readonly ratchet: number;
  /** Charge on the demand in the grid's own peak hours, a year. */
  readonly coincidentCharge: VaryingUncertainNumber;
  /** How many hours the coincident peak is measured in. */
  readonly coincidentHours: number;
  /** Share of that month's contracted capacity that is billed whether drawn or not. */
  readonly minimumDemand: UncertainNumber;
  /** Share of capacity x hours that is paid for whether taken or not. */
  readonly takeOrPay: UncertainNumber;
  /** What energy that was paid for and not taken can be sold for. */
  readonly resale: UncertainNumber;
  /** Fixed charge. */
  readonly fixedCharge: number;
  /** Least yearly bill. */
  readonly minimumBill: number;
  /** Carbon of the energy drawn. */
  readonly carbon?: VaryingUncertainNumber;
  /** Contract length that the tariff asks for. */
  readonly term?: number;
  /** Load from which the tariff applies. */
  readonly threshold?: number;
  /** All-in market price of comparable customers: a check on the bill, never an input to it. */
  readonly allIn?: UncertainNumber;
}

/** Direct links in a torus, optionally through optical circuit switches. */
export interface Torus extends EntityBase<'torus'> {
  readonly switch: Ref | Switch;
  /** Downlink to uplink bandwidth of a leaf; 1:1 does not block. */
  readonly oversubscription: number;
  /** Rate of an endpoint's link; the accelerator's own where absent. */
  readonly linkRate?: UncertainNumber;
  /** Share of switch-to-switch links that are optical. */
  readonly opticalShare: number;
  /** Share of endpoint links that are optical. */
  readonly endpointOpticalShare: number;
  readonly transceiverPower: UncertainNumber;
  readonly transceiverPrice: UncertainNumber;
  /** One passive fibre link. */
  readonly cablePrice: UncertainNumber;
  /** The endpoint's own adapter. */
  readonly adapterPrice: UncertainNumber;
  readonly life: UncertainNumber;
  /** Independent planes, each with its share of the endpoint's rate. */
  readonly planes: number;
  readonly dimensions: number;
  readonly opticalSwitches: 'yes' | 'no';
}

/** Gang-scheduled training: it holds its accelerators and is never resized by the hour. */
export interface Training extends EntityBase<'training'> {
  /** Halls (or clouds) that may carry it, in order of preference. */
  readonly on?: readonly (Ref | Hall)[];
  /** Where its users are, if not where the campus's are. */
  readonly users?: { readonly [region: string]: number };
  /** Higher goes first where capacity is short. */
  readonly priority: number;
  /** Accelerators that it holds. */
  readonly accelerators: VaryingUncertainNumber;
  readonly model?: Ref | Model;
  /** Model FLOP per second over dense peak, before failures and exposed communication of the fabric. */
  readonly mfu: UncertainNumber;
  /** Throughput that `mfu` refers to. */
  readonly precision: 'bf16' | 'fp8' | 'fp4';
  /** Mean draw of an accelerator over its TDP while it steps. */
  readonly power: UncertainNumber;
  /** Share of a step in which accelerators wait for the network of a fabric that does not block. */
  readonly exposed: UncertainNumber;
  /** Largest 2 s swing of the job's power over its provisioned power. */
  readonly swing: UncertainNumber;
  /** Traffic that crosses the oversubscribed tier: 1 for all-to-all, near 1/(scale-up domain) for rail-local rings. */
  readonly crossing: UncertainNumber;
  /** Accelerators in one job: the failure unit. */
  readonly jobSize?: VaryingUncertainNumber;
  /** Mean time between interruptions of one accelerator's share of a job. */
  readonly mtbf: UncertainNumber;
  readonly checkpoint?: Checkpoint;
}

/** Where the users are: share of demand by region. What is left of 100 % counts as on the campus. */
export interface Users extends EntityBase<'users'> {
  readonly entries: { readonly [region: string]: number };
}

/** What the campus is for. Kinds that extend this one say how the work is measured. */
export interface Workload extends EntityBase<'workload'> {
  /** Halls (or clouds) that may carry it, in order of preference. */
  readonly on?: readonly (Ref | Hall)[];
  /** Where its users are, if not where the campus's are. */
  readonly users?: { readonly [region: string]: number };
  /** Higher goes first where capacity is short. */
  readonly priority: number;
}

export type AnyContract = Contract | Colocation;
export type AnyCooling = Cooling | AirCooling | RearDoor | DirectToChip | Immersion | HybridCooling;
export type AnyInference = Inference | Deferrable;
export type AnyNetwork = Network | FatTree | RailOptimized | RailOnly | LeafSpine | Dragonfly | Torus;
export type AnyTariff = Tariff | Colocation | Contract;
export type AnyWorkload = Workload | Training | Inference | Deferrable | Requests;
export type AnyEntity = Accelerator | AirCooling | Battery | Calibration | Campus | Checkpoint | Climate | Cloud | Colocation | Contract | Cooling | Deferrable | DirectToChip | Dragonfly | Economics | Electrical | Exchange | FatTree | Generation | Hall | HybridCooling | Immersion | Inference | LeafSpine | Model | Modular | Network | Policy | Rack | RailOnly | RailOptimized | RearDoor | Refresh | Region | Requests | Reserve | Retrofit | Server | Site | Slo | Stage | Switch | Tariff | Torus | Training | Users | Workload;
