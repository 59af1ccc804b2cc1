-- Everything a person holds on a day, in one question. Three kinds of rows, told apart by the first column:
-- 'held': a role, a unit led or a post, the person's own or of one the person stands in for (who, role, title, unit);
-- 'stand_in': whom the person stands in for, and who stands in for the person;
-- 'guest': a unit that a municipality of the person's takes part in.
with stand_ins as materialized (
    select deputy.id, deputy.principal_id, deputy.ends, deputy.is_away,
           trim(principal.first_name || ' ' || principal.last_name) as principal,
           trim(stand_in.first_name || ' ' || stand_in.last_name) as stand_in
    from access_deputy deputy
    join organisation_person principal on principal.id = deputy.principal_id
    join organisation_person stand_in on stand_in.id = deputy.deputy_id
    where deputy.starts <= %(day)s and (deputy.ends is null or deputy.ends >= %(day)s)
      and (deputy.deputy_id = %(person)s and principal.is_active
           or deputy.principal_id = %(person)s and deputy.is_away and stand_in.is_active)
),
people as materialized (
    select %(person)s::bigint as id
    union
    select principal_id from stand_ins
),
holding as (
    select people.id as owner, assignment.role, '' as title, assignment.unit_id
    from people
    join access_roleassignment assignment on assignment.person_id = people.id
    where assignment.starts <= %(day)s and (assignment.ends is null or assignment.ends >= %(day)s)
      and (people.id = %(person)s or assignment.role <> all(%(personal)s))
    union all
    select people.id, 'leader', 'leads', leadership.unit_id
    from people
    join organisation_leadership leadership on leadership.person_id = people.id
    where leadership.starts <= %(day)s and (leadership.ends is null or leadership.ends >= %(day)s)
    union all
    select people.id, 'employee', post.title, post.unit_id
    from people
    join organisation_position post on post.person_id = people.id
    where post.starts <= %(day)s and (post.ends is null or post.ends >= %(day)s)
),
held as materialized (
    select holding.*, unit.name, unit.path, unit.municipality_id
    from holding
    join organisation_unit unit on unit.id = holding.unit_id
)
select 'held', owner, role, title, unit_id, name, path, municipality_id, null::date, null::boolean
from held
union all
select 'stand_in', principal_id, null, principal, id, stand_in, null, null, ends, is_away
from stand_ins
union all
select 'guest', null, null, null, membership.unit_id, null, null, null, null, null
from organisation_unitmembership membership
where membership.starts <= %(day)s and (membership.ends is null or membership.ends >= %(day)s)
  and membership.municipality_id in (
      select %(home)s::bigint
      union all
      select municipality_id from held where owner = %(person)s or role <> 'employee'
  )
