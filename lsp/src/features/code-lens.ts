import { type CodeLens, CodeLensRequest, CodeLensResolveRequest } from 'vscode-languageserver';
import { showQuantity } from '../../../compiler/src/ir/index.js';
import { blocksOfModule, type Entity } from '../../../compiler/src/semantics/index.js';
import type { Span } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import type { Figures } from '../core/figures.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { firstBreachOf, metricText, standingText } from '../texts/figures.js';

/** The figures that say most, above a campus, a hall, a contract and a workload. */
export const codeLensFeature: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: true } }),
  handlers: [
    answer(CodeLensRequest.type, (session, { textDocument }): CodeLens[] | null => {
      const plan = session.inPlan(textDocument.uri);
      if (plan === undefined) return null;
      const { file } = plan.module;
      const simulated = session.checker.figures(file);
      const isFaulty = simulated === undefined && session.checker.hasErrors(file);
      return [...blocksOfModule(plan.module).values()].flatMap((block): CodeLens[] => {
        const kind = [...lenses.keys()].find((each) => block.kind.ancestors.includes(each));
        const head = headOf(block);
        // What only others derive from is not simulated itself.
        const isPart = kind === 'campus' || block.path.includes('.');
        if (kind === undefined || head === undefined || !isPart) return [];
        if (simulated !== undefined && !simulated.figures.metrics.has(block.path)) return [];
        if (isFaulty && kind !== 'campus') return [];
        return [
          {
            range: session.files.range(file, head),
            data: { uri: textDocument.uri, path: block.path, kind } satisfies LensData,
          },
        ];
      });
    }),
    answer(CodeLensResolveRequest.type, resolve),
  ],
};

interface LensData {
  readonly uri: string;
  readonly path: string;
  readonly kind: string;
}

type Parts = (figures: Figures, path: string) => readonly (string | undefined)[];

const lenses: ReadonlyMap<string, Parts> = new Map<string, Parts>([
  [
    'campus',
    (figures, path) => [
      after(figures, path, 'contracted', 'contracted'),
      after(figures, path, 'itPower', 'IT'),
      before(figures, path, 'pue', 'dPUE'),
      after(figures, path, 'cost', 'a year'),
      breachOf(figures, path),
    ],
  ],
  [
    'hall',
    (figures, path) => [
      after(figures, path, 'power', ''),
      after(figures, path, 'plantLoad', 'plant load'),
      before(figures, path, 'pue', 'dPUE'),
      ...fitsOf(figures, path),
    ],
  ],
  [
    'contract',
    (figures, path) => [
      after(figures, path, 'peak', 'peak'),
      after(figures, path, 'use', 'of capacity'),
      after(figures, path, 'bill', 'a year'),
      breachText(firstBreachOf(figures, path)),
    ],
  ],
  [
    'workload',
    (figures, path) => [
      after(figures, path, 'costPerMtok', ''),
      after(figures, path, 'costPerTrainingDay', 'per training day'),
      after(figures, path, 'sloHeadroom', 'SLO headroom'),
      after(figures, path, 'fit', 'fit'),
    ],
  ],
]);

function headOf({ syntax, outer }: Entity): Span | undefined {
  if (syntax?.type !== 'block') return undefined;
  return { start: outer.offset + syntax.keyword.start, end: outer.offset + (syntax.name ?? syntax.keyword).end };
}

/** `63.4 MW IT`: a figure with its name behind it; undefined where it is not known. */
function after(figures: Figures, path: string, metric: string, name: string): string | undefined {
  const text = known(figures, path, metric);
  return text === undefined ? undefined : `${text} ${name}`.trimEnd();
}

/** `dPUE 1.08`. */
function before(figures: Figures, path: string, metric: string, name: string): string | undefined {
  const text = known(figures, path, metric);
  return text === undefined ? undefined : `${name} ${text}`;
}

function known(figures: Figures, path: string, metric: string): string | undefined {
  return figures.metrics.get(path)?.get(metric)?.value == null ? undefined : metricText(figures, path, metric);
}

/** `fit Assistant 94 %`, for each workload of a hall. */
function fitsOf({ hallFits }: Figures, path: string): readonly string[] {
  return hallFits
    .filter(({ hall }) => hall === path)
    .map(({ workload, fit }) => `fit ${workload.slice(workload.lastIndexOf('.') + 1)} ${showQuantity(fit, '%')}`);
}

/** The first breach of any of a campus's contracts. */
function breachOf(figures: Figures, campus: string): string | undefined {
  const breaches = [...figures.firstBreaches]
    .filter(([path, month]) => path.startsWith(`${campus}.`) && month >= 0)
    .sort(([, a], [, b]) => a - b)
    .map(([path]) => firstBreachOf(figures, path));
  return breachText(breaches[0]);
}

function breachText(month: string | undefined): string | undefined {
  return month === undefined ? undefined : `first breach ${month}`;
}

/** The text of a lens from the last simulation; before there is one, that there is none. */
function resolve(session: Session, lens: CodeLens): CodeLens {
  const data = lens.data as LensData | undefined;
  if (data === undefined) return lens;
  const simulated = session.checker.figures(fileOf(data.uri));
  // A command without a name is text to read.
  const isFaulty = simulated === undefined && session.checker.hasErrors(fileOf(data.uri));
  const title = isFaulty ? 'not simulated: the plan has errors' : titleOf(data, simulated);
  return { range: lens.range, command: { title, command: '' } };
}

function titleOf({ kind, path }: LensData, simulated: ReturnType<Session['checker']['figures']>): string {
  if (simulated === undefined) return 'not simulated yet';
  const parts = (lenses.get(kind)?.(simulated.figures, path) ?? []).filter((part) => part !== undefined);
  const note = standingText[simulated.standing];
  return `${parts.length === 0 ? 'nothing known' : parts.join(' · ')}${note === '' ? '' : ` (${note})`}`;
}
