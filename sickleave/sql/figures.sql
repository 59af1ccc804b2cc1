-- Monthly sums by the branches one meets on the way down to a place; rows without a branch are the whole municipality,
-- which the usual course of a year is learnt from. One statement, whatever the size.
with places as materialized (
    select u.id, left(u.path, coalesce(max(length(w.path)), 0) + %(step)s) as branch
    from organisation_unit u
    left join unnest(%(way)s::text[]) as w(path) on starts_with(u.path, w.path)
    where u.path >= %(top)s and u.path < %(top)s || '~'
    group by u.id, u.path
),
rows as materialized (
    select m.*
    from sickleave_monthlyabsence m
    where m.municipality_id = %(municipality)s and m.month >= %(first)s and m.month <= %(last)s
)
select r.month, p.branch, {sums}
from rows r
join places p on p.id = r.unit_id
group by r.month, p.branch
union all
select r.month, '', {sums}
from rows r
group by r.month
