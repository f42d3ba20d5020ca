import type { Naming } from '../../../config/naming';
import type { Period } from './period';
import { text } from './sql-text';
import { trailLines } from './trail-lines';

/** Names of the calls, as regular expressions, that change who may do what, by service. */
const CHANGES: Readonly<Record<string, string>> = {
  iam: '.*',
  iot: '(Attach|Detach|Create|Delete|SetDefault)Policy(Version)?|(Create|Update|Delete)RoleAlias|AttachThingPrincipal|DetachThingPrincipal|UpdateCertificate|.*Tag.*Resource|TagResource',
  kms: 'PutKeyPolicy|CreateGrant|RevokeGrant|RetireGrant|ScheduleKeyDeletion|CancelKeyDeletion|DisableKey|EnableKey.*|DisableKeyRotation|(Create|Update|Delete)Alias|.*TagResource',
  s3: '(Put|Delete)Bucket.*|(Put|Delete)(Account)?PublicAccessBlock|PutObjectLockConfiguration|PutObjectRetention|PutObjectLegalHold|PutObjectAcl|.*AccessPoint.*',
  sqs: 'SetQueueAttributes|(Add|Remove)Permission|(Tag|Untag)Queue',
  sns: 'SetTopicAttributes|(Add|Remove)Permission|.*TagResource',
  ecr: '(Set|Delete)RepositoryPolicy|(Put|Delete)RegistryPolicy',
  cloudtrail: '(Create|Update|Delete)Trail|(Start|Stop)Logging|PutEventSelectors|.*Tags',
  organizations: '.*',
  scheduler: '(Create|Update|Delete)Schedule(Group)?',
  glue: '(Put|Delete)ResourcePolicy|PutDataCatalogEncryptionSettings',
  athena: '(Create|Update|Delete)WorkGroup|(Create|Delete)NamedQuery',
};

/** Changes of policies, tags, trust, keys, trails and what else decides who may do what; attempts, too. */
export function changes(naming: Naming, period: Period): string {
  const cases = Object.entries(CHANGES).map(
    ([service, names]) =>
      `WHEN ${text(service).sql} THEN regexp_like(eventname, ${text(`^(${names})$`).sql})`,
  );
  return trailLines(naming, period, `readonly = 'false' AND CASE service ${cases.join('\n')} ELSE false END`);
}
