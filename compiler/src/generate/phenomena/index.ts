import { type GeneratedFile, generatedHeader } from '../output.js';
import { readStdlib } from '../stdlib.js';
import { chillerClass } from './chiller-class.js';
import { externalLatency } from './external-latency.js';
import { Lab } from './lab.js';
import { loadShape } from './load-shape.js';
import { table } from '../markdown.js';
import { pageOf } from './page.js';
import { partLoadOverhead } from './part-load-overhead.js';
import { ramps } from './ramps.js';
import { sloUtilisation } from './slo-utilisation.js';
import { unusedBisection } from './unused-bisection.js';

const PHENOMENA = [partLoadOverhead, chillerClass, loadShape, ramps, sloUtilisation, unusedBisection, externalLatency];

/** docs/phenomena: what the field asserts, beside what the models say, each with its picture. */
export async function generatePhenomena(root: string): Promise<readonly GeneratedFile[]> {
  const lab = new Lab(Object.fromEntries(await readStdlib(root)));
  const found = PHENOMENA.map((look) => look(lab));
  const pages = await Promise.all(found.map(pageOf));
  const index = [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    '# What the field asserts, and what the models say',
    '',
    'Each page takes one phenomenon that planners of AI campuses assert, states its time scale and conditions, and plots what',
    'the program’s own models give. No coefficient was chosen to make one appear, and the sentences are made from the',
    'results: where a model changes, they change. Numbers rest on the library’s figures, many of which are assumed',
    '([assumptions](../assumptions.md)).',
    '',
    table({
      head: ['phenomenon', 'time scale', 'what the models say'],
      rows: found.map(({ slug, title, scale, verdict }) => [`[${title}](${slug}.md)`, scale, verdict]),
    }),
    '',
  ].join('\n');
  return [{ path: 'docs/phenomena/README.md', content: index }, ...pages.flat()];
}
