import { darkRules } from './palette.js';

/** The report's whole style: readable on a screen in both colour schemes, and on paper. */
export const STYLE = `
:root{--ink:#1f2328;--muted:#59636e;--line:#d8dee4;--page:#fff;--panel:#f6f8fa;--link:#0969da;--error:#b3261e;--warning:#9a5b00;--note:#0b6577}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:60rem;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
h1{margin:0;font-size:2rem;line-height:1.2}
h2{margin:3rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line);font-size:1.35rem}
h3{margin:1.75rem 0 .4rem;font-size:1.05rem}
p{margin:.35rem 0}
a{color:var(--link)}
code{font:.92em ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.kind{color:var(--muted)}
.verdict{font-size:1.1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:0;list-style:none}
figure{margin:2rem 0;break-inside:avoid}
figcaption p,.note,.place,.cost{color:var(--muted)}
figure svg{display:block;max-width:100%;height:auto;margin:.5rem 0}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--link)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:normal}
thead th{color:var(--muted)}
.n{text-align:right;white-space:nowrap}
.findings{padding:0;list-style:none}
.findings>li{margin:1rem 0;padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--line);break-inside:avoid}
.error,.warning,.info{font-weight:600}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--note)}
.mends{margin:.25rem 0;padding-left:1.2rem}
footer dl{display:grid;gap:.2rem;margin:0}
footer div{display:flex;gap:1rem}
dt{flex:0 0 9rem;color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
@media screen and (prefers-color-scheme:dark){
:root{--ink:#e6edf3;--muted:#9da7b1;--line:#30363d;--page:#0d1117;--panel:#1c2128;--link:#58a6ff;--error:#ff7b72;--warning:#e3a63a;--note:#56d4dd}
${darkRules('figure')}
}
@media print{
body{padding:0;max-width:none;font-size:10pt}
nav,summary{display:none}
h2{break-after:avoid}
details::details-content{content-visibility:visible;block-size:auto}
.scroll{overflow:visible}
table{font-size:8pt}
tr{break-inside:avoid}
@page{margin:16mm}
}
`.trim();
