import { figure } from '../../capacity/advice';
import type { QuotaOfSide } from '../capacity/capacity-change';
import { markdownText } from '../escape';
import type { EnvironmentReview } from '../review';
import type { MarkdownSection } from './section';

/** How much room is left in the account, and what it costs. */
export function capacitySections({ capacity, cost }: EnvironmentReview): MarkdownSection[] {
  const quotas = capacity.compared ? capacity.changes.quotas : [];
  const money = cost.compared ? cost.changes : undefined;
  const isCostOther = money !== undefined && money.base !== money.head;
  if (quotas.length === 0 && !isCostOther) return [];
  const first = capacity.compared ? capacity.changes.first : undefined;
  const scarce = quotas.filter(({ head }) => head !== undefined && head.level !== 'enough');
  const lead = [
    ...(isCostOther
      ? [
          `Monthly cost while idle, by list prices of ${money.asOf}: ${dollars(money.base)} before, ` +
            `${dollars(money.head)} now; an organization ${dollars(money.perOrganization.head)}.`,
        ]
      : []),
    ...(first === undefined
      ? []
      : [`Reached first, with ${first.reachedAt} organizations: ${markdownText(first.name)}.`]),
    ...(scarce.length === 0
      ? []
      : [`**Little room is left:** ${scarce.map(({ name }) => markdownText(name)).join(', ')}.`]),
  ];
  return [
    {
      title: `Quotas of which more or less is used (${quotas.length})`,
      priority: scarce.length > 0 ? 7 : 58,
      lead,
      items: quotas.map(
        ({ name, base, head }) => `- ${markdownText(name)}: ${sideText(base)} before, ${sideText(head)} now`,
      ),
      isCollapsed: true,
    },
  ];
}

function sideText(side: QuotaOfSide | undefined): string {
  return side === undefined ? 'none' : `${figure(side.use)} of ${figure(side.limit)}`;
}

function dollars(amount: number): string {
  return `\\$${amount.toFixed(2)}`;
}
