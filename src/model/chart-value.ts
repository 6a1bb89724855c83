import type { SourceRange } from './found.js';

/** A port among the values of a Helm chart that does not decide what is dialled. */
export interface ChartValue extends SourceRange {
  /** The name of the chart. */
  readonly chart: string;
  /** Names with dots between: `wso2.apim.configurations.km.servicePort`. */
  readonly path: string;
  /** 1-65535. */
  readonly port: number;
  /** Some template reads it. */
  readonly isRead: boolean;
  /** The same number in templates, behind another value of the same group. */
  readonly literals: readonly SourceRange[];
}
