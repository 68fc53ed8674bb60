import { PROBLEMS } from '../http/problem.ts';

/** The HTML page at `/`. Static: it contains no input of the request. */
export function createPage(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, detail }]) =>
      `<tr id="${code}"><td>${status}<td><code>${code}</code><td>${escape(detail)}`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>BakeBot token service</title>
<h1>BakeBot token service</h1>
<p><code>POST /token</code> with <code>Authorization: Bearer &lt;session JWT&gt;</code> returns 201 with
<code>server_url</code> and <code>participant_token</code>. <a href="openapi.json">openapi.json</a> describes the API.
<h2>Problems</h2>
<table>
<tr><th>Status<th>Code<th>What to do
${rows.join('\n')}
</table>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
