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
contract's bill.

**What it rests on.** Minimum stable loads are engineering estimates in every source found: the catalogue marks them as
assumed. A variable-speed chiller is *more* efficient at half load than at full: part load alone is no mistake, and the
finding is not raised where no mend saves money.

Model: docs/models/cooling-plant.md (EIR part-load curves, affinity laws, counted machines).
`,
  },
});
