import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const detector: ResourceType = {
  type: 'AWS::GuardDuty::Detector',
  arn: arn('guardduty', 'detector/${id}'),
  ref: '${id}',
  tags: 'Tags',
  accountWide: 'findings about the account',
  because: 'it watches logs of the account, and reports to the account',
};

/** The detector that a resource is a part of, which tells of the whole account. */
const FINDINGS: readonly Flow[] = [{ property: 'DetectorId', form: 'ref', data: 'findings', whole: 'own' }];

const filter: ResourceType = {
  type: 'AWS::GuardDuty::Filter',
  ref: '${Name}',
  tags: 'Tags',
  sources: FINDINGS,
  because: 'it chooses findings that are shown',
};

const publishingDestination: ResourceType = {
  type: 'AWS::GuardDuty::PublishingDestination',
  tags: 'Tags',
  sources: FINDINGS,
  destinations: [{ property: 'DestinationProperties.DestinationArn', form: 'arn', data: 'findings' }],
  keys: ['DestinationProperties.KmsKeyArn'],
  because: 'it sends findings to its bucket',
};

const malwareProtection: ResourceType = {
  type: 'AWS::GuardDuty::MalwareProtectionPlan',
  arn: arn('guardduty', 'malware-protection-plan/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', MalwareProtectionPlanId: '${id}' },
  tags: 'Tags',
  roles: [
    {
      property: 'Role',
      assumedBy: 'malware-protection-plan.guardduty.amazonaws.com',
      directs: 'reading and tagging of objects',
    },
  ],
  sources: [{ property: 'ProtectedResource.S3Bucket.BucketName', form: 'bucket-name', data: 'objects' }],
  because: 'it reads objects under its role, and tags them',
};

export const GUARDDUTY: readonly ResourceType[] = [
  detector,
  filter,
  publishingDestination,
  malwareProtection,
];
