/** What a client's user has chosen, of what the server itself looks at. */
export interface Settings {
  /** Shows in the head of a block what it has from its base. */
  readonly inheritedHints: boolean;
}

export const defaultSettings: Settings = { inheritedHints: false };

/**
 * Reads settings as clients send them: `{ dcplan: { hints: { inherited: true } } }`, or what is in `dcplan` alone. What is
 * missing, or of another type, has its default.
 */
export function settingsOf(sent: unknown): Settings {
  const hints = memberOf(memberOf(sent, 'dcplan') ?? sent, 'hints');
  return { inheritedHints: memberOf(hints, 'inherited') === true };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
