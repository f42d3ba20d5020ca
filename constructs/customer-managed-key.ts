import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { policyDocument, type Statement } from '../policies/statement';
import { retain } from './retain';

const ONE_YEAR_IN_DAYS = 365;

export interface CustomerManagedKeyProps {
  readonly description: string;
  /** Full alias, `alias/` included. */
  readonly aliasName: string;
  readonly keyPolicy: readonly Statement[];
}

/**
 * A symmetric KMS key (AES-256-GCM) with its alias, rotated every year. Both outlive the stack: without its
 * key, data is lost for good, and a key without its alias is one that nobody finds again.
 */
export class CustomerManagedKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { description, aliasName, keyPolicy }: CustomerManagedKeyProps) {
    super(scope, id);
    const key = new CfnKey(this, 'Key', {
      description,
      keyPolicy: policyDocument(keyPolicy),
      enableKeyRotation: true,
      rotationPeriodInDays: ONE_YEAR_IN_DAYS,
    });
    const alias = new CfnAlias(this, 'Alias', { aliasName, targetKeyId: key.ref });
    retain(key, alias);
    this.keyArn = key.attrArn;
  }
}
