import { type Naming } from '../../config/naming';
import { REPORT_TO_PLATFORM } from '../permissions/data-hub-permissions';
import type { Statement } from '../statement';
import { DENY_WITHOUT_THING_NAME } from './deny-without-thing-name';

/**
 * What the holder of an enrolment file may do, of whichever organization: put a certificate request into the
 * shadow of the thing that its claim certificate is attached to, and read the answer there. Nothing of data.
 */
export function enrolmentPolicy(naming: Naming): Statement[] {
  return [
    {
      Sid: 'RequestCertificate',
      Effect: 'Allow',
      Action: REPORT_TO_PLATFORM.actions,
      Resource: naming.callingHubsShadowArn(),
    },
    DENY_WITHOUT_THING_NAME,
  ];
}

/** IoT policy of claim certificates: credentials through the enrolment's role alias, which reaches no data. */
export function enrolmentIotPolicy(naming: Naming): Statement[] {
  return [
    {
      Sid: 'AssumeEnrolmentRole',
      Effect: 'Allow',
      Action: 'iot:AssumeRoleWithCertificate',
      Resource: naming.roleAliasArn(naming.shared.enrolmentRoleAlias),
    },
  ];
}
