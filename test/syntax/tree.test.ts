/** Places: every node knows its own, and the ways through the tree find them. */
import { describe, expect, it } from 'vitest';
import {
  type Identifier,
  type Node,
  type ParsedFile,
  bodyOf,
  commentsOf,
  isBlock,
  memberAt,
  membersAt,
  parse,
  reparse,
  spanOf,
  walk,
} from '../../compiler/src/syntax/index.js';
import { printMember } from './print.js';
import { samplePlan } from './plans.js';

/** Names whose place in the text does not hold them. */
function misplaced({ tree, text }: ParsedFile): string[] {
  const wrong: string[] = [];
  walk(tree, 0, (node: Node, base: number) => {
    if ('text' in node) {
      const { text: name, start, end } = node as Identifier;
      if (text.slice(base + start, base + end) !== name) wrong.push(name);
    }
    if ('raw' in node && text.slice(base + node.start, base + node.end).split(' ')[0] !== node.raw)
      wrong.push(String(node.raw));
    return true;
  });
  return wrong;
}

describe('places', () => {
  it('hold what they say', () => {
    expect(misplaced(parse(samplePlan))).toEqual([]);
  });
  it('hold it while a plan is typed from its first character to its last', () => {
    let file = parse('');
    for (let at = 0; at < samplePlan.length; at++) {
      file = reparse(file, { span: { start: at, end: at }, newText: samplePlan.charAt(at) });
      if (at % 10 === 0) expect(misplaced(file)).toEqual([]);
    }
    expect(file.errors).toEqual([]);
    expect(file.tree).toEqual(parse(samplePlan).tree);
  });
  it('hold it inside a block that stands in a value', () => {
    expect(
      misplaced(parse('hall A {\n  x: Y {\n    a: 1\n    @source("t", 2026) slo Z { bb: cc, dd { ee: ff } }\n  }\n}')),
    ).toEqual([]);
  });
  it('take parentheses in where they belong to an operand', () => {
    const source = 'x: (a + b) * c';
    const [member] = parse(source).tree.members;
    expect(member?.type === 'property' && source.slice(member.value.start, member.value.end)).toBe('(a + b) * c');
  });
});

describe('ways through the tree', () => {
  const file = parse(samplePlan);
  const { tree } = file;

  it('lead to the innermost member at an offset', () => {
    const at = (text: string): string[] =>
      membersAt(tree, samplePlan.indexOf(text)).map(({ node }) =>
        node.type === 'file' ? 'file' : printMember(node, '').split('\n')[0]!,
      );
    expect(at('300 USD/kW')).toEqual([
      'file',
      '///"A campus." campus Prairie {',
      '///"Four halls." @source("Datasheet", 2026, "table 2") hall A[1..4] {',
      'retrofit R {',
      'cost: 300<USD/kW>',
    ]);
    expect(at('spread | off')).toEqual(['file', 'kind hall : base {', 'idle: spread|off = spread']);
    expect(at('with Surge')).toEqual(['file', 'test "the surge" {', 'with Surge']);
    expect(at('\n\nlet growth').at(-1)).toBe('import <./halls.dcplan> as halls');
    expect(memberAt(parse('\n\nx: 1').tree, 0)).toBeUndefined();
  });
  it('give spans in the file', () => {
    const found = memberAt(tree, samplePlan.indexOf('300 USD/kW'))!;
    const { start, end } = spanOf(found);
    expect(samplePlan.slice(start, end)).toBe('cost: 300 USD/kW');
  });
  it('give bodies', () => {
    expect(tree.members.filter(isBlock).map((block) => bodyOf(block).length)).toEqual([9, 3, 1, 2]);
  });
  it('give comments', () => {
    const found = commentsOf(tree).map((placed) => {
      const { start, end } = spanOf(placed);
      return `${placed.node.doc ? 'doc' : 'note'} ${samplePlan.slice(start, end)}`;
    });
    expect(found.sort()).toEqual(['doc /// A campus.', 'doc /// Four halls.', 'note // warm']);
  });
});
