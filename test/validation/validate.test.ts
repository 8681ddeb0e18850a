import { describe, expect, it } from 'vitest';
import { CASES, readCases } from './cases.js';
import { EXPLAINED_SHARE, mayMissSome, misses, mustBeInside } from './misses.js';
import { runCases } from './run.js';
import { summarise } from './score.js';

const cases = readCases();
if (cases === undefined) throw new Error(`there is no ${CASES}`);
const rows = runCases(cases);

describe('published cases', () => {
  const outside = rows
    .filter(({ kind, verdict }) => verdict === 'outside' && mustBeInside(kind))
    .map(({ id, item }) => `${id} ${item}`);

  it('misses nothing that must be inside, but what is known with its cause', () => {
    expect(outside.filter((each) => !misses.has(each))).toEqual([]);
  });

  it('lists no miss that has come to pass, or is gone', () => {
    expect([...misses.keys()].filter((each) => !outside.includes(each))).toEqual([]);
  });

  it.each(summarise(rows).filter(({ kind }) => mayMissSome(kind)))(
    'is inside in most of $kind',
    ({ inside, modelled }) => {
      expect(inside / modelled).toBeGreaterThanOrEqual(EXPLAINED_SHARE);
    },
  );

  it('says why where no model covers an item', () => {
    expect(rows.filter(({ verdict, reason }) => verdict === 'not modelled' && (reason ?? '') === '')).toEqual([]);
    expect(rows.filter(({ reason }) => reason === 'no driver for this case')).toEqual([]);
  });

  it('gives numbers, not NaN', () => {
    expect(rows.filter(({ simulated }) => typeof simulated === 'number' && !Number.isFinite(simulated))).toEqual([]);
  });
});
