import type { Selection } from '../../../config/selection';
import { Naming } from '../../../config/naming';
import { stackTags } from '../../../config/stack-tags';
import { namedResources } from '../../../lib/preflight/named-resources';
import { KINDS, type ResourceKind } from '../../../lib/preflight/names-in-use';
import { accountClients } from '../../../lib/account/service-clients';
import type { ClientsOf } from '../../../lib/preflight/open-account';
import { answering, madeOnce } from '../hubs/fixtures/answering';
import { serviceError } from '../hubs/fixtures/service-error';

export interface FakeStack {
  status: string;
  protected: boolean;
  tags: Record<string, string>;
  changedAt: Date;
  resources: { type: string; physicalId: string; status?: string }[];
  /** As it was deployed. */
  template: string;
}

type Input = Readonly<Record<string, unknown>>;

/** Smaller than anything, so that every list has several pages. */
const PAGE = 2;

const realClients = madeOnce(accountClients);

/** An account in memory, bootstrapped, as a preflight and a deployment see it. */
export class FakeAccount {
  account = '111122223333';
  /** Whether the caller may take on roles of cdk bootstrap. */
  mayAssume = true;
  bootstrapVersion: string | undefined = '33';
  readonly stacks = new Map<string, FakeStack>();
  readonly users = new Map<string, Record<string, string>>();
  readonly names = new Map<ResourceKind, string[]>(
    (Object.keys(KINDS) as ResourceKind[]).map((kind) => [kind, [`another-${kind}-1`, `another-${kind}-2`]]),
  );
  /** Buckets that another account has, or this one elsewhere: what HeadBucket answers. */
  readonly bucketsElsewhere = new Map<string, number>();
  /** Thing types by the names of things. */
  readonly things = new Map<string, string>();
  /** Errors by action. */
  readonly refused = new Map<string, Error>();
  readonly calls: string[] = [];

  readonly clientsOf: ClientsOf = ({ region }, credentials) =>
    answering(realClients(region, credentials), (service, command, input) =>
      this.answerTo(`${service}:${command}`, input),
    );

  /** What the account answers, or the error that it refuses with. */
  answerTo(action: string, input: Input): unknown {
    this.calls.push(action);
    const error = this.refused.get(action);
    if (error !== undefined) throw error;
    return this.answer(action, input);
  }

  /** Has everything that a selection's stacks make, as after a deployment. */
  deployed({ environment, shared, organizations }: Selection, status = 'CREATE_COMPLETE'): this {
    const naming = new Naming(environment);
    const tagsOf = new Map<string, Record<string, string>>([
      ...(shared ? [[naming.shared.sharedStack, stackTags(environment.name)] as const] : []),
      ...organizations.map(
        ({ slug }) => [naming.organization(slug).stack, stackTags(environment.name, slug)] as const,
      ),
    ]);
    const resources = namedResources({ environment, shared, organizations }, naming);
    for (const [name, tags] of tagsOf) {
      this.stack(name, {
        status,
        tags: { ...tags },
        resources: resources
          .filter(({ stack }) => stack === name)
          .map(({ kind, name: own }) => ({
            type: KINDS[kind].type,
            physicalId: kind === 'managed policy' ? naming.managedPolicyArn(own) : own,
          })),
      });
    }
    for (const { kind, name } of resources) this.names.get(kind)?.push(name);
    return this;
  }

  stack(name: string, properties: Partial<FakeStack>): void {
    this.stacks.set(name, {
      status: 'CREATE_COMPLETE',
      protected: true,
      tags: {},
      changedAt: new Date('2026-11-01T12:00:00Z'),
      resources: [],
      template: '{"Resources":{}}',
      ...properties,
    });
  }

  private answer(action: string, input: Input): unknown {
    const page = (key: string, items: readonly unknown[], ask: string, next = ask): object => {
      const from = Number(input[ask] ?? 0);
      const more = from + PAGE < items.length;
      return {
        [key]: items.slice(from, from + PAGE),
        ...(more ? { [next]: String(from + PAGE) } : {}),
        ...(action.startsWith('iam:') ? { IsTruncated: more } : {}),
        ...(action.startsWith('kms:') ? { Truncated: more } : {}),
      };
    };
    const named = (kind: ResourceKind, key: string): object[] =>
      (this.names.get(kind) ?? []).map((name) => ({ [key]: name }));
    switch (action) {
      case 'sts:AssumeRole':
        if (!this.mayAssume)
          throw serviceError('AccessDenied', 'is not authorized to perform: sts:AssumeRole', 403);
        return { Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: 'secret', SessionToken: 'token' } };
      case 'sts:GetCallerIdentity':
        return { Account: this.account, Arn: `arn:aws:sts::${this.account}:assumed-role/x/y` };
      case 'ssm:GetParameter':
        if (this.bootstrapVersion === undefined) throw serviceError('ParameterNotFound', 'no such parameter');
        return { Parameter: { Value: this.bootstrapVersion } };
      case 'iam:GetUser': {
        const tags = this.users.get(String(input['UserName']));
        if (tags === undefined) throw serviceError('NoSuchEntityException', 'no such user', 404);
        return { User: { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } };
      }
      case 'cloudformation:DescribeStacks':
        return page('Stacks', [...this.stacks].map(describe), 'NextToken');
      case 'cloudformation:GetTemplate':
        return { TemplateBody: this.stacks.get(String(input['StackName']))?.template };
      case 'cloudformation:ListStackResources':
        return page('StackResourceSummaries', this.resourcesOf(String(input['StackName'])), 'NextToken');
      case 'cloudformation:DescribeStackResources': {
        const owner = [...this.stacks].find(([, { resources }]) =>
          resources.some(({ physicalId }) => physicalId === input['PhysicalResourceId']),
        );
        if (owner === undefined) throw serviceError('ValidationError', 'Stack for x does not exist');
        return { StackResources: [{ StackName: owner[0] }] };
      }
      case 'cloudformation:UpdateTerminationProtection': {
        const stack = this.stacks.get(String(input['StackName']));
        if (stack === undefined) throw serviceError('ValidationError', 'Stack does not exist');
        stack.protected = input['EnableTerminationProtection'] === true;
        return {};
      }
      case 'iam:ListRoles':
        return page('Roles', named('role', 'RoleName'), 'Marker');
      case 'iam:ListPolicies':
        return page('Policies', named('managed policy', 'PolicyName'), 'Marker');
      case 'iam:ListUsers':
        return page('Users', named('user', 'UserName'), 'Marker');
      case 'kms:ListAliases':
        return page('Aliases', named('KMS alias', 'AliasName'), 'Marker', 'NextMarker');
      case 's3:ListBuckets':
        return page('Buckets', named('bucket', 'Name'), 'ContinuationToken');
      case 's3:HeadBucket': {
        const status = this.bucketsElsewhere.get(String(input['Bucket'])) ?? 404;
        if (status !== 200) throw serviceError(status === 404 ? 'NotFound' : String(status), '', status);
        return {};
      }
      case 'ecr:DescribeRepositories':
        return page('repositories', named('repository', 'repositoryName'), 'nextToken');
      case 'iot:ListThings': {
        const type = input['thingTypeName'];
        const things = [...this.things]
          .map(([thingName, thingTypeName]) => ({ thingName, thingTypeName }))
          .filter(({ thingTypeName }) => type === undefined || type === thingTypeName);
        return page('things', things, 'nextToken');
      }
      case 'iot:ListPolicies':
        return page('policies', named('IoT policy', 'policyName'), 'marker', 'nextMarker');
      case 'iot:ListRoleAliases':
        return page('roleAliases', this.names.get('role alias') ?? [], 'marker', 'nextMarker');
      case 'iot:ListThingTypes':
        return page('thingTypes', named('thing type', 'thingTypeName'), 'nextToken');
      case 'athena:ListWorkGroups':
        return page('WorkGroups', named('workgroup', 'Name'), 'NextToken');
      case 'glue:GetDatabases':
        return page('DatabaseList', named('database', 'Name'), 'NextToken');
      case 'glue:GetSecurityConfigurations':
        return page('SecurityConfigurations', named('security configuration', 'Name'), 'NextToken');
      case 'sqs:ListQueues':
        return page('QueueUrls', (this.names.get('queue') ?? []).map(queueUrl), 'NextToken');
      case 'events:ListRules':
        return page('Rules', named('rule', 'Name'), 'NextToken');
      case 'logs:DescribeLogGroups':
        return page('logGroups', named('log group', 'logGroupName'), 'nextToken');
      case 'iam:ListOpenIDConnectProviders':
        return { OpenIDConnectProviderList: this.providers('OIDC provider', 'oidc-provider') };
      case 'iam:ListSAMLProviders':
        return { SAMLProviderList: this.providers('SAML provider', 'saml-provider') };
      default:
        throw new TypeError(`the fake has no ${action}`);
    }
  }

  private providers(kind: ResourceKind, resource: string): object[] {
    const names = this.names.get(kind) ?? [];
    return names.map((name) => ({ Arn: `arn:aws:iam::${this.account}:${resource}/${name}` }));
  }

  private resourcesOf(name: string): object[] {
    return (this.stacks.get(name)?.resources ?? []).map(
      ({ type, physicalId, status = 'CREATE_COMPLETE' }) => ({
        LogicalResourceId: 'Resource',
        ResourceType: type,
        PhysicalResourceId: physicalId,
        ResourceStatus: status,
      }),
    );
  }
}

function queueUrl(name: string): string {
  return `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;
}

function describe([name, stack]: [string, FakeStack]): object {
  return {
    StackName: name,
    StackStatus: stack.status,
    EnableTerminationProtection: stack.protected,
    CreationTime: stack.changedAt,
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}
