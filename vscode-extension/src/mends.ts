import { type CodeAction, CodeActionKind, commands, type Diagnostic, languages, type TextDocument } from 'vscode';
import type { FindingData } from '../../lsp/src/diagnostics/render.js';

/** A change that a finding offers, with what simulating the plan with it promises. */
export interface Mend {
  /** What is changed, `oversubscription: 8:1`. */
  readonly change: string;
  /** The same as the light bulb has it, with the gain. */
  readonly title: string;
  readonly finding: Diagnostic;
  /** Saving against the plan as written, USD; undefined for the mend of a mistake of writing. */
  readonly saves: number | undefined;
  readonly edit: NonNullable<CodeAction['edit']>;
}

/** The mends of a document's findings: the finding with the most to gain first, and of each its best first. */
export async function mendsOf(document: TextDocument): Promise<readonly Mend[]> {
  const findings = languages.getDiagnostics(document.uri).filter((finding) => fixesOf(finding).length > 0);
  const found = await Promise.all(findings.map((finding) => mendsOfFinding(document, finding)));
  return found
    .filter((mends) => mends.length > 0)
    .sort(([a], [b]) => gain(b) - gain(a))
    .flat();
}

/** The best mend of each finding that saves something, or mends a mistake that has one mend only; none that touches another's place. */
export function bestOf(mends: readonly Mend[]): readonly Mend[] {
  const best: Mend[] = [];
  const seen = new Set<Diagnostic>();
  for (const mend of mends) {
    if (seen.has(mend.finding)) continue;
    seen.add(mend.finding);
    const isSure = mend.saves === undefined ? fixesOf(mend.finding).length === 1 : mend.saves > 0;
    if (isSure && best.every((other) => !overlap(other, mend))) best.push(mend);
  }
  return best;
}

/** True where two mends touch the same place: only one of them can be made. */
export function overlap(a: Mend, b: Mend): boolean {
  return a.edit
    .entries()
    .some(([file, edits]) =>
      edits.some(({ range }) => b.edit.get(file).some((other) => other.range.intersection(range) !== undefined)),
    );
}

/** The text of a document with a mend made; undefined where the mend changes another file. */
export function mendedText(document: TextDocument, { edit }: Mend): string | undefined {
  const [changed, ...others] = edit.entries();
  if (changed === undefined || others.length > 0) return undefined;
  const [file, edits] = changed;
  if (file.toString() !== document.uri.toString()) return undefined;
  // From the last to the first, so that what is before stays where it is.
  return [...edits]
    .sort((a, b) => b.range.start.compareTo(a.range.start))
    .reduce((text, { range, newText }) => {
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return text.slice(0, start) + newText + text.slice(end);
    }, document.getText());
}

async function mendsOfFinding(document: TextDocument, finding: Diagnostic): Promise<readonly Mend[]> {
  const fixes = fixesOf(finding);
  const actions = await commands.executeCommand<readonly CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    CodeActionKind.QuickFix.value,
    fixes.length + 16,
  );
  return fixes
    .flatMap(({ title, predicted }): readonly Mend[] => {
      // The light bulb adds the gain to the title, and works the edits out.
      const action = actions?.find((each) => each.title === title || each.title.startsWith(`${title} (`));
      return action?.edit === undefined
        ? []
        : [{ change: title, title: action.title, finding, saves: predicted?.presentValue, edit: action.edit }];
    })
    .sort((a, b) => gain(b) - gain(a));
}

function fixesOf(finding: Diagnostic): NonNullable<FindingData['fixes']> {
  return dataOf(finding)?.fixes ?? [];
}

/** What the server has sent along with a finding; undefined for what is not ours. */
export function dataOf(finding: Diagnostic): FindingData | undefined {
  // The client keeps what came with a diagnostic, beyond what the editor knows of.
  return (finding as Diagnostic & { readonly data?: FindingData }).data;
}

function gain(mend: Mend | undefined): number {
  return mend?.saves ?? 0;
}
