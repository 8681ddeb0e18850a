import { ready } from '../../compiler/src/simulation/index.js';
import { hourly } from './simulation.js';

/** Prints as JSON what an hourly run costs, in a process in which nothing else was run. */
await ready();
console.log(JSON.stringify(hourly()));
