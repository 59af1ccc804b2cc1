-- How many events came after one like it, of the same unit and category, had been closed: reports and closings on one
-- line of time for each unit and category, so that the rows are gone through once.
with chosen as materialized (
    {chosen}
),
points as (
    select unit_id, category_id, created_at as at, null::timestamptz as ended, true as is_report
    from chosen
    where created_at >= %s
    union all
    select unit_id, category_id, closed_at, closed_at, false
    from chosen
    where closed_at is not null and category_id is not null and state <> 'rejected'
),
seen as (
    select
        is_report,
        at,
        max(ended) over (
            partition by unit_id, category_id order by at rows between unbounded preceding and 1 preceding
        ) as before
    from points
)
select count(*) filter (where is_report), count(*) filter (where is_report and before >= at - %s)
from seen
