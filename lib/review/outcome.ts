import type { EnvironmentReview, Objection, Outcome } from './review';
import { needsAllowance } from './resources/allowances';

/** What stands against a change, and the exit code that it comes to: 4 before 3 before 1. */
export function outcomeOf(environments: readonly EnvironmentReview[]): Outcome {
  const objections = environments
    .flatMap((review) => [...removals(review), ...losses(review), ...doubts(review)])
    .toSorted((one, other) => other.exitCode - one.exitCode);
  return { exitCode: objections[0]?.exitCode ?? 0, objections };
}

/** Organizations whose entry is gone although their stack may be deployed. */
function removals({ name: environment, organizations }: EnvironmentReview): Objection[] {
  if (!organizations.compared) return [];
  return organizations.changes.removed.flatMap(({ slug, isRetired }): Objection[] =>
    isRetired
      ? []
      : [
          {
            exitCode: 4,
            environment,
            text:
              `the entry of organization ${slug} is gone, and its stack may be deployed: put the entry back with ` +
              '"status": "suspended", deploy, and offboard it as docs/engineer/organizations.md says; then its slug ' +
              `goes into environments/retired/${environment}.json`,
          },
        ],
  );
}

/** What holds data, and would be replaced or deleted. */
function losses({ name: environment, resources, organizations }: EnvironmentReview): Objection[] {
  if (!resources.compared) return [];
  const objection = (text: string): Objection => ({ exitCode: 3, environment, text });
  const offboarded = organizations.compared ? organizations.changes.removed.map(({ slug }) => slug) : [];
  return [
    ...resources.changes.resources
      .filter((change) => needsAllowance(change) && !change.isAllowed)
      .map(({ kind, type, logicalId, stack, path, organizations: { length } }) =>
        objection(
          `${type} ${logicalId} of ${stack}${length > 1 ? ` and ${length - 1} more stacks` : ''} ` +
            `${kind === 'may be replaced' ? 'may be replaced' : `is ${kind}`}: undo it, or give ` +
            `--allow-replacement ${logicalId}${length > 1 || path === logicalId ? '' : ` (or ${path})`}`,
        ),
      ),
    ...resources.changes.stacks
      .filter(({ kind, stateful, isAllowed }) => kind === 'removed' && stateful > 0 && !isAllowed)
      // An organization that goes is told as such.
      .filter(
        ({ organizations: slugs }) => slugs.length === 0 || slugs.some((slug) => !offboarded.includes(slug)),
      )
      .map(({ stack, stateful }) =>
        objection(
          `the stack ${stack} is gone from the app, with ${stateful} stateful resources: put it back, or give ` +
            `--allow-replacement ${stack}`,
        ),
      ),
  ];
}

/** A head that is not proved, and sides that there are and that could not be synthesized. */
function doubts({
  name: environment,
  presence,
  proof: { base, head },
  failures,
}: EnvironmentReview): Objection[] {
  const objection = (text: string): Objection => ({ exitCode: 1, environment, text });
  const notProved =
    presence === 'removed' || head.verdict === 'proved'
      ? []
      : [objection(`isolation is not proved of the head: it is ${head.verdict}`)];
  const notRead =
    presence !== 'added' && base.verdict === 'not judged'
      ? [objection('the base could not be synthesized')]
      : [];
  const notGuarded = failures
    .filter(({ side }) => side === 'head' && head.verdict === 'proved')
    .map(() => objection('the synth of the head fails'));
  return [...notProved, ...notRead, ...notGuarded];
}
