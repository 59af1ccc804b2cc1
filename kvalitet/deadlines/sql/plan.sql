-- One batch of planning. Two ways in: by the clock (next_at has passed), or by a list of ids (a pass by hand, or a
-- step given to somebody new), which doesn't care about next_at.
with due as materialized (
    select d.id, d.municipality_id, d.content_type_id, d.object_id, d.unit_id, d.responsible_id, d.role, d.position_title, d.title, d.url, d.due,
           d.cycle, d.steps, d.reminder_times, d.statutory, d.escalation_step, u.path, u.name as unit_name,
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
leaders as materialized (
    select id, person_id, row_number() over (partition by id order by depth desc) as place
    from (
        select due.id, l.person_id, max(length(a.path)) as depth
        from due
        cross join lateral generate_series(4, length(due.path), 4) as n
        join organisation_unit a on a.path = left(due.path, n)
        join organisation_leadership l
          on l.unit_id = a.id and l.starts <= %(today)s and (l.ends is null or l.ends >= %(today)s)
        join organisation_person p on p.id = l.person_id and p.is_active
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
    union all
    select passed.id, passed.step, passed.place, leaders.person_id, 'escalation', %(why_above)s
    from passed
    join due on due.id = passed.id and passed.step >= due.escalation_step
    join leaders on leaders.id = passed.id and leaders.place <= 2
    where not exists (
        select 1 from named join due as same on same.id = named.id
        where named.person_id = leaders.person_id
          and same.content_type_id = due.content_type_id and same.object_id = due.object_id
    )
),
told as (
    select distinct on (wanted.id, wanted.step, person_id)
           wanted.id, wanted.step, wanted.place, wanted.kind,
           coalesce(stand_in.deputy_id, wanted.person_id) as person_id,
           case when stand_in.deputy_id is null then wanted.why
                else replace(%(why_deputy)s, '{principal}', principal.first_name || ' ' || principal.last_name)
           end as why
    from wanted
    join organisation_person principal on principal.id = wanted.person_id
    left join lateral (
        select deputy.deputy_id
        from access_deputy deputy
        join organisation_person p on p.id = deputy.deputy_id and p.is_active
        where deputy.principal_id = wanted.person_id
          and deputy.starts <= %(today)s and (deputy.ends is null or deputy.ends >= %(today)s)
        order by deputy.starts desc, deputy.id desc
        limit 1
    ) as stand_in on true
    order by wanted.id, wanted.step, person_id, wanted.kind desc
),
written as (
    insert into notifications_notice (
        uuid, municipality_id, recipient_id, kind, key, title, text, url, why, statutory, source, source_id,
        source_cycle, source_step, state, state_reason, attempts, next_try, created_at
    )
    select gen_random_uuid(), due.municipality_id, p.id, told.kind,
           case when told.kind = 'escalation'  -- a leader is told once of an object, however many do it
                then 'escalation/' || due.content_type_id || '/' || due.object_id || '/' || due.due
                else 'deadline/' || due.id || '/' || due.cycle end || '/' || told.step || '/' || p.id,
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
           due.statutory, 'deadlines.deadline', due.id, due.cycle, told.step,
           case when told.place > 1 then 'cancelled'
                when p.email = '' then 'app_only'
                when due.statutory or p.email_mode = %(each)s then 'queued'
                when p.email_mode = %(digest)s then 'in_digest'
                else 'app_only' end,
           case when told.place > 1 then %(reason_missed)s else '' end,
           0, %(now)s, %(wall)s
    from told
    join due on due.id = told.id
    join organisation_person p on p.id = told.person_id
    order by due.id
    on conflict (key) do nothing
    returning state
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
select (select count(*) from moved), (select count(*) from written where state <> 'cancelled')
