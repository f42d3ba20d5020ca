import { CfnNamedQuery } from 'aws-cdk-lib/aws-athena';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import { deliveredFrom } from './queries/period';
import { SAVED_QUERIES } from './queries/saved-queries';
import { PARAMETER } from './queries/sql-text';

const PERIOD = deliveredFrom(PARAMETER, PARAMETER);
const SUBJECTS = { object: PARAMETER, thing: PARAMETER, certificate: PARAMETER, key: PARAMETER };
/** How people write the values that Athena asks for. */
const FORMS = {
  object: 'ARN of the object',
  thing: "name of the hub's thing",
  certificate: 'id of its certificate, or empty',
  key: 'ARN of the key',
} as const;

export interface SavedQueriesProps {
  readonly naming: Naming;
}

/** The questions of auditors, saved in their workgroup. Athena asks for the parameters when one is run. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { naming }: SavedQueriesProps) {
    super(scope, id);
    const { auditDatabase, auditWorkgroup } = naming.shared;
    for (const { name, description, subjects, sql } of SAVED_QUERIES) {
      const asked = ['first day, like 2026/11/20', 'last day', ...subjects.map((subject) => FORMS[subject])];
      new CfnNamedQuery(this, name, {
        name,
        description: `${description}. Parameters: ${asked.join('; ')}`,
        database: auditDatabase,
        workGroup: auditWorkgroup,
        queryString: sql(naming, PERIOD, SUBJECTS),
      });
    }
  }
}
