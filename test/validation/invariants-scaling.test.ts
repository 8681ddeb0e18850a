import { scaling } from './invariants/scaling.js';
import { suite } from './invariants/suite.js';

suite('scaling', scaling);
