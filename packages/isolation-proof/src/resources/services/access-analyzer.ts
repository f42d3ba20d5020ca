import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const analyzer: ResourceType = {
  type: 'AWS::AccessAnalyzer::Analyzer',
  arn: arn('access-analyzer', 'analyzer/${AnalyzerName}'),
  ref: '${arn}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  harmless: [{ properties: ['AnalyzerConfiguration'], because: 'it says what is analyzed' }],
  accountWide: 'findings about the account',
  because: 'it reads policies, and reports to the account',
};

export const ACCESS_ANALYZER: readonly ResourceType[] = [analyzer];
