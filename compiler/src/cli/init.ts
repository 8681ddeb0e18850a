import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError, EXIT, note, print } from './terminal.js';

const PLAN = `import std/racks { HGX_H200_Air }
import std/cooling { AirEconomizer }
import std/networks { LeafSpine }
import std/tariffs { ERCOT_Industrial }
import std/climates { Dallas }
import std/workloads { Chat }
import std/models { Llama_70B }

/// A small inference campus: change a number and run dcplan check again.
campus First {
  climate: Dallas
  opens: 2027-01
  horizon: 10 years

  users { us_south: 60 %, us_east: 40 % }

  contract Grid: ERCOT_Industrial {
    capacity: 8 MW
  }

  hall A {
    racks: 240 of HGX_H200_Air
    cooling: AirEconomizer
    network: LeafSpine { oversubscription: 3:1 }
    power: Grid
  }

  workload Assistant: Chat {
    on: [A]
    model: Llama_70B
    demand: 1_100 req/s growing 20 %/year from 2027 until 2031
  }

  require Grid.peak <= Grid.capacity "never above the contract"
}
`;

const WORKFLOW = `name: plan
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npx --yes dcplan check --today "$(git log -1 --format=%cs)"
`;

const SETTINGS = `{
  "files.associations": { "*.dcplan": "dcplan" },
  "[dcplan]": { "editor.tabSize": 2, "editor.insertSpaces": true }
}
`;

/** `dcplan init`: writes a small campus, a CI workflow and editor settings. Never overwrites. Returns the exit code. */
export function init(dir: string): number {
  const files = [
    ['campus.dcplan', PLAN],
    ['.github/workflows/plan.yml', WORKFLOW],
    ['.vscode/settings.json', SETTINGS],
  ] as const;
  if (existsSync(join(dir, 'campus.dcplan')))
    throw new CommandError(`${join(dir, 'campus.dcplan')} is there already: nothing was written`);
  for (const [name, text] of files) {
    const path = join(dir, name);
    if (existsSync(path)) {
      note(`${path} is there already: kept`);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    print(`wrote ${path}`);
  }
  print(`\nNow: dcplan check ${join(dir, 'campus.dcplan')}`);
  return EXIT.clean;
}
