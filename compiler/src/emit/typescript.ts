import { Project, type SourceFile, VariableDeclarationKind, Writers } from 'ts-morph';
import { canonicalJson } from '../ir/canonical.js';
import { indexPlan, type Plan } from '../ir/index.js';

/** What a plan simulates to, in the units that metrics are shown in: by path, then by metric. */
export interface PlanMetrics {
  readonly [path: string]: {
    readonly [metric: string]: {
      /** Over the horizon; null where it is undefined or unknown. */
      readonly value: number | null;
      /** Empty for a plain number. */
      readonly unit: string;
      readonly byYear: readonly (number | null)[];
    };
  };
}

/** A simulated plan. */
export interface PlanResults {
  /** Calendar years that `byYear` runs over. */
  readonly years: readonly number[];
  readonly metrics: PlanMetrics;
}

/**
 * A TypeScript module with the plan as a typed constant, the paths of its blocks as a type, and where it was simulated its
 * metrics. It imports the types of the package and nothing else. Same plan, same text.
 */
export function planModule(plan: Plan, results?: PlanResults): string {
  const project = new Project({ useInMemoryFileSystem: true });
  const file = project.createSourceFile('plan.ts', '// Written by `dcplan build --emit ts`; the plan is the source.\n');
  const names = results === undefined ? ['Plan'] : ['Plan', 'PlanMetrics'];
  file.addImportDeclaration({ moduleSpecifier: 'dcplan', isTypeOnly: true, namedImports: names });
  addConstant(file, 'plan', 'The whole plan. Numbers are SI.', `${indented(plan)} as const satisfies Plan`);
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
  if (results !== undefined) {
    addConstant(file, 'years', 'Calendar years that `byYear` runs over.', `${indented(results.years)} as const`);
    addConstant(
      file,
      'metrics',
      'What the plan simulates to, by block and metric, each in its unit.',
      `${indented(results.metrics)} as const satisfies PlanMetrics`,
    );
  }
  return file.getFullText();
}

function addConstant(file: SourceFile, name: string, docs: string, value: string): void {
  file.addVariableStatement({
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name, initializer: (writer) => writer.write(value) }],
    docs: [docs],
  });
}

function indented(value: unknown): string {
  return JSON.stringify(JSON.parse(canonicalJson(value)), null, 2);
}
