/**
 * A second evaluator of IAM policies, to hold the prover against: for one request of which everything is
 * known, it says what AWS documents. Naive on purpose, and without any code of the prover.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export type OneOrMany = string | readonly string[];

export type PolicyStatement = Readonly<{
  Effect: 'Allow' | 'Deny';
  Action?: OneOrMany;
  NotAction?: OneOrMany;
  Resource?: OneOrMany;
  NotResource?: OneOrMany;
  Principal?: NamedPrincipals;
  NotPrincipal?: NamedPrincipals;
  Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}>;

/** `*`, or lists by kind: AWS, Service and so on. */
export type NamedPrincipals = '*' | Readonly<Record<string, OneOrMany>>;

export type PolicyDocument = Readonly<{ Version?: string; Statement: readonly PolicyStatement[] }>;

/** The policies that apply to the requests of one principal. */
export interface Policies {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  /** The policy of the resource that is asked for, which is in the account of the principal. */
  readonly resource?: { readonly kind: 'bucket' | 'key'; readonly document: PolicyDocument };
}

/** Values of context keys; keys without one are absent. */
export type Context = Readonly<Record<string, OneOrMany>>;

export interface ConcreteRequest {
  /** ARN of a role (whose session makes the request) or of a user. */
  readonly principal: string;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** Whether AWS allows the request. */
export function evaluate(policies: Policies, request: ConcreteRequest): 'allow' | 'deny' {
  const context = contextOf(request);
  const applying = (document: PolicyDocument | undefined, effect: 'Allow' | 'Deny'): PolicyStatement[] =>
    (document?.Statement ?? []).filter(
      (statement) => statement.Effect === effect && applies(statement, document?.Version, request, context),
    );
  const everything = [...policies.identity, policies.boundary, policies.resource?.document];
  if (everything.some((document) => applying(document, 'Deny').length > 0)) return 'deny';

  const identity = policies.identity.some((document) => applying(document, 'Allow').length > 0);
  const bounded = policies.boundary === undefined || applying(policies.boundary, 'Allow').length > 0;
  const named = applying(policies.resource?.document, 'Allow').map((statement) => naming(statement, request));
  // What the policy gives to a role's ARN is still held in by the boundary of the role:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  if (named.includes('anybody') || named.includes('user') || (named.includes('role') && bounded))
    return 'allow';
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
  if (policies.resource?.kind === 'key' && named.length === 0) return 'deny';
  return identity && bounded ? 'allow' : 'deny';
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function contextOf({ principal, principalTags, context }: ConcreteRequest): Context {
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(principal)?.[1];
  const tags = Object.entries(principalTags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]);
  return {
    'aws:PrincipalArn': principal,
    'aws:PrincipalAccount': accountOf(principal),
    ...(user === undefined ? {} : { 'aws:username': user }),
    ...(Object.fromEntries(tags) as Record<string, string>),
    ...context,
  };
}

function applies(
  statement: PolicyStatement,
  version: string | undefined,
  request: ConcreteRequest,
  context: Context,
): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition = {} } = statement;
  // Variables came with the version of 2012; before it, their text is a text like any other:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
  const variables = version === '2012-10-17' ? context : undefined;
  const isAction = (text: string): boolean => glob(text, { ignoreCase: true })?.test(request.action) === true;
  const isResource = (text: string): boolean => glob(text, { variables })?.test(request.resource) === true;
  return (
    (NotAction === undefined ? list(Action).some(isAction) : !list(NotAction).some(isAction)) &&
    (NotResource === undefined ? list(Resource).some(isResource) : !list(NotResource).some(isResource)) &&
    ((Principal ?? NotPrincipal) === undefined || naming(statement, request) !== 'nobody') &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(operator, valuesOf(context, key), list(values), variables),
      ),
    )
  );
}

/** How a statement of a resource policy names whoever makes the request. */
function naming(statement: PolicyStatement, { principal }: ConcreteRequest): string {
  const listed = statement.Principal ?? statement.NotPrincipal ?? {};
  const texts = listed === '*' ? ['*'] : list(listed['AWS']);
  const account = accountOf(principal);
  const hasAccount = texts.some((text) => text === account || text.endsWith(`:iam::${account}:root`));
  if (statement.NotPrincipal !== undefined) {
    // Who is spared has to be listed together with its account:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
    const spared = texts.includes(principal) && (statement.Effect === 'Allow' || hasAccount);
    return spared ? 'nobody' : 'anybody';
  }
  if (texts.includes('*')) return 'anybody';
  if (texts.includes(principal)) return principal.includes(':user/') ? 'user' : 'role';
  return hasAccount ? 'account' : 'nobody';
}

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holds(
  operator: string,
  present: readonly string[] | undefined,
  wanted: readonly string[],
  variables: Context | undefined,
): boolean {
  const quantifier = operator.includes(':') ? operator.slice(0, operator.indexOf(':')) : '';
  const ifExists = operator.endsWith('IfExists');
  const base = operator.slice(operator.indexOf(':') + 1).replace(/IfExists$/, '');
  if (base === 'Null') return wanted.some((text) => (text === 'true') === (present === undefined));

  const negated = /^(?:String|Arn|Numeric)Not/.test(base);
  // For every value of the request: whether any value of the policy matches; `Not` says that none does.
  const isRight = (value: string): boolean =>
    wanted.some((text) => compare(base.replace('Not', ''), value, text, variables)) !== negated;
  if (quantifier === 'ForAllValues') return (present ?? []).every(isRight);
  if (quantifier === 'ForAnyValue') return (present ?? []).some(isRight);
  if (present === undefined) return ifExists || negated;
  return present.every(isRight);
}

function compare(operator: string, value: string, text: string, variables: Context | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
      return glob(text, { variables, literally: true })?.test(value) === true;
    case 'StringEqualsIgnoreCase':
      return glob(text, { variables, literally: true, ignoreCase: true })?.test(value) === true;
    case 'StringLike':
      return glob(text, { variables })?.test(value) === true;
    case 'ArnEquals':
    case 'ArnLike':
      // Each of the six parts of an ARN is compared by itself.
      return /^arn:(?:[^:]*:){4}/.test(value) && glob(text, { variables, arn: true })?.test(value) === true;
    case 'Bool':
      return /^(?:true|false)$/i.test(value) && value.toLowerCase() === text.toLowerCase();
    default:
      return compareNumbers(operator, value, text);
  }
}

function compareNumbers(operator: string, value: string, text: string): boolean {
  const isNumber = /^-?\d+(?:\.\d+)?$/;
  const comparisons = new Map<string, (left: number, right: number) => boolean>([
    ['NumericEquals', (left, right) => left === right],
    ['NumericLessThan', (left, right) => left < right],
    ['NumericLessThanEquals', (left, right) => left <= right],
    ['NumericGreaterThan', (left, right) => left > right],
    ['NumericGreaterThanEquals', (left, right) => left >= right],
  ]);
  const comparison = comparisons.get(operator);
  if (comparison === undefined) throw new Error(`no such operator: ${operator}`);
  return isNumber.test(value) && isNumber.test(text) && comparison(Number(value), Number(text));
}

interface GlobOptions {
  /** What variables stand for; without it they are not variables. */
  readonly variables?: Context | undefined;
  /** Whether `*` and `?` are characters like any other. */
  readonly literally?: boolean;
  readonly ignoreCase?: boolean;
  /** Whether `*` and `?` stop at the colons between the parts of an ARN. */
  readonly arn?: boolean;
}

/**
 * The regular expression of a text of a policy; undefined, which matches nothing, if a variable has no value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function glob(
  text: string,
  { variables, literally = false, ignoreCase = false, arn = false }: GlobOptions,
): RegExp | undefined {
  let source = '';
  let colons = 0;
  // Variables, wildcards, and what stands between them.
  const pieces = variables === undefined ? /[*?]|[^*?]+/g : /\$\{[^}]*\}|[*?]|[^*?$]+|\$/g;
  for (const [piece] of text.matchAll(pieces)) {
    const isVariable = variables !== undefined && piece.startsWith('${');
    const value = isVariable ? variable(piece, variables) : piece;
    if (value === undefined) return undefined;
    const character = arn && colons < 5 ? '[^:]' : '[^]';
    if (piece === '*' && !literally) source += `${character}*`;
    else if (piece === '?' && !literally) source += character;
    else source += value.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
    colons += value.split(':').length - 1;
  }
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
}

function variable(piece: string, context: Context): string | undefined {
  const inner = piece.slice(2, -1);
  if (['*', '?', '$'].includes(inner)) return inner;
  const [key = '', fallback] = inner.split(',').map((part) => part.trim());
  const [value, ...others] = valuesOf(context, key) ?? [fallback?.slice(1, -1)];
  // Keys of several values cannot be variables.
  return others.length > 0 ? undefined : value;
}

/** Names of context keys are not case-sensitive. */
function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found === undefined ? undefined : list(found[1]);
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function list(value: OneOrMany | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
