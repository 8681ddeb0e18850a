/**
 * What the library says of demand against the rates and traces that it was taken from. The data are not part of the
 * repository: where they are absent the tests are skipped, and say so.
 */
import { describe, expect, test } from 'vitest';
import { central, type Inference } from '../../../compiler/src/ir/index.js';
import { peakRate } from '../../../compiler/src/simulation/demand/bursts.js';
import { weekShape } from '../../../compiler/src/simulation/demand/week.js';
import { entry } from '../support/plan.js';
import { column, counts, DATA, dispersion, mean, readTable, type Table } from './traces.js';

const workload = (name: string): Inference => entry(`std/workloads#${name}`, 'inference');

function table(file: string): Table | undefined {
  const found = readTable(file);
  if (found === undefined) console.log(`skipped: there is no ${DATA}/${file} beside this repository`);
  return found;
}

/** Mean rate by UTC hour over the days of a list, over the mean of the week of five weekdays and two others. */
function shapeOf(rates: readonly number[], weekdays: readonly number[], weekend: readonly number[]): Float64Array {
  const byHour = (days: readonly number[]): readonly number[] =>
    Array.from({ length: 24 }, (_, hour) =>
      mean(days.flatMap((day) => rates.slice((day * 24 + hour) * 6, (day * 24 + hour + 1) * 6))),
    );
  const shape = [...byHour(weekdays), ...byHour(weekend)];
  const week = mean([
    ...Array.from({ length: 5 }, () => shape.slice(0, 24)).flat(),
    ...shape.slice(24),
    ...shape.slice(24),
  ]);
  return Float64Array.from(shape, (value) => value / week);
}

const chat = table('llm-rates-azure-2024-digitised/conversation-10min.csv.gz');
const coding = table('llm-rates-azure-2024-digitised/coding-10min.csv.gz');

describe.skipIf(chat === undefined || coding === undefined)('weeks of Azure 2024', () => {
  test.each([
    // Days from the file's first: Sunday 12 May and Friday 10 May. UTC is six hours ahead of the profiles. The library has
    // one shape for both kinds of day, so weekends are the larger error.
    { name: 'Chat', rates: chat, weekdays: [1, 2, 3, 4, 5], weekend: [0, 6], day: 0.01, end: 0.25 },
    { name: 'CodeCompletion', rates: coding, weekdays: [0, 3, 4, 5, 6], weekend: [1, 2], day: 0.01, end: 0.35 },
  ])('$name', ({ name, rates, weekdays, weekend, day, end }) => {
    const { profile, weekend: share } = workload(name);
    const model = weekShape(profile, central(share));
    const measured = shapeOf(column(rates ?? new Map(), 'rps_mid'), weekdays, weekend);
    const off = (from: number): readonly number[] =>
      Array.from({ length: 24 }, (_, hour) =>
        Math.abs((model[from + hour] ?? NaN) - (measured[from + ((hour + 6) % 24)] ?? NaN)),
      );
    const total = (shape: Float64Array, from: number): number => mean([...shape.slice(from, from + 24)]);
    console.log(
      `${name}: hour of a weekday off by ${mean(off(0)).toFixed(3)} in the mean, ${Math.max(...off(0)).toFixed(3)} at most; of a weekend day ${mean(off(24)).toFixed(3)}, ${Math.max(...off(24)).toFixed(3)}`,
    );
    expect(mean(off(0))).toBeLessThan(day);
    expect(Math.max(...off(24))).toBeLessThan(end);
    expect(total(model, 24) / total(measured, 24)).toBeCloseTo(1, 1);
    expect(Math.max(...model) / Math.max(...measured)).toBeCloseTo(1, 1);
  });
});

const traces = {
  Chat: table('llm-trace-azure-2023/conv.csv.gz'),
  CodeCompletion: table('llm-trace-azure-2023/code.csv.gz'),
  LongContextChat: table('llm-trace-mooncake-conversation/conversation.csv.gz'),
};

describe.each(Object.entries(traces))('the trace behind %s', (name, found) => {
  test.skipIf(found === undefined)('tokens, and dispersion in a minute', () => {
    const { promptTokens, outputTokens, dispersion: stated } = workload(name);
    const of = (key: string): readonly number[] => column(found ?? new Map(), key);
    const measured = dispersion(of('t_s'), 60);
    console.log(`${name}: dispersion in 60 s ${measured.toFixed(2)}, library ${central(stated).toFixed(2)}`);
    // Chat is a band with another data set's mean at its low end: its centre lies up to a tenth below.
    expect(Math.abs(central(promptTokens) / mean(of('prompt_tokens')) - 1)).toBeLessThan(0.1);
    expect(Math.abs(central(outputTokens) / mean(of('output_tokens')) - 1)).toBeLessThan(0.1);
    expect(Math.abs(central(stated) / measured - 1)).toBeLessThan(0.05);
  });

  test.skipIf(found === undefined)('the busiest minute is where its dispersion says', () => {
    const times = column(found ?? new Map(), 't_s');
    const perMinute = counts(times, 60).map((count) => count / 60);
    const model = peakRate(mean(perMinute), dispersion(times, 60), 60) / mean(perMinute);
    const measured = Math.max(...perMinute) / mean(perMinute);
    console.log(`${name}: busiest minute over the mean ${measured.toFixed(2)}, model ${model.toFixed(2)}`);
    // z = 3.5 is meant for the largest of an hour's windows: an upper estimate, not twice what was seen.
    expect(model / measured).toBeGreaterThan(0.95);
    expect(model / measured).toBeLessThan(1.35);
  });
});

const reasoning = table('llm-rates-servegen/deepseek-r1-token-quantiles-6h.csv');
const general = table('llm-rates-servegen/m-large-total-10min.csv.gz');
const day = table('llm-rates-servegen/deepseek-r1-total-10min.csv.gz');

describe.skipIf(reasoning === undefined || general === undefined || day === undefined)('ServeGen', () => {
  test('tokens of reasoning', () => {
    // Every second row is of outputs; the name of the field is no number.
    const weights = column(reasoning ?? new Map(), 'weight_rps');
    const means = column(reasoning ?? new Map(), 'mean');
    const weighted = (first: 0 | 1): number => {
      const rows = means.map((_, i) => i).filter((i) => i % 2 === first);
      return rows.reduce((sum, i) => sum + weights[i]! * means[i]!, 0) / rows.reduce((sum, i) => sum + weights[i]!, 0);
    };
    const { promptTokens, outputTokens } = workload('Reasoning');
    expect(central(promptTokens) / weighted(0)).toBeCloseTo(1, 2);
    expect(central(outputTokens) / weighted(1)).toBeCloseTo(1, 2);
  });

  test('chat’s day stands in for that of reasoning: its peak lies below the one day there is', () => {
    const hourly = (found: Table | undefined): readonly number[] => {
      const rates = column(found ?? new Map(), 'total_rps');
      return Array.from({ length: Math.floor(rates.length / 6) }, (_, i) => mean(rates.slice(6 * i, 6 * i + 6)));
    };
    const peak = (rates: readonly number[]): number => Math.max(...rates) / mean(rates);
    const { profile, weekend } = workload('Reasoning');
    const model = Math.max(...weekShape(profile, central(weekend)));
    console.log(
      `busiest hour over the mean: library ${model.toFixed(2)}; ServeGen m-large, two weeks ${peak(hourly(general)).toFixed(2)}; deepseek-r1, one day ${peak(hourly(day)).toFixed(2)}`,
    );
    expect(model / peak(hourly(general))).toBeGreaterThan(0.7);
    expect(model).toBeLessThan(peak(hourly(day)));
  });
});
