import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const BACKUP = 'backup.amazonaws.com';

const vault: ResourceType = {
  type: 'AWS::Backup::BackupVault',
  arn: arn('backup', 'backup-vault:${BackupVaultName}'),
  ref: '${BackupVaultName}',
  attributes: { BackupVaultArn: '${arn}', BackupVaultName: '${BackupVaultName}' },
  tags: 'BackupVaultTags',
  policies: [{ document: 'AccessPolicy' }],
  destinations: [{ property: 'Notifications.SNSTopicArn', form: 'topic', data: 'news of backups' }],
  keys: ['EncryptionKeyArn'],
  because: 'it keeps backups; its policy says who reaches them',
};

const RULE = 'BackupPlan.BackupPlanRule';

const plan: ResourceType = {
  type: 'AWS::Backup::BackupPlan',
  arn: arn('backup', 'backup-plan:${id}'),
  ref: '${id}',
  attributes: { BackupPlanArn: '${arn}', BackupPlanId: '${id}' },
  tags: 'BackupPlanTags',
  givenTags: ['BackupPlan.BackupPlanRule.RecoveryPointTags'],
  roles: [
    {
      property: 'BackupPlan.ScanSettings.ScannerRoleArn',
      assumedBy: 'malware-protection.guardduty.amazonaws.com',
      directs: 'scans of backups',
    },
  ],
  destinations: [
    { property: `${RULE}.TargetBackupVault`, form: 'vault-name', data: 'backups' },
    { property: `${RULE}.TargetLogicallyAirGappedBackupVaultArn`, form: 'arn', data: 'backups' },
    { property: `${RULE}.CopyActions.DestinationBackupVaultArn`, form: 'arn', data: 'backups' },
  ],
  because: 'it says when backups are made, and which vault they go to',
};

const selection: ResourceType = {
  type: 'AWS::Backup::BackupSelection',
  partOf: { BackupPlanId: 'ref' },
  ref: '${id}',
  roles: [
    { property: 'BackupSelection.IamRoleArn', assumedBy: BACKUP, directs: 'reading of what is backed up' },
  ],
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
  sources: [{ property: 'BackupSelection.Resources', form: 'arn', data: 'backups', absent: 'everything' }],
  destinations: [{ property: 'BackupPlanId', form: 'ref', data: 'backups' }],
  undecided: {
    'BackupSelection.ListOfTags': 'which resources carry the tags is not judged; name them in Resources',
  },
  because: 'it says what a plan backs up under its role',
};

export const BACKUP_TYPES: readonly ResourceType[] = [vault, plan, selection];
