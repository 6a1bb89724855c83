/** Why a product does not use an endpoint of a list as it is written. */
export type ListFault = 'outside' | 'mixed';

/** The place of an endpoint in a list of groups. */
export interface ListPlace {
  /** Endpoints of one group have the same text here. */
  readonly group: string;
  readonly fault?: ListFault;
}
