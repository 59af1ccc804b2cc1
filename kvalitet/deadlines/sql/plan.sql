-- One batch of planning. Two ways in: by the clock (next_at has passed), or by a list of ids (a pass by hand, or a
-- step given to somebody new), which doesn't care about next_at. What may not be lent is told those it was given to,
-- and nobody else: no substitute, no leader above, whether they are away, have left or are late.
with due as materialized (
    select d.id, d.municipality_id, d.content_type_id, d.object_id, d.unit_id, d.responsible_id, d.role, d.position_title, d.title, d.url, d.due,
           d.cycle, d.steps, d.reminder_times, d.statutory, d.may_be_lent, d.escalation_step, u.path, u.name as unit_name,
           coalesce(%(since)s::timestamptz, d.next_at) as since
    from deadlines_deadline d
    join organisation_unit u on u.id = d.unit_id
    where d.done_at is null and d.cancelled_at is null
      and case when %(only)s::bigint[] is null
               then d.next_at is not null and d.next_at <= %(now)s
               else d.id = any(%(only)s::bigint[]) end
    order by d.next_at, d.id
    limit %(batch)s
    for update of d skip locked
),
passed as materialized (
    select due.id, s.step, row_number() over (partition by due.id order by s.at desc, s.step desc) as place
    from due cross join lateral unnest(due.steps, due.reminder_times) as s(step, at)
    where s.at >= due.since and s.at <= %(now)s
),
-- Who is away today, and the substitute who is there: active, and not away as well. One step, never a chain.
absent as materialized (
    select d.principal_id, p.first_name || ' ' || p.last_name as name,
           case when stand_in.is_active and not exists (
               select 1 from access_deputy too
               where too.principal_id = d.deputy_id and too.is_away
                 and too.starts <= %(today)s and (too.ends is null or too.ends >= %(today)s)
           ) then d.deputy_id end as deputy_id
    from access_deputy d
    join organisation_person p on p.id = d.principal_id
    join organisation_person stand_in on stand_in.id = d.deputy_id
    where d.is_away and d.starts <= %(today)s and (d.ends is null or d.ends >= %(today)s)
),
leaders as materialized (
    select id, person_id, row_number() over (partition by id order by depth desc) as place
    from (
        select due.id, l.person_id, max(length(a.path)) as depth
        from due
        cross join lateral (  -- «offset 0» keeps each look-up by itself: joined as one, whole tables would be read
            select a.id, a.path from organisation_unit a
            where a.path = any(array(select left(due.path, n) from generate_series(4, length(due.path), 4) as n))
            offset 0
        ) as a
        cross join lateral (
            select l.person_id from organisation_leadership l
            join organisation_person p on p.id = l.person_id and p.is_active
            where l.unit_id = a.id and l.starts <= %(today)s and (l.ends is null or l.ends >= %(today)s)
            offset 0
        ) as l
        group by due.id, l.person_id
    ) as chain
),
named as materialized (
    select due.id, p.id as person_id, %(why_person)s as why
    from due join organisation_person p on p.id = due.responsible_id and p.is_active
    union all
    select due.id, p.id, %(why_position)s
    from due
    join organisation_position post
      on upper(post.title) = upper(due.position_title)
     and post.starts <= %(today)s and (post.ends is null or post.ends >= %(today)s)
    join organisation_unit u on u.id = post.unit_id and u.path >= due.path and u.path < due.path || '~'
    join organisation_person p on p.id = post.person_id and p.is_active
    where due.role = 'position'
),
-- The leader a miss is told to is the nearest who doesn't answer for it; the one above is told a miss later.
above as materialized (
    select leaders.id, leaders.person_id, row_number() over (partition by leaders.id order by leaders.place) as rank
    from leaders
    join due on due.id = leaders.id and due.escalation_step is not null and due.may_be_lent
    where not (leaders.place = 1 and not exists (select 1 from named where named.id = leaders.id))
      and not exists (
          select 1 from named join due as same on same.id = named.id
          where named.person_id = leaders.person_id
            and same.content_type_id = due.content_type_id and same.object_id = due.object_id
      )
),
wanted as (
    select passed.id, passed.step, passed.place, named.person_id, 'reminder' as kind, named.why
    from passed join named on named.id = passed.id
    union all
    select passed.id, passed.step, passed.place, leaders.person_id, 'reminder',
           case when due.role = 'leader' and own.id is not null then %(why_leader)s else %(why_vacant)s end
    from passed
    join due on due.id = passed.id
    join leaders on leaders.id = passed.id and leaders.place = 1
    left join organisation_leadership own
      on own.unit_id = due.unit_id and own.person_id = leaders.person_id
     and own.starts <= %(today)s and (own.ends is null or own.ends >= %(today)s)
    where not exists (select 1 from named where named.id = passed.id)
      and (due.may_be_lent or due.role = 'leader')
    union all
    select passed.id, passed.step, passed.place, above.person_id, 'escalation',
           case when above.rank = 1 then %(why_above)s else %(why_far_above)s end
    from passed
    join due on due.id = passed.id and passed.step >= due.escalation_step
    join above on above.id = passed.id and above.rank <= case when passed.step > due.escalation_step then 2 else 1 end
),
given as (
    select wanted.id, wanted.step, wanted.place, wanted.kind, wanted.person_id as principal_id,
           coalesce(absent.deputy_id, relief.person_id, wanted.person_id) as person_id,
           case when absent.deputy_id is not null then replace(%(why_deputy)s, '{principal}', absent.name)
                when relief.person_id is not null then replace(%(why_relief)s, '{principal}', absent.name)
                else wanted.why end as why
    from wanted
    join due on due.id = wanted.id
    left join absent on absent.principal_id = wanted.person_id and due.may_be_lent
    left join lateral (
        select leaders.person_id from leaders
        where due.may_be_lent and absent.principal_id is not null and absent.deputy_id is null
          and leaders.id = wanted.id and leaders.person_id <> wanted.person_id
          and not exists (select 1 from absent as too where too.principal_id = leaders.person_id)
        order by leaders.place
        limit 1
    ) as relief on true
),
told as (
    select distinct on (id, step, person_id, is_copy) id, step, place, kind, person_id, why, is_copy
    from (
        select id, step, place, kind, person_id, why, false as is_copy from given
        union all  -- the one who is away finds it in the app on coming back
        select id, step, place, kind, principal_id, %(why_away)s, true from given where person_id <> principal_id
    ) as both_ways
    order by id, step, person_id, is_copy, kind desc
),
written as (
    insert into notifications_notice (
        uuid, municipality_id, recipient_id, kind, key, title, text, url, why, statutory, due, source, source_id,
        source_cycle, source_step, state, state_reason, attempts, next_try, created_at
    )
    select gen_random_uuid(), due.municipality_id, p.id, case when told.is_copy then 'copy' else told.kind end,
           case when told.kind = 'escalation'  -- a leader is told once of an object, however many do it
                then 'escalation/' || due.content_type_id || '/' || due.object_id || '/' || due.due
                else 'deadline/' || due.id || '/' || due.cycle end || '/' || told.step || '/' || p.id
           || case when told.is_copy then '/copy' else '' end,
           replace(replace(
               case when told.kind = 'escalation' then %(title_leader)s
                    when due.due < %(today)s then %(title_after)s else %(title_before)s end,
               '{due}', to_char(due.due, 'DD.MM.YYYY')), '{title}', due.title),
           replace(replace(
               case when told.kind = 'escalation' then %(text_leader)s
                    when due.due < %(today)s then %(text_after)s else %(text_before)s end,
               '{due}', to_char(due.due, 'DD.MM.YYYY')), '{unit}', due.unit_name),
           due.url,
           replace(replace(told.why, '{unit}', due.unit_name), '{position}', due.position_title),
           due.statutory, due.due, 'deadlines.deadline', due.id, due.cycle, told.step,
           case when told.place > 1 or snoozed.until is not null then 'cancelled'
                when told.is_copy or p.email = '' then 'app_only'
                when due.statutory or p.email_mode = %(each)s then 'queued'
                when p.email_mode = %(digest)s then 'in_digest'
                else 'app_only' end,
           case when told.place > 1 then %(reason_missed)s
                when snoozed.until is not null
                then replace(%(reason_snoozed)s, '{until}', to_char(snoozed.until, 'DD.MM.YYYY')) else '' end,
           0, %(now)s, %(wall)s
    from told
    join due on due.id = told.id
    join organisation_person p on p.id = told.person_id
    left join deadlines_snooze snoozed
      on snoozed.deadline_id = told.id and snoozed.person_id = told.person_id and snoozed.cycle = due.cycle
     and snoozed.ended_at is null and snoozed.until > %(today)s and told.kind = 'reminder' and not due.statutory
    order by due.id
    on conflict (key) do nothing
    returning state, kind
),
moved as (
    update deadlines_deadline d
    set next_at = case when d.next_at <= %(now)s
                       then (select min(t) from unnest(d.reminder_times) as t where t > %(now)s)
                       else d.next_at end
    from due
    where d.id = due.id
    returning d.id
)
select (select count(*) from moved), (select count(*) from written where state <> 'cancelled' and kind <> 'copy')
