import { defineCodes } from '../../codes.js';

/** Findings DCP41xx: cooling. */
export const thermalCodes = defineCodes({
  'thermal-part-load': {
    code: 'DCP4103',
    severity: 'warning',
    title: 'A cooling plant is larger than the heat it carries, or runs below its turndown',
    explanation: `
A plant is rated for the nameplate of its racks. When the work draws less, machines run at part load; below the
**turndown** of the smallest number of machines that the hour needs, compressors cycle, pumps and fans sit at their
slowest speed, and what does not scale is paid all the same.

**How it is found.** Every hour of every year: heat = IT power of the hour, split into liquid and air; machines are
counted and staged (the number that uses least power); below the least stable load of one machine the hour counts as
below turndown. The finding is raised where such hours occur, or the plant carries under half its rating on average,
*and* a mend saves at least 1 M USD of present value and 2 % of the cooling's cost (\`policy\` changes both).

**The mend** is found by simulating the plan with a plant that fits the heat (\`plantCapacity\`), and with every cooling of
the catalogue that carries the racks' density and liquid heat. Its saving includes capital, energy, upkeep and the
contract's bill. Where the hall itself is too large (DCP4701), fewer racks make the plant smaller too: the note says how much of
the saving the two have in common.

**What it rests on.** Minimum stable loads are engineering estimates in every source found: the catalogue marks them as
assumed. A variable-speed chiller is *more* efficient at half load than at full: part load alone is no mistake, and the
finding is not raised where no mend saves money.

Model: docs/models/cooling-plant.md (EIR part-load curves, affinity laws, counted machines).
`,
  },
  'thermal-cycling': {
    code: 'DCP4104',
    severity: 'warning',
    title: 'Compressors of a plant start often',
    explanation: `
A compressor with less heat than its **turndown** starts and stops, as often as its timers allow; one that is staged
on and off by the hour starts as well. Starts wear motors, oil films and contactors long before energy shows it.

**How it is found.** Starts of every machine are counted over the hours of the year with most hours below turndown: one
for each machine that the hour asks for beyond the hour before, and, below the turndown, \`1/max(t_on/CR, t_off/(1 − CR))\`
of the machine that cycles (\`minimumOn\`, \`minimumOff\`; CR: its load over its least stable load). The finding is raised from 4 starts of
each machine a day. Where a smaller plant is the mend (DCP4103), that finding speaks for both.

**The mend** is a machine of half or a quarter of the size (\`unitSize\`), or one that holds its least load with hot gas
(\`lowLoad\`), whichever is cheapest of those that bring the starts under the limit. It is a warning where the mend saves
the threshold, else information: the library has no price for the wear of a start.

**What it rests on.** Timers, turndown and the limit of 4 starts a day are recalled from makers' guidance and assumed.

Model: docs/models/chiller.md, docs/models/cooling-plant.md.
`,
  },
  'chiller-class': {
    code: 'DCP4105',
    severity: 'warning',
    title: 'Compressors of another class take less at the load that the plant has',
    explanation: `
A chiller with **inlet vanes** takes a third of its full power at a tenth of its load; one with a **variable-speed** drive is more
efficient at half load than at full. Which class is right depends on the load that the plant has, hour by hour, and not on its
rating.

**How it is found.** Where the catalogue has the hall's cooling with other compressors and nothing else changed, the plan is
simulated with it. The finding is raised where that saves the threshold (1 M USD of present value and 2 % of the
cooling's cost, unless \`policy\` says otherwise). It works both ways: a drive that full load never uses is found like vanes
at low load.

**The mend** is that entry of the catalogue.

**What it rests on.** Part-load curves and full-load COP of published chiller records; capital is the same for all classes
in the catalogue, which favours drives.

Model: docs/models/chiller.md.
`,
  },
  'supply-too-cold': {
    code: 'DCP4106',
    severity: 'warning',
    title: 'The supply is colder than the racks need, and compressors run for it',
    explanation: `
Outdoor air, a tower or a dry cooler carry all heat while they are colder than the supply by their approach. Each degree
that the supply is colder than the racks need takes hours from that, and makes compressors lift further in the rest.

**How it is found.** The racks' limit is \`supplyMax\` for coolant, \`airInletMax\` for air. Where the supply lies below it and
compressors run, the plan is simulated with the limit; for a plant without economizer, with the catalogue's plants of the
same kind that have one. Raised where that saves the threshold.

**The mend** is the coolest supply that saves 98 % of what the racks' limit saves, in whole degrees: what lies above it only
costs margin. It is not proposed where a rack has no limit in the library, nor for rear doors, whose air is the room's.

**What it rests on.** Approaches are assumed. Less margin shortens the ride-through; server fans that speed up with their inlet
and leakage of warmer chips are not modelled.

Model: docs/models/cooling-plant.md (free cooling hour by hour).
`,
  },
  'density-above-air': {
    code: 'DCP4107',
    severity: 'info',
    title: 'What it comes to that racks are denser than their cooling carries',
    explanation: `
DCP3001 says that a cooling carries less heat per rack than the racks give. This finding says what that comes to: racks stand
thinned out, in the ratio of both densities, and the rest of what stands in the hall would stand still.

**How it is found.** \`density\` over \`maxDensity\`; capital and upkeep of racks and network, times the share of the
heat that is not carried. Every cooling of the catalogue that carries the racks is simulated in its place.

**The mend** is the cheapest of these, and the second cheapest; both may cost more than they save on the bill: the gain is
that the racks run at all. The simulation itself carries all of the heat, so that the other numbers are of the hall as meant.

**What it rests on.** Densities by cooling type are recalled from vendors' literature.

Model: docs/models/cooling-plant.md.
`,
  },
  'liquid-share': {
    code: 'DCP4108',
    severity: 'warning',
    title: 'Racks and the liquid side of their plant do not match',
    explanation: `
Racks with cold plates give a fixed share of their heat to liquid. A loop that takes less leaves chips without cooling;
a loop that nobody fills, or an air side beside it that stands by, is capital that carries nothing.

**How it is found.** The racks' \`liquidShare\`, weighted by nameplate, against that of the cooling, and both sides that the plant is
built for against the heat that comes. Where a tenth of the rating or more stands by, every cooling of the catalogue that
carries the racks with less standing by is simulated; raised where one saves the threshold.

**The mend** is that cooling; for heat that no loop takes, the \`liquidShare\` that the racks ask for.

A hall that is to carry other racks later may be right as it is: declare them with \`refresh\`, and they count.

Model: docs/models/cooling-plant.md.
`,
  },
  'ride-through': {
    code: 'DCP4109',
    severity: 'warning',
    title: 'A hall trips before its cooling is back',
    explanation: `
When flow or power is lost, heat goes on. The coolant in the loop and the water in pipes and tanks warm until the hall trips
(\`tripRise\`). Two times must fit: coolant distribution units answer within seconds, compressors start again within
minutes.

**How it is found.** \`t = (ρ·cp·V_loop + ρ·cp·V_buffer)·ΔT/P\` of the volumes that the plan declares (\`loopVolume\`, \`bufferVolume\`), at full
load, against \`cduResponse\` and, where the plant has compressors, \`chillerStart\`. A \`rideThrough\` that the
plan states for itself is held against \`chillerStart\`; the library's own, which are assumptions, are not judged.

**The mend** is the buffer of facility water that bridges the restart. The library has no price for tanks: its saving shows
none, and its cost has to be added.

Model: docs/models/thermal-transients.md.
`,
  },
});
