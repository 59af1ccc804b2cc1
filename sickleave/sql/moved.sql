-- People with an open case whose nearest leader, or whose unit, is another today than the case was last reckoned for.
select open_case.person_id
from sickleave_case open_case
join organisation_person person on person.id = open_case.person_id
left join lateral (
    select post.unit_id, unit.path
    from organisation_position post join organisation_unit unit on unit.id = post.unit_id
    where post.person_id = open_case.person_id
      and post.starts <= %(today)s and (post.ends is null or post.ends >= %(today)s)
    order by post.percentage desc, post.id
    limit 1
) as main on true
left join lateral (
    select led.person_id
    from generate_series(4, length(main.path), 4) as n
    join organisation_unit above on above.path = left(main.path, n)
    join organisation_leadership led on led.unit_id = above.id
     and led.starts <= %(today)s and (led.ends is null or led.ends >= %(today)s)
    join organisation_person leader on leader.id = led.person_id and leader.is_active
    where led.person_id <> open_case.person_id
    order by n desc
    limit 1
) as nearest on person.leader_override_id is null
where open_case.state = 'open'
  and (coalesce(person.leader_override_id, nearest.person_id) is distinct from open_case.last_leader_id
       or main.unit_id <> open_case.unit_id)
