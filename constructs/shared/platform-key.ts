import type { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import { platformKeyPolicy } from '../../policies/shared/platform-key-policy';
import { CustomerManagedKey } from '../customer-managed-key';

export interface PlatformKeyProps {
  readonly naming: Naming;
  /** Whether S3 may deliver access logs under this key. */
  readonly encryptsAccessLogs: boolean;
}

/** The platform's own key, for what is no organization's: connector images, and the default of the shared buckets. */
export class PlatformKey extends CustomerManagedKey {
  constructor(scope: Construct, id: string, { naming, encryptsAccessLogs }: PlatformKeyProps) {
    super(scope, id, {
      description: 'Connector images, and the default of the shared buckets',
      aliasName: naming.shared.platformKeyAlias,
      keyPolicy: platformKeyPolicy(naming, { encryptsAccessLogs }),
    });
  }
}
