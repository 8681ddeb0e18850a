import { showIn } from '../../ir/show.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import {
  type Cell,
  drawn,
  type Figure,
  type FigureInput,
  metric,
  nameWithin,
  quantityCell,
  textCell,
} from '../figure.js';
import { seriesColour } from '../palette.js';
import { type PartLoad, partLoads, pueAt } from '../part-load.js';

/** The loads at which a design PUE is stated. */
const OPERATING_POINTS = [0.25, 0.5, 0.75, 1] as const;
/** Beyond this many kinds of hall, the table alone has the rest. */
const MOST_CURVES = 8;

interface Curve {
  readonly name: string;
  readonly paths: readonly string[];
  readonly partLoad: PartLoad;
}

/**
 * dPUE against load: each kind of hall at constant load through a year of the site's weather, with the usual operating
 * points marked, and where the years of this plan lie.
 */
export function pueLoad(input: FigureInput): Figure | undefined {
  const { path, report } = input;
  const curves = curvesOf(input);
  if (curves.length === 0) return undefined;
  const shown = curves.slice(0, MOST_CURVES);
  const lines = shown.flatMap(({ name, paths, partLoad }) =>
    partLoad.points
      .filter(({ load }) => load >= 0.1 - 1e-9)
      .map(({ load, pue }) => ({
        hall: name,
        load: drawn(100 * load),
        pue: drawn(pue),
        about: about(paths[0] ?? path, `${name} at constant load`),
      })),
  );
  const marks = shown.flatMap(({ name, paths, partLoad }) =>
    OPERATING_POINTS.flatMap((load) => {
      const pue = pueAt(partLoad, load);
      return pue === undefined
        ? []
        : [
            {
              hall: name,
              load: 100 * load,
              pue: drawn(pue),
              about: about(paths[0] ?? path, `${name} at ${String(100 * load)} %: dPUE ${showIn(pue, '')}`),
            },
          ];
    }),
  );
  const years = shown.flatMap(({ name, paths }) => yearsOf(input, name, paths));
  const hall = {
    field: 'hall',
    type: 'nominal',
    title: 'Line: constant load. Dots: 25, 50, 75, 100 %. Rings: the years of the plan',
    scale: { domain: shown.map(({ name }) => name), range: shown.map((_, i) => seriesColour(i)) },
    legend: { symbolType: 'stroke' },
  } as const;
  const whole: number[] = [0, 100];
  const x = {
    field: 'load',
    type: 'quantitative',
    title: 'IT load, % of what the cooling is sized for',
    scale: { domain: whole },
  } as const;
  const y = { field: 'pue', type: 'quantitative', title: 'dPUE', scale: { zero: false } } as const;
  return {
    name: 'pue-load',
    campus: path,
    title: 'dPUE against load',
    says: sentence(input, curves),
    drawing: chart({
      width: CHART_WIDTH,
      height: 240,
      layer: [
        {
          data: { values: lines },
          mark: { type: 'line', strokeWidth: 2 },
          encoding: { x, y, color: hall, description: ABOUT },
        },
        {
          data: { values: marks },
          mark: { type: 'point', filled: true, size: 60, opacity: 1 },
          encoding: { x, y, color: hall, description: ABOUT },
        },
        {
          data: { values: years },
          mark: { type: 'point', filled: false, size: 90, strokeWidth: 1.5, opacity: 1 },
          encoding: { x, y, color: hall, description: ABOUT },
        },
      ],
    }),
    table: {
      head: ['Hall', ...OPERATING_POINTS.map((load) => `${String(100 * load)} %`), 'mean load', 'dPUE as simulated'],
      rows: curves.map(({ name, paths, partLoad }): readonly Cell[] => [
        textCell(name, paths[0]),
        ...OPERATING_POINTS.map((load) => quantityCell(pueAt(partLoad, load) ?? null, '')),
        quantityCell(metric(report, paths[0] ?? '', 'plantLoad')?.value ?? null, '%'),
        quantityCell(metric(report, paths[0] ?? '', 'pue')?.value ?? null, ''),
      ]),
    },
  };
}

/** One curve for halls that are alike. */
function curvesOf(input: FigureInput): readonly Curve[] {
  const groups = new Map<string, PartLoad[]>();
  for (const each of partLoads(input)) {
    const key = JSON.stringify(each.points.map(({ pue }) => drawn(pue)));
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const names = alike.map(({ hall }) => nameWithin(input.path, hall));
    return [
      {
        name:
          names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${String(names.length - 2)} more` : names.join(', '),
        paths: alike.map(({ hall }) => hall),
        partLoad: first,
      },
    ];
  });
}

function yearsOf({ report, path }: FigureInput, name: string, paths: readonly string[]) {
  return paths.flatMap((of) =>
    report.result.years.flatMap((year, i) => {
      const load = metric(report, of, 'plantLoad')?.byYear[i];
      const pue = metric(report, of, 'pue')?.byYear[i];
      if (load == null || pue == null) return [];
      const words = `${nameWithin(path, of)} in ${String(year)}: ${showIn(load, '%')} load, dPUE ${showIn(pue, '')}`;
      return [{ hall: name, load: drawn(100 * load), pue: drawn(pue), about: about(of, words) }];
    }),
  );
}

function sentence({ report, path }: FigureInput, curves: readonly Curve[]): string {
  const whole = metric(report, path, 'pue')?.value ?? null;
  const parts = curves.slice(0, 3).map(({ name, partLoad }) => {
    const points = OPERATING_POINTS.flatMap((load) => {
      const pue = pueAt(partLoad, load);
      return pue === undefined ? [] : [`${showIn(pue, '')} at ${String(100 * load)} %`];
    });
    return `${name}: ${points.join(', ')}.`;
  });
  return [`Over the horizon the campus's dPUE is ${showIn(whole, '')}.`, ...parts].join(' ');
}
