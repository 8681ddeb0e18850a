import { central } from '../../ir/index.js';
import { showIn, showMoney, showShare } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { type FitContext, whatIf } from '../context.js';
import type { Finding, Mend } from '../finding.js';
import { blockName, entityName, openingMonth } from '../words.js';
import { coolingChange, otherCoolings } from './cooling-candidates.js';
import type { PlantView } from './plant-view.js';

/** DCP4107: what it comes to that racks are denser than their cooling carries (DCP3001 says that they are), and what carries them. */
export function densityAboveAir(context: FitContext, plant: PlantView): Finding[] {
  const { cooling, hall, path, campus } = plant;
  if (cooling.maxDensity === undefined || hall.density === undefined) return [];
  const limit = central(cooling.maxDensity);
  if (hall.density <= limit * (1 + 1e-9)) return [];
  // A hall that falls short of a density carries racks only so far thinned out (simulation/campus/capability.ts).
  const without = 1 - limit / hall.density;
  const worth = without * ownCapital(context, path, campus.discount) * (context.alike?.paths.length ?? 1);
  const mends = otherCoolings(context, hall)
    .map((other) => whatIf(context, `cooling: ${other.name.name}`, [coolingChange(hall, other)]))
    .filter((mend): mend is Mend => mend !== undefined)
    .sort((a, b) => b.predicted.presentValue - a.predicted.presentValue)
    .slice(0, 2);
  const [mend] = mends;
  const cost = mend === undefined ? 0 : -mend.predicted.presentValue;
  const other =
    mend === undefined
      ? ''
      : ` ${mend.title} ${cost > 0 ? `costs ${showMoney(cost)} more` : `saves ${showMoney(-cost)}`}.`;
  return [
    {
      code: 'DCP4107',
      slug: 'density-above-air',
      severity: 'info',
      path,
      property: 'cooling',
      message: `at ${showIn(limit, 'kW')} a rack ${entityName(cooling)} carries ${showShare(1 - without)} of the heat of ${blockName(path)}'s racks of ${showIn(hall.density, 'kW')}: the rest of what stands there would stand still`,
      notes: [
        `The simulation carries all of it: that is what its other numbers rest on.${other}`,
        ...(mend === undefined ? ['No cooling of the catalogue carries these racks in this plan.'] : []),
      ],
      impact: {
        presentValue: worth,
        energy: null,
        carbon: null,
        from: openingMonth(campus, hall),
        until: null,
        basis: "capital and upkeep of the hall's racks and network, by the share of its heat that is not carried",
      },
      ...(mends.length > 0 ? { mends } : {}),
    },
  ];
}

/** Present value of what stands in the hall: racks and network, capital and upkeep. USD. */
function ownCapital(context: FitContext, path: string, discount: number): number {
  const lines = context.result.costs.filter(
    (line) => line.path === path && (line.subsystem === 'rack' || line.subsystem === 'network'),
  );
  const yearly = Float64Array.from(context.result.years, (_, year) =>
    lines.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0),
  );
  return presentValue(yearly, discount);
}
