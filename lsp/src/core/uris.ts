/** URIs as clients write them, and the names that files have inside the server. */

/** Scheme of the library's modules, which lie on no disk: `dcplan:/std/racks.dcplan`. */
export const LIBRARY_SCHEME = 'dcplan';

/** A library module that was written out for a client that opens files only: `/tmp/dcplan-0.1.0/library/std/racks.dcplan`. */
const WRITTEN = /\/dcplan-\d[^/]*\/library\/(std\/.+)\.dcplan$/;

/**
 * The name of the file that a URI means: the path of a `file:` URI (`/plans/a b.dcplan`, `C:/plans/a.dcplan`), a library
 * module's own name (`std/racks`), also where it was written out for a client, or the URI itself, without what only differs in spelling.
 */
export function fileOf(uri: string): string {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/.exec(uri);
  if (parts === null) return uri;
  const [, scheme = '', authority = '', path = ''] = parts;
  const decoded = decode(path);
  if (scheme === LIBRARY_SCHEME) return decoded.replace(/^\//, '').replace(/\.dcplan$/, '');
  if (scheme.toLowerCase() !== 'file') return `${scheme}:${uri.includes('://') ? `//${authority}` : ''}${decoded}`;
  const drive = /^\/([A-Za-z]):/.exec(decoded);
  const library = WRITTEN.exec(decoded)?.[1];
  if (library !== undefined) return library;
  if (drive !== null) return `${(drive[1] ?? '').toUpperCase()}:${decoded.slice(3)}`;
  return authority === '' || authority === 'localhost' ? decoded : `//${authority}${decoded}`;
}

/** The URI of a file: the inverse of `fileOf`, spelt as most clients spell it. */
export function uriOf(file: string): string {
  if (file.startsWith('std/')) return `${LIBRARY_SCHEME}:/${file}.dcplan`;
  if (/^[A-Z]:\//.test(file)) return `file:///${file.charAt(0).toLowerCase()}%3A${encode(file.slice(2))}`;
  if (file.startsWith('//')) return `file:${encode(file)}`;
  if (file.startsWith('/')) return `file://${encode(file)}`;
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[^/]*)?)(.*)$/s.exec(file);
  return parts === null ? encode(file) : `${parts[1] ?? ''}${encode(parts[2] ?? '')}`;
}

export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** `./halls.dcplan`, as the file that imports it sees it. */
export function resolveFile(from: string, spec: string): string {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]+:(?:\/\/[^/]*)?|[A-Z]:|)(.*)$/s.exec(spec.startsWith('/') ? spec : from);
  const root = spec.startsWith('/') ? '' : (parts?.[1] ?? '');
  const path = spec.startsWith('/') ? spec : `${folderOf(parts?.[2] ?? from)}/${spec}`;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '.' || (segment === '' && segments.length > 0)) continue;
    if (segment === '..' && segments.length > 1) segments.pop();
    else if (segment !== '..') segments.push(segment);
  }
  return root + segments.join('/');
}

/** How a file imports another: `./halls.dcplan`, `../shared/racks.dcplan`. */
export function relativeSpec(from: string, to: string): string {
  const here = folderOf(from).split('/');
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common++;
  const up = '../'.repeat(here.length - common);
  return `${up === '' ? './' : up}${there.slice(common).join('/')}`;
}

/** A `%` that encodes nothing stands for itself. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  }
}

function encode(path: string): string {
  return path
    .split('/')
    .map((segment) =>
      encodeURIComponent(toWellFormed(segment)).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
}

/** Half of a surrogate pair cannot be encoded. */
function toWellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
