import type { Backend, ReplyOf } from "./backend";
import type { CoreEvent } from "./generated/contract";

const EVERY = 500;
type Numbered = CoreEvent & { n: number };

/** The base of a bridge, when the address names one on this machine; anything else is refused. */
export function bridgeBase(search: string): string | null {
  const asked = new URLSearchParams(search).get("bridge");
  if (!asked) return null;
  const match = /^http:\/\/(127\.0\.0\.1|localhost):(\d{2,5})\/?$/.exec(asked);
  return match ? `http://${match[1]}:${match[2]}` : null;
}

/** The same contract over loopback HTTP, for end-to-end tests. */
export function bridge(base: string): Backend {
  return {
    async call<C extends Parameters<Backend["call"]>[0]>(name: C, request: unknown) {
      let answer: Response;
      try {
        answer = await fetch(`${base}/call/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(request),
        });
      } catch (thrown) {
        throw { code: "Offline", message: "The bridge does not answer.", detail: String(thrown) };
      }
      const body: unknown = await answer.json();
      if (!answer.ok) throw body;
      return body as ReplyOf<C>;
    },
    listen(hear) {
      let after = 0;
      let stopped = false;
      const poll = async () => {
        try {
          const { events } = (await (await fetch(`${base}/events?after=${after}`)).json()) as { events: Numbered[] };
          for (const event of events) {
            after = Math.max(after, event.n);
            if (!stopped) hear(event);
          }
        } catch {
          // The bridge is starting or gone; the next turn of the poll finds out.
        }
        if (!stopped) setTimeout(poll, EVERY);
      };
      void poll();
      return () => void (stopped = true);
    },
  };
}
