import type { Sensitivity, Swing } from '../fit/sensitivity.js';
import { figureName } from '../fit/sensitivity-inputs.js';
import { showNumber, showQuantity, splitPath } from '../ir/index.js';
import { columns } from './table.js';
import { wrap } from './wrap.js';

const NAMES: Readonly<Record<string, string>> = {
  presentValue: 'present value',
  levelisedCostPerMtok: 'cost of a million tokens',
  levelisedCostPerExaflop: 'cost of an exaFLOP',
  pue: 'dPUE',
};

/** The figures that move each headline most, with what they make of it and whether they have a source. */
export function renderSensitivity({ headlines, inputs, simulations }: Sensitivity): string {
  const tables = headlines.map(({ metric, of, unit, value, inputs: swings }) => {
    const show = (amount: number | null): string => (unit === '' ? plain(amount) : showQuantity(amount, unit));
    const name = `${NAMES[metric] ?? metric}${of === '' ? '' : ` of ${splitPath(of).last}`}`;
    if (swings.length === 0) return `What moves the ${name}: none of the uncertain or assumed figures`;
    const rows = swings.map((swing) => [
      figureName(swing),
      `${show(swing.atLow)} to ${show(swing.atHigh)}`,
      value === null || value === 0 ? '-' : `${((100 * swing.swing) / Math.abs(value)).toPrecision(2)} %`,
      sourceWords(swing),
    ]);
    return `What moves the ${name} most (${show(value)} as it stands)\n\n${columns(['figure', 'over its range', 'swing', 'source'], rows)}`;
  });
  const note = wrap(
    `One at a time over their ranges, from representative hours: ${showNumber(inputs)} figures, ${showNumber(simulations)} simulations. Assumed figures without a range of their own: ±20 %.`,
    '',
  ).join('\n');
  return [...tables, note].join('\n\n');
}

function sourceWords({ standing, source, range }: Swing): string {
  const swung = range === 'assumed' ? ', ±20 %' : '';
  if (standing === 'unstated' || source === null) return `none stated${swung}`;
  return `${standing}${swung}`;
}

/** A plain number to a thousandth: differences of a dPUE lie there. */
function plain(amount: number | null): string {
  return amount === null ? 'unknown' : amount.toFixed(3);
}
