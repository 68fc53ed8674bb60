import { PROBLEMS } from '../http/problem.ts';

/** A page for people who open the service in a browser. It holds nothing that a request says. */
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
<p><code>POST /token</code> with <code>Authorization: Bearer &lt;session JWT&gt;</code> answers 201 with
<code>server_url</code> and <code>participant_token</code>. <a href="openapi.json">openapi.json</a> has the details.
<h2>What can go wrong</h2>
<table>
<tr><th>Status<th>Code<th>What to do
${rows.join('\n')}
</table>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
