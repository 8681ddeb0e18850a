#!/usr/bin/env node
// A file of its own so that installing from a fresh clone links the command before the first build.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

// A check lives for less than a second: optimising at V8's usual eagerness costs more than the faster code gives back.
// Measured with the V8 of Node 20; later ones choose among more tiers and do not all know the flag.
// The language server lives on, and is for the usual.
if (process.versions.v8.startsWith('11.') && process.argv[2] !== 'lsp') setFlagsFromString('--interrupt-budget=500000');

const file = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const cacheFile = `${file}.cache`;
// The build writes it in ASCII: one byte is one character, and nothing is decoded.
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
// Made by the build's Node; another V8 refuses it and compiles as always.
const cachedData = existsSync(cacheFile) ? readFileSync(cacheFile) : undefined;
const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
if (process.env.DCPLAN_CODE_CACHE === 'write') {
  process.on('exit', () => writeFileSync(cacheFile, script.createCachedData()));
}
const module = { exports: {} };
script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
