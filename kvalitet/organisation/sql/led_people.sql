-- Everybody whose nearest leader on a day is this person: chosen for them, or the first active leader up the tree from
-- their main post who isn't themselves. The same answer as `nearest_leader`, asked the other way round.
with area as materialized (
    select unit.id, unit.path
    from organisation_unit unit
    where exists (
        select 1 from organisation_leadership led join organisation_unit top on top.id = led.unit_id
        where led.person_id = %(person)s and led.starts <= %(day)s and (led.ends is null or led.ends >= %(day)s)
          and unit.path >= top.path and unit.path < top.path || '~'
    )
),
leaders as materialized (
    select area.path, led.person_id
    from area
    join organisation_leadership led on led.unit_id = area.id
    join organisation_person person on person.id = led.person_id and person.is_active
    where led.starts <= %(day)s and (led.ends is null or led.ends >= %(day)s)
),
above as materialized (
    select area.id as unit_id, leaders.person_id, length(leaders.path) as depth
    from area
    cross join lateral generate_series(4, length(area.path), 4) as n
    join leaders on leaders.path = left(area.path, n)
),
main as (
    select distinct on (post.person_id) post.person_id, post.unit_id
    from organisation_position post
    where post.starts <= %(day)s and (post.ends is null or post.ends >= %(day)s)
      and post.person_id in (select there.person_id from organisation_position there where there.unit_id in (select id from area))
    order by post.person_id, post.percentage desc, post.id
),
nearest as (
    select distinct on (main.person_id) main.person_id, above.person_id as leader_id
    from main
    join organisation_person person on person.id = main.person_id and person.leader_override_id is null
    join above on above.unit_id = main.unit_id and above.person_id <> main.person_id
    order by main.person_id, above.depth desc
)
select person_id from nearest where leader_id = %(person)s
union
select id from organisation_person where leader_override_id = %(person)s and id <> %(person)s
