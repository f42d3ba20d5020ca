import type { EnvironmentConfig } from '../../config/environment-config';
import { type QuotaKey, QUOTAS, type RaisedQuotas } from '../../config/quotas';
import { figure } from '../../lib/capacity/advice';
import { capacityOf, SCARCE_SHARE } from '../../lib/capacity/capacity';
import { raisedToTheMost } from '../../lib/capacity/capacity-report';
import type { CapacityStack } from '../../lib/capacity/capacity-stack';
import { monthlyCost } from '../../lib/capacity/monthly-cost';
import type { CellLimits } from './cell-limits';
import { cellSize, type Placement, placeCells } from './place-cells';

/** A quota that has to be raised before a cell can be as full as it gets. */
interface ToRaise {
  readonly quota: QuotaKey;
  readonly from: number;
  readonly to: number;
}

/** How organizations are placed in environments, each in an account of its own. Rates are requests a second. */
export interface CellsReport {
  readonly organizations: number;
  readonly limits: CellLimits;
  /** The most organizations of a cell, if each has the hubs and secrets that are planned. */
  readonly cellSize: number;
  readonly cells: number;
  readonly fullestCell: number;
  readonly lastCell: number;
  readonly filledBy: Placement['filledBy'];
  /** What has to be raised in each cell; none where the limits are those that it has. */
  readonly toRaise: readonly ToRaise[];
  readonly hubRequests: {
    readonly allCells: number;
    readonly busiestCell: number;
    /** Left out where AWS names no maximum. */
    readonly limit?: number;
  };
  /** US dollars while nobody uses anything. */
  readonly monthlyCost: { readonly atFirst: number; readonly later: number };
}

/**
 * Places organizations in cells.
 * @param stacks the shared stack and one organization's, as templates of one cell.
 */
export function reportCells(
  stacks: readonly CapacityStack[],
  environment: EnvironmentConfig,
  options: { readonly organizations: number; readonly limits: CellLimits; readonly seed: number },
): CellsReport {
  const { organizations, limits, seed } = options;
  const own: RaisedQuotas = limits === 'default' ? {} : environment.quotas;
  const quotas = limits === 'most' ? raisedToTheMost(own) : own;
  const cell = { ...environment, quotas };
  const { quotas: uses } = capacityOf(stacks, cell, { organizations: 1 });
  const placement = placeCells({ organizations, quotas: uses, seed });
  const { cells, filledBy } = placement;
  const requests = cells.map(({ use }) => use.get('iot-certificate-requests') ?? 0);
  const limit = uses.find(({ key }) => key === 'iot-certificate-requests')?.limit;
  const cost = monthlyCost(stacks, cell, { organizations });
  const times = (shared: number, each: number): number => cells.length * shared + organizations * each;
  return {
    organizations,
    limits,
    cellSize: cellSize(uses),
    cells: cells.length,
    fullestCell: Math.max(0, ...cells.map((one) => one.organizations)),
    lastCell: cells.at(-1)?.organizations ?? 0,
    filledBy,
    toRaise: limits === 'most' ? toRaise(placement, environment, stacks) : [],
    hubRequests: {
      allCells: requests.reduce((sum, rate) => sum + rate, 0),
      busiestCell: Math.max(0, ...requests),
      ...(limit === undefined || !Number.isFinite(limit) ? {} : { limit }),
    },
    monthlyCost: {
      atFirst: times(cost.shared.atFirst, cost.perOrganization.atFirst),
      later: times(cost.shared.later, cost.perOrganization.later),
    },
  };
}

/** The same for people. */
export function cellsText(report: CellsReport): string {
  const {
    organizations,
    limits,
    cells,
    fullestCell,
    lastCell,
    filledBy,
    hubRequests,
    monthlyCost: cost,
  } = report;
  const whose = { default: 'every account has', account: 'this account has', most: 'AWS raises to the most' }[
    limits
  ];
  return [
    `${figure(organizations)} organizations in cells with the limits that ${whose}, each filled to less than ${SCARCE_SHARE * 100} %:`,
    '',
    `cells needed          ${figure(cells)}`,
    `per cell              ${figure(fullestCell)} organizations at most; the last one has ${figure(lastCell)}`,
    ...filledBy.map(
      ({ quota, cells: number }) => `filled by             ${QUOTAS[quota].name}: ${figure(number)} cells`,
    ),
    ...report.toRaise.map(
      ({ quota, from, to }) =>
        `to be raised in each  ${QUOTAS[quota].name}: from ${figure(from)} to ${figure(to)}`,
    ),
    `requests of hubs      ${figure(hubRequests.allCells)} a second; ${figure(hubRequests.busiestCell)} in the busiest cell${hubRequests.limit === undefined ? ', of no stated maximum' : `, of ${figure(hubRequests.limit)}`}`,
    `idle cost             ${figure(cost.atFirst)} USD a month, ${figure(cost.later)} from the third year on`,
  ].join('\n');
}

/** What the fullest cell uses more of than the environment's account may. */
function toRaise(
  { cells }: Placement,
  environment: EnvironmentConfig,
  stacks: readonly CapacityStack[],
): ToRaise[] {
  return capacityOf(stacks, environment, { organizations: 1 }).quotas.flatMap(
    ({ key: quota, limit: from }) => {
      const most = Math.max(0, ...cells.map(({ use }) => use.get(quota) ?? 0));
      return most < from * SCARCE_SHARE ? [] : [{ quota, from, to: Math.floor(most / SCARCE_SHARE) + 1 }];
    },
  );
}
