import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const PODS = 'pods.eks.amazonaws.com';
const MACHINES = 'the software of the machines';
const RIGHTS = 'what it lets somebody do in the cluster is not judged';

/** What is added to a cluster gets machines, or pods of it. */
const CLUSTER: Flow = { property: 'ClusterName', form: 'eks-cluster', data: 'pods', whole: 'shared' };

const cluster: ResourceType = {
  type: 'AWS::EKS::Cluster',
  arn: arn('eks', 'cluster/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  roles: [
    { property: 'RoleArn', assumedBy: 'eks.amazonaws.com', directs: 'the control plane' },
    { property: 'ComputeConfig.NodeRoleArn', assumedBy: 'ec2.amazonaws.com', directs: MACHINES },
  ],
  sources: groupsJoined('ResourcesVpcConfig.SecurityGroupIds'),
  logGroups: [{ name: '/aws/eks/${Name}/cluster', data: 'logs of the control plane' }],
  undecided: { OutpostConfig: 'Outposts are not supported' },
  harmless: [
    {
      properties: ['ResourcesVpcConfig.EndpointPublicAccess', 'ResourcesVpcConfig.PublicAccessCidrs'],
      because: 'whoever calls it needs credentials of IAM, and rights in the cluster',
    },
  ],
  keys: ['EncryptionConfig.Provider.KeyArn'],
  because: 'what its pods may do in AWS, the roles of service accounts say',
};

const nodegroup: ResourceType = {
  type: 'AWS::EKS::Nodegroup',
  ref: '${id}',
  tags: 'Tags',
  roles: [{ property: 'NodeRole', assumedBy: 'ec2.amazonaws.com', directs: MACHINES }],
  sources: [
    CLUSTER,
    ...['Id', 'Name'].map((name): Flow => ({
      property: `LaunchTemplate.${name}`,
      form: 'ref',
      data: 'settings of the machines',
    })),
    {
      property: 'RemoteAccess.SourceSecurityGroups',
      form: 'security-group',
      data: 'connections',
      whole: 'shared',
    },
  ],
  because: 'it adds machines to its cluster',
};

const fargateProfile: ResourceType = {
  type: 'AWS::EKS::FargateProfile',
  ref: '${id}',
  tags: 'Tags',
  roles: [
    {
      property: 'PodExecutionRoleArn',
      assumedBy: 'eks-fargate-pods.amazonaws.com',
      directs: 'start of pods',
    },
  ],
  sources: [CLUSTER],
  because: 'it adds machines to its cluster',
};

const addon: ResourceType = {
  type: 'AWS::EKS::Addon',
  ref: '${id}',
  tags: 'Tags',
  roles: ['ServiceAccountRoleArn', 'PodIdentityAssociations.RoleArn'].map((property) => ({
    property,
    assumedBy: PODS,
    directs: 'the software of the add-on',
  })),
  sources: [CLUSTER],
  harmless: [{ properties: ['PodIdentityAssociations.ServiceAccount'], because: 'it is one of its own' }],
  because: 'it runs software of AWS in its cluster',
};

const podIdentityAssociation: ResourceType = {
  type: 'AWS::EKS::PodIdentityAssociation',
  arn: arn('eks', 'podidentityassociation/${ClusterName}/${id}'),
  ref: '${arn}',
  attributes: { AssociationArn: '${arn}', AssociationId: '${id}' },
  tags: 'Tags',
  roles: ['RoleArn', 'TargetRoleArn'].map((property) => ({
    property,
    assumedBy: PODS,
    directs: 'whoever starts pods of the service account',
  })),
  sources: [CLUSTER],
  harmless: [
    { properties: ['ServiceAccount'], because: 'whose pods have it, Kubernetes decides' },
    { properties: ['Policy'], because: 'it only takes away from what the role may do' },
  ],
  because: 'it gives pods the role that it names',
};

const accessEntry: ResourceType = {
  type: 'AWS::EKS::AccessEntry',
  tags: 'Tags',
  sources: [CLUSTER],
  undecided: { AccessPolicies: RIGHTS, KubernetesGroups: RIGHTS },
  harmless: [{ properties: ['PrincipalArn'], because: 'without groups and policies it may do nothing' }],
  because: 'it lets a principal sign in to its cluster',
};

export const EKS: readonly ResourceType[] = [
  cluster,
  nodegroup,
  fargateProfile,
  addon,
  podIdentityAssociation,
  accessEntry,
];
