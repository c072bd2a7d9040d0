import type { types } from "@slack/bolt";

/** A button under a question: `say` is the person's next message when it is pressed. */
export type Choice = { label: string; say: string };

const mostChoices = 10;

/** The buttons of a question, for the one who asked. */
export function choiceBlocks(choices: Choice[], user: string): types.KnownBlock[] {
  return [
    {
      type: "actions",
      block_id: `choices:${user}`,
      elements: choices.slice(0, mostChoices).map(({ label, say }, index) => ({
        type: "button",
        action_id: `choice:${index}`,
        // Longer words than Slack carries are said by hand.
        value: say.slice(0, 2_000),
        text: { type: "plain_text", text: label.slice(0, 75) || " ", emoji: false },
      })),
    },
  ];
}

/** Whose choice the buttons are. */
export const chooserOf = (blockId: string | undefined): string | undefined =>
  blockId?.startsWith("choices:") ? blockId.slice("choices:".length) : undefined;
