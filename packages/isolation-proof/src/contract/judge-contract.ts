import { UndecidedError, type Unknown } from '../templates/errors';
import type { TenantModel } from '../tenancy/tenancy';
import type { Model } from '../model/model';
import type { Statement } from '../policies/statement';
import { type Decision, decide } from '../decide/decide';
import { partsOf } from '../model/tenant-parts';
import type { Contract, Operation, TenantContract } from './contract';
import { type ConcreteRequest, nameOf } from '../decide/request';

/** A row that does not come out as it has to, or an organization that rows cannot be asked of. */
export interface ContractFailure {
  /** Id of the row; `names` or `principals` where an organization has not what every row needs. */
  readonly row: string;
  readonly sentence: string;
  readonly organization: string;
  readonly expected: 'allowed' | 'denied';
  /** `open` if it depends on what AWS does not document. */
  readonly actual: Decision['outcome'];
  /** The request that came out wrong; absent where there is none. */
  readonly request?: FailedRequest;
  /** Why it came out so, as the end of a sentence. */
  readonly because: string;
  /** The statements that decided it. */
  readonly statements: readonly Statement[];
  /** Construct path or stack of what is wrong, where it is no statement. */
  readonly path?: string;
  readonly remedy: string;
}

export interface FailedRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

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
  for (const slug of organizations) {
    const ofTenant = contract.of(known, slug);
    if ('missing' in ofTenant) judging.missingNames(slug, ofTenant.missing);
    else judging.judge(slug, ofTenant);
  }
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

  judge(slug: string, ofTenant: TenantContract): void {
    this.judgeKinds(slug, ofTenant);
    if (this.contract.sharedBoundary === true) this.judgeBoundaries(slug);
    for (const { requests, ...row } of ofTenant.operations) {
      if (requests.length === 0) continue;
      this.rows.add(`${slug} ${row.row}`);
      this.asked.add(row.row);
      this.judgeOperation(row, requests);
    }
  }

  /** Everybody has to be somebody: a role that is of no kind is one that no row is about. */
  private judgeKinds(organization: string, { absentKinds, unclassified }: TenantContract): void {
    const row = 'principals';
    const expected = 'allowed';
    for (const kind of absentKinds) {
      const sentence = `${organization} has a principal of the kind: ${kind}`;
      const remedy = 'The contract requires one of every organization.';
      this.failures.push({
        row,
        sentence,
        organization,
        expected,
        actual: 'denied',
        because: 'there is none',
        statements: [],
        remedy,
      });
    }
    for (const { arn, trust, source } of unclassified) {
      this.failures.push({
        row,
        sentence: `${arn} is a principal of a kind that the contract knows`,
        organization,
        expected,
        actual: 'denied',
        because: 'none of the kinds recognises it',
        statements: trust,
        path: source.path,
        remedy: 'Declare its kind in the specification, with the rows that say what it may do.',
      });
    }
  }

  /** Whoever the platform makes is held in by the one boundary of all; without it, one of the locks is gone. */
  private judgeBoundaries(organization: string): void {
    const { principals } = partsOf(this.model, organization);
    const made = principals.filter(({ source }) => /^AWS::IAM::(?:Role|User)$/.test(source.type));
    for (const { arn, boundary, source } of made) {
      const own = boundary?.filter((statement) => this.model.ownership.of(statement.source) !== undefined);
      if (own?.length === 0) continue;
      this.failures.push({
        row: 'principals',
        sentence: `${arn} is held in by the boundary that all organizations share`,
        organization,
        expected: 'denied',
        actual: 'allowed',
        because: own === undefined ? 'it has no boundary' : 'its boundary is a policy of its organization',
        statements: own ?? [],
        path: source.path,
        remedy: 'Make the policy of the shared stack its PermissionsBoundary.',
      });
    }
  }

  missingNames(organization: string, missing: readonly string[]): void {
    this.failures.push({
      row: 'names',
      sentence: `its templates say where its data, key and queries are`,
      organization,
      expected: 'allowed',
      actual: 'denied',
      because: `the templates define no ${missing.join(', ')}`,
      statements: [],
      remedy: 'Give the organization all of its resources, with the names that the others have.',
    });
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
    this.failures.push(failureOf(row, decisive.request, decisive.decision));
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

function failureOf(
  row: Omit<Operation, 'requests'>,
  { requester, action, resource, context }: ConcreteRequest,
  decision: Decision,
): ContractFailure {
  const { outcome: actual, because, statements } = decision;
  const principal = nameOf(requester);
  const values = [...context].map(([key, value]): [string, string] => [key, value ?? '(absent)']);
  return {
    ...row,
    actual,
    request: { principal, action, resource, context: Object.fromEntries(values) },
    because,
    statements,
    remedy: remedyFor(row.expected, decision, `${action} on ${resource} to ${principal}`),
  };
}

function remedyFor(
  expected: ContractFailure['expected'],
  { outcome, because, statements }: Decision,
  what: string,
): string {
  const named = statements.map(({ name, source }) => `${name} of ${source.path}`).join(' and ');
  if (outcome === 'open')
    return `Decide callers without the variable before ${named}, with a Null condition.`;
  if (expected === 'denied') return `Narrow ${named}, or deny the request in the policy of the resource.`;
  return statements.length === 0 ? `Allow ${what}: ${because}.` : `Take the request out of ${named}.`;
}
