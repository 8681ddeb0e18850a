import { EOF, type ParserMethod } from 'chevrotain';
import type { GrammarOptions } from './grammar-base.js';
import { MemberGrammar } from './grammar-members.js';
import { Break, Colon, Comma, Dot, Expect, LBrace, LBracket, On, RBrace, StringLiteral, With, Word } from './tokens.js';
import type {
  ExpectStatement,
  PathExpression,
  PropertyMember,
  StringExpression,
  TestStatement,
  WithStatement,
} from './tree.js';

const severities: ReadonlyMap<string, ExpectStatement['severity']> = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
  ['finding', undefined],
]);

/**
 * The whole grammar: what stands in a test, on top of the rest. A run of it reads one head, one member, one line of a
 * kind or one statement; blocks are put together from those in build.ts.
 */
export class Grammar extends MemberGrammar {
  constructor(options: GrammarOptions) {
    super(options);
    this.performSelfAnalysis();
  }

  readonly testStatement: ParserMethod<[], TestStatement> = this.rule(
    'testStatement',
    () =>
      this.OR<TestStatement>([
        { ALT: () => this.SUBRULE(this.withStatement) },
        { ALT: () => this.SUBRULE(this.expectStatement) },
        { ALT: () => this.ACTION(() => this.noStatement()) },
      ]),
    () => this.emptyExpectation(),
  );

  private noStatement(): TestStatement {
    this.reportExpected('`with` or `expect`');
    while (this.LA(1).tokenType !== EOF) this.SKIP_TOKEN();
    return this.emptyExpectation();
  }

  private emptyExpectation(): ExpectStatement {
    const condition = this.missing();
    return { type: 'expect', start: condition.start, end: condition.end, what: 'condition', condition };
  }

  /** `with InferenceSurge`, `with { Prairie.discount: 9 % }`, `with Prairie.discount: 9 %` */
  readonly withStatement: ParserMethod<[], WithStatement> = this.rule(
    'withStatement',
    () => {
      const keyword = this.CONSUME(With);
      const scenarios: PathExpression[] = [];
      const overrides = this.OR<PropertyMember[]>([
        { ALT: () => this.SUBRULE1(this.overrides) },
        { GATE: () => this.isOverride(), ALT: () => this.override(), IGNORE_AMBIGUITIES: true },
        {
          ALT: () => {
            const first = this.SUBRULE1(this.path);
            this.ACTION(() => scenarios.push(first));
            this.MANY(() => {
              this.CONSUME(Comma);
              const next = this.SUBRULE2(this.path);
              this.ACTION(() => scenarios.push(next));
            });
            return this.OPTION(() => this.SUBRULE2(this.overrides)) ?? [];
          },
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.ACTION(() => this.noOverride()) },
      ]);
      return this.ACTION(() => ({
        type: 'with',
        start: this.startOf(keyword),
        end: this.lastEnd(),
        scenarios,
        overrides,
      }));
    },
    () => ({ type: 'with', start: this.lastEnd(), end: this.lastEnd(), scenarios: [], overrides: [] }),
  );

  private override(): PropertyMember[] {
    return [this.SUBRULE(this.property)];
  }

  private noOverride(): PropertyMember[] {
    this.reportExpected('a scenario or `{ path: value }`');
    return [];
  }

  /** Is what comes a path with a colon after it? */
  private isOverride(): boolean {
    let at = 2;
    while (this.LA(at).tokenType === Dot) at += 2;
    return this.LA(at).tokenType === Colon || this.LA(at).tokenType === LBracket;
  }

  readonly overrides: ParserMethod<[], PropertyMember[]> = this.rule(
    'overrides',
    () => {
      const list: PropertyMember[] = [];
      this.CONSUME(LBrace);
      this.MANY({
        GATE: this.entryBegins,
        DEF: () => {
          const property = this.SUBRULE(this.property);
          this.ACTION(() => {
            list.push(property);
            this.resync('a comma or a line end before the next value');
          });
          this.OPTION(() => this.CONSUME(Break));
        },
      });
      this.due(1, RBrace, '`}`');
      return list;
    },
    () => [],
  );

  /** `expect error on X`, `expect warning "slug" on X`, `expect no findings`, `expect a <= b` */
  readonly expectStatement: ParserMethod<[], ExpectStatement> = this.rule(
    'expectStatement',
    () => {
      const keyword = this.CONSUME(Expect);
      const start = this.ACTION(() => this.startOf(keyword));
      const said = this.OR<Omit<ExpectStatement, 'type' | 'start' | 'end' | 'on'>>([
        { GATE: () => this.isNoFindings(), ALT: () => this.noFindings(), IGNORE_AMBIGUITIES: true },
        { GATE: () => this.isFinding(), ALT: () => this.finding(), IGNORE_AMBIGUITIES: true },
        {
          ALT: () => {
            const condition = this.SUBRULE(this.expression);
            return { what: 'condition', condition };
          },
          IGNORE_AMBIGUITIES: true,
        },
      ]);
      const on = this.OPTION1(() => {
        this.CONSUME(On);
        return this.SUBRULE(this.path);
      });
      return this.ACTION(() => ({ type: 'expect', start, end: this.lastEnd(), ...said, ...(on && { on }) }));
    },
    () => this.emptyExpectation(),
  );

  private isNoFindings(): boolean {
    return this.LA(1).image === 'no' && this.LA(2).image === 'findings';
  }

  private noFindings(): { what: 'noFindings' } {
    this.CONSUME1(Word);
    this.CONSUME2(Word);
    return { what: 'noFindings' };
  }

  private isFinding(): boolean {
    const next = this.LA(2).tokenType;
    return severities.has(this.LA(1).image) && (next === StringLiteral || next === On || next === EOF);
  }

  private finding(): { what: 'finding'; severity?: 'error' | 'warning' | 'info'; code?: StringExpression } {
    const word = this.CONSUME3(Word);
    const code = this.OPTION2(() => this.SUBRULE(this.string));
    const severity = severities.get(word.image);
    return { what: 'finding', ...(severity && { severity }), ...(code && { code }) };
  }
}

let grammar: Grammar | undefined;

/** The one grammar of this process: building it takes some 20 ms, and a run leaves nothing behind in it. */
export function sharedGrammar(): Grammar {
  grammar ??= new Grammar({ validate: false });
  return grammar;
}
