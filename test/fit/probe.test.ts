import { it } from 'vitest';
import { campus, training, find } from './fixture.js';
import { renderText } from '../../compiler/src/diagnostics/text.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
it('p', () => {
  for (const t of [campus(), training()]) {
    const s = performance.now();
    const f = find(t);
    console.log(performance.now() - s, f.result.presentValue);
    console.log(renderText(f.diagnostics, new Sources((x) => f.workspace.text(x))));
  }
});
