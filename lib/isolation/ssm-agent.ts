/**
 * What the SSM Agent of a hybrid node calls without a resource: `AmazonSSMManagedInstanceCore` without parameters,
 * the older channel of messages and the older calls about associations. Nodes' policies have a list of their own: this
 * one is read from AWS's documentation by itself, so that a mistake in one of them is found.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
 */
export const SSM_AGENT_WITHOUT_RESOURCE: readonly string[] = [
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetManifest',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];
