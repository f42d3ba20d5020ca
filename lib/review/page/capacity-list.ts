import { type Html, html } from '../../../packages/isolation-proof/src/page/html';
import type { QuotaOfSide } from '../capacity/capacity-change';
import type { EnvironmentReview } from '../review';
import { changeList, type ListedChange } from './change-list';

/** How much room a change leaves in the account, and what it costs. */
export function capacityList({ capacity, cost }: EnvironmentReview): Html {
  const quotas = capacity.compared ? capacity.changes.quotas : [];
  const first = capacity.compared ? capacity.changes.first : undefined;
  const listed = quotas.map(({ name, base, head }): ListedChange => ({
    weight: head?.level === 'enough' || head === undefined ? 'quiet' : 'violated',
    badge: 'quota',
    headline: html`${name}: ${quotaText(base)} before, ${quotaText(head)} now`,
  }));
  return html`<p class="lead">
      ${quotas.length === 0 ? sameText(capacity) : ''}
      ${first === undefined ? '' : `Reached first, with ${first.reachedAt.toLocaleString('en')} organizations: ${first.name}.`}
      ${costText(cost)}
    </p>
    ${changeList(listed)}`;
}

function quotaText(side: QuotaOfSide | undefined): string {
  return side === undefined
    ? 'none'
    : `${side.use.toLocaleString('en')} of ${side.limit.toLocaleString('en')}`;
}

function sameText(capacity: EnvironmentReview['capacity']): string {
  return capacity.compared
    ? 'The use of quotas does not change.'
    : `Quotas not compared: ${capacity.because}.`;
}

function costText(cost: EnvironmentReview['cost']): string {
  if (!cost.compared) return `Cost not compared: ${cost.because}.`;
  const { base, head, perOrganization, asOf } = cost.changes;
  return (
    `Monthly cost while idle, by list prices of ${asOf}: $${base.toFixed(2)} before, $${head.toFixed(2)} now; ` +
    `an organization $${perOrganization.head.toFixed(2)}.`
  );
}
