import { buildServer } from '/work/main/test/editor/support/stdio.js';
import { EditorClient } from '/work/main/test/bench/editor-client.js';
import { imports, largeCampus } from '/work/main/test/bench/inputs/campus.js';
import { writeDcplan } from '/work/main/test/bench/inputs/dcplan.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readFileSync } from 'node:fs';
const s = await buildServer();
const text = writeDcplan(largeCampus(), imports);
for (const pace of [0, 60, 250]) {
const c = new EditorClient([process.execPath, s.script, '--stdio'], 'file:///bench/plan.dcplan', 'dcplan');
await c.start(text); await c.until(() => true, 60000);
await new Promise(r => setTimeout(r, 3000));
let now = text; const times: number[] = [];
for (let i = 0; i < 160; i++) {
  const start = now.indexOf('supply: 2', now.indexOf(`hall H${(i * 29) % 64} `)) + 9;
  const lines = TextDocument.create('b', 'b', 0, now);
  const range = { start: lines.positionAt(start), end: lines.positionAt(start + 1) };
  now = now.slice(0, start) + String(i % 10) + now.slice(start + 1);
  if (pace) await new Promise(r => setTimeout(r, pace));
  const sent = c.edit(range, String(i % 10));
  const { at } = await c.until(() => true, 60000);
  if (i > 40) times.push(at - sent);
}
times.sort((a, b) => a - b);
const st = readFileSync(`/proc/${c.process.pid}/status`, 'utf8');
console.log('pace', pace, 'p50', times[60]!.toFixed(1), 'p95', times[113]!.toFixed(1), 'rss', /VmRSS:\s+(\d+)/.exec(st)![1]);
c.end();
}
s.remove(); process.exit(0);
