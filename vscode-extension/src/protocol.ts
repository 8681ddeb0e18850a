import type { FiguresResult, PlanParams, StateResult, TextResult } from '../../lsp/src/features/plan.js';

export type { FiguresResult, PlanParams, StateResult, TextResult };

/** The server's own requests, beyond the protocol's. */
export interface PlanRequests {
  readonly 'dcplan/figures': FiguresResult;
  readonly 'dcplan/report': TextResult;
  readonly 'dcplan/summary': TextResult;
  readonly 'dcplan/comparison': TextResult;
  readonly 'dcplan/state': StateResult;
}

/** Of these, what is answered with a text. */
export type TextRequest = 'dcplan/report' | 'dcplan/summary' | 'dcplan/comparison';
