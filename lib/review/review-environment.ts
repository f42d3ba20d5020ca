import type { EnvironmentConfig } from '../../config/environment-config';
import type { Compared } from '../../packages/isolation-proof/src/page/compared-matrices';
import type { ReviewedSides } from './access/sides';
import { capacityChanges } from './capacity/capacity-changes';
import { acknowledgementChanges } from './guards/acknowledgement-changes';
import type { JudgedSide } from './guards/guard-change';
import { type Judgement, judgeSide } from './guards/judge-side';
import { listChanges } from './guards/list-changes';
import type { Verdict } from './guards/read-verdict';
import { organizationChanges } from './organizations/organization-changes';
import { resourceChanges } from './resources/resource-changes';
import { hasSameTexts } from './sides/side-stack';
import { accessChanges, type AccessSides, type CompareAccess } from './review-access';
import type { EnvironmentReview, Section, SideFailure } from './review';
import type { ReviewSide } from './sides/review-side';

/** One side of an environment, or what is known of it. */
export interface SideInput {
  /** Left out if it could not be synthesized or read. */
  readonly side?: ReviewSide;
  /** Why a synth failed; guards can fail and leave something to be read. */
  readonly failure?: string;
  /**
   * What the side's own revision says of its templates.
   * @default - it is judged by the claims of this checkout
   */
  readonly verdict?: Verdict;
  /**
   * What the environment's file says, for capacity and cost.
   * @default - they are not compared
   */
  readonly config?: EnvironmentConfig;
}

export interface EnvironmentInput {
  readonly name: string;
  /** Left out if the environment stands on the head only. */
  readonly base?: SideInput;
  /** Left out if the environment stands on the base only. */
  readonly head?: SideInput;
  /** Whether the head's record says that an organization was offboarded. */
  readonly isRetired: (slug: string) => boolean;
  /** What may be replaced or deleted: logical ids, construct paths, names of stacks. */
  readonly allowed: ReadonlySet<string>;
  readonly compareAccess: CompareAccess;
  /**
   * Given the matrices of both sides, if anybody gains or loses access.
   * @default - they are not drawn
   */
  readonly onMatrices?: OnMatrices;
}

/** Takes the matrices of both sides of an environment. */
export type OnMatrices = (environment: string, matrices: Compared) => void;

/** Reviews what a change does to one environment, from its templates alone. */
export function reviewEnvironment(input: EnvironmentInput): EnvironmentReview {
  const { name, base, head, isRetired, allowed } = input;
  const after = judgementOf(head);
  const judged = { base: isSame(base, head) ? after : judgementOf(base), head: after };
  const sides = bothSides(input);
  const organizations = (side: SideInput | undefined) =>
    side?.side?.organizations ?? new Map<string, never>();
  const lists = [judged.base?.verdict, judged.head?.verdict] as const;
  return {
    name,
    presence: base === undefined ? 'added' : head === undefined ? 'removed' : 'both',
    failures: [...failureOf('base', base), ...failureOf('head', head)],
    access: section(sides, (both) =>
      accessChanges(both, evidenceOf(judged), input.compareAccess, matricesOf(input)),
    ),
    resources:
      isUnread(base) || isUnread(head)
        ? { compared: false, because: UNREAD }
        : compared(resourceChanges(base?.side?.stacks ?? [], head?.side?.stacks ?? [], allowed)),
    organizations:
      isUnread(base) || isUnread(head)
        ? { compared: false, because: UNREAD }
        : compared(organizationChanges(organizations(base), organizations(head), isRetired)),
    proof: { base: judgedSide(base, judged.base, 'base'), head: judgedSide(head, judged.head, 'head') },
    claims: listsSection(lists, ({ claims }) => claims),
    rows: listsSection(lists, ({ rows }) => rows),
    acknowledgements: section(sides, (both) =>
      compared(acknowledgementChanges(both.base.acknowledged, both.head.acknowledged)),
    ),
    declarations: listsSection(lists, ({ declarations }) => declarations),
    ...capacityAndCost(sides, base?.config, head?.config),
  };
}

function matricesOf({ name, onMatrices }: EnvironmentInput): ((matrices: Compared) => void) | undefined {
  if (onMatrices === undefined) return undefined;
  return (matrices) => {
    onMatrices(name, matrices);
  };
}

/** Where a side's file cannot be read, the other one's says where the templates are deployed to. */
function capacityAndCost(
  sides: AccessSides | string,
  before: EnvironmentConfig | undefined,
  after: EnvironmentConfig | undefined,
): Pick<EnvironmentReview, 'capacity' | 'cost'> {
  const [base, head] = [before ?? after, after ?? before];
  const because =
    typeof sides === 'string'
      ? sides
      : "the environment's file cannot be read, which says what the account has";
  if (typeof sides === 'string' || base === undefined || head === undefined) {
    return { capacity: { compared: false, because }, cost: { compared: false, because } };
  }
  const { capacity, cost } = capacityChanges(
    { stacks: sides.base.stacks, config: base },
    { stacks: sides.head.stacks, config: head },
  );
  return { capacity: compared(capacity), cost: compared(cost) };
}

const UNREAD = 'a side could not be synthesized';

/** Both sides; a sentence where one is missing. */
function bothSides({ base, head }: EnvironmentInput): AccessSides | string {
  if (base === undefined) return 'the environment is new: there is nothing to compare it with';
  if (head === undefined) return 'the environment is gone: there is nothing to compare it with';
  return base.side === undefined || head.side === undefined ? UNREAD : { base: base.side, head: head.side };
}

function section<Changes>(
  sides: AccessSides | string,
  compare: (sides: AccessSides) => Section<Changes>,
): Section<Changes> {
  return typeof sides === 'string' ? { compared: false, because: sides } : compare(sides);
}

function compared<Changes>(changes: Changes): Section<Changes> {
  return { compared: true, changes };
}

function isUnread(input: SideInput | undefined): boolean {
  return input !== undefined && input.side === undefined;
}

function failureOf(side: SideFailure['side'], input: SideInput | undefined): SideFailure[] {
  return input?.failure === undefined ? [] : [{ side, reason: input.failure }];
}

/** Whether both sides are the same, and are judged by the same claims: then one verdict is that of both. */
function isSame(base: SideInput | undefined, head: SideInput | undefined): boolean {
  if (base?.side === undefined || head?.side === undefined || base.verdict !== undefined) return false;
  return hasSameTexts(base.side.stacks, head.side.stacks) && guardrailsIn(base) === guardrailsIn(head);
}

/** What a side says of guardrails, which are in no template. */
function guardrailsIn({ config }: SideInput): string {
  return JSON.stringify(config?.operations.guardrails ?? null);
}

function judgementOf(input: SideInput | undefined): Judgement | undefined {
  if (input?.verdict !== undefined) return { verdict: input.verdict };
  return input?.side === undefined ? undefined : judgeSide(input.side.templates, input.config);
}

function evidenceOf({
  base,
  head,
}: Readonly<Record<SideFailure['side'], Judgement | undefined>>): ReviewedSides {
  return {
    ...(base?.evidence === undefined ? {} : { base: base.evidence }),
    ...(head?.evidence === undefined ? {} : { head: head.evidence }),
  };
}

function judgedSide(
  input: SideInput | undefined,
  judgement: Judgement | undefined,
  side: SideFailure['side'],
): JudgedSide {
  const claims = side === 'head' || input?.verdict !== undefined ? 'own' : "the reviewing checkout's";
  if (judgement !== undefined) return { ...judgement.verdict.judged, claims };
  const because =
    input === undefined ? `the ${side} has no such environment` : `the ${side} could not be synthesized`;
  return { verdict: 'not judged', claims, because, findings: [] };
}

/** Lists that both verdicts have; an older revision does not list everything. */
function listsSection<Item>(
  [base, head]: readonly [Verdict | undefined, Verdict | undefined],
  listOf: (verdict: Verdict) => readonly Item[] | undefined,
): Section<{ readonly added: readonly Item[]; readonly removed: readonly Item[] }> {
  const before = base === undefined ? undefined : listOf(base);
  const after = head === undefined ? undefined : listOf(head);
  if (before === undefined || after === undefined) {
    return {
      compared: false,
      because: `the ${before === undefined ? 'base' : 'head'} does not say what they are`,
    };
  }
  return compared(listChanges(before, after, (item) => JSON.stringify(item)));
}
