import { SESSION_SECONDS } from '../../../config/session-duration';
import { type Revocations, revocationPolicy } from '../../../policies/data-hub/revocation-policy';
import { policyDocument } from '../../../policies/statement';

/** The policy of an organization's revocations, as it stands on the role. */
export interface RevocationDocument extends Revocations {
  /** Statements that this program did not write; they are kept as they are. */
  readonly others: readonly unknown[];
}

/** Who is to be cut off. */
export interface Cut {
  /** Ids of certificates. */
  readonly certificates: readonly string[];
  /** Whether every session of the organization's hubs is cut, whatever its certificate. */
  readonly everySession: boolean;
}

/** IAM's limit of all inline policies of a role together, without white space. */
export const INLINE_POLICY_CHARACTERS = 10_240;

/**
 * Milliseconds for which an entry is kept: as long as sessions last, and half an hour for clocks that differ
 * and for the credentials provider, which learns of a revocation a little later.
 */
export const KEPT_MILLISECONDS = (SESSION_SECONDS + 1800) * 1000;

/** Certificates that are revoked within ten minutes share a statement, which saves room. */
const SHARED_MILLISECONDS = 600_000;

const CERTIFICATE_KEY = 'credentials-iot:AwsCertificateId';
const CERTIFICATE_ID = /^[0-9a-f]{64}$/;

interface WrittenStatement {
  readonly Sid?: string;
  readonly Condition?: {
    readonly StringEquals?: Readonly<Record<string, string | readonly string[]>>;
    readonly DateLessThan?: Readonly<Record<string, string>>;
  };
}

/** Reads a policy document that this program or the template wrote. */
export function readRevocationDocument(text: string): RevocationDocument {
  const { Statement: written = [] } = JSON.parse(text) as {
    Statement?: WrittenStatement | WrittenStatement[];
  };
  const certificates: { id: string; revokedAt: Date }[] = [];
  const others: unknown[] = [];
  let sessionsBefore: Date | undefined;
  for (const statement of [written].flat()) {
    const { Sid: sid = '', Condition: condition } = statement;
    const ids = [condition?.StringEquals?.[CERTIFICATE_KEY] ?? []].flat();
    const before = new Date(condition?.DateLessThan?.['aws:TokenIssueTime'] ?? '');
    if (/^RevokedCertificates(?:\d{8}T\d{6}Z)?$/.test(sid) && ids.length > 0) {
      const revokedAt = momentOf(sid);
      certificates.push(...ids.filter((id) => CERTIFICATE_ID.test(id)).map((id) => ({ id, revokedAt })));
    } else if (/^RevokedSessions\d{8}T\d{6}Z$/.test(sid) && !Number.isNaN(before.getTime())) {
      if (sessionsBefore === undefined || sessionsBefore < before) sessionsBefore = before;
    } else {
      others.push(statement);
    }
  }
  return { certificates, others, ...(sessionsBefore === undefined ? {} : { sessionsBefore }) };
}

/** The text of the document, without white space. */
export function revocationText({ others, ...revocations }: RevocationDocument): string {
  const { Version, Statement: statements } = policyDocument(revocationPolicy(revocations));
  return JSON.stringify({ Version, Statement: [...statements, ...others] });
}

/** Says what is missing of a cut in a document. */
export function missingOf(
  { certificates, sessionsBefore }: RevocationDocument,
  cut: Cut,
  since: Date,
): { certificates: string[]; everySession: boolean } {
  const listed = new Set(certificates.map(({ id }) => id));
  const everySession = cut.everySession && (sessionsBefore === undefined || sessionsBefore < since);
  // A cut of every session since then covers each certificate, too.
  const covered = sessionsBefore !== undefined && sessionsBefore >= since;
  return { everySession, certificates: covered ? [] : cut.certificates.filter((id) => !listed.has(id)) };
}

/**
 * The document with a cut, without entries of sessions that have ended by themselves. Where there is no room for
 * every certificate, all sessions of the organization's hubs that were issued until now are cut instead.
 * @param room characters that other inline policies of the role leave.
 */
export function withCut(document: RevocationDocument, cut: Cut, now: Date, room: number): RevocationDocument {
  const kept = pruned(document, now);
  const listed = new Set(kept.certificates.map(({ id }) => id));
  const revokedAt = new Date(Math.ceil(now.getTime() / SHARED_MILLISECONDS) * SHARED_MILLISECONDS);
  const added = cut.certificates.filter((id) => !listed.has(id)).map((id) => ({ id, revokedAt }));
  const wanted = { ...kept, certificates: [...kept.certificates, ...added] };
  const next = cut.everySession ? { ...wanted, sessionsBefore: now } : wanted;
  if (revocationText(next).length <= room) return next;
  const shortened = { ...next, sessionsBefore: now, certificates: [...next.certificates] };
  while (shortened.certificates.length > 0 && revocationText(shortened).length > room) {
    shortened.certificates.shift();
  }
  return shortened;
}

function pruned({ sessionsBefore, ...document }: RevocationDocument, now: Date): RevocationDocument {
  const lives = (moment: Date): boolean => now.getTime() - moment.getTime() < KEPT_MILLISECONDS;
  return {
    ...document,
    certificates: document.certificates.filter(({ revokedAt }) => lives(revokedAt)),
    ...(sessionsBefore !== undefined && lives(sessionsBefore) ? { sessionsBefore } : {}),
  };
}

/** `...20261124T031500Z`; without a moment, the beginning of time. */
function momentOf(sid: string): Date {
  const digits = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(sid)?.slice(1);
  if (digits === undefined) return new Date(0);
  const [year, month, day, hour, minute, second] = digits;
  return new Date(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`);
}
