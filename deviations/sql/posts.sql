-- Full-time posts in a unit and below it on the last day of each month, by the units right below it;
-- rows without a month say how many people hold a post today.
with posts as materialized (
    select left(u.path, %(length)s) as part, p.person_id, p.percentage, p.starts, p.ends
    from organisation_position p
    join organisation_unit u on u.id = p.unit_id
    where u.path >= %(path)s and u.path < %(end)s
)
select month::date, part, sum(percentage) / 100, 0
from generate_series(%(first)s::timestamp, %(last)s::timestamp, '1 month') month
join posts on starts <= (month + interval '1 month - 1 day')::date
    and (ends is null or ends >= (month + interval '1 month - 1 day')::date)
group by 1, 2
union all
select null, part, 0, count(distinct person_id)
from posts where starts <= %(today)s and (ends is null or ends >= %(today)s)
group by part
