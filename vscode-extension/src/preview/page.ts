import { Uri, type Webview } from 'vscode';

/** The preview's page: its script and style from the extension, nothing from anywhere else. */
export function pageOf(webview: Webview, extension: Uri): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const file = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'preview', name)).toString();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('preview.css')}">
<title>dcplan preview</title>
</head>
<body>
<header>
<h1 id="title"></h1>
<p id="verdict" role="status"></p>
<p id="mended" role="status"></p>
<form id="pickers" hidden>
<label>Scenario <select id="scenario"></select></label>
<label>Year <select id="year"></select></label>
<span id="standing" role="status"></span>
</form>
</header>
<ul id="troubles"></ul>
<main id="figures"><p class="empty">Simulating…</p></main>
<script nonce="${nonce}" src="${file('preview.js')}"></script>
</body>
</html>
`;
}
