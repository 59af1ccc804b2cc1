"""First names and surnames that are common in Norway, put together by chance."""

from random import Random

FIRST_NAMES = (
    "Aida Ailin Aksel Alf Amalie Anders Andrea Ane Anette Anita Anja Ann Anne Annika Arild Arne Aron Arve Astrid Asta "
    "Atle Aud Ayla Bard Beate Benjamin Berit Birger Birgit Birk Bjarne Bjørg Bjørn Bodil Brage Brita Brynjar Børge "
    "Carina Cathrine Cecilie Charlotte Christian Dag Dagny Daniel David Dina Ebba Edvard Egil Einar Eira Eirik Eivind "
    "Elias Elin Elisabeth Ella Ellen Elvira Emil Emma Endre Erik Erlend Espen Eva Even Fatima Filip Finn Fredrik Frida "
    "Frode Geir Georg Gerd Gjermund Greta Grete Gro Gudrun Gunn Gunnar Guro Gøran Hanna Hanne Hans Harald Hassan Hauk "
    "Hedda Hege Helene Helge Helle Henrik Herman Hilda Hilde Håkon Håvard Ida Iben Inga Inger Ingrid Isak Ivar Iver "
    "Jan Jakob Janne Jarle Jasmin Jens Johan Johanne Jon Jorunn Julie Jørgen Jørn Kaia Karen Kari Karin Karl Karoline "
    "Kasper Katrine Kim Kine Kirsten Kjell Kjersti Kjetil Klara Knut Kristian Kristin Kåre Lars Laila Laura Leif Lena "
    "Leon Linda Linn Linnea Lise Liv Lotte Ludvig Lukas Mads Magne Magnus Maja Malin Marianne Marius Markus Marte "
    "Martin Mathilde Mats Merete Mette Mia Mikkel Milad Mina Mohammed Mona Morten Nadia Nils Nina Noah Nora Odd Oddvar "
    "Olav Ole Oline Oskar Ottar Ove Pernille Per Peter Petter Pia Ragnar Ragnhild Randi Rebekka Reidar Rita Roar Roger "
    "Rolf Rune Runa Sander Sandra Sebastian Selma Sigrid Sigurd Silje Simen Siv Siri Sissel Snorre Solveig Sofie Stein "
    "Steinar Stian Stine Sunniva Svein Sverre Synne Tarjei Terje Thea Thomas Tiril Tobias Tomas Tone Torbjørn Tord "
    "Torgeir Trine Trond Trude Turid Tuva Tyra Ulrik Unni Vegard Vera Vetle Vidar Vilde Vigdis Wenche Yasmin Yngve "
    "Yusuf Øivind Ørjan Øyvind Åge Åse Åshild Åsmund"
)

SURNAMES = (
    "Aas Aasen Abrahamsen Ahmed Ali Alstad Amundsen Andersen Andreassen Arnesen Aune Bakke Bakken Berg Berge Berger "
    "Berntsen Birkeland Bjerke Bjørnstad Borgen Brandt Bråten Bøe Børresen Christensen Dahl Dahle Dalen Danielsen "
    "Edvardsen Egeland Eide Eikeland Eliassen Ellingsen Engebretsen Engen Eriksen Evensen Falk Farstad Finstad Fjeld "
    "Foss Fossen Fredriksen Gabrielsen Gjerde Grande Gran Granlund Grøndahl Gulbrandsen Gundersen Haga Hagen Halvorsen "
    "Hammer Hansen Haraldsen Hauge Haugen Haugland Hegge Helgesen Hermansen Hoel Hoff Holen Holm Holmen Holte Hovland "
    "Huse Husby Håland Iversen Jacobsen Jahren Jakobsen Jensen Johannessen Johansen Johnsen Jørgensen Kaspersen Khan "
    "Knudsen Knutsen Kolstad Kristensen Kristiansen Kristoffersen Kvam Kvale Larsen Lervik Lie Lien Lind Lunde Lund "
    "Løken Mæland Madsen Martinsen Mathisen Mikkelsen Moe Moen Monsen Mortensen Myhre Myklebust Myrvold Nesse Ness "
    "Nguyen Nielsen Nilsen Norheim Nordby Nygaard Nygård Olsen Omdal Opsahl Ottesen Paulsen Pedersen Petersen "
    "Pettersen Prestegård Ramstad Rasmussen Riise Rognli Ruud Rønning Sagen Samuelsen Sand Sandvik Sandnes Simonsen "
    "Skaar Skoglund Skogen Skjelbred Solberg Solbakken Solheim Solli Stene Stensrud Strand Strøm Sunde Svendsen "
    "Sæther Sætre Sørensen Tangen Teigen Thomassen Thorsen Tran Tveit Tømte Ulvestad Vang Vangen Vik Viken Wang "
    "Warsame Wold Ødegård Økland Østby Øverland Ånensen Åsen Åsgård"
)

FIRST, LAST = FIRST_NAMES.split(), SURNAMES.split()
FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "."})


class NameBox:
    """Draws a full name no one has yet, and the user name that goes with it."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.taken: set[tuple[str, str]] = set()

    def draw(self) -> tuple[str, str]:
        """Return first name and surname."""
        while True:
            name = self.chance.choice(FIRST), self.chance.choice(LAST)
            if name not in self.taken:
                self.taken.add(name)
                return name


def username(first: str, last: str) -> str:
    """Write «Øyvind Sæther» as oyvind.saether."""
    return f"{first} {last}".lower().translate(FOLDED)
