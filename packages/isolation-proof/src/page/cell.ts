import { type Access, findAccess, type Question } from '../access/access';
import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  type Lens,
  RESOURCE_POLICIES_ALONE,
} from '../access/lens';
import type { ActionClass } from '../policies/action-classes';
import type { CapabilityId } from '../matrix/capabilities';
import { grantsOf } from './grants';
import type { MatrixRow } from '../matrix/matrix-row';
import type { LockData } from './page-data';
import { type Refusal, refusalOf } from './refusals';
import type { MatrixSubject } from './subjects';
import type { AccessPath } from '../matrix/access-paths';

/** What a principal can do of one kind with the resources of one row, and why. */
export interface Finding {
  readonly capability: CapabilityId;
  /** Requests that are allowed; none if the capability is refused. */
  readonly accesses: readonly Access[];
  /** What refuses; absent if something is allowed. */
  readonly refused?: Refused;
}

interface Refused {
  readonly inForce: Refusal;
  readonly locks: readonly { readonly lock: LockData['lock']; readonly refusal: Refusal | undefined }[];
}

/** Judges one cell: every capability of the row, for one principal. */
export function findingsOf(row: MatrixRow, who: MatrixSubject, classes: readonly ActionClass[]): Finding[] {
  const capabilities = [...new Set(row.paths.map(({ capability }) => capability))];
  return capabilities.map((capability) => {
    const paths = row.paths.filter((path) => path.capability === capability);
    const questions = questionsOf(paths, who, classes, ALL_POLICIES);
    const accesses = questions.asked.flatMap(grantsOf);
    return accesses.length > 0
      ? { capability, accesses }
      : {
          capability,
          accesses,
          refused: { inForce: refusalOf(questions.explaining), locks: locksOf(paths, who, classes) },
        };
  });
}

interface Questions {
  readonly asked: readonly Question[];
  /** The same, and where there was no resource to ask about, examples. */
  readonly explaining: readonly Question[];
}

function questionsOf(
  paths: readonly AccessPath[],
  { subject }: MatrixSubject,
  classes: readonly ActionClass[],
  lens: Lens,
): Questions {
  const asked: Question[] = [];
  const examples: Question[] = [];
  for (const path of paths) {
    for (const each of classes) {
      const action = path.among(each);
      if (action === undefined) continue;
      const facts = path.facts === undefined ? {} : { facts: path.facts };
      const regions = path.regions(subject, action, lens);
      asked.push(...regions.map((region) => ({ subject, action, ...region, ...facts, lens })));
      if (regions.length > 0) continue;
      examples.push(...path.samples.map((region) => ({ subject, action, ...region, ...facts, lens })));
    }
  }
  return { asked, explaining: [...asked, ...examples] };
}

/** What each kind of policy refuses by itself, where all others allow everything. */
function locksOf(
  paths: readonly AccessPath[],
  who: MatrixSubject,
  classes: readonly ActionClass[],
): Refused['locks'] {
  const { subject, anyIdentity } = who;
  const judge = (lock: LockData['lock'], lens: Lens): Refused['locks'] => {
    const { asked, explaining } = questionsOf(paths, who, classes, lens);
    // Where a resource has no policy of its own, this lock is not there.
    if (lock === 'resource' && !explaining.every(({ guarded }) => guarded !== undefined)) return [];
    const isOpen = asked.some((question) => findAccess(question) !== undefined);
    return [{ lock, refusal: isOpen ? undefined : refusalOf(explaining) }];
  };
  return [
    ...(anyIdentity ? [] : judge('identity', IDENTITY_ALONE)),
    ...(subject.boundary === undefined ? [] : judge('boundary', BOUNDARY_ALONE)),
    ...judge('resource', RESOURCE_POLICIES_ALONE),
  ];
}
