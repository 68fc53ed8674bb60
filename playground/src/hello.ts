import { LiveKitService } from '@bakebot/client';
import { webPlatform } from '@bakebot/client/web';

const { VITE_TOKEN_ENDPOINT: endpoint = '', VITE_SESSION_ENDPOINT: signIn = '' } = import.meta.env;
const body = JSON.stringify({ sub: 'reader' });
const getSession = async () => (await (await fetch(signIn, { method: 'POST', body })).json()).token;

const bakebot = new LiveKitService({ token: { endpoint, getSession }, platform: webPlatform() });
bakebot.subscribe(() => {
  const { agent, conversation } = bakebot.getSnapshot();
  document.body.innerText = [agent, ...conversation.map(({ text }) => text)].join('\n');
});
await bakebot.connect();
await bakebot.sendText('How many grams are in one cup of flour?');
