import { readStatements, type Statement } from '../policies/statement';
import { type PolicyDocument, policiesHeldBy } from '../resources/policies-held';
import { thingNamed } from '../resources/named-resource';
import { resolveText } from '../resources/resolve';
import { NotUnderstoodError, shown } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import { arnOfResource } from './resource-arns';

/** What a resource of the templates says about who may do what with a resource. */
export interface HeldStatements {
  readonly statements: readonly Statement[];
  /** The resource that it is the policy of. */
  readonly arn: string;
  readonly source: TemplateResource;
}

/**
 * The policies that a resource holds, its own and those of others.
 * @throws NotUnderstoodError if a document, or of what it is the policy, is not understood
 */
export function heldStatements(resource: TemplateResource): HeldStatements[] {
  return (
    policiesHeldBy(resource)
      // What only takes away opens nothing.
      .filter(({ effect }) => effect === 'grants')
      .flatMap((policy) =>
        targetsOf(policy, resource).map((arn) => ({
          statements: readStatements(policy.document, resource, { withoutResource: [arn] }),
          arn,
          source: resource,
        })),
      )
  );
}

/** Of a resource with a policy. */
export const ARN_IS_UNKNOWN =
  'its ARN is unknown before deployment; let its name be a text, or leave it to AWS';

function targetsOf({ of, suffix }: PolicyDocument, resource: TemplateResource): string[] {
  if (of === 'account') return [accountWide(resource)];
  if (of === 'itself') {
    const arn = arnOfResource(resource);
    if (arn === undefined) throw new NotUnderstoodError(ARN_IS_UNKNOWN);
    return [arn + suffix];
  }
  return of.map(({ place, value, form }) => {
    const text = resolveText(value, resource.stack);
    if (text === undefined) {
      throw new NotUnderstoodError(
        `what ${place} names is unknown before deployment: ${shown(value)}; name what a template makes`,
      );
    }
    const thing = thingNamed(text, form, resource.stack);
    if (thing.kind !== 'arn') {
      throw new NotUnderstoodError(`what ${place} names is not supported: ${text}; name it by its ARN`);
    }
    return thing.arn + suffix;
  });
}

/** Everything of its service in the account and Region. */
function accountWide({ type, stack: { partition, region, account } }: TemplateResource): string {
  const [, service = ''] = type.split('::');
  return `arn:${partition}:${service.toLowerCase()}:${region}:${account}:*`;
}
