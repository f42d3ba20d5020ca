import { isIntrinsic } from '../templates/intrinsics';
import { isObject, type Json } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackEnvironment, StackTemplate, TemplateResource } from '../templates/template';
import { thingNamed } from './named-resource';
import { DYNAMIC_REFERENCE, writtenText } from './resolve';

/** A parameter or a secret, of which CloudFormation puts the value into a property. */
export interface DynamicReference {
  readonly place: string;
  /** ARN of the parameter or the secret; undefined if which one it is is unknown before deployment. */
  readonly arn: string | undefined;
}

/** Parameters that AWS publishes, such as the ids of images. */
const PUBLIC_PARAMETER = '/aws/';

/** The values that CloudFormation puts into a resource with the rights of the deployment, those of AWS left out. */
export function dynamicReferencesIn({ properties, stack }: TemplateResource): DynamicReference[] {
  return referencesIn(properties, '', stack);
}

function referencesIn(value: Json, place: string, stack: StackTemplate): DynamicReference[] {
  if (typeof value === 'string') return referencesInText(value, place, stack);
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) =>
      referencesIn(item, `${place}[${index}]`, stack),
    );
  }
  if (!isObject(value)) return [];
  const text = isIntrinsic(value) ? knownWriting(value, stack) : undefined;
  if (text !== undefined) return referencesInText(text, place, stack);
  return Object.entries(value).flatMap(([key, inner]) =>
    referencesIn(inner, place === '' ? key : `${place}.${key}`, stack),
  );
}

function knownWriting(value: Json, stack: StackTemplate): string | undefined {
  try {
    return writtenText(value, stack);
  } catch (error) {
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}

function referencesInText(text: string, place: string, stack: StackEnvironment): DynamicReference[] {
  const [, ...references] = text.split(DYNAMIC_REFERENCE);
  return references.flatMap((reference): DynamicReference[] => {
    const [, service, name] = /^(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/.exec(reference) ?? [];
    if (name === undefined) return [{ place, arn: undefined }];
    if (service === 'secretsmanager') return [{ place, arn: secretArn(name, stack) }];
    return name.startsWith(PUBLIC_PARAMETER) ? [] : [{ place, arn: parameterArn(name, stack) }];
  });
}

/** Behind the name or the ARN of a secret follow, with a colon each, what is wanted of its value. */
function secretArn(reference: string, stack: StackEnvironment): string | undefined {
  const length = reference.startsWith('arn:') ? 7 : 1;
  const thing = thingNamed(reference.split(':').slice(0, length).join(':'), 'secret', stack);
  return thing.kind === 'arn' ? thing.arn : undefined;
}

/** Behind the name of a parameter may follow its version. */
function parameterArn(reference: string, { partition, region, account }: StackEnvironment): string {
  const [name] = reference.replace(/^\//, '').split(':', 1);
  return `arn:${partition}:ssm:${region}:${account}:parameter/${name ?? ''}`;
}
