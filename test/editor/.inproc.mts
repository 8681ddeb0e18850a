import { imports, largeCampus } from '/work/main/test/bench/inputs/campus.js';
import { writeDcplan } from '/work/main/test/bench/inputs/dcplan.js';
import { Editor } from '/work/main/test/editor/support/editor.js';
import { changeDocument } from '/work/main/lsp/src/core/server.js';
import { TextDocument } from 'vscode-languageserver-textdocument';
const text = writeDcplan(largeCampus(), imports);
const e = new Editor(text);
const s: any = e.session;
(e.session.host as any).now = () => performance.now();
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000; };
let now = text; const T: Record<string, number[]> = { change: [], some: [], find: [], wall: [] };
for (let i = 0; i < 200; i++) {
  const start = now.indexOf('supply: 2', now.indexOf(`hall H${(i * 29) % 64} `)) + 9;
  const lines = TextDocument.create('b', 'b', 0, now);
  const range = { start: lines.positionAt(start), end: lines.positionAt(start + 1) };
  now = now.slice(0, start) + String(i % 10) + now.slice(start + 1);
  const w = performance.now(); const a = cpu();
  changeDocument(e.session, { textDocument: { uri: e.uri, version: i + 10 }, contentChanges: [{ range, text: String(i % 10) }] });
  const b = cpu();
  e.session.checker.checkSome();
  const c = cpu();
  e.diagnostics();
  const d = cpu();
  T.wall.push(performance.now() - w); T.change.push(b - a); T.some.push(c - b); T.find.push(d - c);
}
for (const [k, v] of Object.entries(T)) { const x = v.slice(60).sort((p, q) => p - q); console.log(k, 'p50', x[70]!.toFixed(2), 'p95', x[133]!.toFixed(2)); }
const m = process.memoryUsage(); console.log((m.rss / 1e6).toFixed(0), (m.heapUsed / 1e6).toFixed(0));
