import { renderArithmetic } from '../diagnostics/arithmetic-text.js';
import { Sources } from '../diagnostics/sources.js';
import { inOrder } from '../diagnostics/summary.js';
import { arithmeticOf } from '../fit/arithmetic/index.js';
import { indexPlan } from '../ir/index.js';
import { type ModuleHost, showPropertyValue } from '../semantics/index.js';
import type { SimulationResult } from '../simulation/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { applyEdits } from '../text/edits.js';
import { findCode } from '../text/registry.js';
import { Workspace } from '../workspace/workspace.js';
import { diskHost } from './files.js';
import { CommandError, EXIT, paintFor, print } from './terminal.js';

export interface ExplainAt {
  /** `plan.dcplan:32`, as findings show their place; a column after it is let pass. */
  readonly at: string;
  /** Only findings of this code or name. */
  readonly code?: string | undefined;
  readonly scenario?: string;
}

/** `dcplan explain --at FILE:LINE`: the arithmetic of every finding that points at that line. Returns the exit code. */
export function explainAt({ at, code, scenario }: ExplainAt): number {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(at) ?? [];
  if (file === undefined || line === undefined)
    throw new CommandError(`\`${at}\` is no place: a file and a line, as in plan.dcplan:32`);
  const host = diskHost();
  const workspace = new Workspace(host);
  const sources = new Sources((name) => workspace.text(name));
  const { diagnostics, plan, report } = workspace.check(file, {
    simulate: true,
    ...(scenario === undefined ? {} : { scenario }),
  });
  if (plan === undefined || report === undefined)
    throw new CommandError(`${file} does not compile to a campus: \`dcplan check ${file}\` says why`);
  const wanted = code === undefined ? undefined : findCode(code)?.code;
  if (code !== undefined && wanted === undefined) throw new CommandError(`there is no finding \`${code}\``);
  const here = inOrder(diagnostics).filter(
    (diagnostic) =>
      diagnostic.location.file === file &&
      sources.lines(file).position(diagnostic.location.span.start).line === Number(line) &&
      (wanted === undefined || diagnostic.code === wanted),
  );
  const shown = here.flatMap((diagnostic) => {
    const finding = report.findings.find((one) => one.code === diagnostic.code && one.message === diagnostic.message);
    if (finding === undefined) return [];
    const mended = mendedResult(host, file, diagnostic, scenario);
    const arithmetic = arithmeticOf(
      { plan, index: indexPlan(plan), result: report.result, ...(mended === undefined ? {} : { mended }) },
      finding,
    );
    return [
      renderArithmetic(arithmetic, {
        diagnostic,
        years: report.result.years,
        sources,
        showValue: showPropertyValue,
        paint: paintFor(process.stdout),
      }),
    ];
  });
  if (shown.length === 0)
    throw new CommandError(
      `no finding${code === undefined ? '' : ` ${code}`} of the simulation points at ${file}:${line}`,
    );
  print(shown.join('\n\n'));
  return EXIT.clean;
}

/** The plan with the finding's first mend made in its source, compiled and simulated by itself. */
function mendedResult(
  host: ModuleHost,
  file: string,
  { fixes }: Diagnostic,
  scenario: string | undefined,
): SimulationResult | undefined {
  const [fix] = fixes ?? [];
  if (fix?.predicted === undefined) return undefined;
  const texts = new Map(
    [...new Set(fix.edits.map((edit) => edit.file))].map((name) => [
      name,
      applyEdits(
        host.read(name) ?? '',
        fix.edits.filter((edit) => edit.file === name),
      ),
    ]),
  );
  const workspace = new Workspace({ ...host, read: (name) => texts.get(name) ?? host.read(name) });
  const { plan } = workspace.compile(file, scenario);
  return plan === undefined ? undefined : workspace.simulate(plan);
}
