import { ConfigurationError } from '../../config/errors';
import { everyProblem } from '../../config/every-problem';
import { ENVIRONMENT_TAG } from '../../config/naming';
import { listed } from '../../config/quoting';
import { readNamed } from '../revisions/revision-error';
import { outcomeOf } from './outcome';
import type { Review } from './review';
import type { CompareAccess } from './review-access';
import { type OnMatrices, reviewEnvironment } from './review-environment';
import { configIn, refuseUnusedAllowances, retiredIn } from './review-inputs';
import { readSide } from './sides/read-side';
import type { ReviewSide } from './sides/review-side';

export interface AssemblyReviewOptions {
  /** The checkout with the record of retired slugs. */
  readonly project: string;
  /** Folders of the assemblies, as `cdk synth` wrote them. */
  readonly baseApp: string;
  readonly headApp: string;
  /** Names of environments that are expected; none for whatever the assemblies hold. */
  readonly environments: readonly string[];
  /** What may be replaced or deleted: logical ids, construct paths, names of stacks. */
  readonly allowed: readonly string[];
  readonly compareAccess: CompareAccess;
  /** @default - no matrices are drawn */
  readonly onMatrices?: OnMatrices;
}

/**
 * Reviews what one synthesized assembly changes over another one of the same environment. Both are judged by the claims
 * of this checkout.
 * @throws ConfigurationError if a folder holds no assembly, or the two are not of one environment
 */
export function reviewAssemblies(options: AssemblyReviewOptions): Review {
  const { project, baseApp, headApp, environments: asked, allowed, compareAccess, onMatrices } = options;
  const [base, head] = everyProblem(
    () => readNamed('--base-app', baseApp, readSide),
    () => readNamed('--head-app', headApp, readSide),
  );
  const name = environmentOf(base, head, asked);
  const config = configIn(project, name);
  const environment = reviewEnvironment({
    name,
    base: { side: base },
    head: { side: head, ...(config === undefined ? {} : { config }) },
    isRetired: retiredIn(project, name),
    allowed: new Set(allowed),
    compareAccess,
    ...(onMatrices === undefined ? {} : { onMatrices }),
  });
  refuseUnusedAllowances([environment], allowed);
  return {
    version: 1,
    base: { name: baseApp },
    head: { name: headApp },
    notes: [...base.unread, ...head.unread],
    environments: [environment],
    dependencies: { compared: false, because: 'folders of assemblies were given, and no revisions' },
    outcome: outcomeOf([environment]),
  };
}

/** The one environment that the stacks of both are tagged with. */
function environmentOf(base: ReviewSide, head: ReviewSide, asked: readonly string[]): string {
  const tagged = [base, head].flatMap(({ stacks }) =>
    stacks.flatMap(({ tags }) => tags[ENVIRONMENT_TAG] ?? []),
  );
  const names = [...new Set(tagged)].sort();
  const [name = 'environment'] = names;
  if (names.length > 1) {
    throw new ConfigurationError([
      {
        place: '--base-app, --head-app',
        fix: `are of different environments: ${listed(names)}; give two of one`,
      },
    ]);
  }
  const others = asked.filter((one) => one !== name);
  if (others.length > 0) {
    throw new ConfigurationError(
      others.map((value) => ({
        place: '--environment',
        value,
        fix: `the assemblies are of ${name}; leave it out`,
      })),
    );
  }
  return name;
}
