import { resourcesOf, userPoolNamed } from '../access/identity-pools';
import type { Model } from '../model/model';
import { referenceTo } from '../model/required-text';
import { valuesAt } from '../resources/property-path';
import { resolveText } from '../resources/resolve';
import { isIntrinsic } from '../templates/intrinsics';
import { isObject, listOf } from '../templates/json';
import type { Resolved } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { Asking } from './asking';

/**
 * Refutes identity pools that make a tag which policies compare of what users can write themselves, such as an attribute
 * that an application lets them change: an attribute that is left out of no list is writable.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
 */
export function judgeTagMaps(asking: Asking, model: Model, compared: readonly string[]): void {
  const keys = new Set(compared.map((tag) => tag.toLowerCase()));
  for (const map of resourcesOf('AWS::Cognito::IdentityPoolPrincipalTag', model.stacks)) {
    const provider = resolveText(map.properties['IdentityProviderName'] ?? '', map.stack);
    const userPool = userPoolNamed(provider, model.stacks);
    for (const { tag, claim } of tagsIn(map)) {
      asking.check();
      if (tag !== undefined && !keys.has(tag.toLowerCase())) continue;
      const problem = problemOf(map, claim, userPool, model);
      if (problem === undefined) continue;
      asking.refute(
        `${map.path} makes the tag ${tag ?? 'that is unknown before deployment'} of sessions of ${claim ?? 'what is unknown before deployment'}, ${problem.what}`,
        [],
        problem.remedy,
        map.path,
      );
    }
  }
}

interface TagOfToken {
  readonly tag: Resolved;
  readonly claim: Resolved;
}

function tagsIn({ properties, stack }: TemplateResource): TagOfToken[] {
  return valuesAt(properties, 'PrincipalTags').flatMap(({ value }): TagOfToken[] => {
    if (!isObject(value) || isIntrinsic(value)) return [{ tag: undefined, claim: undefined }];
    return Object.entries(value).map(([tag, claim]) => ({ tag, claim: resolveText(claim, stack) }));
  });
}

/** Claims of a token that are attributes of the user; all others Cognito or a function of the user pool writes. */
const ATTRIBUTE =
  /^(?:custom:.*|address|birthdate|email|family_name|gender|given_name|locale|middle_name|name|nickname|phone_number|picture|preferred_username|profile|updated_at|website|zoneinfo)$/;

interface Problem {
  readonly what: string;
  readonly remedy: string;
}

function problemOf(
  map: TemplateResource,
  claim: Resolved,
  userPool: TemplateResource | undefined,
  model: Model,
): Problem | undefined {
  if (claim === undefined || userPool === undefined) {
    return {
      what: 'and who may write that is not known',
      remedy: 'Name a claim of the tokens, and as the provider a user pool of the templates.',
    };
  }
  const owner = model.ownership.of(userPool);
  if (owner !== undefined && owner !== model.ownership.of(map)) {
    return {
      what: `which principals of ${owner} may write in their user pool ${userPool.path}`,
      remedy: 'Take tags that policies compare from a user pool of the platform.',
    };
  }
  if (!ATTRIBUTE.test(claim)) return undefined;
  const client = clientsOf(userPool, model).find((one) => mayWrite(one, claim));
  if (client === undefined) return undefined;
  return {
    what: `which users may write themselves in the application ${client.path}`,
    remedy: `List in WriteAttributes of ${client.path} which attributes users may write, without ${claim}.`,
  };
}

function clientsOf(userPool: TemplateResource, { stacks }: Model): TemplateResource[] {
  return resourcesOf('AWS::Cognito::UserPoolClient', stacks).filter(({ properties, stack }) => {
    const id = resolveText(properties['UserPoolId'] ?? '', stack);
    return id === undefined || id === referenceTo(userPool);
  });
}

/** Without a list, an application may write all attributes. */
function mayWrite({ properties, stack }: TemplateResource, claim: string): boolean {
  const { WriteAttributes: listed } = properties;
  if (listed === undefined) return true;
  const names = listOf(listed).map((name) => resolveText(name, stack));
  return names.some((name) => name === undefined || name === claim);
}
