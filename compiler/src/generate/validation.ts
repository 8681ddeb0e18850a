import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GeneratedFile } from './output.js';

/**
 * docs/validation.md: the published cases as `npm run validate` scores them. Its own process runs it, since the cases stand
 * with the tests, which the compiler does not import.
 */
export async function generateValidation(root: string): Promise<GeneratedFile[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...process.execArgv, 'test/validation/main.ts', '--page'],
    { cwd: root, maxBuffer: 16e6 },
  );
  return [{ path: 'docs/validation.md', content: stdout }];
}
