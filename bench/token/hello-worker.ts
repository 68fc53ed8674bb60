import { Hono } from 'hono/tiny';

/** The least that a Worker with Hono can do: the ceiling for any other. */
const app = new Hono();
app.post('/token', (c) => c.json({ hello: 'world' }, 201));

export default app;
