import { canonicalJson } from '../../../compiler/src/ir/canonical.js';
import { findCode } from '../../../compiler/src/text/registry.js';
import type { Impact } from '../../../compiler/src/text/diagnostic.js';
import type { Feature } from '../core/feature.js';
import { fileOf } from '../core/uris.js';

/** `dcplan/ir`: the plan of a file in the IR, as canonical JSON; or how many errors keep it from being one. */
export interface IrResult {
  readonly json?: string;
  readonly errors: number;
}

/** What `dcplan/explain` is asked with. */
export interface ExplainParams {
  /** `DCP4103` or `thermal-part-load`, in any case. */
  readonly code: string;
  /** File whose findings of this code are told as well. */
  readonly uri?: string;
  /** Asks for their sums, for which the mended plan is simulated. */
  readonly arithmetic?: boolean;
}

/** `dcplan/explain`: what a finding means, and the numbers of the one at a place. */
export interface ExplainResult {
  readonly code: string;
  readonly slug: string;
  readonly title: string;
  /** Markdown: equation, source, how to mend it. */
  readonly explanation: string;
  /** Those of this kind in the file, in the order of their places. */
  readonly findings: readonly {
    readonly message: string;
    readonly notes: readonly string[];
    readonly path?: string;
    readonly impact?: Impact;
    readonly standing: string;
  }[];
  /** Their sums, step by step, as plain text; where they were asked for, and there are any. */
  readonly arithmetic?: string;
}

/** Requests of our own that any client may use: the IR of a file, and an explanation of a finding. */
export const explainFeature: Feature = {
  capabilities: () => ({ experimental: { dcplan: { ir: true, explain: true } } }),
  handlers: [
    {
      method: 'dcplan/ir',
      run: (session, params): IrResult | null => {
        const { uri, scenario } = params as { readonly uri: string; readonly scenario?: string };
        if (session.files.read(fileOf(uri)) === undefined) return null;
        const { plan, diagnostics } = session.workspace.compile(fileOf(uri), scenario);
        const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
        return { errors, ...(plan === undefined ? {} : { json: canonicalJson(plan) }) };
      },
    },
    {
      method: 'dcplan/explain',
      run: async (session, params): Promise<ExplainResult | null> => {
        const { code, uri, ...asked } = params as ExplainParams;
        const described = findCode(code.split(' ')[0] ?? '');
        if (described === undefined) return null;
        const { slug, title, explanation } = described;
        const all = uri === undefined ? [] : session.checker.findings(fileOf(uri));
        const findings = all
          .filter(({ diagnostic }) => diagnostic.code === described.code)
          .map(({ diagnostic: { message, notes, path, impact }, standing }) => ({
            message,
            notes: notes ?? [],
            standing,
            ...(path === undefined ? {} : { path }),
            ...(impact === undefined ? {} : { impact }),
          }));
        const isShown = asked.arithmetic === true && uri !== undefined && findings.length > 0;
        const arithmetic = isShown
          ? await session.checker.show(fileOf(uri), { what: 'arithmetic', code: described.code })
          : undefined;
        return {
          code: described.code,
          slug,
          title,
          explanation,
          findings,
          ...(typeof arithmetic === 'string' && arithmetic !== '' ? { arithmetic } : {}),
        };
      },
    },
  ],
};
