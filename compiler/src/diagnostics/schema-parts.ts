/** Parts that the JSON Schemas are put together from. */

export interface Schema {
  readonly [keyword: string]: unknown;
}

export const text = { type: 'string' };
export const number = { type: 'number' };
export const count = { type: 'integer', minimum: 0 };
export const unknownNumber = { type: ['number', 'null'] };
export const unknownText = { type: ['string', 'null'] };

/** That, or null where there is none. */
export function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

/** An object with at least these properties. */
export function object(
  properties: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties, ...optional } };
}

export function list(items: Schema): Schema {
  return { type: 'array', items };
}

export function described(description: string, schema: Schema): Schema {
  return { description, ...schema };
}
