import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { table } from '../markdown.js';
import { type GeneratedFile, generatedHeader } from '../output.js';
import { retrofitOrGreenfield } from './retrofit-or-greenfield.js';
import { readStdlib } from '../stdlib.js';
import { bursts } from './bursts.js';
import { latencyOrBisection } from './latency-or-bisection.js';
import { trainingPlant } from './training-plant.js';
import { trainingFabric } from './training-fabric.js';
import { movingMix } from './moving-mix.js';
import { plannedForTraining } from './planned-for-training.js';
import { ownColocateOrRent } from './own-colocate-or-rent.js';
import { type Claim, pageOf } from './page.js';
import { PlanLab } from './plan-lab.js';

/** What looks at each claim, by the name of its plan in samples/claims. */
const CLAIMS: readonly (readonly [slug: string, look: (lab: PlanLab) => Claim])[] = [
  ['training-plant', trainingPlant],
  ['training-fabric', trainingFabric],
  ['latency-or-bisection', latencyOrBisection],
  ['bursts', bursts],
  ['moving-mix', movingMix],
  ['planned-for-training', plannedForTraining],
  ['retrofit-or-greenfield', retrofitOrGreenfield],
  ['own-colocate-or-rent', ownColocateOrRent],
];

/** docs/claims.md and a page for each claim of the field, with its picture. */
export async function generateClaims(root: string): Promise<readonly GeneratedFile[]> {
  const stdlib = Object.fromEntries(await readStdlib(root));
  const claims: Claim[] = [];
  for (const [slug, look] of CLAIMS) {
    const file = `samples/claims/${slug}.dcplan`;
    claims.push(look(new PlanLab(file, await readFile(join(root, file), 'utf8'), stdlib)));
  }
  const pages = await Promise.all(claims.map(pageOf));
  const index = [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    '# The field’s claims, as plans',
    '',
    'Why this program exists, put to its own test: each claim is a plan in `samples/claims/`, its page says whether, where and',
    'by how much it holds under sourced inputs, where it fails, and at which load, price, loss or speed it turns. Sentences',
    'are made from the results; no figure was chosen to make a claim come true. Many of the library’s figures are assumed',
    '([assumptions](assumptions.md)); each page names those that decide.',
    '',
    table({
      head: ['', 'claim', 'verdict'],
      rows: claims.map(({ letter, slug, title, verdict }) => [`(${letter})`, `[${title}](claims/${slug}.md)`, verdict]),
    }),
    '',
  ].join('\n');
  return [{ path: 'docs/claims.md', content: index }, ...pages.flat()];
}
