import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const session: ResourceType = {
  type: 'AWS::Macie::Session',
  accountWide: 'findings about the account',
  because:
    'its service-linked role reads objects only where bucket and key policies let it, and findings stay in the account',
};

const allowList: ResourceType = {
  type: 'AWS::Macie::AllowList',
  arn: arn('macie2', 'allow-list/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  sources: [{ property: 'Criteria.S3WordsList.BucketName', form: 'bucket-name', data: 'a list of words' }],
  because: 'it is a list of words that are not reported',
};

const customDataIdentifier: ResourceType = {
  type: 'AWS::Macie::CustomDataIdentifier',
  arn: arn('macie2', 'custom-data-identifier/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  because: 'it is a pattern of words that are reported',
};

const findingsFilter: ResourceType = {
  type: 'AWS::Macie::FindingsFilter',
  arn: arn('macie2', 'findings-filter/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  because: 'it chooses findings that are shown',
};

export const MACIE: readonly ResourceType[] = [session, allowList, customDataIdentifier, findingsFilter];
