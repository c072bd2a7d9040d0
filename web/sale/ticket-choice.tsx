import { classNames } from "../design/class-names.ts";

export type Offer = {
  id: string;
  name: string;
  description: string | null;
  /** What must be shown at the door. */
  proof: string | null;
  /** What the buyer pays for one, fees included. */
  cents: number;
  price: string;
  /** Such as « dont 2 € de frais ». */
  fee: string | null;
  /** Such as « Dernières places », and why it cannot be had. */
  note: string | null;
  few: boolean;
  open: boolean;
  /** Of one order: the first step goes straight to it. */
  least: number;
  leastNote: string | null;
  most: number;
  mostNote: string;
  addLabel: string;
  removeLabel: string;
};

/** One ticket type, its price, and how many of it. */
export function TicketChoice({
  offer,
  count,
  chosenLabel,
  onChange,
}: {
  offer: Offer;
  count: number;
  chosenLabel: string;
  onChange(count: number): void;
}) {
  return (
    <li
      className={classNames(
        "flex items-center gap-3 rounded-lg border bg-surface p-4 transition-colors duration-120",
        count > 0 ? "border-ink" : "border-line",
        !offer.open && "bg-transparent text-soft",
      )}
    >
      <div className="min-w-0 flex-1">
        <h3 dir="auto" className="font-medium break-words">
          {offer.name}
        </h3>
        <p className="figures mt-0.5 font-display text-xl font-semibold">{offer.price}</p>
        {offer.fee && <p className="figures text-sm text-soft">{offer.fee}</p>}
        {offer.description && (
          <p dir="auto" className="mt-1 text-sm break-words text-soft">
            {offer.description}
          </p>
        )}
        {offer.proof && <p className="mt-1 text-sm break-words text-soft">{offer.proof}</p>}
        {offer.open && offer.leastNote && (
          <p className="mt-1 text-sm text-soft">{offer.leastNote}</p>
        )}
        {offer.note && (
          <p className={classNames("mt-1 text-sm", offer.few ? "text-option" : "text-soft")}>
            {offer.few && <span aria-hidden>▲ </span>}
            {offer.note}
          </p>
        )}
        {offer.open && count >= offer.most && (
          <p className="mt-1 text-sm text-soft">{offer.mostNote}</p>
        )}
      </div>
      {offer.open && (
        <div className="flex shrink-0 items-center">
          <Step
            sign="−"
            label={offer.removeLabel}
            disabled={count === 0}
            onStep={() => onChange(count <= offer.least ? 0 : count - 1)}
          />
          <output
            aria-label={`${chosenLabel}, ${offer.name}`}
            className="figures w-9 text-center font-display text-lg font-semibold"
          >
            {count}
          </output>
          <Step
            sign="+"
            label={offer.addLabel}
            disabled={count >= offer.most}
            onStep={() => onChange(Math.max(offer.least, count + 1))}
          />
        </div>
      )}
    </li>
  );
}

function Step({
  sign,
  label,
  disabled,
  onStep,
}: {
  sign: string;
  label: string;
  disabled: boolean;
  onStep(): void;
}) {
  // A button that goes away under the finger or the focus would lose its place: it stays, and does nothing.
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => !disabled && onStep()}
      className="grid size-11 place-items-center rounded-full border border-edge text-xl leading-none select-none hover:bg-hover aria-disabled:border-line aria-disabled:text-faint aria-disabled:opacity-50"
    >
      <span aria-hidden>{sign}</span>
    </button>
  );
}
