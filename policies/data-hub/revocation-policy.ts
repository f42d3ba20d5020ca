import type { Statement } from '../statement';

/** What is revoked of an organization's Data Hubs, sessions already issued included. */
export interface Revocations {
  /** Ids of certificates, 64 hexadecimal digits each, by the moment at which each was revoked. */
  readonly certificates: readonly { readonly id: string; readonly revokedAt: Date }[];
  /** Sessions issued before this moment are cut, whatever their certificate; undefined for none. */
  readonly sessionsBefore?: Date;
}

/** Nobody is revoked: what the template says for ever, so that no deployment rewrites what was said since. */
export const NO_REVOCATIONS: Revocations = { certificates: [] };

/** Stands where a certificate's id would: a Deny needs a value, and no certificate has this id. */
const NO_CERTIFICATE = 'none';

/**
 * Policy that cuts sessions. A revoked certificate gets no new credentials, but those it got last for up to
 * an hour; the Deny ends them at once, as far as IAM has spread it. The certificate is in every session that
 * the credentials provider issues, while the thing's name can be left out by the caller.
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export function revocationPolicy({ certificates, sessionsBefore }: Revocations): Statement[] {
  const deny = {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    wildcardReason: 'Who is revoked may do nothing at all.',
  } as const;
  const byMoment = new Map<string, string[]>();
  for (const { id, revokedAt } of certificates) {
    const moment = compact(revokedAt);
    byMoment.set(moment, [...(byMoment.get(moment) ?? []), id]);
  }
  if (byMoment.size === 0) byMoment.set('', [NO_CERTIFICATE]);
  return [
    ...[...byMoment].map(([moment, ids]): Statement => ({
      Sid: `RevokedCertificates${moment}`,
      ...deny,
      Condition: { StringEquals: { 'credentials-iot:AwsCertificateId': ids } },
    })),
    ...(sessionsBefore === undefined
      ? []
      : [
          {
            Sid: `RevokedSessions${compact(sessionsBefore)}`,
            ...deny,
            Condition: { DateLessThan: { 'aws:TokenIssueTime': sessionsBefore.toISOString() } },
          },
        ]),
  ];
}

/** A moment as a Sid can hold it, which has letters and digits only: 20261124T031500Z. */
function compact(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d+/g, '');
}
