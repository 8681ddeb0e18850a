/** What a client's user has chosen, of what the server itself looks at. */
export interface Settings {
  /** Shows in the head of a block what it has from its base. */
  readonly inheritedHints: boolean;
  /** How far a plan is simulated while it is written: to the estimate, or on to the last hour. */
  readonly fidelity: 'F0' | 'F1';
}

export const defaultSettings: Settings = { inheritedHints: false, fidelity: 'F1' };

/**
 * Reads settings as clients send them: `{ dcplan: { hints: { inherited: true } } }`, or what is in `dcplan` alone. What is
 * missing, or of another type, has its default.
 */
export function settingsOf(sent: unknown): Settings {
  const own = memberOf(sent, 'dcplan') ?? sent;
  return {
    inheritedHints: memberOf(memberOf(own, 'hints'), 'inherited') === true,
    fidelity: memberOf(own, 'fidelity') === 'F0' ? 'F0' : 'F1',
  };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
