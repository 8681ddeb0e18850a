import { Project, VariableDeclarationKind, Writers } from 'ts-morph';
import { canonicalJson } from '../ir/canonical.js';
import { indexPlan, type Plan } from '../ir/index.js';

/**
 * A TypeScript module with the plan as a typed constant, and the paths of its blocks as a type. It imports the types of
 * the package and nothing else. Same plan, same text.
 */
export function planModule(plan: Plan): string {
  const project = new Project({ useInMemoryFileSystem: true });
  const file = project.createSourceFile('plan.ts', '// Written by `dcplan build --emit ts`; the plan is the source.\n');
  file.addImportDeclaration({ moduleSpecifier: 'dcplan', isTypeOnly: true, namedImports: ['Plan'] });
  file.addVariableStatement({
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [
      { name: 'plan', initializer: (writer) => writer.write(indented(plan)).write(' as const satisfies Plan') },
    ],
    docs: ['The whole plan. Numbers are SI.'],
  });
  const paths = [...indexPlan(plan)].filter(([, entity]) => entity.path !== undefined).map(([path]) => path);
  file.addVariableStatement({
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [
      {
        name: 'paths',
        initializer: Writers.assertion(
          (writer) =>
            writer
              .write('[')
              .newLine()
              .indent(() => paths.forEach((path) => writer.write(`${JSON.stringify(path)},`).newLine()))
              .write(']'),
          'const',
        ),
      },
    ],
    docs: ['Every block of the plan, by path.'],
  });
  file.addTypeAlias({ isExported: true, name: 'Path', type: '(typeof paths)[number]', docs: ['A block of the plan.'] });
  return file.getFullText();
}

function indented(plan: Plan): string {
  return JSON.stringify(JSON.parse(canonicalJson(plan)), null, 2);
}
