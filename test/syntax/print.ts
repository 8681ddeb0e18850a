import type {
  Annotation,
  Argument,
  ArrayIndex,
  BlockMember,
  Expression,
  FileTree,
  KindProperty,
  Member,
  PathExpression,
  TestStatement,
  TypeExpression,
} from '../../compiler/src/syntax/tree.js';

/** A tree in one compact line per member: what was understood, with every grouping made visible. */
export function print(file: FileTree): string {
  return file.members.map((member) => printMember(member, '')).join('\n');
}

export function printMember(member: Member | KindProperty | TestStatement, indent: string): string {
  return indent + front(member) + plain(member, indent);
}

function front(member: Member | KindProperty | TestStatement): string {
  if (member.type === 'with' || member.type === 'expect') return '';
  const doc = member.doc === undefined ? '' : `///${JSON.stringify(member.doc)} `;
  return doc + member.annotations.map((annotation) => `${printAnnotation(annotation)} `).join('');
}

function plain(member: Member | KindProperty | TestStatement, indent: string): string {
  switch (member.type) {
    case 'import': {
      const names = member.names?.map(({ name, alias }) => name.text + (alias ? ` as ${alias.text}` : '')).join(', ');
      return `import <${member.from}>${member.namespace ? ` as ${member.namespace.text}` : ''}${names === undefined ? '' : ` {${names}}`}`;
    }
    case 'let':
      return `let ${member.name.text}${member.declaredType ? `: ${printType(member.declaredType)}` : ''} = ${printValue(member.value)}`;
    case 'property':
      return `${printPath(member.key)}: ${printValue(member.value)}`;
    case 'block':
      return `${blockHead(member)} ${body(member.members, indent)}`;
    case 'kind':
      return `kind ${member.name.text}${member.base ? ` : ${member.base.text}` : ''} ${body(member.properties, indent)}`;
    case 'kindProperty':
      return kindProperty(member);
    case 'metric':
      return `metric ${member.name.text} on ${member.on.text}: ${printType(member.valueType)}${member.unit === undefined ? '' : ` as ${member.unit}`}`;
    case 'scenario':
      return `scenario ${member.name.text}${member.base ? ` : ${printPath(member.base)}` : ''} ${body(member.members, indent)}`;
    case 'test':
      return `test ${printValue(member.title)} ${body(member.statements, indent)}`;
    case 'with': {
      const overrides = member.overrides.map((override) => plain(override, '')).join('; ');
      return ['with', member.scenarios.map(printPath).join(', '), overrides && `{${overrides}}`]
        .filter(Boolean)
        .join(' ');
    }
    case 'expect': {
      const said =
        member.what === 'condition'
          ? printValue(member.condition!)
          : member.what === 'noFindings'
            ? 'no findings'
            : (member.severity ?? 'finding');
      return `expect ${said}${member.code ? ` ${printValue(member.code)}` : ''}${member.on ? ` on ${printPath(member.on)}` : ''}`;
    }
    case 'require':
    case 'prefer':
      return `${member.type} ${printValue(member.condition)}${member.during ? ` in ${printValue(member.during)}` : ''}${member.message ? ` ${printValue(member.message)}` : ''}`;
    case 'error':
      return '<error>';
  }
}

function blockHead({ keyword, name, index, base, closed }: BlockMember): string {
  const open = closed ? '' : '<unclosed> ';
  return `${open}${keyword.text}${name ? ` ${name.text}` : ''}${printIndex(index)}${base ? ` : ${printPath(base)}` : ''}`;
}

function body(members: readonly (Member | KindProperty | TestStatement)[], indent: string): string {
  if (members.length === 0) return '{}';
  return `{\n${members.map((member) => printMember(member, `${indent}  `)).join('\n')}\n${indent}}`;
}

function kindProperty(property: KindProperty): string {
  return [
    property.openKey ? `[${property.openKey.text}]` : (property.name?.text ?? '<missing>'),
    property.optional ? '?' : '',
    ': ',
    property.varying ? 'varying ' : '',
    property.uncertain ? 'uncertain ' : '',
    printType(property.valueType),
    property.default ? ` = ${printValue(property.default)}` : '',
    property.bounds ? ` in ${printValue(property.bounds)}` : '',
    property.unit === undefined ? '' : ` as ${property.unit}`,
  ].join('');
}

function printAnnotation({ name, arguments: list }: Annotation): string {
  return `@${name.text}(${list.map(printArgument).join(', ')})`;
}

function printArgument({ name, value }: Argument): string {
  return `${name ? `${name.text}: ` : ''}${printValue(value)}`;
}

function printIndex(index: ArrayIndex | undefined): string {
  return index === undefined ? '' : index.isRange ? `[${index.from}..${index.to}]` : `[${index.from}]`;
}

function printPath(path: PathExpression): string {
  return path.segments.map(({ name, index }) => name.text + printIndex(index)).join('.');
}

export function printType(type: TypeExpression): string {
  switch (type.type) {
    case 'named':
      return `${type.name}${type.argument === undefined ? '' : `(${type.argument})`}${type.factors.map(({ operator, name }) => operator + name).join('')}`;
    case 'list':
      return `[${printType(type.element)}]`;
    case 'countOf':
      return `[count of ${type.kind}]`;
    case 'map':
      return `{${printType(type.key)}: ${printType(type.value)}}`;
    case 'enum':
      return type.members.map(({ text }) => text).join('|');
    case 'child':
      return `child ${type.kind}${type.many ? '*' : '?'}`;
  }
}

export function printValue(value: Expression): string {
  switch (value.type) {
    case 'number':
      return value.raw;
    case 'quantity':
      return `${value.raw}<${value.unit}>`;
    case 'ratio':
      return `${value.left}:${value.right}`;
    case 'redundancy':
      return `#${value.text}`;
    case 'date':
      return [value.year, value.month, value.day].filter((part) => part !== undefined).join('-');
    case 'string':
      return JSON.stringify(value.value);
    case 'path':
      return printPath(value);
    case 'unary':
      return `(${value.operator} ${printValue(value.operand)})`;
    case 'binary':
      return `(${printValue(value.left)} ${value.operator} ${printValue(value.right)})`;
    case 'uncertain':
      return `(${printValue(value.center)} ± ${printValue(value.deviation)})`;
    case 'range':
      return `(${printValue(value.from)} .. ${printValue(value.to)})`;
    case 'call':
      return `${value.name.text}(${value.arguments.map(printArgument).join(', ')})`;
    case 'list':
      return `[${value.items.map(printValue).join(', ')}]`;
    case 'comprehension':
      return `[${printValue(value.element)} for ${value.variable.text} in ${printValue(value.iterable)}]`;
    case 'map':
      return `${value.step ? 'step ' : ''}{${value.entries.map((entry) => `${printValue(entry.key)}: ${printValue(entry.value)}`).join(', ')}}`;
    case 'growing':
      return `(${printValue(value.operand)} growing ${printValue(value.rate)}${value.from ? ` from ${printValue(value.from)}` : ''}${value.until ? ` until ${printValue(value.until)}` : ''})`;
    case 'if':
      return `(if ${printValue(value.condition)} then ${printValue(value.then)} else ${printValue(value.else)})`;
    case 'of':
      return `(${printValue(value.count)} of ${printValue(value.what)})`;
    case 'refinement':
      return `${printPath(value.base)} {${value.members.map((member) => printMember(member, '')).join('; ')}}`;
    case 'alternatives':
      return `(${value.options.map(printValue).join(' | ')})`;
    case 'missing':
      return '<missing>';
  }
}
