import { type Finding, type Mismatch, PART_NAMES, SUBSYSTEMS } from '../../fit/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import { type Cell, drawn, type Figure, type FigureInput, nameWithin, textCell } from '../figure.js';
import { ROLE } from '../palette.js';

interface Bar {
  readonly name: string;
  readonly path: string;
  readonly cost: number;
  readonly row: readonly Cell[];
}

const MOST_BARS = 16;

/**
 * What the plan costs beyond its best mended form, by part: shares of one difference, which add up to it. Where a plan has
 * several campuses the parts are of all of them, and stand with the first. Without a best form, what each finding costs.
 */
export function mismatch(input: FigureInput): Figure | undefined {
  const { plan, path, report } = input;
  const { mismatch: found } = report;
  const isFirst = plan.campus[0]?.path === path;
  if (found !== undefined && found.cost > 0) return isFirst ? byPart(input, found) : undefined;
  return byFinding(input);
}

function byPart({ plan, path, report }: FigureInput, found: Mismatch): Figure {
  const parts = SUBSYSTEMS.map((subsystem) => ({ name: PART_NAMES[subsystem], cost: found.parts[subsystem] }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost);
  const bars = parts.map(({ name, cost }): Bar => ({
    name,
    path,
    cost,
    row: [
      textCell(name, path),
      moneyCell(cost),
      { text: showShare(cost / found.cost), value: (100 * cost) / found.cost },
    ],
  }));
  const all = plan.campus.length > 1 ? `the ${String(plan.campus.length)} campuses` : 'the plan';
  const saving = found.best.changes.length === 0 ? '' : ` The best that mends reach: ${found.best.title}.`;
  const whole: readonly Cell[] = [textCell('whole'), moneyCell(found.cost), { text: '100 %', value: 100 }];
  return figure(path, {
    says: `Over its best mended form ${all} costs ${showMoney(found.cost)} (present value) more, ${showShare(found.cost / Math.max(1, report.result.presentValue ?? 0))} of its cost.${saving}`,
    head: ['Part', 'costs', 'of the whole'],
    bars,
    more: [whole],
  });
}

/** Findings may overlap: they are no parts of one sum. */
function byFinding({ path, report }: FigureInput): Figure | undefined {
  const priced = report.findings
    .flatMap((finding) => {
      const cost = finding.impact?.presentValue;
      const mine = finding.path === path || finding.path.startsWith(`${path}.`);
      return mine && finding.severity !== 'info' && cost != null && cost > 0 ? [{ finding, cost }] : [];
    })
    .sort((a, b) => b.cost - a.cost);
  const bars = priced.map(({ finding, cost }): Bar => {
    const where = nameWithin(path, finding.path);
    const saves = bestSaving(finding);
    return {
      name: `${finding.slug.replaceAll('-', ' ')}${finding.path === path ? '' : `, ${where}`}`,
      path: finding.path,
      cost,
      row: [
        textCell(`${finding.code} ${finding.slug}`, finding.path),
        textCell(where),
        moneyCell(cost),
        saves === null ? textCell('–') : moneyCell(saves),
      ],
    };
  });
  const dearest = bars[0];
  return dearest === undefined
    ? undefined
    : figure(path, {
        says: `The dearest is ${dearest.name}: ${showMoney(dearest.cost)} (present value). Findings may overlap: their sum is not the campus's.`,
        head: ['Finding', 'where', 'costs', 'best mend saves'],
        bars,
        more: [],
      });
}

interface Content {
  readonly says: string;
  readonly head: readonly string[];
  readonly bars: readonly Bar[];
  readonly more: readonly (readonly Cell[])[];
}

function figure(campus: string, { says, head, bars, more }: Content): Figure {
  const values = bars.slice(0, MOST_BARS).map(({ name, path, cost }) => ({
    name,
    cost: drawn(cost / 1e6),
    text: showMoney(cost),
    about: about(path, `${name}: ${showMoney(cost)}`),
  }));
  const y = {
    field: 'name',
    type: 'nominal',
    title: null,
    sort: values.map(({ name }) => name),
    axis: { labelColor: ROLE.ink, ticks: false, domain: false },
  } as const;
  return {
    name: 'mismatch',
    campus,
    title: 'Cost of the mismatch',
    says,
    drawing: chart({
      width: CHART_WIDTH - 240,
      height: { step: 26 },
      data: { values },
      encoding: { y, x: { field: 'cost', type: 'quantitative', title: 'M USD, present value' } },
      layer: [
        { mark: { type: 'bar', fill: ROLE.demand, height: { band: 0.7 } }, encoding: { description: ABOUT } },
        { mark: { type: 'text', align: 'left', dx: 5 }, encoding: { text: { field: 'text' } } },
      ],
    }),
    table: { head, rows: [...bars.map(({ row }) => row), ...more] },
  };
}

function moneyCell(usd: number): Cell {
  return { text: showMoney(usd), value: usd };
}

function bestSaving({ mends }: Finding): number | null {
  const saves = (mends ?? []).map(({ predicted }) => predicted.presentValue);
  return saves.length === 0 ? null : Math.max(...saves);
}
