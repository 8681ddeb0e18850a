/** Colours as functions of text, so that the renderers know no terminal. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
}

const plain = (text: string): string => text;

export const noPaint: Paint = { error: plain, warning: plain, info: plain, strong: plain, faint: plain, good: plain };
