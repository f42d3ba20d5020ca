import type { Model } from '../model/model';
import type { Whereabouts } from '../model/whereabouts';
import type { Statement } from '../policies/statement';
import type { Asking } from './asking';

const SOURCE_ARN = 'aws:sourcearn';

/** Operators that let in what is named. */
const NAMES = /^(?:For(?:AnyValue|AllValues):)?(?:Arn|String)(?:Equals|EqualsIgnoreCase|Like)(?:IfExists)?$/;

/**
 * A service acts for the resource that `aws:SourceArn` names. What is a tenant's lets in a service for what is the
 * tenant's own or nobody's: whoever has the resource that is named can have the service do what the statement allows.
 * @param owner of whatever the statement lets in to
 */
export function judgeSourceOwners(
  asking: Asking,
  statement: Statement,
  owner: string | undefined,
  { ownership }: Model,
  whereabouts: Whereabouts,
): void {
  const { conditions, principals, source, name } = statement;
  if (
    statement.effect !== 'Allow' ||
    owner === undefined ||
    principals === undefined ||
    principals.services.length === 0
  )
    return;
  const named = conditions
    .filter(({ key, operator }) => key === SOURCE_ARN && NAMES.test(operator))
    .flatMap(({ values }) => values);
  for (const arn of named) {
    const found = arn === undefined ? undefined : whereabouts.resourceNamed({ kind: 'arn', arn }, source);
    const other = found && ownership.of(found);
    if (found === undefined || other === undefined || other === owner) continue;
    asking.refute(
      `${source.path} (${name}) lets in a service to what is ${owner}'s on behalf of ${found.path} of ${other}`,
      [statement],
      'Name a resource of the same owner in aws:SourceArn.',
    );
  }
}
