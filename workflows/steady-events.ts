import { Middleware } from "inngest";
import { getAsyncCtx } from "inngest/experimental";

/** Events sent by a step have ids made of run, step and place, so that a step done twice sends them once. */
export class SteadyEvents extends Middleware.BaseMiddleware {
  readonly id = "steady-events";

  override async transformSendEvent(sent: Middleware.TransformSendEventArgs) {
    const execution = (await getAsyncCtx())?.execution;
    const step = execution?.executingStep;
    if (!execution || !step) return sent;
    const key = `${execution.ctx.runId}:${step.hashedId ?? step.id}`;
    return {
      ...sent,
      events: sent.events.map((event, index) => ({ ...event, id: event.id ?? `${key}:${index}` })),
    };
  }
}
