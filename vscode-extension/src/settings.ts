import { type ConfigurationScope, workspace } from 'vscode';

export type Least = 'error' | 'warning' | 'info';

/** The settings that `package.json` declares, with the defaults that it gives. */
interface Settings {
  readonly 'lens.enabled': boolean;
  readonly 'hints.enabled': boolean;
  readonly 'findings.least': Least;
  readonly 'findings.leastCost': number;
  readonly 'status.leastFit': number;
  readonly 'preview.figures': readonly string[];
  readonly 'server.path': string;
}

const DEFAULTS: Settings = {
  'lens.enabled': true,
  'hints.enabled': true,
  'findings.least': 'info',
  'findings.leastCost': 0,
  'status.leastFit': 0,
  'preview.figures': [],
  'server.path': '',
};

export function setting<K extends keyof Settings>(name: K, scope?: ConfigurationScope): Settings[K] {
  return workspace.getConfiguration('dcplan', scope).get<Settings[K]>(name) ?? DEFAULTS[name];
}
