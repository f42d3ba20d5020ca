import type { Json } from '../templates/json';
import { resolveText } from '../templates/resolve';
import type { TemplateResource } from '../templates/template';
import type { TextForm } from './resource-type';

/** Marks what is no resource of AWS, such as an e-mail address. No ARN begins so. */
export const ELSEWHERE = 'elsewhere:';

/** Marks what `Ref` gives of a resource. No ARN begins so. */
export const REFERENCE = 'reference:';

type Written = (text: string, resource: TemplateResource) => string | undefined;

/**
 * The ARN of what a property names.
 * @param form what kind of text the property holds; an ARN is taken in the place of most
 * @returns undefined if it is not known before deployment; for an address outside AWS, the address after
 *   {@link ELSEWHERE}
 */
export function targetArn(value: Json, form: TextForm, resource: TemplateResource): string | undefined {
  const text = resolveText(value, resource.stack);
  if (text === undefined) return undefined;
  if (form === 'elsewhere') return ELSEWHERE + text;
  if (form === 'integration-uri') return integrationTarget(text);
  return text.startsWith('arn:') ? text : WRITTEN[form](text, resource);
}

const inRegion =
  (service: string, prefix = ''): Written =>
  (text, { stack: { partition, region, account } }) =>
    `arn:${partition}:${service}:${region}:${account}:${prefix}${text}`;

const inS3: Written = (text, { stack: { partition } }) => `arn:${partition}:s3:::${text}`;

const elsewhere: Written = (text) => ELSEWHERE + text;

/** What is no ARN, by its form. */
const WRITTEN: Readonly<Record<Exclude<TextForm, 'elsewhere' | 'integration-uri'>, Written>> = {
  arn: elsewhere,
  'arn-or-elsewhere': elsewhere,
  'bucket-domain': (text, resource) => inS3(text.replace(/\.s3[.-].*$/, ''), resource),
  'bucket-name': inS3,
  'delivery-stream-name': inRegion('firehose', 'deliverystream/'),
  'endpoint-service': elsewhere,
  'event-bus': inRegion('events', 'event-bus/'),
  function: inRegion('lambda', 'function:'),
  'log-group-name': inRegion('logs', 'log-group:'),
  'queue-url': (text, { stack: { partition } }) => {
    const [, region, account, name] = /^https:\/\/sqs\.([^.]+)\.[^/]+\/([^/]+)\/(.+)$/.exec(text) ?? [];
    return name === undefined
      ? elsewhereText(text)
      : `arn:${partition}:sqs:${region ?? ''}:${account ?? ''}:${name}`;
  },
  ref: (text) => REFERENCE + text,
  's3-uri': (text, resource) => inS3(text.replace(/^s3[an]?:\/\//, ''), resource),
  secret: inRegion('secretsmanager', 'secret:'),
  'stream-name': inRegion('kinesis', 'stream/'),
  topic: inRegion('sns'),
  'vault-name': inRegion('backup', 'backup-vault:'),
};

function elsewhereText(text: string): string {
  return ELSEWHERE + text;
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
function integrationTarget(text: string): string {
  const [, arn] =
    /^arn:[^:]*:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/.exec(text) ?? [];
  return arn ?? (text.startsWith('arn:') ? text : ELSEWHERE + text);
}
