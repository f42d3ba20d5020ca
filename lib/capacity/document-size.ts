import { isObject, type Json, listOf } from '../../packages/isolation-proof/src/templates/json';

/** Where a template is deployed to: what its pseudo parameters stand for. */
export interface Place {
  readonly account: string;
  readonly region: { readonly name: string; readonly partition: string; readonly dnsSuffix: string };
}

/**
 * Length that is taken for a name which CloudFormation makes up: the longest that IAM allows a role, so that a size
 * is rather told too large than too small.
 */
const UNKNOWN_NAME = 64;
/** Of the id of a key. */
const UUID = 36;

/**
 * Length of a policy or another JSON document as AWS counts it, in characters: without the white space between its
 * parts, which neither IAM nor IoT counts and CloudFormation does not send. White space within texts counts, so the
 * result is rather too large than too small.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
export function documentSize(document: Json | undefined, place: Place): number {
  return document === undefined ? 0 : sized(document, place).length;
}

/** As {@link documentSize}, in bytes of UTF-8: S3, KMS and SQS count so. */
export function documentBytes(document: Json | undefined, place: Place): number {
  return document === undefined ? 0 : Buffer.byteLength(sized(document, place));
}

/** The document as one text. A document may be given as a text, which is sent as it stands. */
function sized(document: Json, place: Place): string {
  const deployed = deployedValue(document, place);
  return typeof deployed === 'string' ? deployed : JSON.stringify(deployed);
}

/** The value with texts of the right length in the place of CloudFormation's functions. */
function deployedValue(value: Json, place: Place): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => deployedValue(item, place));
  if (!isObject(value)) return value;
  const [name = '', ...others] = Object.keys(value);
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
    return functionValue(name, value[name] ?? null, place);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]): [string, Json] => [key, deployedValue(item, place)]),
  );
}

function functionValue(name: string, argument: Json, place: Place): Json {
  switch (name) {
    case 'Ref':
      return referenced(argument, place);
    case 'Fn::Join': {
      const [separator, parts] = listOf(argument);
      return listOf(parts)
        .map((part) => textOf(deployedValue(part, place)))
        .join(textOf(separator ?? ''));
    }
    case 'Fn::Sub': {
      const [text = ''] = listOf(argument);
      return textOf(text).replace(/\$\{([^!}][^}]*)\}/g, (_, variable: string) =>
        textOf(
          variable.includes('.') && !variable.startsWith('AWS::')
            ? arnOf(place)
            : referenced(variable, place),
        ),
      );
    }
    case 'Fn::GetAtt':
      return arnOf(place);
    default:
      return 'x'.repeat(UNKNOWN_NAME);
  }
}

function referenced(argument: Json, { account, region }: Place): string {
  switch (argument) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Partition':
      return region.partition;
    case 'AWS::Region':
      return region.name;
    case 'AWS::URLSuffix':
      return region.dnsSuffix;
    default:
      return 'x'.repeat(UNKNOWN_NAME);
  }
}

/** Of a key: what policies of this platform refer to that has no name of ours. */
function arnOf({ account, region }: Place): string {
  return `arn:${region.partition}:kms:${region.name}:${account}:key/${'x'.repeat(UUID)}`;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
