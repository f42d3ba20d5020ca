import type { TableColumn } from './table-column';

/** A field in quotes, which may be a dash without them. */
const QUOTED = '("[^"]*"|-)';
const WORD = '([^ ]*)';

/** What a line of S3's server access logs has, in its order; the fields from the host's id on came later. */
const FIELDS: readonly (TableColumn & { readonly pattern?: string })[] = [
  { name: 'bucketowner', type: 'string' },
  { name: 'bucket_name', type: 'string' },
  {
    name: 'requestdatetime',
    type: 'string',
    pattern: '\\[(.*?)\\]',
    comment: 'like 20/Nov/2026:09:15:00 +0000',
  },
  { name: 'remoteip', type: 'string' },
  { name: 'requester', type: 'string', comment: "ARN, or the owner's canonical id" },
  { name: 'requestid', type: 'string' },
  { name: 'operation', type: 'string', comment: 'like REST.GET.OBJECT' },
  { name: 'key', type: 'string', comment: 'encoded twice for URLs' },
  { name: 'request_uri', type: 'string', pattern: QUOTED },
  { name: 'httpstatus', type: 'string', pattern: '(-|[0-9]*)' },
  { name: 'errorcode', type: 'string' },
  { name: 'bytessent', type: 'string' },
  { name: 'objectsize', type: 'string' },
  { name: 'totaltime', type: 'string' },
  { name: 'turnaroundtime', type: 'string' },
  { name: 'referrer', type: 'string', pattern: QUOTED },
  { name: 'useragent', type: 'string', pattern: QUOTED },
  { name: 'versionid', type: 'string' },
  { name: 'hostid', type: 'string' },
  { name: 'sigv', type: 'string' },
  { name: 'ciphersuite', type: 'string' },
  { name: 'authtype', type: 'string' },
  { name: 'endpoint', type: 'string' },
  { name: 'tlsversion', type: 'string' },
  { name: 'accesspointarn', type: 'string' },
  { name: 'aclrequired', type: 'string' },
];
const FIELDS_OF_EVERY_LINE = 18;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
export const ACCESS_LOG_COLUMNS: readonly TableColumn[] = FIELDS.map(
  ({ pattern: _pattern, ...column }) => column,
);

/** Splits a line; fields that AWS adds at its end are left out. */
export const ACCESS_LOG_PATTERN = [
  FIELDS.slice(0, FIELDS_OF_EVERY_LINE)
    .map(({ pattern = WORD }) => pattern)
    .join(' '),
  `(?:${FIELDS.slice(FIELDS_OF_EVERY_LINE)
    .map(({ pattern = WORD }) => ` ${pattern}`)
    .join('')}.*)?`,
].join('');
