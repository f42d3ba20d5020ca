import type { Answer, AnswerRow } from './ask-trail';

const HEADER = ['TIME (UTC)', 'WHO', 'WHAT', 'ON', 'OUTCOME'];
/** What a person is told of callers that the trail has no name for, or that an organization is told no name of. */
const KINDS: Readonly<Record<string, string>> = {
  deployment: 'deployment',
  root: 'root user of the account',
  other: 'somebody else',
};
const CERTIFICATE = /^[0-9a-f]{64}$/;
const SHOWN_DIGITS = 8;

/** An answer as rows of a table for people, its header first. */
export function answerRows({ columns, rows }: Answer): string[][] {
  if (!columns.includes('event_time')) {
    const header = columns.map((column) => column.replaceAll('_', ' ').toUpperCase());
    return [header, ...rows.map((row) => columns.map((column) => row[column] ?? '-'))];
  }
  return [
    HEADER,
    ...rows.map((row) => [
      timeOf(row['event_time'] ?? ''),
      whoOf(row),
      [row['service'], row['action']].filter((part) => part !== undefined).join(' '),
      row['resource']?.split(' ').map(shortName).join(' ') ?? '-',
      row['outcome'] ?? '-',
    ]),
  ];
}

/** `2026-11-20 09:15:00` of `2026-11-20T09:15:00Z`. */
function timeOf(time: string): string {
  return time.replace('T', ' ').replace(/Z$/, '');
}

/** The person with the role; without a person, the session, of which a hub's is its certificate's id. */
function whoOf({ caller_kind: kind = '', caller, person }: AnswerRow): string {
  if (caller === undefined) return KINDS[kind] ?? person ?? '-';
  const [role = '', session] = caller.split('/');
  if (person !== undefined) return person === caller ? person : `${person} (${shortName(role)})`;
  if (session === undefined) return caller;
  const name = CERTIFICATE.test(session) ? `certificate ${session.slice(0, SHOWN_DIGITS)}...` : session;
  return `${name} (${role})`;
}

/** What people call a resource: an object's address, and of anything else the end of its ARN. */
function shortName(arn: string): string {
  const [prefix, , service, , , ...rest] = arn.split(':');
  if (prefix !== 'arn' || rest.length === 0) return arn;
  return service === 's3' ? `s3://${rest.join(':')}` : rest.join(':');
}
