import { MarkupKind, type SignatureHelp, SignatureHelpRequest } from 'vscode-languageserver';
import { answer, type Feature } from '../core/feature.js';
import { fileOf } from '../core/uris.js';
import { callAt, parameterOf } from '../signatures/call-at.js';
import { signatures } from '../signatures/table.js';

/** What a function or an annotation takes, while its arguments are typed. */
export const signatureHelpFeature: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [':', ' '] } }),
  handlers: [
    answer(SignatureHelpRequest.type, (session, { textDocument, position }): SignatureHelp | null => {
      const file = fileOf(textDocument.uri);
      const text = session.files.read(file);
      if (text === undefined) return null;
      const call = callAt(text, session.files.lines(file).offsetAt(position));
      const signature = signatures.find(({ name }) => name === call?.name);
      if (call === undefined || signature === undefined) return null;
      const active = parameterOf(signature, call);
      const label = `${signature.name}(${signature.parameters.map((parameter) => parameter.label).join(', ')})`;
      return {
        signatures: [
          {
            label,
            documentation: { kind: MarkupKind.Markdown, value: signature.doc },
            parameters: signature.parameters.map((parameter) => {
              const start = label.indexOf(parameter.label, signature.name.length);
              return {
                label: [start, start + parameter.label.length],
                documentation: { kind: MarkupKind.Markdown, value: parameter.doc },
              };
            }),
          },
        ],
        activeSignature: 0,
        // One past the last stands for none.
        activeParameter: active ?? signature.parameters.length,
      };
    }),
  ],
};
