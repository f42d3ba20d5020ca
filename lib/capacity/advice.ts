import { increaseCommand } from '../../config/raised-quotas';
import { QUOTAS } from '../../config/quotas';
import { type QuotaUse, SCARCE_SHARE } from './capacity';

/** How a use stands to its limit, for people. */
export function useText({ key, use, limit, raised, place }: QuotaUse): string {
  const { name, unit } = QUOTAS[key];
  const share = Math.floor((use / limit) * 100);
  const where = place === undefined ? '' : `, of ${place}`;
  return `${name}: ${figure(use)} of ${figure(limit)} ${unit} (${share} %)${raised ? ', a raised limit' : ''}${where}`;
}

/**
 * What to do about a limit that is near or reached.
 * @param environment whose file records what AWS has raised
 */
export function advice({ key, use, limit, perOrganization, place }: QuotaUse, environment: string): string {
  const { code, maximum, adjustable, page } = QUOTAS[key];
  const elsewhere =
    perOrganization > 0
      ? 'place further organizations in an environment of another account (docs/scale.md)'
      : `make ${place ?? 'it'} smaller, or split it`;
  if (adjustable === false) return `AWS does not raise this quota (${page}): ${elsewhere}`;
  if (maximum !== undefined && limit >= maximum) {
    return `AWS raises this quota to ${figure(maximum)} at most (${page}): ${elsewhere}`;
  }
  const enough = Math.ceil(use / SCARCE_SHARE);
  const desired = Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Math.max(limit * 2, enough));
  const ask =
    increaseCommand(key, desired) ?? `ask AWS for ${figure(desired)} in Service Quotas or by a support case`;
  const file = `environments/${environment}.json`;
  const doubt = adjustable === 'not said' ? ` AWS's page does not say whether it is raised (${page}).` : '';
  return (
    `Ask for more: ${ask}. Once AWS has raised it${code === undefined ? '' : ` (code ${code})`}, ` +
    `write it in ${file}: "quotas": { "${key}": ${desired} }.${doubt} Or ${elsewhere}.`
  );
}

/** A count, or a rate with as many digits as matter. */
export function figure(value: number): string {
  const rounded = Number.isInteger(value) || value >= 100 ? Math.round(value) : Number(value.toPrecision(2));
  return rounded.toLocaleString('en');
}
