-- From which day to which day what was changed lately reaches, before and after the change, in each municipality.
with changed as (
    select municipality_id, starts, ends
    from sickleave_historicalabsence
    where id in (select id from sickleave_historicalabsence where history_date >= %(since)s)
    union all
    select municipality_id, starts, ends
    from sickleave_historicalcase
    where id in (select id from sickleave_historicalcase where history_date >= %(since)s)
)
select municipality_id, min(starts), max(ends)
from changed
where starts < %(before)s
group by municipality_id
