import type { Plan } from '../../compiler/src/ir/index.js';
import { compile } from '../../compiler/src/semantics/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

/** Compiles one file's text, in memory; fails with the messages where it has no plan or an error. */
export function planOf(text: string): Plan {
  const { plan, diagnostics } = compile('plan.dcplan', {
    read: () => text,
    resolve: (_from, spec) => spec,
    stdlib: stdlibFiles,
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (plan === undefined || errors.length > 0) throw new Error(`the plan does not compile: ${errors.join('; ')}`);
  return plan;
}
