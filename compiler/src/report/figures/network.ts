import { showIn } from '../../ir/show.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import { drawn, type Figure, type FigureInput, metric, metricCell, nameWithin, textCell } from '../figure.js';
import { ROLE } from '../palette.js';
import { inUnit } from '../../ir/show.js';

const UNIT = 'Gb/s';
const MOST_ROWS = 20;
const BUILT = 'built';
const NEEDED = 'needed, highest year';

/** Bisection bandwidth per endpoint: what each fabric gives, and the most that its work ever needs. */
export function network({ path, report }: FigureInput): Figure | undefined {
  const { result } = report;
  const fabrics = [...result.metrics.keys()].filter(
    (of) => of.startsWith(`${path}.`) && metric(report, of, 'bisection')?.value != null,
  );
  if (fabrics.length === 0) return undefined;
  const name = (of: string): string => nameWithin(path, of);
  const at = (of: string, which: string): number => metric(report, of, which)?.value ?? 0;
  const values = fabrics.slice(0, MOST_ROWS).flatMap((of) => [
    {
      fabric: name(of),
      line: BUILT,
      rate: gb(at(of, 'bisection')),
      about: about(of, `${name(of)}: ${showIn(at(of, 'bisection'), UNIT)} built`),
    },
    {
      fabric: name(of),
      line: NEEDED,
      rate: gb(at(of, 'bisectionNeeded')),
      about: about(of, `${name(of)}: ${showIn(at(of, 'bisectionNeeded'), UNIT)} needed`),
    },
  ]);
  const unused = fabrics.filter((of) => at(of, 'bisectionNeeded') < 0.5 * at(of, 'bisection'));
  const short = fabrics.filter((of) => at(of, 'bisectionNeeded') > at(of, 'bisection') * (1 + 1e-9));
  return {
    name: 'network',
    campus: path,
    title: 'Network needed against built',
    says:
      [
        short.length === 0 ? '' : `Too little bisection for the work: ${short.map(name).join(', ')}.`,
        unused.length === 0 ? '' : `Less than half of the bisection is ever needed: ${unused.map(name).join(', ')}.`,
      ]
        .filter((text) => text !== '')
        .join(' ') || 'Every fabric gives what its work needs, and is used by more than half.',
    drawing: chart({
      width: CHART_WIDTH - 60,
      height: { step: 18 },
      data: { values },
      mark: { type: 'bar' },
      encoding: {
        y: { field: 'fabric', type: 'nominal', title: null, sort: fabrics.map(name), axis: { labelColor: ROLE.ink } },
        yOffset: { field: 'line', sort: [BUILT, NEEDED] },
        x: { field: 'rate', type: 'quantitative', title: `${UNIT} across the narrowest cut, per endpoint` },
        fill: {
          field: 'line',
          type: 'nominal',
          title: null,
          scale: { domain: [BUILT, NEEDED], range: ['#0072b2', ROLE.demand] },
        },
        description: ABOUT,
      },
    }),
    table: {
      head: [
        'Fabric',
        'built',
        'needed',
        'endpoints',
        'switches',
        'transceivers',
        'hops',
        'latency',
        'latency needed',
        'power',
        'capital',
      ],
      rows: fabrics.map((of) => [
        textCell(name(of), of),
        ...[
          'bisection',
          'bisectionNeeded',
          'endpoints',
          'switches',
          'transceivers',
          'hops',
          'latency',
          'latencyNeeded',
          'power',
          'capital',
        ].map((which) => metricCell(report, of, which)),
      ]),
    },
  };
}

function gb(rate: number): number {
  return drawn(inUnit(rate, UNIT));
}
