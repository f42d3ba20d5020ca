import { breakGlassUses } from './break-glass';
import { changes } from './changes';
import { failedRequests } from './failed-requests';
import { keyUses } from './key-uses';
import type { SavedQuery } from './saved-query';
import { signIns } from './sign-ins';
import { whatHubDid } from './what-hub-did';
import { whoReadObject } from './who-read-object';

/** Every question that is saved in the audit's workgroup. `docs/auditor/questions.md` shows an answer of each. */
export const SAVED_QUERIES: readonly SavedQuery[] = [
  {
    name: 'who-read-object',
    description: 'Who read an object, or tried to',
    subjects: ['object'],
    sql: whoReadObject,
  },
  {
    name: 'what-hub-did',
    description: 'What a Data Hub did, and what was done with its thing and certificate',
    subjects: ['thing', 'certificate'],
    sql: whatHubDid,
  },
  {
    name: 'failed-requests',
    description: 'How many requests failed, by organization, action and error',
    subjects: [],
    sql: failedRequests,
  },
  {
    name: 'key-uses',
    description: 'Every use of a key by caller, and every attempt',
    subjects: ['key'],
    sql: keyUses,
  },
  {
    name: 'changes',
    description: 'Changes of policies, tags, trust, keys and trails',
    subjects: [],
    sql: changes,
  },
  {
    name: 'sign-ins',
    description: 'Who signed in as what, by person',
    subjects: [],
    sql: signIns,
  },
  {
    name: 'break-glass',
    description: 'Uses of the role of emergencies, and what was done in it',
    subjects: [],
    sql: breakGlassUses,
  },
];
