-- NAV's flag of repeated absence (domain.md A3), on open cases; only rows where it changes are written.
with flagged as materialized (
    select person_id from sickleave_case
    where counted_days >= %(days)s and ends >= %(since)s
    group by person_id
    having count(*) >= %(often)s and sum(counted_days) >= %(often_days)s
        or count(*) >= %(long)s and sum(counted_days) >= %(long_days)s
)
update sickleave_case as kept
set is_repeated = not kept.is_repeated
where kept.state = 'open' and kept.is_repeated <> (kept.person_id in (select person_id from flagged))
