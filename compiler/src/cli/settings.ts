import { existsSync, readFileSync } from 'node:fs';
import { type Baseline, readBaseline } from '../workspace/baseline.js';
import { type Config, isVersion, readConfig } from '../workspace/config.js';
import { ConfigError } from '../workspace/json-reader.js';
import { type Lock, readLock } from '../workspace/lock.js';
import { engine } from '../workspace/workspace.js';
import { CommandError } from './terminal.js';

export const CONFIG_FILE = 'dcplan.json';
export const LOCK_FILE = 'dcplan.lock';
export const BASELINE_FILE = 'dcplan.baseline.json';

const NONE: Config = { thresholds: [] };

/**
 * What `dcplan.json` in the working folder says; nothing where there is none.
 * @throws CommandError where it cannot be understood, or asks for another version than this
 */
export function settings(): Config {
  if (!existsSync(CONFIG_FILE)) return NONE;
  const config = understood(CONFIG_FILE, readConfig);
  const version = engine.replace(/^\S+ /, '');
  for (const [what, wanted] of [
    ['dcplan', config.dcplan],
    ['the library', config.library],
  ] as const) {
    if (wanted !== undefined && !isVersion(version, wanted))
      throw new CommandError(
        `${CONFIG_FILE} asks for ${what} ${wanted}, and this is ${version}: install that version, or change the file and look at what moves`,
      );
  }
  return config;
}

/** @throws CommandError where the file is not there or is no baseline */
export function baselineIn(file: string): Baseline {
  if (!existsSync(file))
    throw new CommandError(`${file}: there is no such baseline; \`dcplan check --update-baseline\` writes it`);
  return understood(file, readBaseline);
}

/** @throws CommandError where there is no lock, or it cannot be understood */
export function lockFile(): Lock {
  if (!existsSync(LOCK_FILE))
    throw new CommandError(`there is no ${LOCK_FILE} in this folder; \`dcplan check --update-lock\` writes it`);
  return understood(LOCK_FILE, readLock);
}

/** Runs what reads or applies a file of settings; what it cannot take stops the command with one line. */
export function understood<T>(file: string, read: (text: string) => T): T {
  try {
    return read(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(`${file}: ${error.message}`);
    throw error;
  }
}
