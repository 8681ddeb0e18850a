import { findings } from './invariants/findings.js';
import { plans } from './invariants/plans.js';
import { suite } from './invariants/suite.js';

suite('plans', plans);
suite('findings', findings);
