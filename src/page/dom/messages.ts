import type { Engine } from '../engine.js';

/** What the page asks its worker for. */
export type Question = keyof Pick<Engine, 'check' | 'applied' | 'corrected' | 'text'>;
export type Asked<Q extends Question> = Parameters<Engine[Q]>;
export type Answered<Q extends Question> = Awaited<ReturnType<Engine[Q]>>;

/** The first message has the catalogue; all others are questions. */
export type ToWorker =
  | { readonly catalogue: string }
  | { readonly number: number; readonly question: Question; readonly asked: unknown };

/** The answer to the question of a number, or what went wrong. */
export type FromWorker =
  | { readonly number: number; readonly answered: unknown }
  | { readonly number: number; readonly failed: string };
