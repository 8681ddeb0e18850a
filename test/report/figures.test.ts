import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { draw } from '../../compiler/src/report/draw.js';
import type { Figure, FigureName } from '../../compiler/src/report/figure.js';
import { figuresOf } from '../../compiler/src/report/figures/index.js';
import { BREACHING, sample, simulated, unjudged } from './simulated.js';

const mismatch = simulated(sample('tutorial/02-a-mismatch.dcplan'));
const breaching = simulated(BREACHING);
const plans = { mismatch, breaching };

function figure(of: keyof typeof plans, name: FigureName): Figure {
  const found = figuresOf(plans[of].plan, plans[of].report).find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no figure ${name}`);
  return found;
}

const column = ({ table: { head, rows } }: Figure, title: string): readonly (number | null | undefined)[] =>
  rows.map((row) => row[head.indexOf(title)]?.value);

describe('figures', () => {
  it('show every subject that a plan has something to show of', () => {
    expect(figuresOf(mismatch.plan, mismatch.report).map(({ name }) => name)).toEqual([
      'capacity',
      'power-path',
      'load-duration',
      'pue-load',
      'fit',
      'mismatch',
      'network',
      'costs',
      'campus',
      'racks',
    ]);
    expect(figuresOf(breaching.plan, breaching.report).map(({ name }) => name)).toContain('ramp');
  });

  it.each(Object.keys(plans) as (keyof typeof plans)[])('of %s are drawn, the same bytes every time', async (of) => {
    const { plan, report } = plans[of];
    const index = indexPlan(plan);
    for (const each of figuresOf(plan, report)) {
      const svg = await draw(each);
      expect(svg, each.name).toMatch(/^<svg role="img" aria-labelledby="[\w-]+ [\w-]+" /);
      expect(svg, each.name).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg, each.name).toContain(`<title id="${each.campus}-${each.name}-title">${each.title}</title>`);
      expect(await draw(each), each.name).toBe(svg);
      // What is clicked leads to the source.
      const paths = [...(svg ?? '').matchAll(/data-path="([^"]*)"/g)].map(([, path]) => path ?? '');
      expect(paths.length, each.name).toBeGreaterThan(0);
      for (const path of paths)
        expect(index.has(path) || report.result.metrics.has(path), `${each.name} ${path}`).toBe(true);
    }
  });

  it('carry the colours of a dark page only where they stand alone', async () => {
    const capacity = figure('mismatch', 'capacity');
    expect(await draw(capacity, { alone: true })).toContain('prefers-color-scheme:dark');
    expect(await draw(capacity)).not.toContain('<style>');
  });

  it('have numbers behind them: each row as long as its head, each number with its text', () => {
    for (const { plan, report } of Object.values(plans)) {
      for (const { name, table } of figuresOf(plan, report)) {
        expect(table.rows.length, name).toBeGreaterThan(0);
        for (const row of table.rows) expect(row.length, name).toBe(table.head.length);
      }
    }
  });

  it('mark the first month above the contract', async () => {
    const { result } = breaching.report;
    const { firstPeakBreach } = result.contracts.get('First.Grid') ?? { firstPeakBreach: -1 };
    expect(firstPeakBreach).toBeGreaterThanOrEqual(0);
    const month = `${String(2027 + Math.floor(firstPeakBreach / 12))}-${String((firstPeakBreach % 12) + 1).padStart(2, '0')}`;
    const capacity = figure('breaching', 'capacity');
    expect(capacity.says).toContain(`From ${month} the draw is above what is contracted`);
    expect(await draw(capacity)).toContain(`first breach ${month}`);
    expect(await draw(figure('mismatch', 'capacity'))).not.toContain('first breach');
  });

  it('show the firm part of the contract beside all of it', () => {
    const capacity = figure('breaching', 'capacity');
    const contracted = column(capacity, 'Contracted');
    expect(contracted.at(-1)).toBeCloseTo(5, 9);
    expect(column(capacity, 'Firm part').at(-1)).toBeCloseTo(0.8 * 5, 9);
  });

  it('take from the contracted power what is lost on the way, step by step', () => {
    for (const of of ['mismatch', 'breaching'] as const) {
      const { table } = figure(of, 'power-path');
      let left = 0;
      for (const [step, power] of table.rows) {
        const watts = power?.value ?? NaN;
        if (step?.text.startsWith('−') === true) left -= watts;
        else if (step?.text.startsWith('+') === true) left += watts;
        else if (left === 0) left = watts;
        else expect(watts, step?.text).toBeCloseTo(left, 9);
      }
      expect(left).toBeGreaterThan(0);
    }
  });

  it('draw the load duration from its highest hour down', () => {
    const duration = figure('mismatch', 'load-duration');
    for (const title of duration.table.head.slice(1)) {
      const powers = column(duration, title).map((value) => value ?? NaN);
      expect([...powers].sort((a, b) => b - a)).toEqual(powers);
    }
    const peak = Math.max(...column(duration, '2041').map((value) => value ?? 0));
    const metric = mismatch.report.result.metrics.get('Second')?.get('peak')?.byYear.at(-1) ?? 0;
    // The contract is judged by quarter-hours, which are above their hour's mean.
    expect(peak).toBeLessThanOrEqual(metric / 1e6);
    expect(peak).toBeGreaterThan(0.9 * (metric / 1e6));
  });

  it('state the dPUE at a quarter, a half, three quarters and all of the load, close to what is simulated there', () => {
    const { table } = figure('mismatch', 'pue-load');
    const [row] = table.rows;
    const [, quarter, half, most, whole, load, simulatedPue] = (row ?? []).map((cell) => cell.value ?? NaN);
    for (const pue of [quarter, half, most, whole]) expect(pue).toBeGreaterThan(1);
    expect(load).toBeGreaterThan(75);
    expect(load).toBeLessThan(100);
    // A load that varies has a mean overhead near that of its mean.
    expect(Math.abs((simulatedPue ?? 0) - (most ?? 0))).toBeLessThan(0.02);
  });

  it('of one year follow the year that is asked for', () => {
    const titles = (year: number): readonly string[] =>
      figuresOf(mismatch.plan, mismatch.report, { year }).map(({ title }) => title);
    expect(titles(2030)).toContain('The campus in 2030');
    expect(titles(1999)).toContain('The campus in 2034');
  });

  it('degrade to a table where a picture would say less', async () => {
    const halls = Array.from(
      { length: 30 },
      (_, i) =>
        `  hall H${String(i)} { racks: 4 of HGX_H200_Air, cooling: AirEconomizer, network: LeafSpine {}, power: Grid }`,
    );
    const many = unjudged(
      BREACHING.replace('horizon: 3 years', 'horizon: 1 year')
        .replace(/ {2}hall A[\s\S]*?\n {2}\}\n/, `${halls.join('\n')}\n`)
        .replace(/ {2}hall B[\s\S]*?\n {2}\}\n/, '')

        .replace(/ {2}workload Frontier[\s\S]*?\n {2}\}\n/, '')
        .replace('on: [A]', 'on: [H0]')
        .replace(', Pretraining', '')
        .replace(', GB200_NVL72', '')
        .replace(', DirectToChip_Chilled', '')
        .replace(', RailOptimized', ''),
    );
    const campus = figuresOf(many.plan, many.report).find(({ name }) => name === 'campus');
    expect(campus?.drawing).toBeUndefined();
    expect(campus && (await draw(campus))).toBeUndefined();
    expect(campus?.table.rows).toHaveLength(30);
    const capacity = figuresOf(many.plan, many.report).find(({ name }) => name === 'capacity');
    expect(capacity && (await draw(capacity))).toContain('23 more halls');
  });
});
