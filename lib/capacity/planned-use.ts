import type { PlannedUse } from '../../config/planned-use';
import type { QuotaKey } from '../../config/quotas';
import { REFRESH } from '../../packages/data-hub/src/credentials/refresh-schedule';

const SECOND = 1000;

/**
 * How much of a quota one organization uses by what its environment plans for; undefined for what the templates show.
 * A hub asks for credentials every 30 minutes, at times that are spread evenly. After an outage all ask at once, and
 * are served in turn: https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
export function plannedUse(key: QuotaKey, planned: PlannedUse): number | undefined {
  switch (key) {
    case 'iot-certificate-requests':
      return planned.dataHubs / (REFRESH.interval / SECOND);
    case 'ssm-parameters':
      return planned.connectorSecrets;
    default:
      return undefined;
  }
}
