"use client";

import { DecisionsProvider } from "../chat/decisions.tsx";
import { AgentMessage, PersonMessage } from "../chat/message-view.tsx";
import { conversation } from "./sample-conversation.ts";

export function ConversationSample() {
  const nothing = () => {};
  return (
    <DecisionsProvider messages={conversation}>
      <div className="flex max-w-3xl flex-col gap-7">
        {conversation.map((message, index) =>
          message.role === "user" ? (
            <PersonMessage key={message.id} message={message} onEdit={nothing} />
          ) : (
            <AgentMessage
              key={message.id}
              message={message}
              live={false}
              last={index === conversation.length - 1}
              restored={false}
              onRetry={nothing}
              onChoose={nothing}
            />
          ),
        )}
        <AgentMessage
          message={{
            id: "live",
            role: "assistant",
            parts: [
              {
                type: "tool",
                name: "tours_list_dates",
                toolCallId: "live",
                state: "input-available",
                input: { month: "2027-02" },
              },
            ],
          }}
          live
          last
          restored={false}
          onRetry={nothing}
          onChoose={nothing}
        />
      </div>
    </DecisionsProvider>
  );
}
