import { type Io, UsageError } from './io.js';

/**
 * Returns the day of a run in UTC, as `2027-03-31`. SOURCE_DATE_EPOCH sets the clock for runs that have to be repeatable
 * (https://reproducible-builds.org/specs/source-date-epoch/).
 */
export function todayOf({ env }: Pick<Io, 'env'>): string {
  const { SOURCE_DATE_EPOCH: seconds } = env;
  if (seconds === undefined || seconds === '') return dayOf(new Date());
  if (!/^\d{1,11}$/.test(seconds)) throw new UsageError(`SOURCE_DATE_EPOCH=${seconds}: it must be seconds since 1970`);
  return dayOf(new Date(Number(seconds) * 1000));
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
