import { type FormEvent, useCallback, useRef, useState } from "react";
import { store, useStored } from "../session/use-stored.ts";
import { keptOrderKey } from "./kept-order.ts";
import { postSale } from "./post-sale.ts";
import { useIntention } from "./use-intention.ts";
import { useReturn } from "./use-return.ts";

type Typed = { name: string; email: string; holders: string[]; accepts: boolean };

const nothing: Typed = { name: "", email: "", holders: [], accepts: false };

/** As `ticketing_pay_order` knows them. */
export const testCards = ["paid", "refused", "late"] as const;
export type TestCard = (typeof testCards)[number];

type Paid = {
  paidAt: string | null;
  payment: { status: string; processing: boolean; url: string | null } | null;
};

export type Field = "name" | "email" | "accepts";
type Wrong = Partial<Record<Field, string>>;

const complete = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const fieldOf: Record<string, Field> = { name: "name", email: "email", accepts_terms: "accepts" };

/** What a buyer types and the one payment that comes of it, however often the button is pressed. */
export function usePayment(
  token: string,
  slug: string | null,
  tickets: number,
  isTest: boolean,
  words: Record<"offline" | "refused" | "needName" | "needEmail" | "needTerms", string>,
) {
  // Kept in this tab: a reload, the back button or a lost network costs nothing of it.
  const [kept, keep] = useStored("sessionStorage", `koncert-typed:${token}`);
  const typed = kept === null ? nothing : (JSON.parse(kept) as Typed);
  const [wrong, setWrong] = useState<Wrong>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [card, chooseCard] = useState<TestCard>("paid");
  const underWay = useRef(false);
  const intention = useIntention();
  const free = useCallback(() => {
    underWay.current = false;
    setBusy(false);
  }, []);
  useReturn(free);

  const type = (change: Partial<Typed>) => {
    keep(JSON.stringify({ ...typed, ...change }));
    setWrong({});
  };

  const refuse = (form: HTMLFormElement, found: Wrong) => {
    setWrong(found);
    const first = Object.keys(found)[0];
    if (first) form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  };

  const send = async (form: HTMLFormElement) => {
    const input = {
      order: token,
      name: typed.name.trim(),
      email: typed.email.trim(),
      holder_names: Array.from(
        { length: tickets },
        (_, index) => typed.holders[index]?.trim() || typed.name.trim(),
      ),
      accepts_terms: true,
      ...(isTest ? { card } : {}),
    };
    try {
      const outcome = await postSale<Paid>("pay", input, intention.idOf(input));
      intention.settle();
      if (outcome.ok) {
        const { paidAt, payment } = outcome.value;
        // What was typed is kept until it is paid: the other page has a way back.
        if (payment?.url) return window.location.assign(payment.url);
        if (paidAt !== null || payment?.processing) {
          keep(null);
          window.scrollTo(0, 0);
          return window.location.reload();
        }
        setRefusal(words.refused);
      } else if ("error" in outcome) {
        const field = fieldOf[outcome.error.field ?? ""];
        if (field) refuse(form, { [field]: outcome.error.message });
        else setRefusal(outcome.error.message);
      }
    } catch {
      setRefusal(words.offline);
    }
    free();
  };

  return {
    typed,
    type,
    wrong,
    refusal,
    busy,
    card,
    chooseCard,
    async onSubmit(event: FormEvent<HTMLFormElement>) {
      event.preventDefault();
      if (underWay.current) return;
      setRefusal(null);
      const found: Wrong = {
        ...(typed.name.trim() ? {} : { name: words.needName }),
        ...(complete.test(typed.email.trim()) ? {} : { email: words.needEmail }),
        ...(typed.accepts ? {} : { accepts: words.needTerms }),
      };
      if (Object.keys(found).length > 0) return refuse(event.currentTarget, found);
      underWay.current = true;
      setBusy(true);
      await send(event.currentTarget);
    },
    async giveUp() {
      const outcome = await postSale("release", { order: token }, crypto.randomUUID()).catch(
        () => null,
      );
      if (!outcome) return setRefusal(words.offline);
      keep(null);
      if (slug) store("sessionStorage", keptOrderKey(slug), null);
      window.location.assign(slug ? `/e/${slug}` : window.location.href);
    },
  };
}
