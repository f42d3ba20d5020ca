import {
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  type ResourceStatus,
  type StackStatus,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
} from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';
import { loadEnvironment } from '../../../config/load-environment';
import { Naming } from '../../../config/naming';
import { type OrgSlug, parseOrgSlug } from '../../../config/org-slug';
import type { Clock } from '../../../lib/account/clock';
import type { DriftContext } from '../../../lib/drift/detect-drift';
import { NO_REVOCATIONS, revocationPolicy } from '../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../policies/statement';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { localClients } from '../../../tools/local/local-clients';

const environment = loadEnvironment('local', 'environments');
const naming = new Naming(environment);
const TRUST = { Version: '2012-10-17', Statement: [] };
const POLICY_ARN = 'arn:aws:iam::123456789012:policy/hub';
export const NO_REVOCATION = policyDocument(revocationPolicy(NO_REVOCATIONS));

/** Two organizations, one slug a prefix of the other. */
export const SLUGS = ['acme', 'acme-eu'].map((slug) => parseOrgSlug(slug));

/** What CloudFormation and IAM say of one organization's stack, which has a role with its policies. */
export class DriftingStack {
  readonly name: string;
  readonly role: string;
  readonly clients = localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1');
  readonly cloudFormation = mockClient(this.clients.cloudformation);
  readonly iam = mockClient(this.clients.iam);
  readonly pauses: number[] = [];
  readonly context: DriftContext;
  private now = 0;

  constructor(slug: OrgSlug) {
    const { stack, dataHubRole, dataHubRevocationPolicy } = naming.organization(slug);
    this.name = stack;
    this.role = dataHubRole;
    const clock: Clock = {
      now: () => new Date(this.now),
      pause: (milliseconds) => {
        this.pauses.push(milliseconds);
        this.now += milliseconds;
        return Promise.resolve();
      },
    };
    this.context = { clients: this.clients, naming, organizations: SLUGS, clock };
    this.deploy(dataHubRevocationPolicy);
    this.hold(dataHubRevocationPolicy);
  }

  /** What CloudFormation's detection finds. */
  reports(...StackResourceDrifts: StackResourceDrift[]): void {
    this.cloudFormation.on(DescribeStackResourceDriftsCommand).resolves({ StackResourceDrifts });
  }

  /** In which states CloudFormation left the stack and its role. */
  isLeftAs(StackStatus: StackStatus, ResourceStatus: ResourceStatus = 'UPDATE_COMPLETE'): void {
    this.deploy(`${this.role}-revocations`, { StackStatus, ResourceStatus });
  }

  /** The policy of revocations, as somebody has written it. */
  revocations(document: object): void {
    const PolicyDocument = encodeURIComponent(JSON.stringify(document));
    const names = { RoleName: this.role, PolicyName: `${this.role}-revocations` };
    this.iam.on(GetRolePolicyCommand).resolves({ ...names, PolicyDocument });
  }

  private deploy(
    revocations: string,
    {
      StackStatus,
      ResourceStatus,
    }: { readonly StackStatus: StackStatus; readonly ResourceStatus: ResourceStatus } = {
      StackStatus: 'UPDATE_COMPLETE',
      ResourceStatus: 'CREATE_COMPLETE',
    },
  ): void {
    const tags = [{ Key: 'orgSlug', Value: 'x' }];
    const template = {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { RoleName: this.role, AssumeRolePolicyDocument: TRUST },
        },
        Policy: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { ManagedPolicyName: 'hub', PolicyDocument: TRUST, Roles: [{ Ref: 'Role' }] },
        },
        Revocations: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: {
            RoleName: { Ref: 'Role' },
            PolicyName: revocations,
            PolicyDocument: NO_REVOCATION,
          },
        },
      },
    };
    const resource = (
      LogicalResourceId: string,
      ResourceType: string,
      PhysicalResourceId: string,
      state: ResourceStatus = 'CREATE_COMPLETE',
    ): object => ({
      LogicalResourceId,
      ResourceType,
      PhysicalResourceId,
      ResourceStatus: state,
      LastUpdatedTimestamp: new Date(0),
    });
    this.cloudFormation.on(DescribeStacksCommand).resolves({
      Stacks: [
        {
          StackName: this.name,
          CreationTime: new Date(0),
          StackStatus,
          EnableTerminationProtection: true,
          Tags: tags,
          Outputs: [{ OutputKey: 'KeyArn', OutputValue: 'arn' }],
        },
      ],
    });
    this.cloudFormation.on(ListStackResourcesCommand).resolves({
      StackResourceSummaries: [
        resource('Role', 'AWS::IAM::Role', this.role, ResourceStatus),
        resource('Policy', 'AWS::IAM::ManagedPolicy', POLICY_ARN),
        resource('Revocations', 'AWS::IAM::RolePolicy', `${revocations}|${this.role}`),
      ] as never,
    });
    this.cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify(template) });
    this.cloudFormation.on(DetectStackDriftCommand).resolves({ StackDriftDetectionId: 'id' });
    this.cloudFormation
      .on(DescribeStackDriftDetectionStatusCommand)
      .resolves({ DetectionStatus: 'DETECTION_COMPLETE' });
    this.reports();
  }

  private hold(revocations: string): void {
    const document = encodeURIComponent(JSON.stringify(TRUST));
    this.iam.on(GetRoleCommand).resolves({
      Role: {
        RoleName: this.role,
        Path: '/',
        RoleId: 'x',
        Arn: 'x',
        CreateDate: new Date(0),
        AssumeRolePolicyDocument: document,
      },
    });
    this.iam.on(ListRoleTagsCommand).resolves({ Tags: [{ Key: 'orgSlug', Value: 'x' }] });
    this.iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: [revocations] });
    this.iam
      .on(ListAttachedRolePoliciesCommand)
      .resolves({ AttachedPolicies: [{ PolicyName: 'hub', PolicyArn: POLICY_ARN }] });
    this.iam.on(GetPolicyCommand).resolves({ Policy: { PolicyName: 'hub', DefaultVersionId: 'v1' } });
    this.iam.on(GetPolicyVersionCommand).resolves({ PolicyVersion: { Document: document } });
    this.iam.on(ListEntitiesForPolicyCommand).resolves({ PolicyRoles: [{ RoleName: this.role }] });
    this.revocations(NO_REVOCATION);
  }
}
