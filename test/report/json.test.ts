import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';

const style = { color: false, width: 0, textOf: () => undefined };
const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));

describe('the json reporter', () => {
  it('obeys the schema of reports that the package publishes', () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    validate(JSON.parse(json(awkwardReport, style)));
    expect(validate.errors).toBeNull();
  });

  it('loses nothing', () => {
    expect(JSON.parse(json(awkwardReport, style))).toEqual(awkwardReport);
  });
});
