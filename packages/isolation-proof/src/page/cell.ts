import { type Access, findAccess, isAllowedSomewhere, type Question } from '../access/access';
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
          refused: {
            inForce: refusalOf(questions.explaining, questions.hasUnallowed),
            locks: locksOf(paths, who, classes),
          },
        };
  });
}

/** Those that some statement may allow. Most are not: then nothing more is to be asked. */
interface Questions {
  readonly asked: readonly Question[];
  /** The same, and where there was no resource to ask about, examples. */
  readonly explaining: readonly Question[];
  /** Whether there are others. */
  readonly hasUnallowed: boolean;
  /** Whether all, the others included, are about resources with a policy of their own. */
  readonly areGuarded: boolean;
}

function questionsOf(
  paths: readonly AccessPath[],
  { subject }: MatrixSubject,
  classes: readonly ActionClass[],
  lens: Lens,
): Questions {
  const asked: Question[] = [];
  const examples: Question[] = [];
  let [hasUnallowed, areGuarded] = [false, true];
  for (const path of paths) {
    const facts = path.facts === undefined ? {} : { facts: path.facts };
    for (const each of classes) {
      const action = path.among(each);
      if (action === undefined) continue;
      const regions = path.regions(subject, action, lens);
      const [questions, shown] = regions.length > 0 ? [asked, regions] : [examples, path.samples];
      for (const region of shown) {
        if (region.guarded === undefined) areGuarded = false;
        if (isAllowedSomewhere(subject, action, region.guarded, lens))
          questions.push({ subject, action, ...region, ...facts, lens });
        else hasUnallowed = true;
      }
    }
  }
  return { asked, explaining: [...asked, ...examples], hasUnallowed, areGuarded };
}

/** What each kind of policy refuses by itself, where all others allow everything. */
function locksOf(
  paths: readonly AccessPath[],
  who: MatrixSubject,
  classes: readonly ActionClass[],
): Refused['locks'] {
  const { subject, anyIdentity } = who;
  const judge = (lock: LockData['lock'], lens: Lens): Refused['locks'] => {
    const { asked, explaining, hasUnallowed, areGuarded } = questionsOf(paths, who, classes, lens);
    // Where a resource has no policy of its own, this lock is not there.
    if (lock === 'resource' && !areGuarded) return [];
    const isOpen = asked.some((question) => findAccess(question) !== undefined);
    return [{ lock, refusal: isOpen ? undefined : refusalOf(explaining, hasUnallowed) }];
  };
  return [
    ...(anyIdentity ? [] : judge('identity', IDENTITY_ALONE)),
    ...(subject.boundary === undefined ? [] : judge('boundary', BOUNDARY_ALONE)),
    ...judge('resource', RESOURCE_POLICIES_ALONE),
  ];
}
