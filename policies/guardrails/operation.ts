import { CALLER_HAS_NO_ORGANIZATION } from '../caller-conditions';
import type { AuthorizationGuardrail } from './guardrail';
import { deploymentOf, exceptBy, type GuardrailInputs } from './spared';

/** What decides which certificate is whose, and what it opens. */
const IDENTITIES_OF_THINGS = [
  'iot:CreateAuthorizer',
  'iot:CreateDomainConfiguration',
  'iot:CreateKeysAndCertificate',
  'iot:CreatePolicy',
  'iot:CreatePolicyVersion',
  'iot:CreateProvisioningClaim',
  'iot:CreateProvisioningTemplate',
  'iot:CreateProvisioningTemplateVersion',
  'iot:CreateRoleAlias',
  'iot:DeletePolicy',
  'iot:DeletePolicyVersion',
  'iot:DeleteRoleAlias',
  'iot:RegisterCACertificate',
  'iot:RegisterCertificate',
  'iot:RegisterCertificateWithoutCA',
  'iot:RegisterThing',
  'iot:SetDefaultAuthorizer',
  'iot:SetDefaultPolicyVersion',
  'iot:TagResource',
  'iot:TransferCertificate',
  'iot:UntagResource',
  'iot:UpdateAuthorizer',
  'iot:UpdateDomainConfiguration',
  'iot:UpdateProvisioningTemplate',
  'iot:UpdateRoleAlias',
];

/** What makes a certificate an organization's, or lets it in again. */
const ENROLMENT = [
  'iot:AttachPolicy',
  'iot:AttachPrincipalPolicy',
  'iot:AttachThingPrincipal',
  'iot:CreateCertificateFromCsr',
];

/** What runs code on hybrid nodes: on hubs. */
const CODE_ON_NODES = [
  'ssm:CreateAssociation',
  'ssm:CreateAssociationBatch',
  'ssm:CreateDocument',
  'ssm:ModifyDocumentPermission',
  'ssm:RegisterTaskWithMaintenanceWindow',
  'ssm:ResumeSession',
  'ssm:SendCommand',
  'ssm:StartAutomationExecution',
  'ssm:StartSession',
  'ssm:UpdateAssociation',
  'ssm:UpdateDocument',
  'ssm:UpdateDocumentDefaultVersion',
  'ssm:UpdateMaintenanceWindowTask',
  'ssm:UpdateManagedInstanceRole',
];

/**
 * What starts or changes code that runs under a role which was passed before, so that nobody has to be allowed to pass
 * it again. A run of a Glue job may name another script.
 */
const CODE_OF_PIPELINES = [
  'batch:SubmitJob',
  'batch:UpdateComputeEnvironment',
  'ecs:ExecuteCommand',
  'ecs:RunTask',
  'ecs:StartTask',
  'emr-serverless:StartJobRun',
  'glue:RunStatement',
  'glue:StartJobRun',
  'glue:UpdateDevEndpoint',
  'glue:UpdateJob',
  'glue:UpdateJobFromSourceControl',
  'glue:UpgradeJob',
  'lambda:PublishLayerVersion',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'states:UpdateStateMachine',
];

/** Data Hubs and pipelines: only operators enrol hubs, and only organizations' own principals run their code. */
export function operationGuardrail(inputs: GuardrailInputs): AuthorizationGuardrail {
  const { arns, operators } = inputs;
  const deployment = deploymentOf(inputs);
  const { 'hub-operator': operator, 'hub-revoker': revoker, 'secret-writer': secretWriter } = operators;
  return {
    id: 'scp-operation',
    type: 'SERVICE_CONTROL_POLICY',
    description:
      'Only the deployment changes IoT policies and role aliases, only operators enrol hubs, and nobody runs code as an organization.',
    statements: [
      {
        Sid: 'IoTIdentitiesByDeployment',
        Effect: 'Deny',
        Action: IDENTITIES_OF_THINGS,
        Resource: '*',
        wildcardReason: 'Some of these take no resource, and a policy of any name could be attached.',
        ...exceptBy(deployment),
      },
      {
        Sid: 'HubsEnrolledByOperators',
        Effect: 'Deny',
        Action: ENROLMENT,
        Resource: '*',
        wildcardReason: 'Ids of certificates say nothing of whose they are.',
        ...exceptBy([...deployment, operator]),
      },
      {
        Sid: 'CertificatesByOperators',
        Effect: 'Deny',
        Action: 'iot:UpdateCertificate',
        Resource: '*',
        wildcardReason: 'A certificate that is revoked could be activated again.',
        ...exceptBy([...deployment, operator, revoker]),
      },
      {
        Sid: 'NodesByOperators',
        Effect: 'Deny',
        Action: 'ssm:CreateActivation',
        Resource: '*',
        wildcardReason: 'Activations take no resource; they carry the tag that says whose a node is.',
        ...exceptBy([...deployment, operator]),
      },
      {
        Sid: 'TagsOfNodesByDeployment',
        Effect: 'Deny',
        Action: ['ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource'],
        NotResource: arns.someOf('ssm', 'parameter/*'),
        wildcardReason:
          'Nodes, documents and associations are told apart by tags, parameters are by their path.',
        ...exceptBy([...deployment, operator]),
      },
      {
        Sid: 'TagsOfSecretsByOperators',
        Effect: 'Deny',
        Action: ['ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource', 'ssm:PutResourcePolicy'],
        Resource: arns.someOf('ssm', 'parameter/*'),
        wildcardReason: 'The secrets of all organizations.',
        ...exceptBy([...deployment, secretWriter]),
      },
      {
        Sid: 'NoCodeOnNodes',
        Effect: 'Deny',
        Action: CODE_ON_NODES,
        Resource: '*',
        wildcardReason: "A command on any node may run with an organization's credentials.",
        ...exceptBy(deployment),
      },
      {
        Sid: 'NoCodeOfOthersInPipelines',
        Effect: 'Deny',
        Action: CODE_OF_PIPELINES,
        Resource: '*',
        wildcardReason:
          "Jobs and functions have any name; principals with an organization's tag are bound by its policies.",
        Condition: { ...exceptBy(deployment).Condition, ...CALLER_HAS_NO_ORGANIZATION },
      },
    ],
  };
}
