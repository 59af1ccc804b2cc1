"""Small files from HR for the test world, and what is needed to bring them in."""

from kvalitet.imports.actions import approve, receive, work_on
from kvalitet.imports.choices import ImportKind, ImportSource

UNITS = """Enhetsnummer;Navn;Overordnet enhet;Leder
10;Oppvekst;;Eli Engen
11;Solbakken skole;10;Kari Kvam
111;Mellomtrinnet;11;
112;SFO Solbakken;11;
12;Elvebakken barnehage;10;
20;Helse og omsorg;;
21;Hjemmetjenesten;20;
22;Furutun sykehjem;20;
"""
PEOPLE = """Ansattnummer;Fornavn;Etternavn;E-post;Enhetsnummer;Stilling;Stillingsprosent;Fra
1;Anne;Aasen;anne@fjordvik.example;;Kommunedirektør;100;1.1.2020
2;Eli;Engen;eli@fjordvik.example;10;Kommunalsjef;100;1.1.2020
3;Kari;Kvam;kari@fjordvik.example;11;Rektor;100;1.1.2020
4;Ola;Olsen;ola@fjordvik.example;11;Lærer;100;1.1.2020
5;Dag;Dahl;dag@fjordvik.example;111;Avdelingsleder;100;1.1.2020
6;Per;Pettersen;per@fjordvik.example;12;Styrer;100;1.1.2020
7;Hilde;Haug;hilde@fjordvik.example;20;Kommunalsjef;100;1.1.2020
8;Jon;Jensen;jon@fjordvik.example;21;Virksomhetsleder;100;1.1.2020
9;Vera;Viken;vera@fjordvik.example;11;Lærer;100;1.1.2020
10;Tore;Tangen;tore@fjordvik.example;21;Sykepleier;100;1.1.2020
"""


def received(world, text, *, kind=ImportKind.PEOPLE, by=None, is_complete=True, name="ansatte.csv"):
    """Keep and compare a file."""
    content = text if isinstance(text, bytes) else text.encode()
    run = receive(
        world.municipality,
        kind=kind,
        file_name=name,
        content=content,
        is_complete=is_complete,
        source=ImportSource.UPLOAD,
        by=by or world.siri,
    )
    return work_on(run.pk)


def brought_in(world, text, **fields):
    """Bring a file in, whatever the brake says."""
    run = received(world, text, **fields)
    if run.is_waiting and run.has_changes:
        approve(run, by=world.siri)
        run = work_on(run.pk)
    return run


def numbered(world):
    """Let the world have what its payroll system has: units and people with numbers."""
    brought_in(world, UNITS, kind=ImportKind.UNITS)
    return brought_in(world, PEOPLE)


def told(run, kind):
    """Return the lines of a kind as (title, text)."""
    return [(line.title, line.text) for line in run.lines.filter(kind=kind)]
