/**
 * Measures what a conversation takes of the agent's machine: memory and processor time of its processes, idle and while
 * every user types a question as soon as the one before is answered, and is answered by voice. docs/scale.md has results.
 *
 *   npm run scale:measure -- 4      (conversations at once)
 */
process.env['NODE_ENV'] = 'production'; // Or @livekit/rtc-node writes debug lines: see main.ts.
const { measure } = await import('./scale/measure.ts');
await measure(Number(process.argv[2] ?? 3));
process.exit(0);
