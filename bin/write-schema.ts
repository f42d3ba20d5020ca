import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentJsonSchemaText } from '../config/environment-schema';

/** `npm run schema`: writes the JSON Schema that editors read, from the schema that validates. */
writeFileSync(join(__dirname, '..', 'config', 'environment.schema.json'), environmentJsonSchemaText());
