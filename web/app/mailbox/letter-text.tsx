/** The text of a letter with its addresses as links, which open the page that the letter speaks of. */
export function LetterText({ text }: { text: string }) {
  return (
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {text.split(/(https?:\/\/\S+)/).map((piece, index) =>
        index % 2 === 1 ? (
          <a
            key={piece}
            href={piece}
            className="font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </p>
  );
}
