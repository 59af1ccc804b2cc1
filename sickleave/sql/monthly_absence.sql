-- One month of sick leave for each unit, in one statement: posts × absences, by the definition of SSB.
-- %(days)s: days[n + 1] is how many of the first n days of the tertial are working days, so that a stretch of days
-- is counted by one subtraction. Days are full-time working days; people are counted where their post is largest.
with posts as materialized (
    select
        p.person_id, p.unit_id, u.municipality_id, p.percentage,
        greatest(p.starts, %(first)s) as starts,
        least(coalesce(p.ends, %(last)s), %(last)s) as ends,
        (%(days)s::int[])[least(coalesce(p.ends, %(last)s), %(last)s) - %(tertial)s + 2]
        - (%(days)s::int[])[greatest(p.starts, %(first)s) - %(tertial)s + 1] as working
    from organisation_position p
    join organisation_unit u on u.id = p.unit_id
    where p.starts <= %(last)s and (p.ends is null or p.ends >= %(first)s) and p.percentage > 0
        and u.municipality_id = any(%(municipalities)s::bigint[])
),
homes as materialized (
    select distinct on (person_id) person_id, unit_id
    from posts
    where working > 0
    order by person_id, percentage * working desc, unit_id
),
sick as materialized (
    select
        a.person_id, a.grade, a.kind = 'self_certified' as is_self, a.grade < 100 as is_graded,
        coalesce(c.counted_days, a.ends - a.starts + 1) <= %(short)s as is_short,
        greatest(a.starts, %(tertial)s) as starts, least(a.ends, %(last)s) as ends,
        a.starts < %(first)s
        and (%(days)s::int[])[least(a.ends, %(first)s - 1) - %(tertial)s + 2]
            > (%(days)s::int[])[greatest(a.starts, %(tertial)s) - %(tertial)s + 1] as is_before
    from sickleave_absence a
    left join sickleave_case c on c.id = a.case_id
    where a.kind in ('self_certified', 'certified') and a.starts <= %(last)s and a.ends >= %(tertial)s
        and a.municipality_id = any(%(municipalities)s::bigint[])
),
lost as materialized (
    select
        p.unit_id, p.person_id, s.is_self, s.is_short, s.is_graded,
        p.percentage / 100 * s.grade / 100
        * ((%(days)s::int[])[least(p.ends, s.ends) - %(tertial)s + 2]
           - (%(days)s::int[])[greatest(p.starts, s.starts) - %(tertial)s + 1]) as days
    from sick s
    join posts p on p.person_id = s.person_id and p.starts <= s.ends and p.ends >= s.starts
    where s.ends >= %(first)s
),
before as materialized (
    -- How each was away on a working day of the tertial before this month.
    select
        person_id, bool_or(is_self) as self, bool_or(not is_self) as certified,
        bool_or(not is_self and not is_graded) as whole, bool_or(is_graded) as graded,
        bool_or(is_short) as short, bool_or(not is_short) as long
    from sick
    where is_before
    group by person_id
),
people as (
    -- How each was away in this month, and whether it is the first time of the tertial.
    select
        n.person_id,
        bool_or(n.is_self) and not coalesce(bool_or(b.self), false) as self,
        bool_or(not n.is_self) and not coalesce(bool_or(b.certified), false) as certified,
        bool_or(not n.is_self and not n.is_graded) and not coalesce(bool_or(b.whole), false) as whole,
        bool_or(n.is_graded) and not coalesce(bool_or(b.graded), false) as graded,
        bool_or(n.is_short) and not coalesce(bool_or(b.short), false) as short,
        bool_or(not n.is_short) and not coalesce(bool_or(b.long), false) as long
    from lost n
    left join before b on b.person_id = n.person_id
    where n.days > 0
    group by n.person_id
),
sums as (
    select
        unit_id,
        sum(days) filter (where is_self) as lost_self,
        sum(days) filter (where not is_self) as lost_certified,
        sum(days) filter (where is_short) as lost_short,
        sum(days) filter (where not is_short) as lost_long,
        sum(days) filter (where is_graded) as lost_graded
    from lost
    group by unit_id
),
counts as (
    select
        h.unit_id,
        count(*) as headcount,
        count(q.person_id) as absent_count,
        count(*) filter (where q.self) as new_self,
        count(*) filter (where q.certified) as new_certified,
        count(*) filter (where q.whole) as new_whole,
        count(*) filter (where q.graded) as new_graded,
        count(*) filter (where q.short) as new_short,
        count(*) filter (where q.long) as new_long
    from homes h
    left join people q on q.person_id = h.person_id
    group by h.unit_id
),
agreed as (
    select unit_id, municipality_id, sum(percentage / 100 * working) as days
    from posts
    group by unit_id, municipality_id
),
gone as (
    delete from sickleave_monthlyabsence m
    where m.month = %(first)s and not m.is_frozen
        and m.municipality_id = any(%(municipalities)s::bigint[])
        and not exists (select 1 from agreed a where a.unit_id = m.unit_id)
)
insert into sickleave_monthlyabsence (
    municipality_id, unit_id, month, headcount, absent_count, agreed,
    lost_self, lost_certified, lost_short, lost_long, lost_graded,
    new_self, new_certified, new_whole, new_graded, new_short, new_long, is_frozen, computed_at
)
select
    a.municipality_id, a.unit_id, %(first)s, coalesce(c.headcount, 0), coalesce(c.absent_count, 0), a.days,
    coalesce(s.lost_self, 0), coalesce(s.lost_certified, 0), coalesce(s.lost_short, 0),
    coalesce(s.lost_long, 0), coalesce(s.lost_graded, 0),
    coalesce(c.new_self, 0), coalesce(c.new_certified, 0), coalesce(c.new_whole, 0),
    coalesce(c.new_graded, 0), coalesce(c.new_short, 0), coalesce(c.new_long, 0), false, %(now)s
from agreed a
left join sums s on s.unit_id = a.unit_id
left join counts c on c.unit_id = a.unit_id
on conflict (unit_id, month) do update set
    municipality_id = excluded.municipality_id,
    headcount = excluded.headcount, absent_count = excluded.absent_count, agreed = excluded.agreed,
    lost_self = excluded.lost_self, lost_certified = excluded.lost_certified,
    lost_short = excluded.lost_short, lost_long = excluded.lost_long, lost_graded = excluded.lost_graded,
    new_self = excluded.new_self, new_certified = excluded.new_certified, new_whole = excluded.new_whole,
    new_graded = excluded.new_graded, new_short = excluded.new_short, new_long = excluded.new_long,
    computed_at = excluded.computed_at
where not sickleave_monthlyabsence.is_frozen
    and (sickleave_monthlyabsence.headcount, sickleave_monthlyabsence.absent_count, sickleave_monthlyabsence.agreed,
         sickleave_monthlyabsence.lost_self, sickleave_monthlyabsence.lost_certified, sickleave_monthlyabsence.lost_short,
         sickleave_monthlyabsence.lost_long, sickleave_monthlyabsence.lost_graded, sickleave_monthlyabsence.new_self,
         sickleave_monthlyabsence.new_certified, sickleave_monthlyabsence.new_whole, sickleave_monthlyabsence.new_graded,
         sickleave_monthlyabsence.new_short, sickleave_monthlyabsence.new_long)
        is distinct from
        (excluded.headcount, excluded.absent_count, excluded.agreed,
         excluded.lost_self, excluded.lost_certified, excluded.lost_short,
         excluded.lost_long, excluded.lost_graded, excluded.new_self,
         excluded.new_certified, excluded.new_whole, excluded.new_graded, excluded.new_short, excluded.new_long)
