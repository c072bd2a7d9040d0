-- Payments as one state machine, whoever takes the money. A payment is started, then succeeds, fails or
-- ends, in whatever order the provider's news come: success outlives a failure, nothing undoes it, and
-- money that no order can keep goes back by itself.
-- Lock order as everywhere: ticket types by id, the ticket series of the date, then orders, then tickets.

-- Only the server's own jobs hold it: a provider's word is no member's to give.
insert into permissions (name, title_fr, title_en) values
  ('payments:settle', 'Enregistrer les réponses du prestataire de paiement', 'Record the answers of the payment provider');
insert into role_permissions (role, permission) values ('job', 'payments:settle');

-- Who receives the money ------------------------------------------------------------

create table payment_accounts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  provider text not null default 'stripe' check (provider in ('stripe')),
  account text not null check (btrim(account) <> ''),
  -- Made with a key that moves no money.
  test boolean not null,
  charges_enabled boolean not null default false,
  payouts_enabled boolean not null default false,
  details_submitted boolean not null default false,
  -- What the provider still asks for, in its own names, and why it closed the account.
  due text[] not null default '{}',
  due_by timestamptz,
  disabled_reason text,
  read_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, provider, test),
  unique (provider, account)
);
select koncert.guard('payment_accounts', 'organization:read', 'organization:manage', p_writes => '', p_reversible => false);

create function koncert.payment_organization(p_provider text, p_account text) returns uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from public.payment_accounts where provider = p_provider and account = p_account
$$;
comment on function koncert.payment_organization(text, text) is
  'Whose account it is, null for an unknown one. For the server, before an actor is chosen.';

create function koncert.keep_payment_account(p_account jsonb, p_at timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_due constant text[] := array(select jsonb_array_elements_text(coalesce(p_account -> 'due', '[]')));
begin
  if v_organization is null or not (koncert.may('organization:manage') or koncert.may('payments:settle')) then return '{"code": "forbidden"}'; end if;
  if coalesce(koncert.payment_organization(p_account ->> 'provider', p_account ->> 'account'), v_organization) <> v_organization then
    return '{"code": "account_of_another"}';
  end if;
  -- Older news than those read last change nothing.
  insert into public.payment_accounts as a (organization_id, provider, account, test, charges_enabled, payouts_enabled,
      details_submitted, due, due_by, disabled_reason, read_at)
    values (v_organization, p_account ->> 'provider', p_account ->> 'account', (p_account ->> 'test')::boolean,
      (p_account ->> 'charges_enabled')::boolean, (p_account ->> 'payouts_enabled')::boolean,
      (p_account ->> 'details_submitted')::boolean, v_due, (p_account ->> 'due_by')::timestamptz,
      p_account ->> 'disabled_reason', p_at)
    on conflict (organization_id, provider, test) do update set account = excluded.account,
      charges_enabled = excluded.charges_enabled, payouts_enabled = excluded.payouts_enabled,
      details_submitted = excluded.details_submitted, due = excluded.due, due_by = excluded.due_by,
      disabled_reason = excluded.disabled_reason, read_at = excluded.read_at
      where a.read_at <= excluded.read_at;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.keep_payment_account(jsonb, timestamptz) is
  'Keeps what the provider says of the organization''s account: {provider, account, test, charges_enabled, payouts_enabled, details_submitted, due, due_by, disabled_reason}. Codes: ok, forbidden, account_of_another.';

-- Payments, refunds and the provider's news -------------------------------------------

alter table payments drop constraint payments_status_check;
alter table payments
  add constraint payments_status_check check (status in ('pending', 'succeeded', 'failed', 'to_check')),
  add column test boolean not null default false,
  add column account text,
  -- The provider's page on which it is paid, until it ends.
  add column session text,
  add column url text,
  add column expires_at timestamptz,
  add column failure text,
  -- Why the order could not keep this money, which then goes back.
  add column surplus text check (surplus in ('late', 'duplicate', 'released', 'cancelled')),
  -- The buyer has paid and the provider has not confirmed yet.
  add column processing_at timestamptz,
  add column asked_at timestamptz;
create unique index payments_by_session on payments (organization_id, provider, session) where session is not null;
create index payments_open on payments (created_at)
  where status = 'pending' or status = 'failed' and session is not null and asked_at is null;

-- What the buyer asked to be written on the tickets: {holder_names, holder_emails}.
alter table orders add column holders jsonb not null default '{}';

alter table refunds
  add column payment_id uuid,
  add column attempts integer not null default 0,
  add column failure text,
  add column asked_at timestamptz,
  add foreign key (organization_id, payment_id) references payments (organization_id, id);
select koncert.settle_foreign_keys('refunds');
create index refunds_open on refunds (created_at) where status = 'pending';

create table payment_events (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  provider text not null,
  -- The provider's own id: an event that comes twice is one event.
  event text not null,
  type text not null,
  fact jsonb not null default '{}',
  order_id uuid,
  payment_id uuid,
  refund_id uuid,
  -- waiting: news of a payment that is not known to have succeeded yet.
  outcome text not null check (outcome in ('applied', 'ignored', 'waiting', 'to_check')),
  problem text,
  seen_at timestamptz,
  seen_by uuid,
  note text,
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, provider, event),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, payment_id) references payments (organization_id, id),
  foreign key (organization_id, refund_id) references refunds (organization_id, id),
  foreign key (organization_id, seen_by) references members (organization_id, id)
);
create index payment_events_to_check on payment_events (organization_id, created_at desc) where outcome = 'to_check' and seen_at is null;
create index payment_events_waiting on payment_events (organization_id, (fact ->> 'reference')) where outcome = 'waiting';
select koncert.guard('payment_events', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

-- Starting ------------------------------------------------------------------------------

create function koncert.payment_facts(p_payment payments) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p_payment.id, 'provider', p_payment.provider, 'status', p_payment.status, 'test', p_payment.test,
    'url', case when p_payment.status = 'pending' then p_payment.url end, 'failure', p_payment.failure, 'surplus', p_payment.surplus,
    'processing', p_payment.status = 'pending' and p_payment.processing_at is not null, 'amountCents', p_payment.amount_cents,
    'refund', (select r.status from public.refunds r where r.organization_id = p_payment.organization_id
      and r.payment_id = p_payment.id order by r.created_at desc limit 1))
$$;

create function koncert.order_payment(p_order uuid) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
  select koncert.payment_facts(p) from public.payments p
   where p.organization_id = koncert.organization_id() and p.order_id = p_order
     and (koncert.may('sale:buy') or koncert.may('ticketing:read'))
   order by p.status = 'succeeded' and p.surplus is null desc, p.processing_at is not null and p.status = 'pending' desc, p.created_at desc, p.id
   limit 1
$$;
comment on function koncert.order_payment(uuid) is
  'The payment of an order that counts: the one it keeps, else one under way, else the last. Null without any.';

create function koncert.refuse_payment(p_order orders) returns text
language sql stable set search_path = '' as $$
  select case
    when p_order.status in ('paid', 'partially_refunded') then 'already_paid'
    when p_order.status = 'refunded' then 'refunded'
    when p_order.status = 'cancelled' then 'hold_ended'
    when (select p.status from public.performances p
      where p.organization_id = p_order.organization_id and p.id = p_order.performance_id) = 'cancelled' then 'performance_cancelled' end
$$;

create function koncert.hold_again(p_order orders, p_now timestamptz) returns boolean
language plpgsql set search_path = '' set enable_seqscan = off as $$
begin
  if not koncert.has_places_for(p_order.organization_id, p_order.id) then return false; end if;
  update public.ticket_types t set held = t.held + i.quantity
    from public.order_items i
   where i.organization_id = p_order.organization_id and i.order_id = p_order.id
     and t.organization_id = p_order.organization_id and t.id = i.ticket_type_id;
  update public.orders set status = 'held', hold_expires_at = p_now + make_interval(mins => koncert.hold_minutes())
   where organization_id = p_order.organization_id and id = p_order.id;
  return true;
end
$$;
comment on function koncert.hold_again(orders, timestamptz) is
  'Takes the places of an ended hold again where nobody took them. The caller has locked its types, the series and the order.';

create function koncert.start_payment(p_order uuid, p_buyer jsonb, p_payment jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_provider constant text := p_payment ->> 'provider';
  v_test constant boolean := coalesce((p_payment ->> 'test')::boolean, v_provider = 'test');
  v_order public.orders;
  v_payment public.payments;
  v_account text;
  v_due integer;
  v_refusal text;
  v_ended boolean;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  v_ended := v_order.status = 'expired';
  if v_ended then
    perform koncert.lock_types_of(v_organization, p_order);
    perform koncert.lock_series(v_organization, v_order.performance_id);
  end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  -- Swept in between: its types are not locked.
  if v_order.status = 'expired' and not v_ended then return '{"code": "again"}'; end if;
  v_refusal := koncert.refuse_payment(v_order);
  if v_refusal is not null then return jsonb_build_object('code', v_refusal); end if;
  select v_order.total_cents - coalesce(sum(amount_cents), 0) into v_due from public.payments
   where organization_id = v_organization and order_id = p_order and status = 'succeeded' and surplus is null;

  if v_due > 0 then
    select * into v_payment from public.payments
     where organization_id = v_organization and order_id = p_order and status = 'pending' and processing_at is not null
     order by created_at limit 1;
    if found then return jsonb_build_object('code', 'payment_processing', 'payment', koncert.payment_facts(v_payment)); end if;
    if v_provider = 'stripe' then
      select account into v_account from public.payment_accounts
       where organization_id = v_organization and provider = 'stripe' and test = v_test and charges_enabled;
      if not found then return '{"code": "payments_not_ready"}'; end if;
    end if;
  end if;

  if v_order.status = 'expired' and not koncert.hold_again(v_order, p_now) then return '{"code": "hold_ended"}'; end if;
  -- Over, and nobody took the places back yet: they are held anew.
  update public.orders set hold_expires_at = p_now + make_interval(mins => koncert.hold_minutes())
   where organization_id = v_organization and id = p_order and status = 'held' and hold_expires_at <= p_now;
  update public.orders set terms_accepted_at = p_now, locale = coalesce(p_buyer ->> 'locale', locale),
      buyer_name = p_buyer ->> 'name', buyer_email = p_buyer ->> 'email', buyer_phone = p_buyer ->> 'phone',
      holders = jsonb_strip_nulls(jsonb_build_object('holder_names', p_buyer -> 'holder_names', 'holder_emails', p_buyer -> 'holder_emails')),
      test = total_cents > 0 and v_test
   where organization_id = v_organization and id = p_order;
  if v_due <= 0 then return '{"code": "free"}'; end if;

  -- Two tabs, or the back button: the page of the provider that is open already is the one to be paid.
  select * into v_payment from public.payments
   where organization_id = v_organization and order_id = p_order and status = 'pending' and provider = v_provider
     and amount_cents = v_due and account is not distinct from v_account and (expires_at is null or expires_at > p_now + interval '1 minute')
     and (url is not null or v_order.buyer_email is not distinct from p_buyer ->> 'email')
   order by created_at limit 1;
  if found then return jsonb_build_object('code', 'ok', 'payment', koncert.payment_facts(v_payment)); end if;

  perform koncert.extend_hold(v_organization, p_order, p_now);
  insert into public.payments (id, organization_id, order_id, provider, reference, status, test, account, currency, amount_cents, fee_cents, created_at)
    values (coalesce((p_payment ->> 'id')::uuid, gen_random_uuid()), v_organization, p_order, v_provider,
      coalesce(p_payment ->> 'reference', p_payment ->> 'id', gen_random_uuid()::text), 'pending', v_test, v_account, v_order.currency, v_due,
      case when v_provider = 'stripe' then least(v_order.application_fee_cents, v_due) else 0 end, p_now)
    returning * into v_payment;
  return jsonb_build_object('code', 'ok', 'payment', koncert.payment_facts(v_payment));
end
$$;
comment on function koncert.start_payment(uuid, jsonb, jsonb, timestamptz) is
  'Keeps who buys and begins to pay what an order still costs; an open payment is given again. p_buyer: {name, email, phone, locale, holder_names, holder_emails}; p_payment: {id, provider, test}. Takes the places of an ended hold again where they are free: locks its ticket types by id and the series then, the order always. Codes: ok, free, payment_processing, payments_not_ready, already_paid, refunded, hold_ended, performance_cancelled, forbidden, unknown_order, again.';

-- Confirming ----------------------------------------------------------------------------

create function koncert.confirm_order(p_order orders, p_letter jsonb, p_now timestamptz) returns text
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := p_order.organization_id;
  v_order public.orders := p_order;
  v_tickets jsonb;
begin
  if v_order.paid_at is not null then return 'duplicate'; end if;
  if v_order.status = 'cancelled' then return 'released'; end if;
  if koncert.refuse_payment(v_order) is not null then return 'cancelled'; end if;
  if v_order.status <> 'held' and not koncert.hold_again(v_order, p_now) then return 'late'; end if;

  update public.orders set status = 'paid', paid_at = p_now where organization_id = v_organization and id = v_order.id returning * into v_order;
  select jsonb_agg(jsonb_build_object('number', k.number, 'type', t.name, 'holder', k.holder_name) order by k.number) into v_tickets
    from koncert.issue_tickets(v_organization, v_order.id, koncert.wanted_tickets(v_organization, v_order.id,
        v_order.holders || jsonb_build_object('name', v_order.buyer_name)), p_now) k
    join public.ticket_types t on t.organization_id = v_organization and t.id = k.ticket_type_id;
  update public.ticket_types t set sold = t.sold + i.quantity, held = t.held - i.quantity
    from public.order_items i
   where i.organization_id = v_organization and i.order_id = v_order.id
     and t.organization_id = v_organization and t.id = i.ticket_type_id;
  if p_letter ->> 'to' is not null then
    insert into public.outbox (organization_id, name, data)
      values (v_organization, 'mail/order', p_letter || jsonb_build_object('number', v_order.number, 'tickets', v_tickets));
  end if;
  return 'ok';
end
$$;
comment on function koncert.confirm_order(orders, jsonb, timestamptz) is
  'Issues the tickets of an order whose money is there, on an ended hold too where its places are free. The caller has locked its types, the series and the order. Answers ok, or why the money is not for this order: duplicate, released, cancelled, late.';

create function koncert.return_payment(p_payment payments, p_order orders, p_reason text, p_letter jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  v_refund uuid;
begin
  update public.payments set surplus = p_reason where organization_id = p_payment.organization_id and id = p_payment.id;
  insert into public.refunds (organization_id, order_id, payment_id, key, status, currency, amount_cents, reason)
    values (p_payment.organization_id, p_payment.order_id, p_payment.id, 'surplus:' || p_payment.id,
      case when p_payment.provider = 'stripe' then 'pending' else 'succeeded' end, p_payment.currency, p_payment.amount_cents, p_reason)
    returning id into v_refund;
  if p_payment.provider = 'stripe' then
    insert into public.outbox (organization_id, name, data)
      values (p_payment.organization_id, 'payment/refund', jsonb_build_object('refund_id', v_refund));
  end if;
  if p_letter ->> 'to' is not null then
    insert into public.outbox (organization_id, name, data) values (p_payment.organization_id, 'mail/payment-returned',
      p_letter || jsonb_build_object('number', p_order.number, 'reason', p_reason, 'amount_cents', p_payment.amount_cents, 'currency', p_payment.currency));
  end if;
end
$$;
comment on function koncert.return_payment(payments, orders, text, jsonb) is
  'Sends back, whole, money that its order cannot keep, and says so to the buyer.';

-- The provider's news ---------------------------------------------------------------------

create function koncert.lock_reference(p_fact jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('payment ' || (p_fact ->> 'provider') || ' ' || (p_fact ->> 'reference'), 0));
end
$$;
comment on function koncert.lock_reference(jsonb) is
  'News of one payment wait for one another: a refund that comes with its payment must find it, or be found by it.';

create function koncert.apply_refund(p_organization uuid, p_fact jsonb) returns jsonb
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_status constant text := p_fact ->> 'status';
  v_refund public.refunds;
  v_payment public.payments;
  v_answer jsonb;
begin
  perform koncert.lock_reference(p_fact);
  select * into v_refund from public.refunds r where r.organization_id = p_organization
    and (r.id = (p_fact ->> 'refund')::uuid or r.provider_reference = p_fact ->> 'refund_reference')
    order by r.id = (p_fact ->> 'refund')::uuid desc limit 1 for no key update;
  if found then
    -- News of an attempt that another one replaced.
    if v_refund.provider_reference is not null and p_fact ->> 'refund_reference' is not null
        and v_refund.provider_reference <> p_fact ->> 'refund_reference'
      or (p_fact ->> 'attempt')::integer <> v_refund.attempts then
      return jsonb_build_object('outcome', 'ignored', 'order_id', v_refund.order_id, 'refund_id', v_refund.id);
    end if;
    if p_fact ->> 'amount_cents' is not null and (p_fact ->> 'amount_cents')::integer <> v_refund.amount_cents then
      return jsonb_build_object('outcome', 'to_check', 'problem', 'refund_amount', 'order_id', v_refund.order_id, 'refund_id', v_refund.id);
    end if;
    -- A bank may send back what it had taken: failure is the last word of an attempt.
    if array_position(array['pending', 'succeeded', 'failed'], v_status) <= array_position(array['pending', 'succeeded', 'failed'], v_refund.status)
        and v_refund.provider_reference is not null then
      return jsonb_build_object('outcome', 'ignored', 'order_id', v_refund.order_id, 'refund_id', v_refund.id);
    end if;
    update public.refunds set status = v_status, failure = case when v_status = 'failed' then p_fact ->> 'failure' end,
        provider_reference = coalesce(provider_reference, p_fact ->> 'refund_reference')
     where organization_id = p_organization and id = v_refund.id;
    return jsonb_build_object('outcome', case when v_status = 'failed' then 'to_check' else 'applied' end,
      'problem', case when v_status = 'failed' then 'refund_failed' end, 'order_id', v_refund.order_id, 'refund_id', v_refund.id);
  end if;

  -- Given back on the provider's own pages: the order learns of it once its payment is known.
  if v_status = 'failed' then return '{"outcome": "ignored"}'; end if;
  select * into v_payment from public.payments
   where organization_id = p_organization and provider = p_fact ->> 'provider' and reference = p_fact ->> 'reference' and status = 'succeeded';
  if not found then return '{"outcome": "waiting"}'; end if;
  if v_payment.surplus is not null then
    return jsonb_build_object('outcome', 'to_check', 'problem', 'refund_of_surplus', 'order_id', v_payment.order_id, 'payment_id', v_payment.id);
  end if;
  v_answer := koncert.refund_order(v_payment.order_id, (p_fact ->> 'amount_cents')::integer, p_fact ->> 'refund_reference', p_fact ->> 'reason');
  if v_answer ->> 'code' not in ('ok', 'replayed') then
    return jsonb_build_object('outcome', 'to_check', 'problem', 'refund_not_kept', 'order_id', v_payment.order_id, 'payment_id', v_payment.id);
  end if;
  update public.refunds set status = v_status, provider_reference = p_fact ->> 'refund_reference', payment_id = v_payment.id
   where organization_id = p_organization and id = (v_answer ->> 'refund_id')::uuid;
  return jsonb_build_object('outcome', 'applied', 'order_id', v_payment.order_id, 'payment_id', v_payment.id, 'refund_id', v_answer -> 'refund_id');
end
$$;
comment on function koncert.apply_refund(uuid, jsonb) is
  'News of a refund: {provider, status, refund, attempt, refund_reference, reference, amount_cents, failure, reason}. Locks the payment''s reference, then the refund, or all that koncert.refund_order locks.';

create function koncert.apply_payment(p_organization uuid, p_fact jsonb, p_letter jsonb, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_status constant text := p_fact ->> 'status';
  v_payment public.payments;
  v_order public.orders;
  v_found jsonb;
  v_problem text;
  v_surplus text;
  v_event record;
begin
  select * into v_payment from public.payments p where p.organization_id = p_organization and p.provider = p_fact ->> 'provider'
    and (p.id = (p_fact ->> 'payment')::uuid or p.session = p_fact ->> 'session') order by p.id = (p_fact ->> 'payment')::uuid desc limit 1;
  select * into v_order from public.orders where organization_id = p_organization and id = coalesce(v_payment.order_id, (p_fact ->> 'order')::uuid);
  if not found then
    return jsonb_build_object('outcome', case when v_status = 'succeeded' then 'to_check' else 'ignored' end, 'problem', 'unknown_order');
  end if;
  v_found := jsonb_build_object('order_id', v_order.id, 'payment_id', v_payment.id);
  if v_payment.id is null then
    return v_found || jsonb_build_object('outcome', case when v_status = 'succeeded' then 'to_check' else 'ignored' end, 'problem', 'unknown_payment');
  end if;
  if (p_fact ->> 'order')::uuid <> v_order.id then return v_found || '{"outcome": "to_check", "problem": "other_order"}'; end if;
  if v_payment.account is distinct from p_fact ->> 'account' then return v_found || '{"outcome": "to_check", "problem": "other_account"}'; end if;

  if v_status = 'succeeded' then
    perform koncert.lock_reference(p_fact);
    -- A refund that waits for this payment locks the whole date: all of it is locked first, in its order.
    if exists (select from public.payment_events e where e.organization_id = p_organization and e.outcome = 'waiting'
        and e.fact ->> 'reference' = p_fact ->> 'reference') then
      perform koncert.lock_date(p_organization, v_order.performance_id);
    else
      perform koncert.lock_types_of(p_organization, v_order.id);
      perform koncert.lock_series(p_organization, v_order.performance_id);
    end if;
  end if;
  select * into v_order from public.orders where organization_id = p_organization and id = v_order.id for no key update;
  select * into v_payment from public.payments where organization_id = p_organization and id = v_payment.id for no key update;

  if v_status <> 'succeeded' then
    if v_payment.status <> 'pending' then return v_found || '{"outcome": "ignored"}'; end if;
    update public.payments set
        session = coalesce(p_fact ->> 'session', session), url = coalesce(p_fact ->> 'url', url),
        expires_at = coalesce((p_fact ->> 'expires_at')::timestamptz, expires_at),
        processing_at = case v_status when 'processing' then coalesce(processing_at, p_now) when 'open' then null else processing_at end,
        status = case when v_status = 'failed' then 'failed' else status end,
        failure = case when v_status = 'failed' then p_fact ->> 'failure' else failure end,
        -- News may be stale: the provider is asked once more.
        asked_at = case when v_status = 'failed' then null else asked_at end
     where organization_id = p_organization and id = v_payment.id;
    return v_found || '{"outcome": "applied"}';
  end if;

  if v_payment.status = 'succeeded' then return v_found || '{"outcome": "ignored"}'; end if;
  v_problem := case when (p_fact ->> 'amount_cents')::integer is distinct from v_payment.amount_cents then 'other_amount'
    when p_fact ->> 'currency' is distinct from v_payment.currency then 'other_currency' end;
  if v_problem is not null then
    update public.payments set status = 'to_check', failure = v_problem where organization_id = p_organization and id = v_payment.id;
    return v_found || jsonb_build_object('outcome', 'to_check', 'problem', v_problem);
  end if;
  update public.payments set status = 'succeeded', paid_at = coalesce((p_fact ->> 'at')::timestamptz, p_now), failure = null,
      method = coalesce(p_fact ->> 'method', method), reference = coalesce(p_fact ->> 'reference', reference),
      session = coalesce(session, p_fact ->> 'session')
   where organization_id = p_organization and id = v_payment.id returning * into v_payment;
  v_surplus := koncert.confirm_order(v_order, p_letter, p_now);
  if v_surplus <> 'ok' then perform koncert.return_payment(v_payment, v_order, v_surplus, p_letter); end if;

  for v_event in
    select e.id, e.fact from public.payment_events e where e.organization_id = p_organization and e.outcome = 'waiting'
      and e.fact ->> 'reference' = v_payment.reference order by e.created_at, e.id
  loop
    perform koncert.close_event(p_organization, v_event.id, koncert.apply_refund(p_organization, v_event.fact));
  end loop;
  return v_found || jsonb_build_object('outcome', 'applied', 'surplus', nullif(v_surplus, 'ok'));
end
$$;
comment on function koncert.apply_payment(uuid, jsonb, jsonb, timestamptz) is
  'News of a payment: {provider, account, payment, order, session, reference, status: open, processing, failed or succeeded, amount_cents, currency, method, failure, url, expires_at, at}. For success locks the payment''s reference, the ticket types by id and the series, always the order and the payment.';

create function koncert.close_event(p_organization uuid, p_event uuid, p_answer jsonb) returns void
language sql volatile set search_path = '' as $$
  update public.payment_events set outcome = p_answer ->> 'outcome', problem = p_answer ->> 'problem', order_id = (p_answer ->> 'order_id')::uuid,
      payment_id = (p_answer ->> 'payment_id')::uuid, refund_id = (p_answer ->> 'refund_id')::uuid
   where organization_id = p_organization and id = p_event
$$;

create function koncert.settle_payment(p_event jsonb, p_letter jsonb default null, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_fact constant jsonb := jsonb_strip_nulls(p_event -> 'fact');
  v_kind constant text := v_fact ->> 'kind';
  v_event uuid;
  v_payment public.payments;
  v_answer jsonb;
begin
  if v_organization is null or not koncert.may('payments:settle') then return '{"code": "forbidden"}'; end if;
  insert into public.payment_events (organization_id, provider, event, type, fact, outcome)
    values (v_organization, v_fact ->> 'provider', p_event ->> 'event', p_event ->> 'type', v_fact, 'ignored')
    on conflict (organization_id, provider, event) do nothing returning id into v_event;
  if v_event is null then
    return (select jsonb_build_object('code', 'replayed', 'outcome', outcome, 'problem', problem, 'order_id', order_id,
        'payment_id', payment_id, 'refund_id', refund_id)
      from public.payment_events where organization_id = v_organization and provider = v_fact ->> 'provider' and event = p_event ->> 'event');
  end if;
  v_answer := case v_kind
    when 'payment' then koncert.apply_payment(v_organization, v_fact, p_letter, p_now)
    when 'refund' then koncert.apply_refund(v_organization, v_fact) end;
  if v_kind = 'account' then
    v_answer := case when koncert.keep_payment_account(v_fact, (v_fact ->> 'at')::timestamptz) ->> 'code' = 'ok'
      then '{"outcome": "applied"}' else '{"outcome": "to_check", "problem": "other_account"}' end;
  elsif v_kind = 'dispute' then
    select * into v_payment from public.payments
     where organization_id = v_organization and provider = v_fact ->> 'provider' and reference = v_fact ->> 'reference';
    v_answer := jsonb_build_object('outcome', 'to_check', 'problem', 'dispute', 'order_id', v_payment.order_id, 'payment_id', v_payment.id);
  end if;
  perform koncert.close_event(v_organization, v_event, v_answer);
  return jsonb_build_object('code', 'ok') || v_answer;
end
$$;
comment on function koncert.settle_payment(jsonb, jsonb, timestamptz) is
  'Takes one piece of a provider''s news once: {event, type, fact: {kind: payment, refund, account or dispute, provider, …}}. p_letter: what the mail to the buyer says besides. Locks: as apply_payment and apply_refund. Codes: ok, replayed, forbidden; with outcome, problem and whose order, payment and refund it is.';

-- Paying at once: free orders and the test payment -------------------------------------------

create or replace function koncert.pay_order(
  p_order uuid, p_buyer jsonb, p_payment jsonb, p_letter jsonb default null, p_now timestamptz default now()
) returns jsonb language plpgsql security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_card constant text := coalesce(p_payment ->> 'card', 'paid');
  v_order public.orders;
  v_started jsonb;
  v_answer jsonb;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  perform koncert.lock_types_of(v_organization, p_order);
  perform koncert.lock_series(v_organization, v_order.performance_id);
  v_started := koncert.start_payment(p_order, p_buyer, p_payment, p_now);
  if v_started ->> 'code' = 'free' then
    select * into v_order from public.orders where organization_id = v_organization and id = p_order;
    return jsonb_build_object('code', koncert.confirm_order(v_order, p_letter, p_now));
  elsif v_started ->> 'code' <> 'ok' then
    return v_started;
  end if;
  -- A buyer's word pays for nothing.
  if p_payment ->> 'provider' is distinct from 'test' then raise exception 'koncert:forbidden' using errcode = 'KC403'; end if;
  if v_card = 'late' then
    -- The bank answers when the hold is over: tried without waiting for it.
    update public.orders set hold_expires_at = p_now where organization_id = v_organization and id = p_order;
    update public.payments set processing_at = p_now where organization_id = v_organization and id = (v_started -> 'payment' ->> 'id')::uuid;
  else
    v_answer := koncert.apply_payment(v_organization, jsonb_build_object('provider', 'test', 'payment', v_started -> 'payment' ->> 'id',
      'status', case v_card when 'refused' then 'failed' else 'succeeded' end, 'failure', 'card_declined', 'method', p_payment ->> 'method',
      'amount_cents', v_started -> 'payment' -> 'amountCents', 'currency', v_order.currency), p_letter, p_now);
    if v_answer ->> 'outcome' <> 'applied' then raise exception 'koncert:test_payment %', v_answer; end if;
  end if;
  return jsonb_build_object('code', case v_card when 'paid' then 'ok' else 'payment_' || v_card end);
end
$$;
comment on function koncert.pay_order(uuid, jsonb, jsonb, jsonb, timestamptz) is
  'Confirms a free order, or takes the test payment through the states of any other. p_buyer as in start_payment; p_payment: {id, provider: test, method, card: paid, refused or late}; p_letter: what the mail says besides. Locks the ticket types by id, the series of the date, then the order. Codes: ok, payment_refused, payment_late, and those of start_payment. Raises KC403 for another provider.';

-- What the server asks the provider, outside an actor -------------------------------------------

create function koncert.payment_request(p_payment payments, p_now timestamptz) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p_payment.id, 'organizationId', p_payment.organization_id, 'orderId', p_payment.order_id,
    'orderNumber', o.number, 'provider', p_payment.provider, 'account', p_payment.account, 'session', p_payment.session, 'url', p_payment.url,
    'amountCents', p_payment.amount_cents, 'currency', p_payment.currency, 'feeCents', p_payment.fee_cents, 'buyerFeeCents', o.fee_cents,
    'totalCents', o.total_cents, 'createdAt', koncert.iso(p_payment.created_at), 'locale', o.locale,
    'email', o.buyer_email, 'processing', p_payment.processing_at is not null,
    'over', o.status <> 'held' or o.hold_expires_at <= p_now, 'artist', a.name, 'day', d.day,
    'items', (select jsonb_agg(jsonb_build_object('name', t.name, 'quantity', i.quantity, 'unitPriceCents', i.unit_price_cents) order by t.position, t.name, t.id)
      from public.order_items i join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
     where i.organization_id = o.organization_id and i.order_id = o.id))
    from public.orders o
    join public.performances d on d.organization_id = o.organization_id and d.id = o.performance_id
    join public.artists a on a.organization_id = d.organization_id and a.id = d.artist_id
   where o.organization_id = p_payment.organization_id and o.id = p_payment.order_id
$$;

create function koncert.read_payment(p_payment uuid, p_now timestamptz default now()) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off as $$
  select koncert.payment_request(p, p_now) from public.payments p where p.id = p_payment
$$;
comment on function koncert.read_payment(uuid, timestamptz) is 'What the provider needs to know of a payment. For the server, outside an actor.';

create function koncert.take_payments(
  p_provider text, p_test boolean, p_now timestamptz default now(), p_payment uuid default null, p_limit integer default 50
) returns setof jsonb
language sql volatile security definer set search_path = '' set enable_seqscan = off as $$
  with due as (
    select p.id from public.payments p
     where (p.status = 'pending' or p.status = 'failed' and p.session is not null and p.asked_at is null) and p.provider = p_provider and p.test = p_test
       and case when p_payment is null then p.created_at < p_now - interval '20 seconds' else p.id = p_payment end
       and (p.asked_at is null or p.asked_at < p_now - case when p_payment is null then interval '1 minute' else interval '4 seconds' end)
     order by p.asked_at nulls first, p.created_at limit p_limit for no key update skip locked
  ), asked as (
    update public.payments p set asked_at = p_now from due where p.id = due.id returning p.id
  )
  select koncert.payment_request(p, p_now) from public.payments p join asked a on a.id = p.id
$$;
comment on function koncert.take_payments(text, boolean, timestamptz, uuid, integer) is
  'Payments under way that nobody asked the provider about for a minute, and ended ones once, of every organization; with p_payment that one, after four seconds. For the server, outside an actor.';

create function koncert.refund_request(p_refund refunds) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', p_refund.id, 'organizationId', p_refund.organization_id, 'attempt', p_refund.attempts,
    'provider', p.provider, 'test', p.test, 'reference', p_refund.provider_reference, 'payment', p.reference, 'account', p.account, 'amountCents', p_refund.amount_cents, 'feeCents', p.fee_cents)
    from public.payments p where p.organization_id = p_refund.organization_id and p.id = p_refund.payment_id
$$;

create function koncert.take_refund(p_refund uuid, p_now timestamptz default now()) returns jsonb
language plpgsql volatile security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_refund public.refunds;
begin
  select * into v_refund from public.refunds where id = p_refund and status = 'pending' for no key update;
  if not found then return null; end if;
  -- The payment that still has so much to give back, chosen once.
  if v_refund.payment_id is null then
    select p.id into v_refund.payment_id from public.payments p
     where p.organization_id = v_refund.organization_id and p.order_id = v_refund.order_id and p.provider = 'stripe'
       and p.status = 'succeeded' and p.surplus is null
       and p.amount_cents - (select coalesce(sum(r.amount_cents), 0) from public.refunds r
         where r.organization_id = p.organization_id and r.payment_id = p.id and r.status <> 'failed') >= v_refund.amount_cents
     order by p.paid_at limit 1;
  end if;
  if v_refund.payment_id is null then
    update public.refunds set status = 'failed', failure = 'no_payment' where id = p_refund;
    insert into public.payment_events (organization_id, provider, event, type, fact, order_id, refund_id, outcome, problem)
      values (v_refund.organization_id, 'stripe', format('refund:%s:%s:no_payment', p_refund, v_refund.attempts), 'refused',
        jsonb_build_object('kind', 'refund', 'amount_cents', v_refund.amount_cents, 'failure', 'no_payment'), v_refund.order_id, p_refund, 'to_check', 'refund_failed');
    return null;
  end if;
  update public.refunds set payment_id = v_refund.payment_id, asked_at = p_now where id = p_refund returning * into v_refund;
  return koncert.refund_request(v_refund);
end
$$;
comment on function koncert.take_refund(uuid, timestamptz) is
  'What the provider needs to know to give money back; null for a refund that is settled, or that no payment can bear. Locks the refund. For the server, outside an actor.';

create function koncert.unsent_refunds(p_provider text, p_test boolean, p_now timestamptz default now(), p_limit integer default 50) returns setof uuid
language sql volatile security definer set search_path = '' set enable_seqscan = off as $$
  select r.id from public.refunds r
   where r.status = 'pending' and r.created_at < p_now - interval '1 minute'
     and (r.asked_at is null or r.asked_at < p_now - case when r.provider_reference is null then interval '2 minutes' else interval '1 hour' end)
     and exists (select from public.payments p where p.organization_id = r.organization_id and p.order_id = r.order_id and p.provider = p_provider and p.test = p_test)
   order by r.asked_at nulls first, r.created_at limit p_limit
$$;
comment on function koncert.unsent_refunds(text, boolean, timestamptz, integer) is
  'Refunds that were not sent, or not answered for an hour, of every organization. For the server, outside an actor.';

create function koncert.retry_refund(p_refund uuid) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_refund public.refunds;
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  select * into v_refund from public.refunds where organization_id = v_organization and id = p_refund for no key update;
  if not found then return '{"code": "unknown_refund"}'; end if;
  if v_refund.status <> 'failed' then return jsonb_build_object('code', 'not_failed', 'status', v_refund.status); end if;
  update public.refunds set status = 'pending', attempts = attempts + 1, provider_reference = null, failure = null, asked_at = null
   where organization_id = v_organization and id = p_refund;
  update public.payment_events set seen_at = now(), seen_by = koncert.member_id()
   where organization_id = v_organization and refund_id = p_refund and outcome = 'to_check' and seen_at is null;
  insert into public.outbox (organization_id, name, data) values (v_organization, 'payment/refund', jsonb_build_object('refund_id', p_refund));
  return '{"code": "ok"}';
end
$$;
comment on function koncert.retry_refund(uuid) is
  'Sends a failed refund anew, as another attempt. Locks the refund. Codes: ok, forbidden, unknown_refund, not_failed.';

create function koncert.see_payment_event(p_event uuid, p_note text default null) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  update public.payment_events set seen_at = coalesce(seen_at, now()), seen_by = coalesce(seen_by, koncert.member_id()), note = coalesce(p_note, note)
   where organization_id = v_organization and id = p_event and outcome = 'to_check';
  return case when found then '{"code": "ok"}' else '{"code": "unknown_event"}' end;
end
$$;
comment on function koncert.see_payment_event(uuid, text) is
  'A member has looked at news that did not fit. Codes: ok, forbidden, unknown_event.';

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.keep_payment_account(jsonb, timestamptz), koncert.order_payment(uuid), koncert.start_payment(uuid, jsonb, jsonb, timestamptz),
  koncert.settle_payment(jsonb, jsonb, timestamptz), koncert.pay_order(uuid, jsonb, jsonb, jsonb, timestamptz),
  koncert.retry_refund(uuid), koncert.see_payment_event(uuid, text)
to authenticated;
grant execute on function
  koncert.payment_organization(text, text), koncert.read_payment(uuid, timestamptz), koncert.take_payments(text, boolean, timestamptz, uuid, integer),
  koncert.take_refund(uuid, timestamptz), koncert.unsent_refunds(text, boolean, timestamptz, integer)
to koncert_app;
