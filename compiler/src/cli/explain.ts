import { renderCodes, renderPage } from '../diagnostics/explain-text.js';
import { nearest } from '../semantics/units/index.js';
import { allCodes, findCode } from '../text/registry.js';
import { CommandError, EXIT, paintFor, print } from './terminal.js';

/** `dcplan explain CODE`: what a finding means, by code or slug; without one, all of them. Returns the exit code. */
export function explain(code: string | undefined): number {
  if (code === undefined) {
    print(renderCodes(allCodes()));
    return EXIT.clean;
  }
  const entry = findCode(code);
  if (entry === undefined) {
    const [near] = nearest(
      code.toLowerCase(),
      allCodes().map(({ slug }) => slug),
    );
    throw new CommandError(
      `there is no finding \`${code}\`${near === undefined ? '' : `; did you mean \`${near}\`?`} (\`dcplan explain\` lists them all)`,
    );
  }
  print(renderPage(entry, paintFor(process.stdout)));
  return EXIT.clean;
}
