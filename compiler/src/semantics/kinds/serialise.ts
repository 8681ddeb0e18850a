import type { KindModel } from './model.js';

/**
 * The table behind a model as the text of a TypeScript object literal , one property to a line, so that
 * a change in a kind reads as one in the generated file. Write it as `export const kindTable: KindTable = <text>;`.
 */
export function serialiseKinds(model: KindModel): string {
  const kinds = model.table.kinds.map((kind) => {
    const { properties, ...head } = kind;
    const rows = properties.map((property) => `      ${JSON.stringify(property)},`);
    return [
      `    {`,
      `      ${JSON.stringify(head).slice(1, -1)},`,
      `      "properties": [`,
      ...rows.map((row) => `  ${row}`),
      `      ],`,
      `    },`,
    ].join('\n');
  });
  const metrics = model.table.metrics.map((metric) => `    ${JSON.stringify(metric)},`);
  return ['{', '  "kinds": [', ...kinds, '  ],', '  "metrics": [', ...metrics, '  ],', '}'].join('\n');
}
