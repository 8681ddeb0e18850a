import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

/** Compiles a file of the repository, `samples/abilene.dcplan`, with what it imports. */
export function samplePlanOf(file: string): Plan {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { plan } = compile(file, {
    read: (path) => readFileSync(`${root}${path}`, 'utf8'),
    resolve: (from, spec) => from.replace(/[^/]*$/, '') + spec.replace(/^\.\//, ''),
    stdlib: stdlibFiles,
  });
  if (plan === undefined) throw new Error(`${file} does not compile`);
  return plan;
}
