-- Everything the page of figures counts, in one pass over the events a person may see.
-- `chosen` is filled in with the query that `visible_to` has made.
with chosen as not materialized (
    {chosen}
),
seen as materialized (
    select
        c.*,
        (c.created_at at time zone %(zone)s)::date as day,
        (c.answered_at at time zone %(zone)s)::date as answered,
        (c.closed_at at time zone %(zone)s)::date as closed,
        (c.created_at at time zone %(zone)s)::date + %(answer_days)s as answer_due,
        (c.created_at at time zone %(zone)s)::date + (%(close_days)s::int[])[c.seriousness] as close_due,
        c.state = any(%(open)s) as is_open,
        c.state = any(%(open)s) and exists (
            select from deadlines_deadline d
            where d.content_type_id = %(type)s and d.object_id = c.id
              and d.done_at is null and d.cancelled_at is null and d.due < %(today)s
        ) as is_late,
        left(u.path, %(length)s) as part
    from chosen c
    join organisation_unit u on u.id = c.unit_id
),
met as materialized (
    select * from seen where day between %(starts)s and %(ends)s
),
daily as materialized (
    select part, unit_id, day, count(*) as n from seen group by part, unit_id, day
),
groups as (
    select
        json_agg(json_build_array(
            case dimension
                when 7 then 'part' when 11 then 'category' when 13 then 'seriousness' when 14 then 'kind'
                else 'part_kind'
            end,
            part, category_id, seriousness, kind, n, late,
            (select json_build_array(k.uuid, k.name) from deviations_category k where k.id = g.category_id)
        )) as rows
    from (
        select
            part, category_id, seriousness, kind,
            grouping(part, category_id, seriousness, kind) as dimension,
            count(*) as n,
            count(*) filter (where is_late) as late
        from met
        group by grouping sets ((part), (category_id), (seriousness), (kind), (part, kind))
    ) g
),
causes as (
    select json_object_agg(cause, n) as rows
    from (select unnest(causes) as cause, count(*) as n from met group by 1) c
),
months as (
    select json_agg(json_build_array(month, part, n)) as rows
    from (
        select date_trunc('month', day::timestamp)::date as month, part, sum(n) as n
        from daily where day between %(history)s and %(until)s group by 1, 2
    ) m
),
answers as (
    select json_agg(json_build_array(month, kept, n) order by month) as rows
    from (
        select
            date_trunc('month', answer_due::timestamp)::date as month,
            count(*) filter (where answered <= answer_due) as kept,
            count(*) as n
        from seen
        where answer_due between %(history)s and %(until)s and (answered is not null or answer_due < %(today)s)
        group by 1
    ) a
),
closings as (
    select json_agg(json_build_array(month, kept, n) order by month) as rows
    from (
        select
            date_trunc('month', close_due::timestamp)::date as month,
            count(*) filter (where closed <= close_due and not is_open) as kept,
            count(*) as n
        from seen
        where close_due between %(history)s and %(until)s and (not is_open or close_due < %(today)s)
        group by 1
    ) c
),
rhythms as (
    select json_agg(json_build_array(unit_id, starts, ends, days)) as rows
    from (
        select unit_id, min(day) as starts, max(day) as ends, count(*) as days
        from daily where day >= %(rhythm)s group by unit_id
    ) r
),
totals as (
    select json_build_object(
        'reported', count(*),
        'open', count(*) filter (where is_open),
        'closed', count(*) filter (where not is_open),
        'no_effect', count(*) filter (where state = 'closed_no_effect'),
        'rejected', count(*) filter (where state = 'rejected'),
        'reopened', count(*) filter (where reopened_count > 0),
        'near_miss', count(*) filter (where kind = 'near_miss'),
        'to_assess', count(*) filter (where kind <> all(%(light)s) and state <> 'rejected'),
        'assessed', count(*) filter (where kind <> all(%(light)s) and state <> 'rejected' and risk_score is not null),
        'answer_decided', count(*) filter (where answered is not null or answer_due < %(today)s),
        'answer_kept', count(*) filter (where answered <= answer_due),
        'close_decided', count(*) filter (where not is_open or close_due < %(today)s),
        'close_kept', count(*) filter (where not is_open and closed <= close_due),
        'answered', count(answered),
        'answer_days', percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at) / 86400)
            filter (where answered_at is not null),
        'close_days', percentile_cont(0.5) within group (order by extract(epoch from closed_at - created_at) / 86400)
            filter (where not is_open and closed_at is not null),
        'timed', count(*) filter (where source = 'signed_in' and opened_at is not null),
        'seconds', percentile_cont(0.5) within group (order by extract(epoch from created_at - opened_at))
            filter (where source = 'signed_in' and opened_at is not null)
    ) as row
    from met
),
now_open as (
    select json_build_object(
        'open', count(*), 'late', count(*) filter (where is_late), 'oldest', min(day)
    ) as row
    from seen where is_open
)
select json_build_object(
    'groups', coalesce((select rows from groups), '[]'),
    'causes', coalesce((select rows from causes), '{{}}'),
    'months', coalesce((select rows from months), '[]'),
    'answers', coalesce((select rows from answers), '[]'),
    'closings', coalesce((select rows from closings), '[]'),
    'rhythms', coalesce((select rows from rhythms), '[]'),
    'totals', (select row from totals),
    'now', (select row from now_open)
)
