import {
  type ArchiveRuleSummary,
  GetAnalyzerCommand,
  paginateListArchiveRules,
} from '@aws-sdk/client-accessanalyzer';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-accessanalyzer-analyzer.html */
export const analyzerReader = resourceReader({
  type: 'AWS::AccessAnalyzer::Analyzer',
  comparisons: {
    AnalyzerConfiguration: 'value',
    AnalyzerName: 'value',
    ArchiveRules: 'value',
    Tags: 'tags',
    Type: 'value',
  },
  // The id is the ARN, which ends in the name.
  read: async ({ physicalId, clients: { accessAnalyzer } }) => {
    const analyzerName = physicalId.slice(physicalId.lastIndexOf('/') + 1);
    const { analyzer } = await accessAnalyzer.send(new GetAnalyzerCommand({ analyzerName }));
    const archiveRules: ArchiveRuleSummary[] = [];
    for await (const page of paginateListArchiveRules({ client: accessAnalyzer }, { analyzerName })) {
      archiveRules.push(...(page.archiveRules ?? []));
    }
    const unused = analyzer?.configuration?.unusedAccess;
    return {
      AnalyzerConfiguration:
        unused === undefined
          ? undefined
          : { UnusedAccessConfiguration: { UnusedAccessAge: unused.unusedAccessAge } },
      AnalyzerName: analyzer?.name,
      // What hides findings must not go unseen; templates set none.
      ArchiveRules: archiveRules.length === 0 ? undefined : archiveRules,
      Tags: Object.entries(analyzer?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      Type: analyzer?.type,
    };
  },
});
