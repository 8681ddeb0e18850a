import { fingerprints } from '../diagnostics/fingerprint.js';
import type { PlanDiff } from '../diagnostics/diff-report.js';
import type { Judged } from '../diagnostics/judged.js';
import { Sources } from '../diagnostics/sources.js';
import { inOrder } from '../diagnostics/summary.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Side } from './diff-words.js';
import type { Checked } from './workspace.js';

/** Findings of a side in order, with fingerprints. */
export function judged({ workspace }: Side, diagnostics: readonly Diagnostic[]): Judged[] {
  const prints = fingerprints(diagnostics, new Sources((file) => workspace.text(file)));
  return inOrder(diagnostics).map((diagnostic) => ({ diagnostic, fingerprint: prints.get(diagnostic) ?? '' }));
}

/** Findings that one side has: those of the first side under the names and the file of the second. */
export function compareFindings(
  base: Side,
  head: Side,
  checked: { readonly base: Checked; readonly head: Checked },
  newPath: (path: string) => string,
): Pick<PlanDiff, 'added' | 'gone' | 'kept'> {
  const fileOf = (file: string): string => (file === base.file ? head.file : file);
  const originals = new Map(
    checked.base.diagnostics.map((diagnostic) => {
      const { location, path } = diagnostic;
      const there: Diagnostic = {
        ...diagnostic,
        location: { ...location, file: fileOf(location.file) },
        ...(path === undefined ? {} : { path: newPath(path) }),
      };
      return [there, diagnostic];
    }),
  );
  const back = (file: string): string => (file === head.file ? base.file : file);
  const prints = fingerprints([...originals.keys()], new Sources((file) => base.workspace.text(back(file))));
  const now = judged(head, checked.head.diagnostics);
  const is = new Set(now.map(({ fingerprint }) => fingerprint));
  const was = new Set(prints.values());
  return {
    added: now.filter(({ fingerprint }) => !was.has(fingerprint)),
    gone: [...originals].flatMap(([there, diagnostic]) => {
      const fingerprint = prints.get(there) ?? '';
      return is.has(fingerprint) ? [] : [{ diagnostic, fingerprint }];
    }),
    kept: now.filter(({ fingerprint }) => was.has(fingerprint)).length,
  };
}
