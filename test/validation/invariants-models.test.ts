import { fabrics } from './invariants/fabrics.js';
import { money } from './invariants/money.js';
import { queues } from './invariants/queues.js';
import { suite } from './invariants/suite.js';
import { work } from './invariants/work.js';

suite('fabrics', fabrics);
suite('money', money);
suite('queues', queues);
suite('work', work);
