#!/usr/bin/env node
// A file of its own so that installing from a fresh clone links the command before the first build.
import * as nodeModule from 'node:module';

// V8's code cache shortens the start of a program this size; Node has it built in from 22.1 on.
nodeModule.enableCompileCache?.();
await import('../dist/cli.js');
