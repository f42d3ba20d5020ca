import type { S3Client } from '@aws-sdk/client-s3';
import type { CallerClients } from '../caller-clients';

/** Where a request of the contract goes, and what it says. */
export interface Call {
  readonly bucket: string;
  readonly key: string;
  readonly account: string;
  /** Everything of the ARN after the account. */
  readonly name: string;
  readonly value: (contextKey: string) => string | undefined;
  readonly s3: S3Client;
  readonly clients: CallerClients;
}

/** How the AWS SDK makes a request, by its action. */
export type Calls = Readonly<Record<string, (call: Call) => Promise<unknown>>>;
