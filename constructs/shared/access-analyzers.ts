import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';

/** Access that nobody has used for this long is reported; long enough for what happens once a quarter. */
const UNUSED_DAYS = 90;

export interface AccessAnalyzersProps {
  readonly naming: Naming;
}

/**
 * Analyzers of IAM Access Analyzer: of resources that somebody outside of the account reaches, which is free, and of
 * permissions that nobody uses, which costs money for each role and user. Neither has archive rules: a finding is
 * looked at once, and archived by a person.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
 */
export class AccessAnalyzers extends Construct {
  constructor(scope: Construct, id: string, { naming }: AccessAnalyzersProps) {
    super(scope, id);
    new CfnAnalyzer(this, 'ExternalAccess', {
      analyzerName: naming.shared.externalAccessAnalyzer,
      type: 'ACCOUNT',
    });
    new CfnAnalyzer(this, 'UnusedAccess', {
      analyzerName: naming.shared.unusedAccessAnalyzer,
      type: 'ACCOUNT_UNUSED_ACCESS',
      analyzerConfiguration: { unusedAccessConfiguration: { unusedAccessAge: UNUSED_DAYS } },
    });
  }
}
