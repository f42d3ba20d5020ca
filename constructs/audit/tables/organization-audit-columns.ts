import type { TableColumn } from './table-column';

/** What an organization is told of each line of the trail that is about it. `docs/auditor/questions.md` explains them. */
export const ORGANIZATION_AUDIT_COLUMNS: readonly TableColumn[] = [
  { name: 'event_time', type: 'string', comment: 'UTC, like 2026-11-20T09:15:00Z' },
  {
    name: 'caller_kind',
    type: 'string',
    comment: 'organization, operator, deployment, aws, root or other',
  },
  {
    name: 'caller',
    type: 'string',
    comment: 'role and session of the organization; role of an operator; AWS service',
  },
  { name: 'person', type: 'string', comment: 'source identity of the session' },
  { name: 'service', type: 'string', comment: 'like s3' },
  { name: 'action', type: 'string', comment: 'like GetObject' },
  { name: 'resource', type: 'string', comment: "ARNs of the organization's own, with a blank between them" },
  { name: 'outcome', type: 'string', comment: 'succeeded, or the error code' },
  { name: 'read_only', type: 'string', comment: 'true or false' },
  { name: 'source_ip', type: 'string', comment: "of the organization's own callers" },
  { name: 'event_id', type: 'string', comment: "CloudTrail's id, by which operators find the record" },
];
