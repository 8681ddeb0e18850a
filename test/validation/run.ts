import type { Case } from './cases.js';
import { article } from './families/article.js';
import { chillers } from './families/chillers.js';
import { climate } from './families/climate.js';
import { coolingAndUps } from './families/cooling-ups.js';
import { fabrics } from './families/fabrics.js';
import { power } from './families/power.js';
import { queueing } from './families/queueing.js';
import { serving } from './families/serving.js';
import { tariffs } from './families/tariffs.js';
import { timeValue } from './families/time-value.js';
import { training } from './families/training.js';
import { type Row, score } from './score.js';
import { type Driver, type Family, none } from './support/driver.js';

const families: readonly Family[] = [
  fabrics,
  chillers,
  coolingAndUps,
  power,
  queueing,
  serving,
  training,
  tariffs,
  timeValue,
  climate,
  article,
];

/** Every expected item of every case beside what the program says. */
export function runCases(cases: readonly Case[]): readonly Row[] {
  return cases.flatMap((each) => {
    const items = each.expected.map(({ item }) => item);
    return score(each, driverOf(each.id)(each.inputs, items));
  });
}

/** By id, else by how the id begins. */
function driverOf(id: string): Driver {
  for (const family of families) {
    const exact = family[id];
    if (exact !== undefined) return exact;
  }
  for (const family of families)
    for (const [pattern, driver] of Object.entries(family))
      if (pattern.endsWith('*') && id.startsWith(pattern.slice(0, -1))) return driver;
  return none('no driver for this case');
}
