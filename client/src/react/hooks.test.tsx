// @vitest-environment happy-dom
import { Room } from 'livekit-client';
import { act, Profiler, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ServiceHarness } from '../../test/service-harness.ts';
import {
  AgentProvider,
  type LiveKit,
  useAgent,
  useConversation,
  useLiveKit,
  useMicrophone,
  useRoom,
  useSound,
  useTimers,
} from './index.ts';

let app: ServiceHarness;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  app = new ServiceHarness();
});

/** @returns the container of the component, rendered in strict mode */
function show(children: ReactNode): HTMLElement {
  const container = document.createElement('div');
  const root = createRoot(container);
  act(() =>
    root.render(
      <StrictMode>
        <AgentProvider service={app.service}>{children}</AgentProvider>
      </StrictMode>,
    ),
  );
  onTestFinished(() => act(() => root.unmount()));
  return container;
}

function Everything(): ReactNode {
  const { status } = useLiveKit();
  const texts = useConversation().map(({ text }) => text);
  const names = useTimers().map(({ name }) => name);
  return [
    status,
    useAgent(),
    useMicrophone().mode,
    useSound().spokenReplies,
    ...texts,
    ...names,
  ].join(' | ');
}

describe('React hooks', () => {
  it('re-render with the state', async () => {
    const page = show(<Everything />);
    expect(page.textContent).toBe('disconnected | absent | off | true');
    await act(() => app.connectWithAgent());
    await act(async () => {
      await app.service.sendText('Hello');
      await app.service.setMicrophone('open');
      await app.service.setSpokenReplies(false);
      app.room.agentSends({
        id: 'm1',
        type: 'timers',
        now: 0,
        timers: [{ id: 'k1', name: 'muffins', startedAt: 0, ringsAt: 9000, state: 'running' }],
      });
    });
    expect(page.textContent).toBe('connected | listening | open | false | Hello | muffins');
  });

  it('re-render only when their part of the state changes', async () => {
    let renders = 0;
    function Agent(): ReactNode {
      return useAgent();
    }
    show(
      <Profiler id="agent" onRender={() => (renders += 1)}>
        <Agent />
      </Profiler>,
    );
    await act(() => app.connectWithAgent());
    const before = renders;
    await act(() => app.service.sendText('Hello'));
    expect(app.conversation).toHaveLength(1);
    expect(renders).toBe(before);
  });

  it('return stable actions of the service', async () => {
    const seen: LiveKit[] = [];
    function Actions(): ReactNode {
      const liveKit = useLiveKit();
      seen.push(liveKit);
      return liveKit.status;
    }
    const page = show(<Actions />);
    await act(async () => seen.at(-1)?.connect());
    expect(page.textContent).toBe('connected');
    expect(seen.at(-1)?.sendText).toBe(seen.at(-2)?.sendText);
  });

  it('neither connect nor disconnect when a component mounts and unmounts', async () => {
    await app.connectWithAgent();
    const container = document.createElement('div');
    const root = createRoot(container);
    act(() =>
      root.render(
        <AgentProvider service={app.service}>
          <Everything />
        </AgentProvider>,
      ),
    );
    act(() => root.unmount());
    expect(app.platform.rooms).toHaveLength(1);
    expect(app.room.isLeft).toBe(false);
  });

  it("return LiveKit's room while connected", async () => {
    const room = Object.assign(new Room(), { connect: async () => undefined });
    vi.spyOn(app.platform, 'createRoom').mockImplementation(() => Object.assign(room));
    function Bars(): ReactNode {
      return useRoom() === room ? 'bars' : 'none';
    }
    const page = show(<Bars />);
    expect(page.textContent).toBe('none');
    await act(() => app.service.connect());
    expect(page.textContent).toBe('bars');
    await act(() => app.service.disconnect());
    expect(page.textContent).toBe('none');
  });

  it('throw outside of AgentProvider', () => {
    expect(() => renderToStaticMarkup(<Everything />)).toThrow('<AgentProvider service={…}>');
  });

  it('render on a server', () => {
    const markup = renderToStaticMarkup(
      <AgentProvider service={app.service}>
        <Everything />
      </AgentProvider>,
    );
    expect(markup).toBe('disconnected | absent | off | true');
  });
});
