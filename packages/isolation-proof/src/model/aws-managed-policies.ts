import { readStatements, type Statement } from '../policies/statement';
import type { JsonObject } from '../templates/json';
import { NotUnderstoodError } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';

/**
 * Documents of AWS managed policies, by ARN (`arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`) or by
 * name, with or without its path (`service-role/AWSLambdaBasicExecutionRole`, `AWSLambdaBasicExecutionRole`).
 * AWS publishes them: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export type ManagedPolicyDocuments = ReadonlyMap<string, JsonObject>;

/** Who has the policies that are looked up. */
export interface Holder {
  readonly arn: string;
  /** Slug of the tenant that it belongs to; undefined for a platform principal. */
  readonly owner: string | undefined;
  readonly stack: StackTemplate;
}

/** Name and path of an AWS managed policy; undefined if the ARN is of another policy. */
export function awsManagedPolicyName(arn: string): string | undefined {
  return /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}

/**
 * What an AWS managed policy says. No template holds it, and AWS changes it, so that it is what the document says that
 * was given for it. Without a document, a platform principal counts as allowed everything, which is the most that
 * any policy can say; of a tenant's principal that would say nothing.
 * @throws NotUnderstoodError if a tenant's principal has one without a document
 */
export class AwsManagedPolicies {
  constructor(private readonly documents: ManagedPolicyDocuments) {}

  statementsOf(arns: readonly string[], holder: Holder): Statement[] {
    const unknown = arns.filter((arn) => this.documentOf(arn) === undefined);
    if (unknown.length > 0 && holder.owner !== undefined) {
      throw new NotUnderstoodError(undecided(unknown.map(nameIn), holder.arn, holder.owner));
    }
    return arns.flatMap((arn) => this.read(arn, holder.stack));
  }

  private read(arn: string, stack: StackTemplate): readonly Statement[] {
    const document = this.documentOf(arn);
    const source = sourceOf(nameIn(arn), stack, document);
    return document === undefined ? [everything(source)] : readStatements(document, source);
  }

  private documentOf(arn: string): JsonObject | undefined {
    const name = nameIn(arn);
    const lastPart = name.slice(name.lastIndexOf('/') + 1);
    return this.documents.get(arn) ?? this.documents.get(name) ?? this.documents.get(lastPart);
  }
}

function nameIn(arn: string): string {
  return awsManagedPolicyName(arn) ?? arn;
}

function undecided(names: readonly string[], arn: string, owner: string): string {
  const [policies, theirs] =
    names.length === 1
      ? ['the AWS managed policy', 'its document']
      : ['the AWS managed policies', 'their documents'];
  const lines = names.map((name) => `${JSON.stringify(name)}: { … }`).join(', ');
  return (
    `what ${arn} of ${owner} may do is unknown: it has ${policies} ${names.join(', ')}. ` +
    `Give ${theirs} in the specification: awsManagedPolicies: { ${lines} }`
  );
}

function sourceOf(name: string, stack: StackTemplate, document: JsonObject | undefined): TemplateResource {
  return {
    stack,
    logicalId: name,
    type: 'AWS::IAM::ManagedPolicy',
    properties: document === undefined ? {} : { PolicyDocument: document },
    path: `AWS managed policy ${name}`,
  };
}

function everything(source: TemplateResource): Statement {
  return {
    effect: 'Allow',
    actions: { texts: ['*'], negated: false },
    resources: { texts: ['*'], negated: false },
    conditions: [],
    name: 'counted as Allow * on *, because its document is not given',
    source,
  };
}
