/** Every output of `check` from one value: what each looks like, and that it keeps to its schema and its platform's limits. */
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv, type AnySchema } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log } from 'sarif';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { renderCheckMarkdown } from '../../compiler/src/diagnostics/check-markdown.js';
import { renderGithub } from '../../compiler/src/diagnostics/github.js';
import { gitlabIssues } from '../../compiler/src/diagnostics/gitlab.js';
import { checkJson, renderJsonLines } from '../../compiler/src/diagnostics/json.js';
import { renderCheckJunit } from '../../compiler/src/diagnostics/junit.js';
import { sarifLog } from '../../compiler/src/diagnostics/sarif.js';
import { checkOutputSchema } from '../../compiler/src/diagnostics/schemas.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { allCodes } from '../../compiler/src/text/registry.js';
import { error, everything, FILE, finding, full, reportOf } from './findings.js';

function validator(schema: AnySchema): (value: unknown) => readonly string[] {
  // Patterns and draft are of 2014; formats are checked by what reads the file.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false });
  const validate = ajv.compile(schema);
  return (value) => {
    void validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
}

const { $schema: _draft, id: _id, ...ofSarif } = sarifSchema;
const sarifMistakes = validator(ofSarif);

/** As GitLab's documentation of the code quality report has it. */
const gitlabMistakes = validator({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          // GitLab shows nothing for a path that begins with `./`.
          path: { type: 'string', pattern: '^(?!\\./)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

/** The attributes and elements that readers of JUnit agree on, over what a parser makes of the XML. */
const testCase = {
  type: 'object',
  required: ['name', 'classname'],
  properties: {
    failure: { type: 'array', items: { type: 'object', required: ['message', 'type'] } },
    skipped: { type: 'array' },
    'system-out': { type: 'array' },
  },
};
const counted = {
  name: { type: 'string' },
  tests: { type: 'string', pattern: '^\\d+$' },
  failures: { type: 'string', pattern: '^\\d+$' },
  errors: { type: 'string', pattern: '^\\d+$' },
  skipped: { type: 'string', pattern: '^\\d+$' },
};
const junitMistakes = validator({
  type: 'object',
  required: ['testsuites'],
  properties: {
    testsuites: {
      type: 'array',
      maxItems: 1,
      items: {
        type: 'object',
        required: Object.keys(counted),
        properties: {
          ...counted,
          testsuite: {
            type: 'array',
            items: {
              type: 'object',
              required: [...Object.keys(counted), 'testcase'],
              properties: { ...counted, testcase: { type: 'array', minItems: 1, items: testCase } },
            },
          },
        },
      },
    },
  },
});

/** An element as an object: its attributes, and lists of the elements in it by name. */
type Element = Record<string, string | Element[]>;

/** What XML holds; a strict reader throws where the text is none. */
function parsedXml(text: string): unknown {
  const top: Element = {};
  const open: Element[] = [top];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { ...attributes };
    const siblings = open.at(-1)![name];
    if (Array.isArray(siblings)) siblings.push(element);
    else open.at(-1)![name] = [element];
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return top;
}

const sarif = (report = everything()): Log => sarifLog(report, allCodes());

describe('SARIF', () => {
  it('looks so', () => {
    const [run] = sarif().runs;
    expect(run?.tool.driver.rules?.map(({ id, name }) => `${id} ${name ?? ''}`)).toMatchSnapshot();
    expect({ ...run, tool: undefined }).toMatchSnapshot();
  });

  it('keeps to the schema of 2.1.0', () => {
    expect(sarifMistakes(sarif())).toEqual([]);
    expect(sarifMistakes(sarif(reportOf([])))).toEqual([]);
    expect(sarifMistakes({ version: '2.1.0', runs: [{}] })).not.toEqual([]);
  });

  it('has mends whose region is what they replace, and none without edits', () => {
    const [first] = sarif(reportOf([full])).runs[0]?.results ?? [];
    expect(first?.fixes).toHaveLength(1);
    expect(first?.fixes?.[0]?.artifactChanges[0]?.replacements).toEqual([
      {
        deletedRegion: { startLine: 3, startColumn: 14, endLine: 3, endColumn: 26 },
        insertedContent: { text: 'Hybrid' },
      },
    ]);
  });

  it('says of each result how it stands to the baseline', () => {
    expect(sarif().runs[0]?.results?.map(({ baselineState }) => baselineState)).toEqual([
      'new',
      'unchanged',
      'new',
      'new',
      'absent',
    ]);
    expect(sarif(reportOf([full])).runs[0]?.results?.[0]).not.toHaveProperty('baselineState');
  });

  it('names a file below the folder by its path, and one elsewhere by its URI', () => {
    const uris = ['a b/c#1.dcplan', '/tmp/x y.dcplan', 'C:/plans/z.dcplan'].map((file) => {
      const report = reportOf([finding({ location: { file, span: { start: 0, end: 6 } } })]);
      return sarif(report).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
    });
    expect(uris).toEqual([
      { uri: 'a%20b/c%231.dcplan', uriBaseId: 'SRCROOT' },
      { uri: 'file:///tmp/x%20y.dcplan' },
      { uri: 'file:///C:/plans/z.dcplan' },
    ]);
  });
});

describe('annotations of GitHub', () => {
  it('look so, with everything escaped that would end them', () => {
    expect(renderGithub(everything())).toMatchInlineSnapshot(`
      "::warning file=plans/west & east%2C 2.dcplan,line=3,endLine=3,col=14,endColumn=46,title=DCP4103 thermal-part-load::the plant is too large, by 72 %25: "A" carries <58 MW> & less%0Asized for 211 MW%0Asince 2027
      ::error file=plans/west & east%2C 2.dcplan,line=5,endLine=5,col=11,endColumn=22,title=DCP6001 require-failed::\`pue <= 1.25\` fails in 2029: 1.31, against 1.25 (clause 7, 100 %25: <b>)
      "
    `);
    expect(renderGithub(reportOf([]))).toBe('');
  });

  it('have no columns where the place has several lines', () => {
    const span = { start: 0, end: 40 };
    expect(renderGithub(reportOf([finding({ location: { file: 'a.dcplan', span } })]))).toContain(
      'line=1,endLine=3,title=',
    );
  });

  it('cannot be made by a message', () => {
    const lines = renderGithub(reportOf([finding({ message: 'x\n::error::y\r\n::stop-commands::z' })]))
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(1);
  });
});

it('code quality of GitLab', () => {
  expect(gitlabIssues(everything())).toMatchSnapshot();
  expect(gitlabMistakes(gitlabIssues(everything()))).toEqual([]);
});

describe('JUnit', () => {
  it('looks so', () => {
    expect(renderCheckJunit(everything())).toMatchSnapshot();
    expect(junitMistakes(parsedXml(renderCheckJunit(everything())))).toEqual([]);
  });

  it('has a case that passes where there is nothing to say', () => {
    const text = renderCheckJunit(reportOf([]));
    expect(text).toContain('<testcase name="no findings"');
    expect(junitMistakes(parsedXml(text))).toEqual([]);
  });

  it('holds no character that XML has no place for', () => {
    const text = renderCheckJunit(reportOf([finding({ message: 'a\u0000b\u001b[2J\ud800c\uffff]]>' })]));
    expect(text).toContain('a\ufffdb\ufffd[2J\ufffdc\ufffd]]&gt;');
  });
});

it('JSON and JSON Lines', () => {
  const value = checkJson(everything());
  const validate = new Ajv2020({ strict: false }).compile(checkOutputSchema);
  expect(validate(value)).toBe(true);
  const lines = renderJsonLines(everything()).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(value.diagnostics);
  expect(value.suppressed.map(({ suppression }) => suppression)).toEqual([
    { reason: 'bought "already"', until: '2028-06-01' },
  ]);
  expect(value.gone.map(({ code }) => code)).toEqual(['DCP4402']);
});

describe('Markdown of a summary', () => {
  it('looks so', () => {
    expect(renderCheckMarkdown(everything())).toMatchSnapshot();
  });

  it('is not broken by what a plan says', () => {
    const text = renderCheckMarkdown(reportOf([finding({ message: '@team | <img src=x> [a](b) `c|d` *e*' })]));
    const row = text.split('\n').find((line) => line.includes('DCP4103')) ?? '';
    expect(row).toContain('@\u200bteam \\| &lt;img src=x&gt; \\[a\\](b) `c\\|d` \\*e\\*');
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });
});

describe('ten thousand findings', () => {
  const many: readonly Diagnostic[] = [
    ...Array.from({ length: 9_990 }, (_, i) =>
      finding({ path: `Prairie.H${String(i)}`, ...(i === 7 ? { impact: full.impact! } : {}) }),
    ),
    ...Array.from({ length: 10 }, (_, i) => ({ ...error, path: `Prairie.E${String(i)}` })),
  ];
  const report = reportOf(many);

  it('are ten annotations on GitHub, the worst, and it says so', () => {
    const lines = renderGithub(report).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.slice(10)).toEqual(['The 10 worst of 10000 findings are annotated: GitHub shows no more of a step.']);
    const warnings = renderGithub(reportOf(many.slice(0, 9_990))).split('\n');
    expect(warnings.filter((line) => line.startsWith('::'))).toHaveLength(10);
    expect(warnings.some((line) => line.includes('sized for') || line.includes('thermal-part-load'))).toBe(true);
  });

  it('are a table of a hundred in a summary, the worst, and it says so', () => {
    const text = renderCheckMarkdown(report);
    expect(text.match(/^\| (error|warning) \|/gm)).toHaveLength(100);
    expect(text.match(/^\| error \|/gm)).toHaveLength(10);
    expect(text).toContain('The 100 worst of 10000 findings are shown.');
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('are all in JSON, JSON Lines, JUnit, GitLab and SARIF, within their schemas', () => {
    expect(renderJsonLines(report).trimEnd().split('\n')).toHaveLength(10_000);
    expect(gitlabIssues(report)).toHaveLength(10_000);
    expect(new Set(gitlabIssues(report).map(({ fingerprint }) => fingerprint)).size).toBe(10_000);
    expect(renderCheckJunit(report)).toContain('tests="10000" failures="10"');
    expect(sarif(report).runs[0]?.results).toHaveLength(10_000);
    expect(sarif(report).runs[0]?.invocations?.[0]).not.toHaveProperty('toolExecutionNotifications');
  });

  it('thirty thousand are 25,000 in SARIF, the worst, and it says so', () => {
    const more = Array.from({ length: 30_000 }, (_, i) => finding({ severity: 'info', path: `Prairie.N${String(i)}` }));
    const [run] = sarif(reportOf([...more, error])).runs;
    expect(run?.results).toHaveLength(25_000);
    expect(run?.results?.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
      '5001 further results are left out: a run holds the 25,000 worst.',
    );
    expect(sarifMistakes({ version: '2.1.0', runs: [{ ...run, results: run?.results?.slice(0, 50) }] })).toEqual([]);
  });
});

it('the file of every output is the one of the finding', () => {
  for (const text of [renderCheckJunit(everything()), JSON.stringify(gitlabIssues(everything()))])
    expect(text.replaceAll('&amp;', '&')).toContain(FILE);
});
