import { isObject, type Json, type JsonObject } from '../templates/json';

/** Names of services and of their actions, as the AWS SDK for JavaScript has them, in version 2 or 3. */
const SERVICE = /^(?:@aws-sdk\/client-)?([A-Za-z][A-Za-z0-9-]*)$/;
const ACTION = /^([A-Za-z]+?)(?:Command)?$/;

/** Actions that look. Those of STS give credentials. */
const VIEWS = /^([Gg]et|[Dd]escribe|[Ll]ist|[Hh]ead|[Bb]atchGet|[Qq]uery|[Ss]can)(?![a-z])/;

/** Actions that write what is in a resource, and set nothing of the resource itself, by service. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['batchwriteitem', 'deleteitem', 'putitem', 'updateitem'],
  eventbridge: ['putevents'],
  s3: ['deleteobject', 'deleteobjects', 'putobject'],
  secretsmanager: ['putsecretvalue'],
  'secrets-manager': ['putsecretvalue'],
  sns: ['publish'],
  sqs: ['sendmessage'],
  ssm: ['deleteparameter', 'putparameter'],
};

/**
 * Why a call that a custom resource makes at deployment cannot be judged; undefined if it can. One that looks, or writes
 * what is in a resource, is judged by what the role of the function may do. Any other may set what templates would show,
 * such as a policy or a place that data goes to.
 */
export function problemOfCall(call: Json): string | undefined {
  const { service: client, action: command, assumedRoleArn } = callOf(call);
  const [, service] = SERVICE.exec(typeof client === 'string' ? client : '') ?? [];
  const [, action] = ACTION.exec(typeof command === 'string' ? command : '') ?? [];
  if (service === undefined || action === undefined) return 'it makes a call of AWS that is not known';
  if (assumedRoleArn !== undefined) return `it calls ${action} of ${service} under a role that it assumes`;
  const isView = VIEWS.test(action) && service.toLowerCase() !== 'sts';
  const writes = WRITES[service.toLowerCase()] ?? [];
  if (isView || writes.includes(action.toLowerCase())) return undefined;
  return `it calls ${action} of ${service} at deployment, and what that sets no template shows`;
}

/** What the deployment puts in: no name of a service or an action ends with it, and it is a number where one is expected. */
const PUT_IN = '0';

/**
 * A call, which the CDK writes as JSON in a text.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsSdkCall.html
 */
function callOf(value: Json): JsonObject {
  const join = isObject(value) ? value['Fn::Join'] : undefined;
  const [separator, parts] = Array.isArray(join) ? (join as readonly Json[]) : ['', [value]];
  if (separator !== '' || !Array.isArray(parts)) return {};
  const texts = (parts as readonly Json[]).map((part) => (typeof part === 'string' ? part : PUT_IN));
  try {
    const call = JSON.parse(texts.join('')) as Json;
    return isObject(call) ? call : {};
  } catch {
    return {};
  }
}
