/**
 * The colours of figures, on a light and on a dark page. The set is Okabe and Ito's, which people with any of the common
 * colour-vision deficiencies can tell apart; on a dark page each is lightened. A figure is drawn in the light colours; a
 * style sheet replaces them by attribute, so one SVG serves both.
 */
export const ROLE = {
  ink: '#1f2328',
  muted: '#59636e',
  grid: '#d8dee4',
  page: '#ffffff',
  panel: '#f3f5f7',
  /** The draw that a limit is judged by, and what breaks it. */
  demand: '#d55e00',
} as const;

/** One after another for halls, years and parts; `demand` is not among them. */
export const SERIES = ['#0072b2', '#56b4e9', '#009e73', '#cc79a7', '#e69f00', '#8c959f', '#882255', '#999933'] as const;

/** From what fits badly to what fits well. */
export const FIT_RANGE = [ROLE.demand, '#f3e6da', '#0072b2'] as const;

const DARK: Readonly<Record<string, string>> = {
  [ROLE.ink]: '#e6edf3',
  [ROLE.muted]: '#9da7b1',
  [ROLE.grid]: '#30363d',
  [ROLE.page]: '#0d1117',
  [ROLE.panel]: '#1c2128',
  [ROLE.demand]: '#ff8c42',
  '#0072b2': '#3fa2e0',
  '#56b4e9': '#9ad4f5',
  '#009e73': '#2fc79a',
  '#cc79a7': '#e3a3c6',
  '#e69f00': '#ffc04d',
  '#882255': '#c65f92',
  '#999933': '#c9c96b',
  '#8c959f': '#aab3bc',
};

/** Rules that turn a figure's light colours into dark ones, below a selector. */
export function darkRules(within: string): string {
  return Object.entries(DARK)
    .map(([light, dark]) => `${within} [fill="${light}"]{fill:${dark}}${within} [stroke="${light}"]{stroke:${dark}}`)
    .join('');
}

/** The colour of the i-th series; they come round again after the last. */
export function seriesColour(i: number): string {
  return SERIES[i % SERIES.length] ?? ROLE.muted;
}
