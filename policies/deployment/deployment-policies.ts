import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';
import type { DeploymentInputs } from './deployment-inputs';
import { identitiesPolicy } from './identities-policy';
import { rolesPolicy } from './roles-policy';
import { servicesPolicy } from './services-policy';
import { storagePolicy } from './storage-policy';

export interface DeploymentPolicy {
  /** Of its construct. */
  readonly id: string;
  readonly managedPolicyName: string;
  readonly description: string;
  readonly statements: readonly Statement[];
}

/** The policies of CloudFormation's role, each within the size of a managed policy. A role has room for ten. */
export function deploymentPolicies(inputs: DeploymentInputs): DeploymentPolicy[] {
  const names = inputs.naming.shared;
  return [
    {
      id: 'Roles',
      managedPolicyName: names.deploymentRolesPolicy,
      description: 'CloudFormation: roles of the app, under their boundaries',
      statements: rolesPolicy(inputs),
    },
    {
      id: 'Identities',
      managedPolicyName: names.deploymentIdentitiesPolicy,
      description: 'CloudFormation: policies, users and identity providers of the app',
      statements: identitiesPolicy(inputs),
    },
    {
      id: 'Storage',
      managedPolicyName: names.deploymentStoragePolicy,
      description: 'CloudFormation: buckets, keys and repositories of the app, and nothing that is in them',
      statements: storagePolicy(inputs),
    },
    {
      id: 'Services',
      managedPolicyName: names.deploymentServicesPolicy,
      description: 'CloudFormation: hubs, queues, logs, tables, queries and schedules of the app',
      statements: servicesPolicy(inputs),
    },
  ];
}

/** ARNs for `cdk bootstrap --cloudformation-execution-policies`. */
export function deploymentPolicyArns(naming: Naming): string[] {
  const names = naming.shared;
  return [
    names.deploymentRolesPolicy,
    names.deploymentIdentitiesPolicy,
    names.deploymentStoragePolicy,
    names.deploymentServicesPolicy,
  ].map((name) => naming.managedPolicyArn(name));
}
