import { ACCOUNT_QUOTAS } from './account-quotas';
import type { Quota } from './quota';
import { SIZE_QUOTAS } from './size-quotas';

/** Our name of a quota, for example `iot-role-aliases`. It is stable: environment files and reports hold it. */
export type QuotaKey = keyof typeof ACCOUNT_QUOTAS | keyof typeof SIZE_QUOTAS;

/** Every quota that the platform uses some of. */
export const QUOTAS: Readonly<Record<QuotaKey, Quota>> = { ...ACCOUNT_QUOTAS, ...SIZE_QUOTAS };

/** In the order in which they are listed: what an account may have, then how large something may be. */
export const QUOTA_KEYS = Object.keys(QUOTAS) as readonly QuotaKey[];

/** Limits that an account has been given, where they are more than the default. */
export type RaisedQuotas = Readonly<Partial<Record<QuotaKey, number>>>;

/** What every account gets in a Region. */
export function defaultOf({ default: usual, defaultIn = {} }: Quota, region: string): number {
  return defaultIn[region] ?? usual;
}

/** The limit of an account: what it has been given, or else the default of the Region. */
export function limitOf(key: QuotaKey, region: string, raised: RaisedQuotas): number {
  return raised[key] ?? defaultOf(QUOTAS[key], region);
}
