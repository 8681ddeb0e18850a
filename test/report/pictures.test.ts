import { describe, expect, it } from 'vitest';
import { draw } from '../../compiler/src/report/draw.js';
import { FIGURE_NAMES, type FigureName } from '../../compiler/src/report/figure.js';
import { figuresOf } from '../../compiler/src/report/figures/index.js';
import { BREACHING, sample, simulated } from './simulated.js';

/**
 * Each figure as a file that can be looked at: `pictures/`. Pictures are the same bytes for the same numbers, so that these
 * change only with what is drawn or with the results of these two plans; `npx vitest run test/report/pictures -u` writes them
 * anew, and a review shows them before and after.
 */
describe('the picture of each figure', () => {
  const plans = [simulated(BREACHING), simulated(sample('tutorial/02-a-mismatch.dcplan'))];
  const figures = plans.flatMap(({ plan, report }) => figuresOf(plan, report));
  const first = (name: FigureName) => figures.find((each) => each.name === name && each.drawing !== undefined);

  it.each(FIGURE_NAMES)('%s', async (name) => {
    const figure = first(name);
    const svg = figure && (await draw(figure, { alone: true }));
    if (svg === undefined) throw new Error(`neither plan has a picture of ${name}`);
    // A tag a line, so that a change of one mark is a change of one line.
    await expect(`${svg.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot(`pictures/${name}.svg`);
  });
});
