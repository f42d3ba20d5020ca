import { type Decision, decide } from '../decide/decide';
import type { ConcreteRequest } from '../decide/request';
import type { Model } from '../model/model';
import { withConstructPaths } from '../resources/stand-ins';
import { UndecidedError, type Unknown } from '../templates/errors';
import type { TenantModel } from '../tenancy/tenancy';
import type { Contract, Operation, TenantContract } from './contract';
import { type ContractFailure, failureOf } from './contract-failure';
import { boundaryFailures, kindFailures, missingNames } from './tenant-failures';

export interface ContractVerdict {
  /** How many rows were evaluated, each once for every organization. */
  readonly rows: number;
  /** Ids of rows that no request could be made for in these templates: they are neither kept nor broken. */
  readonly nothingToAsk: readonly string[];
  readonly requests: number;
  readonly failures: readonly ContractFailure[];
  readonly milliseconds: number;
}

/**
 * Evaluates the whole table of requests that must be allowed, and that must be denied, for some of the
 * organizations. Isolation by itself is satisfied by denying everything; this is not.
 * @param organizations slugs; the cost depends on these, and not on how many others there are
 * @throws UndecidedError with everything that requests depend on and that is not known
 */
export function judgeContract(
  contract: Contract,
  known: TenantModel,
  organizations: readonly string[],
): ContractVerdict {
  const started = performance.now();
  const judging = new Judging(contract, known.model);
  for (const slug of organizations) judging.judge(slug, contract.of(known, slug));
  return judging.verdict(performance.now() - started);
}

class Judging {
  private readonly failures: ContractFailure[] = [];
  private readonly unknowns = new Map<string, Unknown>();
  private readonly rows = new Set<string>();
  private readonly asked = new Set<string>();
  private requests = 0;

  constructor(
    private readonly contract: Contract,
    private readonly model: Model,
  ) {}

  judge(slug: string, ofTenant: TenantContract | { readonly missing: readonly string[] }): void {
    if ('missing' in ofTenant) {
      this.failures.push(missingNames(slug, ofTenant.missing));
      return;
    }
    this.failures.push(...kindFailures(slug, ofTenant));
    if (this.contract.sharedBoundary === true) this.failures.push(...boundaryFailures(this.model, slug));
    for (const { requests, ...row } of ofTenant.operations) {
      if (requests.length === 0) continue;
      this.rows.add(`${slug} ${row.row}`);
      this.asked.add(row.row);
      this.judgeOperation(row, requests);
    }
  }

  verdict(milliseconds: number): ContractVerdict {
    if (this.unknowns.size > 0) throw new UndecidedError([...this.unknowns.values()]);
    const { rows, requests, failures } = this;
    const { allowed, denied } = this.contract.rows;
    const nothingToAsk = [...allowed, ...denied].flatMap(({ id }) => (this.asked.has(id) ? [] : [id]));
    return { rows: rows.size, nothingToAsk, requests, failures, milliseconds };
  }

  /** An operation is allowed if all of its requests are. */
  private judgeOperation(row: Omit<Operation, 'requests'>, requests: readonly ConcreteRequest[]): void {
    const decisions = requests.flatMap((request) => {
      const decision = this.decide(request);
      return decision === undefined ? [] : [{ request, decision }];
    });
    if (decisions.length < requests.length) return;
    const decisive =
      decisions.find(({ decision }) => decision.outcome === 'denied') ??
      decisions.find(({ decision }) => decision.outcome === 'open') ??
      decisions[0];
    if (decisive === undefined || decisive.decision.outcome === row.expected) return;
    const { request, ...failure } = failureOf(row, decisive.request, decisive.decision);
    const { stacks } = this.model;
    this.failures.push({
      ...withConstructPaths(failure, stacks),
      ...(request === undefined ? {} : { request: withConstructPaths(request, stacks) }),
    });
  }

  private decide(request: ConcreteRequest): Decision | undefined {
    this.requests += 1;
    try {
      return decide(this.model, request);
    } catch (error) {
      if (!(error instanceof UndecidedError)) throw error;
      for (const unknown of error.unknowns) this.unknowns.set(`${unknown.place} ${unknown.reason}`, unknown);
      return undefined;
    }
  }
}
