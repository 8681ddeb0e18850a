import { electrical } from './invariants/electrical.js';
import { opening } from './invariants/opening.js';
import { suite } from './invariants/suite.js';
import { thermal } from './invariants/thermal.js';

suite('thermal', thermal);
suite('electrical', electrical);
suite('opening', opening);
