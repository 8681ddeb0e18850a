#!/usr/bin/env node
// A file of its own so that installing from a fresh clone links the command before the first build.
import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';

// V8's code cache shortens the start of a program this size; Node has it built in from 22.1 on.
nodeModule.enableCompileCache?.();
// A check lives for less than a second: optimising at V8's usual eagerness costs more than the faster code gives back.
// Measured with the V8 of Node 20; later ones choose among more tiers and do not all know the flag.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');
await import('../dist/cli.js');
